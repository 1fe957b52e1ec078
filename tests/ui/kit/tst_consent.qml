import QtQuick
import QtTest
import Assent.Kit
import Assent.Kit.Tests

TestCase {
    id: suite

    name: "consent"
    when: windowShown
    visible: true
    width: 900
    height: 600

    property bool allowed: false

    Walk { id: walk }
    SignalSpy { id: spy }

    Component {
        id: bound
        ConsentSwitch {
            x: 40
            y: 40
            purpose: "Product news"
            channel: "Email"
            party: "Acme"
            checked: suite.allowed
        }
    }
    Component {
        id: own
        ConsentSwitch { x: 40; y: 40; controlled: false }
    }
    Component {
        id: matrix
        ChannelMatrix {
            width: 860
            purpose: "News"
            channels: [{ key: "email", label: "Email" }, { key: "sms", label: "SMS" }]
            recipients: [{ key: "acme", label: "Acme" }, { key: "data", label: "Datalytics" }]
            cells: [{ channel: "email", recipient: "acme", allowed: true },
                    { channel: "sms", recipient: "data", allowed: false, note: "Waiting to send" }]
        }
    }
    Component { id: row; ChannelMatrixRow { width: 600; recipient: ({ key: "acme", label: "Acme" }) } }
    Component {
        id: pair
        ChoicePair { x: 40; y: 40; subject: "News" }
    }

    function cleanup() {
        Theme.textScale = 1
    }

    function middle(item, within) {
        return item.mapToItem(within, 0, item.height / 2).y
    }

    function make(component) {
        allowed = false
        spy.clear()
        const item = createTemporaryObject(component, suite)
        spy.target = null
        spy.signalName = item.toggled ? "toggled" : "allowed"
        spy.target = item
        return item
    }

    function test_controlledSwitchWaitsForTheModel() {
        const item = make(bound)
        mouseClick(item)
        compare(spy.count, 1)
        compare(spy.signalArguments[0][0], true)
        compare(item.checked, false)
        allowed = true
        compare(item.checked, true, "the binding is whole")
        mouseClick(item)
        compare(spy.signalArguments[1][0], false)
        compare(item.checked, true)
        allowed = false
        compare(item.checked, false)
    }

    function test_keysToggle_data() {
        return [{ tag: "space", key: Qt.Key_Space }, { tag: "return", key: Qt.Key_Return },
                { tag: "enter", key: Qt.Key_Enter }]
    }

    function test_keysToggle(data) {
        const item = make(own)
        item.forceActiveFocus(Qt.TabFocusReason)
        verify(item.visualFocus)
        keyClick(data.key)
        compare(item.checked, true)
        keyClick(data.key)
        compare(item.checked, false)
        compare(spy.count, 2)
    }

    function test_disabledSwitchIsStill() {
        const item = make(own)
        item.enabled = false
        mouseClick(item)
        compare(spy.count, 0)
    }

    function test_switchSaysWhatItIsAndHowItStands() {
        const item = make(bound)
        compare(item.Accessible.role, Accessible.CheckBox)
        compare(item.Accessible.name, "Product news, Email, Acme")
        compare(item.Accessible.description, "Not allowed")
        verify(!item.Accessible.checked)
        allowed = true
        compare(item.Accessible.description, "Allowed")
        verify(item.Accessible.checked)
    }

    function test_switchKeepsItsWidthInBothStates() {
        const item = make(bound)
        const before = item.width
        allowed = true
        compare(item.width, before)
    }

    function test_trackAndWordSitInTheMiddle_data() {
        return [{ tag: "100 %", scale: 1, height: 32 }, { tag: "200 %", scale: 2, height: 40 },
                { tag: "in a tall row", scale: 1, height: 60 }]
    }

    function test_trackAndWordSitInTheMiddle(data) {
        Theme.textScale = data.scale
        const item = make(bound)
        item.height = Math.max(data.height, item.implicitHeight)
        const word = walk.all(item, child => child.text === item.stateWord)[0]
        waitForRendering(item)
        fuzzyCompare(middle(findChild(item, "track"), item), item.height / 2, 0.51)
        fuzzyCompare(middle(word, item), item.height / 2, 0.51)
    }

    function test_ringShowsKeyboardFocusOnly() {
        const item = make(own)
        const ring = findChild(item, "focusRing")
        mouseClick(item)
        verify(!ring.visible)
        item.focus = false
        item.forceActiveFocus(Qt.TabFocusReason)
        verify(ring.visible)
        compare(ring.border.width, 2)
        compare(ring.anchors.margins, -4)
    }

    function test_matrixAsksWithKeysAndKeepsFocus() {
        const item = make(matrix)
        const cell = walk.named(item, "cell-acme-email")
        compare(cell.Accessible.name, "News, Email, Acme")
        cell.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Space)
        compare(spy.count, 1)
        compare(spy.signalArguments[0][0], "email")
        compare(spy.signalArguments[0][1], "acme")
        compare(spy.signalArguments[0][2], false)
        verify(cell.checked)
        item.cells = [{ channel: "email", recipient: "acme", allowed: false }]
        verify(!cell.checked)
        verify(cell.activeFocus)
        compare(walk.named(item, "cell-data-sms"), null)
    }

    function test_matrixStacksWhereColumnsDoNotFit() {
        const item = make(matrix)
        verify(!item.stacked)
        item.width = 320
        verify(item.stacked)
        tryVerify(() => walk.focusable(item).every(
            control => control.mapToItem(item, 0, 0).x + control.width <= item.width + 1))
    }

    function test_stackedMatrixKeepsEachSwitchAtItsLabel_data() {
        const sizes = [[420, 1], [320, 1], [240, 1], [500, 2], [320, 2]]
        return sizes.concat(sizes).map(([width, scale], i) => {
            const turned = i >= sizes.length
            return { tag: width + " px at " + scale * 100 + " %" + (turned ? " right to left" : ""), width, scale, turned }
        })
    }

    // Wide first: what a row had as columns must not show once it is stacked.
    function test_stackedMatrixKeepsEachSwitchAtItsLabel(data) {
        const item = make(matrix)
        item.LayoutMirroring.enabled = data.turned
        item.LayoutMirroring.childrenInherit = true
        item.cells = [{ channel: "email", recipient: "acme", allowed: true },
                      { channel: "sms", recipient: "acme", allowed: false, note: "Waiting to send" },
                      { channel: "email", recipient: "data", basis: "Needed for your contract with them" },
                      { channel: "sms", recipient: "data", allowed: false }]
        waitForRendering(item)
        Theme.textScale = data.scale
        item.width = data.width
        waitForRendering(item)
        verify(item.stacked, item.width + " px")

        const placed = walk.all(item, child => child.objectName.startsWith("cell-") || child.iconOnly !== undefined
                                || (child.halfLeading !== undefined && child.text !== ""))
        compare(placed.length, 2 + 4 + 3 + 1 + 1, "recipients, channels, switches, a note, a basis")
        const boxes = placed.map(one => {
            const at = one.mapToItem(item, 0, 0)
            return { one, x: at.x, y: at.y, right: at.x + one.width, bottom: at.y + one.height }
        })
        for (const a of boxes) {
            verify(a.x >= -0.5 && a.right <= item.width + 0.5, "outside: " + walk.describe(a.one))
            verify(a.y >= 0 && a.bottom <= item.implicitHeight + 0.5, "below the matrix: " + walk.describe(a.one))
            for (const b of boxes)
                verify(a === b || a.right <= b.x + 0.5 || b.right <= a.x + 0.5 || a.bottom <= b.y + 0.5
                       || b.bottom <= a.y + 0.5, walk.describe(a.one) + " overlaps " + walk.describe(b.one))
        }

        const switches = placed.filter(one => one.objectName.startsWith("cell-"))
        const start = one => one.mapToItem(item, 0, 0).x
        for (const one of switches) {
            const label = one.parent.children[0]
            compare(label.text, one.channel)
            compare(start(one), start(switches[0]), "the switches stand below one another")
            if (one.width + label.width <= item.width)
                fuzzyCompare(middle(one, item), middle(label, item), 1)
            else
                verify(one.mapToItem(item, 0, 0).y >= label.mapToItem(item, 0, label.height).y - 0.5)
        }
    }

    function test_matrixInColumnsKeepsOneLine() {
        const item = make(matrix)
        item.width = 320
        waitForRendering(item)
        item.width = 860
        waitForRendering(item)
        verify(!item.stacked)
        const cell = walk.named(item, "cell-acme-email")
        const texts = walk.texts(item)
        const name = texts.find(one => one.text === "Acme")
        const unused = texts.find(one => one.text === "Not used")
        const head = texts.find(one => one.text === "Email")
        fuzzyCompare(middle(name, item), middle(cell, item), 1)
        fuzzyCompare(middle(unused, item), middle(cell, item), 1)
        compare(head.mapToItem(item, 0, 0).x, cell.mapToItem(item, 0, 0).x)
    }

    function test_rowOutlivesItsMatrix() {
        Warnings.clear()
        const owner = matrix.createObject(suite)
        const item = createTemporaryObject(row, suite, { matrix: owner })
        verify(walk.named(item, "cell-acme-email"))
        owner.destroy()
        tryVerify(() => item.matrix === null)
        item.width = 300
        Theme.textScale = 2
        waitForRendering(item)
        compare(Warnings.seen().join("\n"), "")
    }

    function test_pairIsIdenticalButForItsWord() {
        const item = make(pair)
        const allow = findChild(item, "allowButton")
        const refuse = findChild(item, "refuseButton")
        for (const choice of [ChoicePair.None, ChoicePair.Allow, ChoicePair.Refuse]) {
            item.choice = choice
            compare(allow.width, refuse.width)
            compare(allow.height, refuse.height)
            compare(allow.font, refuse.font)
            compare(allow.role, refuse.role)
            compare(allow.ink, refuse.ink)
            compare(allow.fill, refuse.fill)
        }
    }

    function test_pairAnswersOnce() {
        const item = make(pair)
        let said = []
        item.allowed.connect(() => said.push("allow"))
        item.refused.connect(() => said.push("refuse"))
        mouseClick(findChild(item, "allowButton"))
        const refuse = findChild(item, "refuseButton")
        refuse.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Return)
        keyClick(Qt.Key_Space)
        compare(said.join(), "allow,refuse,refuse")
        compare(item.choice, ChoicePair.None)
    }
}
