import QtQuick
import Assent.Kit

// One thing that needs the person, with the one step that settles it. Placed by
// hand: nested layouts of Qt 6.4 keep the height of a line that no longer wraps.
Item {
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

    implicitHeight: Math.max(words.height, mark.height, step.height)

    Rectangle {
        id: mark
        anchors.left: parent.left
        width: Math.round(36 * Theme.textScale)
        height: width
        radius: Theme.radius
        color: Theme.toneFill[root.toneValue]

        KitIcon {
            anchors.centerIn: parent
            name: root.icon
            color: Theme.toneInk[root.toneValue]
        }
    }
    Column {
        id: words
        anchors.left: mark.right
        anchors.leftMargin: Theme.space3
        anchors.right: step.left
        anchors.rightMargin: Theme.space3

        BodyText {
            width: parent.width
            text: root.title
            strong: true
        }
        BodyText {
            width: parent.width
            text: root.detail
            size: BodyText.Secondary
            muted: true
        }
    }
    KitButton {
        id: step
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: root.action
        Accessible.name: root.action + ": " + root.title
        onClicked: root.followed(root.page, root.target)
    }
}
