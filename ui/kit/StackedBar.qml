pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit

// How many of an organisation's choices are allowed: one cell for each,
// filled or hollow, and the same in words. Not a score.
ColumnLayout {
    id: root

    property int allowed: 0
    property int total: 0
    property string label
    //: %1 and %2 are counts: 3 of 8 allowed
    property string text: qsTr("%1 of %2 allowed").arg(allowed).arg(total)

    readonly property bool cells: total > 0 && total <= 24

    spacing: Theme.space1
    Accessible.role: Accessible.Indicator
    Accessible.name: label === "" ? text : label + ": " + text

    RowLayout {
        Layout.fillWidth: true

        BodyText {
            text: root.label
            visible: text !== ""
            Accessible.ignored: true
            Layout.fillWidth: true
        }
        BodyText {
            text: root.text
            size: BodyText.Secondary
            muted: true
            horizontalAlignment: root.label === "" ? Text.AlignLeft : Text.AlignRight
            Accessible.ignored: true
            Layout.fillWidth: root.label === ""
        }
    }
    Row {
        id: row
        readonly property real cellWidth: root.cells ? (width - (root.total - 1) * spacing) / root.total : 0
        visible: root.cells
        spacing: 2
        Layout.fillWidth: true
        Layout.preferredHeight: 10

        Repeater {
            model: root.cells ? root.total : 0
            delegate: Rectangle {
                required property int index
                width: row.cellWidth
                height: 10
                radius: 2
                color: index < root.allowed ? Theme.accent : Theme.card
                border.width: index < root.allowed ? 0 : 1
                border.color: Theme.border
            }
        }
    }
    ProgressLine {
        visible: root.total > 24
        value: root.total > 0 ? root.allowed / root.total : 0
        Layout.fillWidth: true
        Layout.preferredHeight: 10
    }
}
