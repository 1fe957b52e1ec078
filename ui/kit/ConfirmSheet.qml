import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Assent.Kit

// Asks before something that cannot be taken back. Both answers have one size;
// the first focus is on the heading, so neither is a slip of the Return key.
// Children stand between the text and the answers.
T.Dialog {
    id: root

    property string text
    property string confirmText: qsTr("Continue")
    property string cancelText: qsTr("Cancel")
    property bool destructive: false
    property bool busy: false
    default property alias body: slot.data

    // Where the focus was, and goes back to.
    property Item cameFrom: null
    readonly property real answerWidth: Math.max(confirmButton.implicitWidth, cancelButton.implicitWidth)
    readonly property bool stacked: availableWidth < 2 * answerWidth + Theme.space3

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(Math.round(520 * Theme.textScale), parent ? parent.width - 2 * Theme.space6 : Math.round(520 * Theme.textScale))
    height: Math.min(implicitHeight, parent ? parent.height - 2 * Theme.space6 : implicitHeight)
    implicitHeight: contentHeight + topPadding + bottomPadding
    padding: Theme.space6
    modal: true
    focus: true
    closePolicy: busy ? T.Popup.NoAutoClose : T.Popup.CloseOnEscape
    onAboutToShow: cameFrom = parent ? parent.Window.activeFocusItem : null
    onOpened: heading.forceActiveFocus(Qt.OtherFocusReason)
    onClosed: {
        if (cameFrom)
            cameFrom.forceActiveFocus(Qt.PopupFocusReason)
    }

    T.Overlay.modal: Rectangle {
        color: Theme.veil
    }
    background: Rectangle {
        radius: Theme.radiusLarge
        color: Theme.card
        border.width: 1
        border.color: Theme.divider
    }

    contentItem: Flickable { // qmllint disable deferred-property-id
        implicitHeight: column.implicitHeight
        contentHeight: column.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        clip: contentHeight > height

        ColumnLayout {
            id: column
            width: parent.width
            spacing: Theme.space4

            SectionHeading {
                id: heading
                objectName: "sheetHeading"
                text: root.title
                Layout.fillWidth: true
            }
            BodyText {
                text: root.text
                visible: text !== ""
                Layout.fillWidth: true
            }
            ColumnLayout {
                id: slot
                spacing: Theme.space3
                visible: children.length > 0
                Layout.fillWidth: true
            }
            GridLayout {
                columns: root.stacked ? 1 : 2
                columnSpacing: Theme.space3
                rowSpacing: Theme.space3
                Layout.topMargin: Theme.space2

                KitButton {
                    id: confirmButton
                    objectName: "confirmButton"
                    text: root.confirmText
                    role: root.destructive ? KitButton.Danger : KitButton.Primary
                    iconName: root.destructive ? "triangle-alert" : ""
                    busy: root.busy
                    enabled: !root.busy
                    Layout.preferredWidth: Math.min(root.answerWidth, root.availableWidth)
                    onClicked: root.accept()
                }
                KitButton {
                    id: cancelButton
                    objectName: "cancelButton"
                    text: root.cancelText
                    enabled: !root.busy
                    Layout.preferredWidth: Math.min(root.answerWidth, root.availableWidth)
                    onClicked: root.reject()
                }
            }
        }
    }
}
