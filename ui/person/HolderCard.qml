pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit

// One organisation: what it has, from where, for what, on which basis, how long,
// and the way to stop it.
Card {
    id: root

    required property string key
    required property string name
    required property string kind
    required property string icon
    required property string description
    required property string standing
    required property var holds
    required property var uses
    required property int allowed
    required property int total
    required property bool optional

    signal withdrawn
    signal opened(string purpose)

    objectName: "holder-" + key
    heading: name
    detail: kind
    spacing: Theme.space4

    trailing: KitIcon {
        name: root.icon
        color: Theme.text2
    }

    Stack {
        spacing: Theme.space3
        Layout.fillWidth: true

        BodyText {
            width: parent.width
            text: root.description
            visible: text !== ""
        }
        FactDetails {
            width: parent.width
            facts: root.holds
        }
    }
    StackedBar {
        visible: root.total > 0
        allowed: root.allowed
        total: root.total
        text: root.standing
        Accessible.name: root.name + ": " + root.standing
        Layout.fillWidth: true
    }
    Stack {
        visible: root.uses.length > 0
        Layout.fillWidth: true

        Repeater {
            model: root.uses
            delegate: Column {
                id: use

                required property var modelData

                width: parent ? parent.width : 0

                Divider { width: parent.width }
                Item {
                    width: parent.width
                    height: Math.max(Math.round(48 * Theme.textScale), words.height + 2 * Theme.space2)

                    Column {
                        id: words
                        anchors.left: parent.left
                        anchors.right: chip.left
                        anchors.rightMargin: Theme.space3
                        anchors.verticalCenter: parent.verticalCenter

                        TextLink {
                            width: parent.width
                            text: use.modelData.title
                            onClicked: root.opened(use.modelData.target)
                        }
                        BodyText {
                            width: parent.width
                            text: Theme.joined(use.modelData.basis, use.modelData.kept)
                            size: BodyText.Secondary
                            muted: true
                        }
                    }
                    StateChip {
                        id: chip
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        text: use.modelData.state
                        iconName: use.modelData.active ? "check" : "minus"
                    }
                }
            }
        }
    }
    KitButton {
        objectName: "withdrawFrom-" + root.key
        visible: root.total > 0
        enabled: root.optional
        text: qsTr("Withdraw all of it")
        iconName: "circle-minus"
        Accessible.name: text + ": " + root.name
        onClicked: root.withdrawn()
    }
}
