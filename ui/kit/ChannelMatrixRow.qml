pragma ComponentBehavior: Bound
import QtQuick
import Assent.Kit

// One recipient of a ChannelMatrix.
Item {
    id: root

    // The ChannelMatrix it belongs to; null once that is gone. An Item, since a
    // var goes on holding what was destroyed.
    required property Item matrix
    readonly property var source: matrix
    required property var recipient

    readonly property bool stacked: source ? source.stacked : false
    readonly property string purpose: source ? source.purpose : ""
    readonly property var channels: source ? source.channels : []
    readonly property real cellWidth: source ? source.cellWidth : 0
    // Names, switches and state words share the centre of a line this high.
    readonly property real lineHeight: Math.max(32, Theme.lineHeight(Theme.bodyFont))

    function cellAt(channel: string): var {
        return source ? source.cellAt(recipient.key, channel) : null
    }

    function ask(channel: string, value: bool) {
        if (source)
            source.toggled(channel, recipient.key, value)
    }

    // Where a text starts so that its first line is centred in the row's.
    function inset(textLine: real): real {
        return Math.round((lineHeight - textLine) / 2)
    }

    implicitHeight: Math.max(names.y + names.height, cells.y + cells.height) + Theme.space2

    Divider { width: parent.width }
    Column {
        id: names
        anchors.left: parent.left
        y: 1 + Theme.space2 + (root.stacked ? 0 : root.inset(nameText.lineHeight))
        width: root.stacked ? root.width : Math.max(0, root.width - cells.width - Theme.space3)

        BodyText {
            id: nameText
            width: parent.width
            text: root.recipient.label
            strong: root.stacked
            Accessible.role: Accessible.RowHeader
        }
        BodyText {
            width: parent.width
            text: root.recipient.detail ?? ""
            visible: text !== ""
            size: BodyText.Meta
            muted: true
        }
    }
    Grid {
        id: cells
        anchors.right: parent.right
        y: root.stacked ? names.y + names.height + Theme.space1 : 1 + Theme.space2
        columns: root.stacked ? 1 : Math.max(1, root.channels.length)
        columnSpacing: Theme.space3
        rowSpacing: Theme.space1

        Repeater {
            model: root.channels
            delegate: Item {
                id: cell

                required property var modelData
                readonly property var value: root.cellAt(modelData.key)
                readonly property bool used: value !== null
                readonly property string note: value?.note ?? ""
                readonly property string basis: value?.basis ?? ""
                readonly property bool switched: used && basis === ""
                // No room for the switch beside the channel: it goes below.
                readonly property bool broken: root.stacked
                    && (!switched || width - choice.width - Theme.space3 < 72 * Theme.textScale)
                readonly property real choiceTop: broken ? channelText.y + channelText.height : 0
                readonly property real choiceBottom: switched ? choice.y + choice.height
                                                              : sentence.y + sentence.height

                visible: used || !root.stacked
                width: root.stacked ? root.width : root.cellWidth
                height: Math.max(root.stacked ? channelText.y + channelText.height : root.lineHeight,
                                 note === "" ? choiceBottom : chip.y + chip.height)

                BodyText {
                    id: channelText
                    anchors.left: parent.left
                    y: root.inset(channelText.lineHeight)
                    width: cell.broken ? cell.width : Math.max(0, cell.width - choice.width - Theme.space3)
                    text: cell.modelData.label
                    visible: root.stacked
                    size: BodyText.Secondary
                }
                ConsentSwitch {
                    id: choice
                    readonly property real start: root.stacked && !cell.broken ? cell.width - width : 0
                    objectName: "cell-" + root.recipient.key + "-" + cell.modelData.key
                    anchors.left: parent.left
                    anchors.leftMargin: start
                    y: cell.choiceTop + (cell.broken ? 0 : root.inset(choice.height))
                    visible: cell.switched
                    purpose: root.purpose
                    channel: cell.modelData.label
                    party: root.recipient.label
                    note: cell.note
                    checked: cell.value?.allowed ?? false
                    enabled: cell.value?.enabled ?? true
                    onToggled: value => root.ask(cell.modelData.key, value)
                }
                BodyText {
                    id: sentence
                    anchors.left: parent.left
                    y: cell.choiceTop + (cell.broken ? 0 : root.inset(sentence.lineHeight))
                    width: cell.width
                    visible: !cell.switched
                    //: A channel that this recipient does not use
                    text: cell.used ? cell.basis : qsTr("Not used")
                    size: BodyText.Secondary
                    muted: true
                }
                StateChip {
                    id: chip
                    anchors.left: parent.left
                    anchors.leftMargin: Math.max(0, Math.min(choice.start, cell.width - width))
                    y: Math.max(cell.choiceBottom + 2, root.stacked ? channelText.y + channelText.height : 0)
                    width: Math.min(implicitWidth, cell.width)
                    text: cell.note
                    visible: text !== ""
                    iconName: "clock"
                    tone: Theme.Warn
                }
            }
        }
    }
}
