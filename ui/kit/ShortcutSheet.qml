pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Assent.Kit

// The keys of the program: `groups` [{ title, keys: [{ keys, text }] }].
T.Dialog {
    id: root

    property var groups: []

    // Where the focus was, and goes back to.
    property Item cameFrom: null

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: parent ? Math.min(Math.round(640 * Theme.textScale), parent.width - 2 * Theme.space6) : Math.round(640 * Theme.textScale)
    height: parent ? Math.min(sheet.contentHeight + 2 * padding, parent.height - 2 * Theme.space6) : Math.round(400 * Theme.textScale)
    padding: Theme.space6
    modal: true
    focus: true
    title: qsTr("Keys")
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
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

    contentItem: KitScrollView { // qmllint disable deferred-property-id
        id: sheet
        padding: 0
        spacing: Theme.space4

        Item {
            width: parent.width
            height: Math.max(heading.height, closeButton.height)

            SectionHeading {
                id: heading
                objectName: "keysHeading"
                anchors.left: parent.left
                anchors.right: closeButton.left
                text: root.title
            }
            IconButton {
                id: closeButton
                objectName: "closeKeys"
                anchors.right: parent.right
                text: qsTr("Close")
                iconName: "x"
                onClicked: root.close()
            }
        }
        Repeater {
            model: root.groups
            delegate: Column {
                id: group

                required property var modelData

                width: parent ? parent.width : 0
                spacing: Theme.space2

                SectionHeading {
                    width: parent.width
                    text: group.modelData.title
                    level: SectionHeading.RowTitle
                }
                Repeater {
                    model: group.modelData.keys
                    delegate: Item {
                        id: line

                        required property var modelData

                        width: group.width
                        height: Math.max(keyText.height, words.height)

                        BodyText {
                            id: keyText
                            anchors.left: parent.left
                            width: Math.min(Math.round(150 * Theme.textScale), parent.width * 0.4)
                            text: line.modelData.keys
                            strong: true
                        }
                        BodyText {
                            id: words
                            anchors.left: keyText.right
                            anchors.leftMargin: Theme.space3
                            anchors.right: parent.right
                            text: line.modelData.text
                        }
                    }
                }
            }
        }
    }
}
