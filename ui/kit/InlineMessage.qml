import QtQuick
import QtQuick.Layouts
import Assent.Kit

// A message in the page, with its tone in an icon and in words. Children stand
// under the text: quiet buttons or links.
Surface {
    id: root

    property string title
    property string text
    property int tone: Theme.Info
    property string iconName: {
        switch (tone) {
        case Theme.Success: return "circle-check"
        case Theme.Warn: return "triangle-alert"
        case Theme.Danger: return "circle-alert"
        default: return "info"
        }
    }
    default property alias actions: actionSlot.data

    padding: Theme.space3
    Accessible.role: Accessible.Grouping
    Accessible.name: title

    contentItem: RowLayout {
        spacing: Theme.space3

        KitIcon {
            name: root.iconName
            color: Theme.toneInk[root.tone]
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 2
        }
        ColumnLayout {
            spacing: 2
            Layout.fillWidth: true

            BodyText {
                text: root.title
                visible: text !== ""
                strong: true
                Layout.fillWidth: true
            }
            BodyText {
                text: root.text
                visible: text !== ""
                Layout.fillWidth: true
            }
            Flow {
                id: actionSlot
                spacing: Theme.space4
                visible: children.length > 0
                Layout.fillWidth: true
                Layout.topMargin: Theme.space1
            }
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: Theme.toneFill[root.tone]
    }
}
