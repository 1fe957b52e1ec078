import QtQuick
import QtQuick.Layouts
import Assent.Kit

// A screen with nothing on it: one sentence and at most one action.
ColumnLayout {
    id: root

    property string text
    property string detail
    property string iconName: "check-check"
    property string actionText
    property string actionIcon

    signal triggered

    spacing: Theme.space2

    Rectangle {
        implicitWidth: Math.round(48 * Theme.textScale)
        implicitHeight: Math.round(48 * Theme.textScale)
        radius: Theme.radiusLarge
        color: Theme.accentSoft
        Layout.alignment: Qt.AlignHCenter
        Layout.bottomMargin: Theme.space2
        KitIcon {
            anchors.centerIn: parent
            name: root.iconName
            size: Math.round(22 * Theme.textScale)
            color: Theme.accent
        }
    }
    SectionHeading {
        text: root.text
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
    BodyText {
        text: root.detail
        visible: text !== ""
        muted: true
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
        Layout.maximumWidth: Math.round(480 * Theme.textScale)
        Layout.alignment: Qt.AlignHCenter
    }
    KitButton {
        text: root.actionText
        iconName: root.actionIcon
        visible: text !== ""
        Accessible.ignored: text === ""
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: Theme.space2
        onClicked: root.triggered()
    }
}
