pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit

// Channels across, recipients down, one consent switch where they meet.
//   channels    [{ key, label, icon }]
//   recipients  [{ key, label, detail }]
//   cells       [{ channel, recipient, allowed, note, enabled, basis }]
// A new `cells` array changes the switches where they stand, so the focus is
// kept. A pair without a cell is not used. A cell with a `basis` shows that
// sentence in place of a switch. Where the columns do not fit, each recipient
// lists its channels one below the other.
ColumnLayout {
    id: root

    property string purpose
    property var channels: []
    property var recipients: []
    property var cells: []

    readonly property real cellWidth: Theme.scaled(88) + 52
    readonly property real labelWidth: Theme.scaled(150)
    readonly property bool stacked: width > 0 && width < labelWidth + channels.length * (cellWidth + Theme.space3)
    readonly property var lookup: {
        const map = {}
        for (const cell of cells)
            map[cell.recipient + "\u0000" + cell.channel] = cell
        return map
    }

    signal toggled(string channel, string recipient, bool value)

    function cellAt(recipient: string, channel: string): var {
        return lookup[recipient + "\u0000" + channel] ?? null
    }

    spacing: 0
    Accessible.role: Accessible.Table
    Accessible.name: purpose

    RowLayout {
        visible: !root.stacked
        spacing: Theme.space3
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.space1

        Item {
            Layout.preferredWidth: root.labelWidth
            Layout.fillWidth: true
        }
        Repeater {
            model: root.channels
            delegate: RowLayout {
                id: columnHead
                required property var modelData
                spacing: 6
                Layout.preferredWidth: root.cellWidth
                Layout.maximumWidth: root.cellWidth

                KitIcon {
                    name: columnHead.modelData.icon ?? ""
                    visible: name !== ""
                    size: Theme.scaled(16)
                }
                BodyText {
                    text: columnHead.modelData.label
                    size: BodyText.Secondary
                    strong: true
                    Accessible.role: Accessible.ColumnHeader
                    Layout.fillWidth: true
                }
            }
        }
    }
    Repeater {
        model: root.recipients
        delegate: ChannelMatrixRow {
            required property var modelData
            matrix: root
            recipient: modelData
            Layout.fillWidth: true
        }
    }
}
