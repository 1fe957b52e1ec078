import QtQuick
import QtTest
import Assent.Kit

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
    Component {
        id: pair
        ChoicePair { x: 40; y: 40; subject: "News" }
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
        wait(0)
        for (const control of walk.focusable(item))
            verify(control.mapToItem(item, 0, 0).x + control.width <= item.width + 1)
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
