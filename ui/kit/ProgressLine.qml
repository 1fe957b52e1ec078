import QtQuick
import Assent.Kit

// A thin measured line; the words beside it say the same. Its outline keeps
// 3:1 against the page, so the whole length can be seen.
Item {
    id: root

    property real value: 0
    property color fill: Theme.accent
    readonly property real share: Math.max(0, Math.min(1, value))

    implicitWidth: 200
    implicitHeight: 8
    Accessible.ignored: true

    Rectangle {
        anchors.fill: parent
        radius: height / 2
        color: Theme.card
        border.width: 1
        border.color: Theme.border
    }
    Rectangle {
        x: root.LayoutMirroring.enabled ? root.width - width : 0
        width: root.share === 0 ? 0 : Math.max(height, root.width * root.share)
        height: root.height
        radius: height / 2
        color: root.fill
        Behavior on width { NumberAnimation { duration: Theme.motion } }
    }
}
