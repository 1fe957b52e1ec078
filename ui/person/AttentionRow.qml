import QtQuick
import QtQuick.Layouts
import Assent.Kit

// One thing that needs the person, with the one step that settles it.
RowLayout {
    id: root

    required property string title
    required property string detail
    required property string icon
    required property string tone
    required property string action
    required property string page
    required property string target

    signal followed(string page, string target)

    readonly property int toneValue: tone === "warn" ? Theme.Warn : Theme.Info

    spacing: Theme.space3

    Rectangle {
        implicitWidth: Theme.scaled(36)
        implicitHeight: Theme.scaled(36)
        radius: Theme.radius
        color: Theme.toneFill[root.toneValue]
        Layout.alignment: Qt.AlignTop

        KitIcon {
            anchors.centerIn: parent
            name: root.icon
            color: Theme.toneInk[root.toneValue]
        }
    }
    ColumnLayout {
        spacing: 0
        Layout.fillWidth: true

        BodyText {
            text: root.title
            strong: true
            Layout.fillWidth: true
        }
        BodyText {
            text: root.detail
            size: BodyText.Secondary
            muted: true
            Layout.fillWidth: true
        }
    }
    KitButton {
        text: root.action
        Accessible.name: root.action + ": " + root.title
        Layout.alignment: Qt.AlignVCenter
        onClicked: root.followed(root.page, root.target)
    }
}
