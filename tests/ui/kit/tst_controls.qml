import QtQuick
import QtTest
import Assent.Kit

TestCase {
    id: suite

    name: "controls"
    when: windowShown
    visible: true
    width: 1200
    height: 700

    Walk { id: walk }
    Component { id: toast; UndoToast { linger: 40 } }
    Component {
        id: errors
        Column {
            width: 600
            property alias summary: errorSummary
            property alias field: target
            ErrorSummary { id: errorSummary; width: 600; errors: [{ text: "Enter a name", target: target }] }
            KitTextField { id: target; label: "Name" }
        }
    }
    Component { id: lock; LockScreen { width: 800; height: 600; personName: "Anna Nowak" } }
    Component {
        id: lockWithLink
        LockScreen {
            property alias link: link
            width: 800
            height: 600
            TextLink { id: link; text: "Use the recovery code"; visible: false }
        }
    }
    Component { id: badge; DeadlineBadge {} }
    Component { id: jobRow; JobRow { width: 400; name: "Copy"; detail: "Being made."; action: "Open" } }
    Component {
        id: trayHost
        Item {
            property alias button: trayButton
            property alias tray: jobTray
            property alias jobs: jobList
            KitButton { id: trayButton; text: "Tray"; onClicked: jobTray.open() }
            JobTray {
                id: jobTray
                model: ListModel {
                    id: jobList
                    ListElement { key: 7; name: "Copy"; detail: "Saved."; phase: "done"; progress: -1; action: "Open" }
                }
                onDismissed: key => { if (key === 7) jobList.clear() }
            }
        }
    }
    Component { id: status; StatusMessage { width: 500 } }
    Component {
        id: segments
        SegmentedChoice {
            options: [{ value: 1, label: "One" }, { value: 2, label: "Two" }, { value: 3, label: "Three" }]
            value: 1
            onActivated: chosen => value = chosen
        }
    }
    Component {
        id: shell
        AppShell {
            width: 1200
            height: 700
            items: [{ key: "a", label: "Home", icon: "house" }, { key: "b", label: "Choices", icon: "inbox" }]
            onNavigated: key => currentKey = key
        }
    }
    Component {
        id: sheetHost
        FocusScope {
            width: 800
            height: 600
            property alias sheet: confirm
            property alias button: opener
            KitButton { id: opener; text: "Erase"; onClicked: confirm.open() }
            ConfirmSheet { id: confirm; title: "Erase?"; confirmText: "Erase account"; cancelText: "Keep" }
        }
    }
    Component { id: button; KitButton { text: "Save" } }
    Component {
        id: railItem
        Item {
            property alias item: entry
            width: 300
            height: 100
            NavRailItem { id: entry; width: 56; text: "Choices"; iconName: "inbox"; collapsed: true }
        }
    }

    function test_buttonTakesSpaceReturnAndMouse() {
        const item = createTemporaryObject(button, suite)
        let count = 0
        item.clicked.connect(() => ++count)
        item.forceActiveFocus(Qt.TabFocusReason)
        verify(findChild(item, "focusRing").visible)
        keyClick(Qt.Key_Return)
        keyClick(Qt.Key_Space)
        mouseClick(item)
        compare(count, 3)
    }

    function test_toastStaysWhileItOrItsOriginHasFocus() {
        const origin = createTemporaryObject(button, suite)
        const item = createTemporaryObject(toast, suite)
        origin.forceActiveFocus(Qt.TabFocusReason)
        item.show("Withdrawn: Product news by email.")
        tryVerify(() => item.visible)
        verify(item.held)
        wait(120)
        verify(item.visible)
        findChild(item, "undoButton").forceActiveFocus(Qt.TabFocusReason)
        verify(item.held)
        wait(120)
        verify(item.visible)
        suite.forceActiveFocus()
        tryVerify(() => !item.visible)
    }

    function test_undoClosesTheToastAndGivesTheFocusBack() {
        const origin = createTemporaryObject(button, suite)
        const item = createTemporaryObject(toast, suite)
        let undone = 0
        item.undo.connect(() => ++undone)
        origin.forceActiveFocus(Qt.TabFocusReason)
        item.show("Allowed")
        tryVerify(() => item.visible)
        const undo = findChild(item, "undoButton")
        undo.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Space)
        compare(undone, 1)
        verify(!item.visible)
        verify(origin.activeFocus)
    }

    function test_summaryLeadsToTheField() {
        const item = createTemporaryObject(errors, suite)
        item.summary.takeFocus()
        verify(item.summary.activeFocus)
        compare(item.summary.Accessible.role, Accessible.AlertMessage)
        item.summary.go(0)
        verify(item.field.activeFocus)
    }

    function test_lockLeavesNoRoomForAHiddenLink() {
        const item = createTemporaryObject(lockWithLink, suite)
        const button = findChild(item, "unlockButton")
        const card = walk.all(item, child => child.heading !== undefined && child.contentItem)[0]
        const below = one => card.height - card.padding - one.mapToItem(card, 0, one.height).y
        const settled = one => tryVerify(() => Math.abs(below(one)) <= 0.5, 1000, "left below: " + below(one))
        waitForRendering(item)
        settled(button)
        item.link.visible = true
        settled(item.link)
        verify(below(button) >= item.link.height + Theme.space4)
        item.link.visible = false
        settled(button)
    }

    function test_lockGivesThePassphraseAndForgetsIt() {
        const item = createTemporaryObject(lock, suite)
        const field = findChild(item, "passphraseField")
        let given = []
        item.unlockRequested.connect(text => given.push(text))
        field.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Return)
        compare(given.length, 0)
        field.text = "four plain words"
        compare(field.echoMode, TextInput.Password)
        keyClick(Qt.Key_Return)
        compare(given[0], "four plain words")
        item.busy = true
        verify(!findChild(item, "unlockButton").enabled)
        item.busy = false
        item.errorText = "That passphrase does not open this store."
        compare(field.text, "")
        verify(field.activeFocus)
        compare(findChild(item, "lockHeading").text, "Locked. Unlock as Anna Nowak.")
    }

    function test_deadlines_data() {
        return [{ tag: "11", days: 11, tone: Theme.Neutral, text: "Due in 11 days" },
                { tag: "10", days: 10, tone: Theme.Warn, text: "Due in 10 days" },
                { tag: "4", days: 4, tone: Theme.Warn, text: "Due in 4 days" },
                { tag: "3", days: 3, tone: Theme.Danger, text: "Due in 3 days" },
                { tag: "0", days: 0, tone: Theme.Danger, text: "Due today" },
                { tag: "-2", days: -2, tone: Theme.Danger, text: "Overdue by 2 days" }]
    }

    function test_deadlines(data) {
        const item = createTemporaryObject(badge, suite, { days: data.days })
        compare(item.text, data.text)
        compare(item.tone, data.tone)
        item.paused = true
        compare(item.text, "Paused")
        compare(item.tone, Theme.Neutral)
    }

    function test_statusGoesFromHiddenToVisibleEachTime() {
        const item = createTemporaryObject(status, suite)
        item.show("Saved", Theme.Success)
        verify(!item.visible)
        tryVerify(() => item.visible)
        item.show("Sent", Theme.Success)
        verify(!item.visible)
        tryVerify(() => item.visible)
        compare(item.Accessible.name, "Sent")
    }

    function test_theNameOfARailItemGoesWithThePress() {
        const host = createTemporaryObject(railItem, suite)
        const found = Array.from(host.item.resources).filter(one => one instanceof KitTooltip)
        compare(found.length, 1)
        const name = found[0]
        mouseMove(host.item, 10, 10)
        tryVerify(() => name.visible)
        mouseClick(host.item, 10, 10)
        tryVerify(() => !name.visible) // it would lie over the page that comes
        mouseMove(host, 250, 90)
        mouseMove(host.item, 10, 10)
        tryVerify(() => name.visible)
        mouseMove(host, 250, 90)
        tryVerify(() => !name.visible)
    }

    function test_segmentsTakeAsFewLinesAsTheyFitInto() {
        const item = createTemporaryObject(segments, suite)
        const line = item.implicitHeight - 6
        item.width = item.implicitWidth
        compare(item.implicitHeight, line + 6)
        item.width = item.implicitWidth - 1
        compare(item.implicitHeight, 2 * line + 2 + 6)
        item.width = item.implicitWidth / 3
        compare(item.implicitHeight, 3 * line + 4 + 6)
    }

    function test_segmentsAreOneTabStopAndFollowTheArrows() {
        const item = createTemporaryObject(segments, suite)
        compare(walk.focusable(item).length, 1)
        walk.focusable(item)[0].forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Right)
        compare(item.value, 2)
        keyClick(Qt.Key_Left)
        keyClick(Qt.Key_Left)
        compare(item.value, 3)
        verify(walk.focusable(item)[0].activeFocus)
    }

    function test_shellGoesByKeysAndNarrows() {
        const item = createTemporaryObject(shell, suite)
        verify(!item.narrow)
        item.forceActiveFocus()
        keyClick(Qt.Key_2, Qt.AltModifier)
        compare(item.currentKey, "b")
        let locked = 0
        item.lockRequested.connect(() => ++locked)
        keyClick(Qt.Key_L, Qt.ControlModifier)
        compare(locked, 1)
        compare(walk.named(item, "navRail").width, 220)
        item.width = 1000
        verify(item.narrow)
        tryVerify(() => walk.named(item, "navRail").width < 100)
    }

    function test_sheetFocusesItsHeadingAndReturnsTheFocus() {
        const host = createTemporaryObject(sheetHost, suite)
        host.button.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Space)
        tryVerify(() => host.sheet.opened)
        compare(suite.Window.activeFocusItem.objectName, "sheetHeading")
        const confirm = findChild(host.sheet.contentItem, "confirmButton")
        const cancel = findChild(host.sheet.contentItem, "cancelButton")
        compare(confirm.width, cancel.width)
        compare(confirm.height, cancel.height)
        compare(confirm.font, cancel.font)
        keyClick(Qt.Key_Return)
        verify(host.sheet.opened, "Return on the heading answers nothing")
        keyClick(Qt.Key_Escape)
        tryVerify(() => !host.sheet.visible)
        verify(host.button.activeFocus)
    }

    function test_aJobOffersWhatCanBeDoneAboutIt_data() {
        return [{ tag: "working", phase: "working", shown: ["jobProgress", "jobCancel"] },
                { tag: "done", phase: "done", shown: ["jobAction", "jobDismiss"] },
                { tag: "failed", phase: "failed", shown: ["jobDismiss"], action: "" },
                { tag: "cancelled", phase: "cancelled", shown: ["jobDismiss"], action: "" }]
    }

    function test_aJobOffersWhatCanBeDoneAboutIt(data) {
        const row = createTemporaryObject(jobRow, suite, { phase: data.phase, action: data.action ?? "Open" })
        const heard = []
        row.cancelled.connect(() => heard.push("jobCancel"))
        row.acted.connect(() => heard.push("jobAction"))
        row.dismissed.connect(() => heard.push("jobDismiss"))
        for (const name of ["jobProgress", "jobCancel", "jobAction", "jobDismiss"])
            compare(findChild(row, name).visible, data.shown.includes(name), name)
        const buttons = data.shown.filter(name => name !== "jobProgress")
        for (const name of buttons) {
            verify(findChild(row, name).height >= 24)
            mouseClick(findChild(row, name))
        }
        compare(heard.join(), buttons.join())
    }

    function test_aMeasuredJobSaysHowFarItIs() {
        const row = createTemporaryObject(jobRow, suite, { progress: 0.42 })
        compare(row.percent, "42 %")
        compare(findChild(row, "jobProgress").value, 0.42)
        row.progress = -1
        compare(row.percent, "")
        verify(findChild(row, "jobProgress").unknown)
    }

    function test_theTraySaysHowItStandsWithAll_data() {
        return [
            { tag: "nothing", phase: "", title: "Work in progress" },
            { tag: "working", phase: "working", title: "Work in progress" },
            { tag: "done", phase: "done", title: "All done" },
            { tag: "failed", phase: "failed", title: "Something failed" },
            { tag: "stopped", phase: "cancelled", title: "Ended" }
        ]
    }
    function test_theTraySaysHowItStandsWithAll(row) {
        const host = createTemporaryObject(trayHost, suite)
        host.tray.phase = row.phase
        host.tray.open()
        tryVerify(() => host.tray.opened)
        compare(suite.Window.activeFocusItem.objectName, "jobsHeading")
        compare(suite.Window.activeFocusItem.text, row.title)
        host.tray.close()
        tryVerify(() => !host.tray.visible)
    }

    function test_betweenSentencesStandsWhatTheirScriptAsksFor() {
        compare(Theme.joined("One.", "Two."), "One. Two.")
        compare(Theme.joined("\u5df2\u5132\u5b58\u3002", "38 \u500b\u6a94\u6848"), "\u5df2\u5132\u5b58\u300238 \u500b\u6a94\u6848")
        compare(Theme.joined("", "Two."), "Two.")
        compare(Theme.joined("One.", ""), "One.")
    }

    function test_theTrayKeepsTheFocusAndGivesItBack() {
        const host = createTemporaryObject(trayHost, suite)
        host.button.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Space)
        tryVerify(() => host.tray.opened)
        compare(suite.Window.activeFocusItem.objectName, "jobsHeading")
        const dismiss = findChild(host.tray.contentItem, "jobDismiss")
        dismiss.forceActiveFocus(Qt.TabFocusReason)
        keyClick(Qt.Key_Return)
        compare(host.jobs.count, 0)
        tryCompare(suite.Window.activeFocusItem, "objectName", "jobsHeading")
        verify(findChild(host.tray.contentItem, "noJobs").visible)
        keyClick(Qt.Key_Escape)
        tryVerify(() => !host.tray.visible)
        verify(host.button.activeFocus)
    }
}
