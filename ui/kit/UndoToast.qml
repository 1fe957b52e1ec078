import QtQuick
import QtQuick.Layouts
import Assent.Kit

// Says what was done and offers to undo it; the same for allowing and for
// withdrawing. It has no time limit while the focus is on it or on the control
// that caused it. After the focus has gone elsewhere it stays `linger` more
// milliseconds, and longer while the pointer is on it.
Surface {
    id: root

    property string text
    property bool undoVisible: true
    property bool receiptVisible: false
    property int linger: 10000
    property real maximumWidth: 720
    // The control that caused it; show() takes the one that has the focus.
    property Item origin: null

    readonly property bool held: visible && (hovered || scope.activeFocus || holdsFocus(origin))

    signal undo
    signal receipt
    signal dismissed

    function holdsFocus(item: Item): bool {
        return item !== null && item.activeFocus
    }

    function show(message: string) {
        visible = false
        text = message
        origin = Window.activeFocusItem
        appear.restart()
    }

    function dismiss() {
        const back = scope.activeFocus ? origin : null
        visible = false
        if (back)
            back.forceActiveFocus(Qt.OtherFocusReason)
        dismissed()
    }

    visible: false
    implicitWidth: Math.min(maximumWidth, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    width: implicitWidth
    leftPadding: mirrored ? Theme.space2 : Theme.space4
    rightPadding: mirrored ? Theme.space4 : Theme.space2
    topPadding: Theme.space2
    bottomPadding: Theme.space2
    hoverEnabled: true
    z: 10

    Accessible.role: Accessible.AlertMessage
    Accessible.name: text
    Keys.onEscapePressed: dismiss()

    // An alert is read out when it goes from hidden to visible.
    Timer {
        id: appear
        interval: 0
        onTriggered: root.visible = true
    }
    Timer {
        interval: root.linger
        running: root.visible && !root.held && root.linger > 0
        onTriggered: root.dismiss()
    }

    contentItem: FocusScope {
        id: scope
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        RowLayout {
            id: row
            anchors.fill: parent
            spacing: Theme.space2

            BodyText {
                text: root.text
                Accessible.ignored: true
                Layout.fillWidth: true
                Layout.rightMargin: Theme.space2
            }
            KitButton {
                objectName: "undoButton"
                //: Takes back what was just done
                text: qsTr("Undo")
                role: KitButton.Quiet
                iconName: "undo-2"
                visible: root.undoVisible
                onClicked: {
                    root.undo()
                    root.dismiss()
                }
            }
            KitButton {
                objectName: "receiptButton"
                //: Opens the consent receipt of what was just done
                text: qsTr("Receipt")
                role: KitButton.Quiet
                iconName: "receipt-text"
                visible: root.receiptVisible
                onClicked: root.receipt()
            }
            IconButton {
                text: qsTr("Dismiss")
                iconName: "x"
                onClicked: root.dismiss()
            }
        }
    }
    background: Item {
        Repeater {
            model: 4
            delegate: Rectangle {
                required property int index
                anchors.fill: parent
                anchors.margins: -2 * (index + 1)
                anchors.topMargin: -index
                radius: Theme.radius + 2 * (index + 1)
                color: Theme.dark ? "#12000000" : "#08111720"
            }
        }
        Rectangle {
            anchors.fill: parent
            radius: Theme.radius
            color: Theme.card
            border.width: 1
            border.color: Theme.border
        }
    }
}
