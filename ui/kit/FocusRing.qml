import QtQuick
import Assent.Kit

// The mark of keyboard focus: 2 px, standing 2 px off its parent.
Rectangle {
    id: root

    property bool shown: false
    // The corner radius of what the ring goes round.
    property real around: Theme.radiusSmall

    objectName: "focusRing"
    anchors.fill: parent
    anchors.margins: -4
    z: 1
    visible: shown
    radius: around + 4
    color: "transparent"
    border.width: 2
    border.color: Theme.focus
    Accessible.ignored: true
}
