import QtQuick
import QtQuick.Layouts
import Assent.Kit

// A figure, what it counts, and the way to the page behind it.
Card {
    id: root

    required property string figure
    required property string caption
    property string note
    required property string actionText
    property string iconName

    signal followed

    default property alias picture: pictureSlot.data

    spacing: Theme.space3

    ColumnLayout {
        spacing: 0
        Layout.fillWidth: true

        RowLayout {
            spacing: Theme.space2
            Layout.fillWidth: true

            SectionHeading {
                level: SectionHeading.Figure
                text: root.figure
                Layout.fillWidth: true
            }
            KitIcon {
                name: root.iconName
                color: Theme.text2
                Layout.alignment: Qt.AlignTop
            }
        }
        BodyText {
            text: root.caption
            Layout.fillWidth: true
        }
    }
    ColumnLayout {
        id: pictureSlot
        visible: children.length > 0
        Layout.fillWidth: true
    }
    BodyText {
        text: root.note
        visible: text !== ""
        size: BodyText.Secondary
        muted: true
        Layout.fillWidth: true
    }
    Item { Layout.fillHeight: true }
    TextLink {
        text: root.actionText
        onClicked: root.followed()
    }
}
