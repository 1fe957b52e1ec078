import QtQuick
import QtQuick.Layouts
import Assent.Kit

// One right: what it is, and the one step that begins it. All look the same.
Card {
    id: root

    required property string title
    required property string explanation
    required property string iconName
    required property string actionText
    property bool available: true

    signal followed

    spacing: Theme.space3
    Accessible.name: title

    KitIcon {
        name: root.iconName
        size: Math.round(24 * Theme.textScale)
        color: Theme.accent
    }
    Stack {
        spacing: Theme.space1
        Layout.fillWidth: true

        SectionHeading {
            width: parent.width
            text: root.title
            level: SectionHeading.RowTitle
        }
        BodyText {
            width: parent.width
            text: root.explanation
            muted: true
        }
    }
    Item { Layout.fillHeight: true }
    KitButton {
        objectName: "rightAction"
        text: root.actionText
        enabled: root.available
        onClicked: root.followed()
    }
}
