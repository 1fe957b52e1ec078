pragma ComponentBehavior: Bound
import QtQuick
import Assent.Kit

// Channels across, recipients down, one consent switch where they meet.
//   channels    [{ key, label, icon }]
//   recipients  [{ key, label, detail }]
//   cells       [{ channel, recipient, allowed, note, enabled, basis }]
// A new `cells` array changes the switches where they stand, so the focus is
// kept. A pair without a cell is not used. A cell with a `basis` shows that
// sentence in place of a switch. Where the columns do not fit, each recipient
// lists its channels one below the other. Placed by hand: a layout of Qt 6.4
// keeps the widths that it had before it was stacked.
Item {
    id: root

    property string purpose
    property var channels: []
    property var recipients: []
    property var cells: []

    readonly property real cellWidth: Math.round(88 * Theme.textScale) + 52
    readonly property real labelWidth: Math.round(150 * Theme.textScale)
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

    implicitWidth: labelWidth + channels.length * (cellWidth + Theme.space3)
    implicitHeight: Math.max(1, lines.height)
    Accessible.role: Accessible.Table
    Accessible.name: purpose

    Column {
        id: lines
        width: root.width

        Item {
            visible: !root.stacked
            width: parent.width
            height: heads.height + Theme.space1

            Row {
                id: heads
                anchors.right: parent.right
                spacing: Theme.space3

                Repeater {
                    model: root.channels
                    delegate: Item {
                        id: columnHead
                        required property var modelData
                        width: root.cellWidth
                        height: headText.height

                        KitIcon {
                            id: headIcon
                            anchors.left: parent.left
                            anchors.verticalCenter: parent.verticalCenter
                            name: columnHead.modelData.icon ?? ""
                            size: name === "" ? 0 : Math.round(16 * Theme.textScale)
                        }
                        BodyText {
                            id: headText
                            anchors.left: headIcon.right
                            anchors.leftMargin: headIcon.name === "" ? 0 : 6
                            anchors.right: parent.right
                            text: columnHead.modelData.label
                            size: BodyText.Secondary
                            strong: true
                            Accessible.role: Accessible.ColumnHeader
                        }
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
                width: lines.width
            }
        }
    }
}
