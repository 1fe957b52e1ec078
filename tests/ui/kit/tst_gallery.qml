import QtQuick
import QtTest
import Assent.Kit
import Assent.Kit.Tests

TestCase {
    id: suite

    name: "gallery"
    when: windowShown
    visible: true
    width: 1280
    height: 800

    Walk { id: walk }
    Component { id: gallery; Gallery { width: suite.width; height: suite.height } }

    function init() {
        Warnings.clear()
        Theme.mode = Theme.Light
        Theme.reduceMotion = true
    }
    function cleanup() {
        Theme.mode = Theme.Light
        Theme.textScale = 1
        Theme.reduceMotion = false
    }

    function make(properties) {
        const item = createTemporaryObject(gallery, suite, properties ?? {})
        verify(item)
        waitForRendering(item)
        return item
    }

    function states() {
        return [{ tag: "light", mode: Theme.Light, scale: 1, mirrored: false },
                { tag: "dark", mode: Theme.Dark, scale: 1, mirrored: false },
                { tag: "right to left", mode: Theme.Light, scale: 1, mirrored: true },
                { tag: "200 %", mode: Theme.Light, scale: 2, mirrored: false }]
    }

    function test_everyComponentLoadsWithoutAWarning_data() {
        return ["AppShell", "BodyText", "Card", "ChannelMatrix", "ChoicePair", "CommandPalette", "ConfirmSheet", "ConsentSwitch",
            "DeadlineBadge", "DiffView", "Divider", "EmptyState", "ErrorSummary", "FlowNode", "FlowPicture", "FocusRing", "FormRow", "HeaderBar", "InlineMessage", "JobRow", "JobTray",
            "KitButton", "KitCheckBox", "KitComboBox", "KitIcon", "KitScrollBar", "KitScrollView", "KitTextField",
            "KitTooltip", "LockScreen", "NavRail", "PageView", "PasswordField", "ProgressLine", "ProvenanceChip",
            "PurposeCard", "PurposeRow", "RetentionBar", "SearchField", "SectionHeading", "SegmentedChoice", "ShortcutSheet", "Skeleton",
            "StackedBar", "StateChip", "StatusMessage", "StepProgress", "TextLink", "Timeline", "TimelineEntry",
            "UndoToast", "IconButton { iconName: 'lock' }", "NavRailItem { iconName: 'lock' }"]
            .map(type => ({ tag: type, source: type.includes("{") ? type : type + " {}" }))
    }

    function test_everyComponentLoadsWithoutAWarning(data) {
        const item = Qt.createQmlObject("import QtQuick; import Assent.Kit; Item { " + data.source + " }", suite)
        wait(0)
        item.destroy()
        compare(Warnings.seen().join("\n"), "")
    }

    function test_loadsWithoutAWarning_data() { return states() }
    function test_loadsWithoutAWarning(data) {
        Theme.mode = data.mode
        Theme.textScale = data.scale
        make({ rightToLeft: data.mirrored })
        compare(Warnings.seen().join("\n"), "")
    }

    function test_rolesReachAssistiveTools_data() {
        return [["ConsentSwitch", Accessible.CheckBox], ["UndoToast", Accessible.AlertMessage],
            ["StatusMessage", Accessible.AlertMessage], ["ErrorSummary", Accessible.AlertMessage],
            ["SectionHeading", Accessible.Heading], ["BodyText", Accessible.StaticText],
            ["StateChip", Accessible.StaticText], ["KitTextField", Accessible.EditableText],
            ["PasswordField", Accessible.EditableText], ["KitButton", Accessible.Button],
            ["KitComboBox", Accessible.ComboBox], ["KitCheckBox", Accessible.CheckBox],
            ["NavRailItem { iconName: 'lock' }", Accessible.PageTab], ["TimelineEntry", Accessible.ListItem], ["FlowNode", Accessible.Button],
            ["DiffView", Accessible.StaticText]]
            .map(pair => ({ tag: pair[0], role: pair[1] }))
    }

    function test_rolesReachAssistiveTools(data) {
        const source = data.tag.includes("{") ? data.tag : data.tag + " {}"
        const item = Qt.createQmlObject("import QtQuick; import Assent.Kit; Item { " + source + " }", suite)
        compare(Told.role(item.children[0]), data.role)
        item.destroy()
    }

    function test_secretIsNotTold() {
        const source = "PasswordField { label: 'Passphrase'; text: 'four plain words' }"
        const item = Qt.createQmlObject("import QtQuick; import Assent.Kit; Item { " + source + " }", suite)
        const field = item.children[0]
        verify(!Told.everything(field).includes("plain"))
        field.shown = true
        verify(!Told.everything(field).includes("plain"))
        compare(Told.name(field), "Passphrase")
        item.destroy()
    }

    function test_everyFocusableIsNamedAndLargeEnough_data() { return states() }
    function test_everyFocusableIsNamedAndLargeEnough(data) {
        Theme.textScale = data.scale
        const items = walk.focusable(make({ rightToLeft: data.mirrored }))
        verify(items.length > 50)
        for (const item of items) {
            verify(item.Accessible.name !== "", "no name: " + walk.describe(item))
            verify(Told.name(item) !== "", "name not told: " + walk.describe(item))
            verify(![Accessible.NoRole, Accessible.Client].includes(Told.role(item)), "no role: " + walk.describe(item))
            verify(item.width >= 24 && item.height >= 24,
                   item.width + " × " + item.height + ": " + walk.describe(item))
        }
    }

    function test_textIsWhole_data() {
        return states().concat([{ tag: "200 % right to left", scale: 2, mirrored: true },
                                { tag: "narrow", scale: 1, mirrored: false, width: 520 },
                                { tag: "150 % narrow", scale: 1.5, mirrored: false, width: 700 }])
    }
    function test_textIsWhole(data) {
        Theme.textScale = data.scale
        const page = make({ rightToLeft: data.mirrored, width: data.width ?? suite.width })
        for (const text of walk.texts(page)) {
            verify(!text.truncated, "cut: " + walk.describe(text))
            verify(text.contentWidth <= Math.ceil(text.width) + 1, "too wide: " + text.contentWidth + " in "
                   + text.width + ": " + walk.describe(text))
            verify(text.contentHeight <= text.height + 8, "too high: " + walk.describe(text))
            const at = text.mapToItem(page, 0, 0)
            verify(at.x >= -1 && at.x + text.contentWidth <= page.width + 1, "outside: " + walk.describe(text))
        }
    }

    function test_nothingStandsOutsideItsControl_data() { return test_textIsWhole_data() }
    function test_nothingStandsOutsideItsControl(data) {
        Theme.textScale = data.scale
        const page = make({ rightToLeft: data.mirrored, width: data.width ?? suite.width })
        const controls = walk.all(page, item => item.implicitContentHeight !== undefined && item.contentItem)
        for (const control of controls) {
            const needed = control.implicitContentHeight + control.topPadding + control.bottomPadding
            verify(control.height >= Math.floor(needed), control.height + " < " + needed + ": " + walk.describe(control))
        }
    }

    function test_tabReachesEverythingAndReturns() {
        const item = make()
        const wanted = walk.focusable(item)
        wanted[0].forceActiveFocus(Qt.TabFocusReason)
        const reached = new Set()
        for (let i = 0; i < wanted.length + 5; ++i) {
            const now = item.Window.activeFocusItem
            if (reached.has(now))
                break
            reached.add(now)
            keyClick(Qt.Key_Tab)
        }
        for (const one of wanted)
            verify(reached.has(one), "not reached: " + walk.describe(one))
        verify(item.Window.activeFocusItem === wanted[0])
    }

    function test_focusIsScrolledIntoView() {
        const item = make()
        const last = walk.focusable(item).pop()
        last.forceActiveFocus(Qt.TabFocusReason)
        const y = last.mapToItem(item, 0, 0).y
        verify(y >= 0 && y + last.height <= item.height)
    }

    function test_rightToLeftMirrors() {
        const left = walk.named(make(), "cell-acme-email").mapToItem(suite, 0, 0).x
        const right = walk.named(make({ rightToLeft: true }), "cell-acme-email").mapToItem(suite, 0, 0).x
        verify(left !== right)
        const plain = make()
        const turned = make({ rightToLeft: true })
        const a = walk.named(plain, "pageHeading")
        const b = walk.named(turned, "pageHeading")
        compare(Math.round(a.mapToItem(plain, 0, 0).x),
                Math.round(turned.width - b.mapToItem(turned, 0, 0).x - b.width))
        compare(b.effectiveHorizontalAlignment, Text.AlignRight)
    }
}
