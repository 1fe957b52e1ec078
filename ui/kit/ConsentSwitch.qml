import QtQuick
import Assent.Kit

// The switch of one choice. A press asks for the other value by `toggled`; the
// switch shows it only when the model says so, and a binding on `checked`
// stays whole. Set `controlled: false` where nothing but the form holds it.
//
//   ConsentSwitch {
//       purpose: "Product news"; channel: "Email"; party: "Acme"
//       checked: row.allowed
//       onToggled: value => page.choose(row.id, value)
//   }
Surface {
    id: root

    property bool checked: false
    property bool controlled: true
    property string purpose
    property string channel
    property string party
    // The word beside the switch; off where a column shows it.
    property bool showState: true
    property string stateWord: checked
        //: State of a choice: the person has allowed it
        ? qsTr("Allowed")
        //: State of a choice: the person has not allowed it
        : qsTr("Not allowed")
    // Said after the state word, for instance "Waiting to send".
    property string note
    readonly property bool pressed: area.pressed
    readonly property bool visualFocus: activeFocus && !byMouse
    property bool byMouse: false

    signal toggled(bool value)

    function toggle() {
        const value = !checked
        if (!controlled)
            checked = value
        toggled(value)
    }

    implicitHeight: Math.max(32, implicitContentHeight + topPadding + bottomPadding)
    hoverEnabled: true
    activeFocusOnTab: true
    font: Theme.secondaryFont
    opacity: enabled ? 1 : 0.55
    onActiveFocusChanged: if (!activeFocus) byMouse = false

    Accessible.role: Accessible.CheckBox
    Accessible.name: purpose + (channel === "" ? "" : ", " + channel) + (party === "" ? "" : ", " + party)
    Accessible.description: note === "" ? stateWord : stateWord + ". " + note
    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.focusable: true
    Accessible.onToggleAction: root.toggle()
    Accessible.onPressAction: root.toggle()

    Keys.onPressed: event => {
        const takes = [Qt.Key_Space, Qt.Key_Return, Qt.Key_Enter].includes(event.key)
        if (takes && !event.isAutoRepeat)
            root.toggle()
        root.byMouse = false
        event.accepted = takes
    }

    MouseArea {
        id: area
        anchors.fill: parent
        onPressed: {
            root.byMouse = true
            root.forceActiveFocus(Qt.MouseFocusReason)
        }
        onClicked: root.toggle()
    }

    contentItem: Item {
        implicitWidth: line.width
        implicitHeight: line.height

        Row {
            id: line
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space2

            Item {
                width: 44
                height: Math.max(24, word.height)

                Rectangle {
                    id: track
                    objectName: "track"
                    anchors.verticalCenter: parent.verticalCenter
                    width: 44
                    height: 24
                    radius: 12
                    color: root.checked ? root.hovered ? Theme.accentHover : Theme.accent
                                        : root.hovered ? Theme.hoverFill : Theme.card
                    border.width: root.checked ? 0 : 2
                    border.color: Theme.border

                    Rectangle {
                        id: thumb
                        readonly property bool atEnd: root.checked !== root.mirrored
                        anchors.verticalCenter: parent.verticalCenter
                        x: atEnd ? parent.width - width - 4 : 4
                        width: 16
                        height: 16
                        radius: 8
                        color: root.checked ? Theme.textOnAccent : Theme.border
                        Behavior on x { NumberAnimation { duration: Theme.motion; easing.type: Easing.OutCubic } }

                        KitIcon {
                            anchors.centerIn: parent
                            name: "check"
                            size: 12
                            color: Theme.accent
                            visible: root.checked
                        }
                    }
                    FocusRing { shown: root.visualFocus; around: 12 }
                }
            }
            Text {
                id: word
                visible: root.showState
                width: visible ? widest.width : 0
                height: Math.max(24, implicitHeight)
                text: root.stateWord
                font: root.font
                color: root.checked ? Theme.text : Theme.text2
                horizontalAlignment: Text.AlignLeft
                verticalAlignment: Text.AlignVCenter
                textFormat: Text.PlainText
                Accessible.ignored: true
            }
        }
    }

    // Both words take the room of the longer one, so that nothing moves.
    TextMetrics {
        id: allowedMetrics
        font: root.font
        text: qsTr("Allowed")
    }
    TextMetrics {
        id: refusedMetrics
        font: root.font
        text: qsTr("Not allowed")
    }
    QtObject {
        id: widest
        readonly property real width: Math.ceil(Math.max(allowedMetrics.advanceWidth, refusedMetrics.advanceWidth,
                                                         word.implicitWidth)) + 1
    }
}
