pragma ComponentBehavior: Bound
import QtQuick
import Assent.Kit

// Stands in for rows that load. It appears only after 150 ms, so that a quick
// answer does not flash, and never over data already shown.
Item {
    id: root

    property bool running: true
    property int rows: 3
    property int delay: 150
    property bool shown: delay === 0 && running

    implicitWidth: 320
    implicitHeight: rows * Math.round(52 * Theme.textScale)
    Accessible.role: Accessible.Indicator
    Accessible.name: qsTr("Loading…")
    Accessible.ignored: !shown
    onRunningChanged: if (!running) shown = false

    Timer {
        interval: root.delay
        running: root.running && !root.shown
        onTriggered: root.shown = true
    }

    Column {
        id: column
        anchors.fill: parent
        visible: root.shown

        SequentialAnimation on opacity {
            running: column.visible && Theme.motion > 0 && root.delay > 0
            loops: Animation.Infinite
            NumberAnimation { from: 1; to: 0.55; duration: 700; easing.type: Easing.InOutSine }
            NumberAnimation { from: 0.55; to: 1; duration: 700; easing.type: Easing.InOutSine }
        }

        Repeater {
            model: root.rows
            delegate: Item {
                id: line
                required property int index
                width: column.width
                height: Math.round(52 * Theme.textScale)

                Rectangle {
                    x: root.LayoutMirroring.enabled ? parent.width - width : 0
                    y: 8
                    width: parent.width * [0.42, 0.34, 0.48][line.index % 3]
                    height: Math.round(14 * Theme.textScale)
                    radius: 4
                    color: Theme.divider
                }
                Rectangle {
                    x: root.LayoutMirroring.enabled ? parent.width - width : 0
                    y: 8 + Math.round(22 * Theme.textScale)
                    width: parent.width * [0.78, 0.7, 0.62][line.index % 3]
                    height: Math.round(10 * Theme.textScale)
                    radius: 4
                    color: Theme.pressedFill
                }
            }
        }
    }
}
