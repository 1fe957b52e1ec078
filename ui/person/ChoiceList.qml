pragma ComponentBehavior: Bound
import QtQuick
import Assent.Kit

// The switches of a purpose with a single recipient, or a single channel: one
// row each. With several of both a ChannelMatrix shows them. Takes what that
// takes; new `cells` change the switches where they stand.
Stack {
    id: root

    property string purpose
    property var channels: []
    property var recipients: []
    property var cells: []

    // The rows are the channels, unless there is but one of them for several.
    readonly property bool byRecipient: recipients.length > 1
    readonly property var rows: byRecipient ? recipients : channels

    signal toggled(string channel, string recipient, bool value)

    function cellOf(key: string): var {
        for (const cell of cells) {
            if ((byRecipient ? cell.recipient : cell.channel) === key)
                return cell
        }
        return null
    }

    Repeater {
        model: root.rows
        delegate: Column {
            id: line

            required property var modelData
            readonly property var value: root.cellOf(modelData.key)
            readonly property string note: value?.note ?? ""
            readonly property string detail: modelData.detail ?? ""

            width: root.width

            Divider { width: parent.width }
            Item {
                width: parent.width
                height: Math.max(Math.round(48 * Theme.textScale), words.height + 2 * Theme.space2)

                KitIcon {
                    id: mark
                    anchors.left: parent.left
                    anchors.verticalCenter: parent.verticalCenter
                    name: root.byRecipient ? "building-2" : line.modelData.icon ?? ""
                }
                Column {
                    id: words
                    anchors.left: mark.right
                    anchors.leftMargin: Theme.space3
                    anchors.right: chip.visible ? chip.left : choice.left
                    anchors.rightMargin: Theme.space3
                    anchors.verticalCenter: parent.verticalCenter

                    BodyText {
                        width: parent.width
                        text: line.modelData.label
                    }
                    BodyText {
                        width: parent.width
                        text: line.detail
                        visible: text !== ""
                        size: BodyText.Secondary
                        muted: true
                    }
                }
                StateChip {
                    id: chip
                    anchors.right: choice.left
                    anchors.rightMargin: Theme.space3
                    anchors.verticalCenter: parent.verticalCenter
                    text: line.note
                    visible: text !== ""
                    iconName: "clock"
                    tone: Theme.Warn
                }
                ConsentSwitch {
                    id: choice
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    objectName: line.value ? "cell-" + line.value.recipient + "-" + line.value.channel : ""
                    purpose: root.purpose
                    channel: root.byRecipient ? root.channels[0].label : line.modelData.label
                    party: root.byRecipient ? line.modelData.label : root.recipients[0]?.label ?? ""
                    note: line.note
                    checked: line.value?.allowed ?? false
                    onToggled: value => root.toggled(line.value.channel, line.value.recipient, value)
                }
            }
        }
    }
}
