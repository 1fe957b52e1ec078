pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit

// The switches of a purpose with a single recipient, or a single channel: one
// row each. With several of both a ChannelMatrix shows them. Takes what that
// takes; new `cells` change the switches where they stand.
ColumnLayout {
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

    spacing: 0

    Repeater {
        model: root.rows
        delegate: ColumnLayout {
            id: line

            required property var modelData
            readonly property var value: root.cellOf(modelData.key)
            readonly property string note: value?.note ?? ""
            readonly property string detail: modelData.detail ?? ""

            spacing: 0
            Layout.fillWidth: true

            Divider { Layout.fillWidth: true }
            RowLayout {
                spacing: Theme.space3
                Layout.fillWidth: true
                Layout.topMargin: Theme.space1
                Layout.bottomMargin: Theme.space1
                Layout.minimumHeight: Theme.scaled(40)

                KitIcon {
                    name: root.byRecipient ? "building-2" : line.modelData.icon ?? ""
                    Layout.alignment: Qt.AlignVCenter
                }
                ColumnLayout {
                    spacing: 0
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignVCenter

                    BodyText {
                        text: line.modelData.label
                        Layout.fillWidth: true
                    }
                    BodyText {
                        text: line.detail
                        visible: text !== ""
                        size: BodyText.Secondary
                        muted: true
                        Layout.fillWidth: true
                    }
                }
                StateChip {
                    text: line.note
                    visible: text !== ""
                    iconName: "clock"
                    tone: Theme.Warn
                    Layout.alignment: Qt.AlignVCenter
                }
                ConsentSwitch {
                    objectName: line.value ? "cell-" + line.value.recipient + "-" + line.value.channel : ""
                    purpose: root.purpose
                    channel: root.byRecipient ? root.channels[0].label : line.modelData.label
                    party: root.byRecipient ? line.modelData.label : root.recipients[0]?.label ?? ""
                    note: line.note
                    checked: line.value?.allowed ?? false
                    topPadding: 4
                    bottomPadding: 4
                    onToggled: value => root.toggled(line.value.channel, line.value.recipient, value)
                    Layout.alignment: Qt.AlignVCenter
                }
            }
        }
    }
}
