pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Session
import Assent.Person

// The devices on which choices were made, and where they are synced to.
Card {
    id: root

    required property Session session
    required property Language language
    required property SyncAgent agent

    heading: qsTr("Devices")
    detail: devices.loaded ? devices.hubText : ""
    spacing: Theme.space3

    DevicesModel {
        id: devices
        session: root.session
        language: root.language
    }

    PageError {
        message: devices.errorText
        visible: message !== ""
        Layout.fillWidth: true
    }
    Stack {
        spacing: Theme.space3
        Layout.fillWidth: true

        Repeater {
            model: devices
            delegate: Item {
                id: device

                required property string title
                required property string detail
                required property string icon

                width: parent ? parent.width : 0
                height: words.height

                KitIcon {
                    id: mark
                    anchors.left: parent.left
                    name: device.icon
                }
                Column {
                    id: words
                    anchors.left: mark.right
                    anchors.leftMargin: Theme.space3
                    anchors.right: parent.right

                    BodyText {
                        width: parent.width
                        text: device.title
                        strong: true
                    }
                    BodyText {
                        width: parent.width
                        text: device.detail
                        size: BodyText.Secondary
                        muted: true
                    }
                }
            }
        }
    }
    KitButton {
        objectName: "syncNow"
        visible: root.agent.state !== SyncAgent.Alone
        enabled: root.agent.state !== SyncAgent.Syncing
        text: qsTr("Sync now")
        iconName: "refresh-cw"
        onClicked: root.agent.syncNow()
    }
}
