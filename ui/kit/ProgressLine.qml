import QtQuick
import Assent.Kit

// A thin measured line; the words beside it say the same. Its outline keeps
// 3:1 against the page, so the whole length can be seen. Below 0 nobody knows how
// far it is: a part of the line wanders, or with less motion lies in its middle.
Item {
    id: root

    property real value: 0
    property color fill: Theme.accent
    readonly property bool unknown: value < 0
    readonly property real share: unknown ? 0.3 : Math.max(0, Math.min(1, value))
    property real wander: 0.5

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
        x: root.unknown ? (root.width - width) * root.wander : root.LayoutMirroring.enabled ? root.width - width : 0
        width: root.share === 0 ? 0 : Math.max(height, root.width * root.share)
        height: root.height
        radius: height / 2
        color: root.fill
        Behavior on width { NumberAnimation { duration: Theme.motion } }
    }
    SequentialAnimation on wander {
        running: root.unknown && root.visible && Theme.motion > 0
        loops: Animation.Infinite
        NumberAnimation { from: 0; to: 1; duration: 1200; easing.type: Easing.InOutQuad }
        NumberAnimation { from: 1; to: 0; duration: 1200; easing.type: Easing.InOutQuad }
    }
}
