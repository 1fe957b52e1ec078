import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Assent.Kit

// One event of a timeline; also the delegate of a ListView with an own model.
T.Control {
    id: root

    property string time
    property string title
    property string detail
    property string iconName: "circle"
    property string chipText
    property int chipTone: Theme.Neutral
    // The word of the action at its end; empty for none.
    property string actionText
    property bool last: false

    signal activated

    implicitWidth: implicitContentWidth
    implicitHeight: implicitContentHeight
    Accessible.role: Accessible.ListItem
    Accessible.name: time + " " + title
    Accessible.description: chipText === "" ? detail : detail + " " + chipText

    contentItem: RowLayout {
        spacing: Theme.space3

        BodyText {
            text: root.time
            size: BodyText.Secondary
            muted: true
            wrapMode: Text.NoWrap
            horizontalAlignment: Text.AlignRight
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.space1 + 1
            Layout.preferredWidth: Math.max(Theme.scaled(44), implicitWidth)
        }
        Item {
            implicitWidth: Theme.scaled(28)
            Layout.fillHeight: true

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                y: Theme.scaled(28)
                width: 2
                height: Math.max(0, parent.height - y)
                color: Theme.divider
                visible: !root.last
            }
            Rectangle {
                width: Theme.scaled(28)
                height: width
                radius: width / 2
                color: Theme.card
                border.width: 1
                border.color: Theme.divider
                KitIcon {
                    anchors.centerIn: parent
                    name: root.iconName
                    size: Theme.scaled(14)
                }
            }
        }
        ColumnLayout {
            spacing: 2
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 3
            Layout.bottomMargin: Theme.space4

            BodyText {
                text: root.title
                strong: true
                Layout.fillWidth: true
            }
            BodyText {
                text: root.detail
                visible: text !== ""
                size: BodyText.Secondary
                muted: true
                Layout.fillWidth: true
            }
            StateChip {
                text: root.chipText
                tone: root.chipTone
                visible: text !== ""
            }
        }
        KitButton {
            text: root.actionText
            role: KitButton.Quiet
            visible: text !== ""
            Accessible.name: root.actionText + ": " + root.title
            Layout.alignment: Qt.AlignTop
            onClicked: root.activated()
        }
    }
}
