pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit

// One purpose with its switches, or with the reason why it has none. It is
// `current` while the pointer or the focus is on it: then its notice is the one
// on screen.
PurposeCard {
    id: root

    required title
    required detail
    required summary
    required property string key
    required property string icon
    required property string basis
    required property bool optOut
    required property bool conflict
    required property int allowed
    required property int total
    required property var channels
    required property var recipients
    required property var cells
    required property var notice
    required property string ifAllowed
    required property string ifNotAllowed
    required property var facts
    // Shows the notice in the card, where there is no side panel for it.
    property bool noticeInside: false
    property bool current: false

    // Several channels for several recipients: a matrix.
    readonly property bool wide: channels.length > 1 && recipients.length > 1

    signal chosen(string channel, string recipient, bool allow)
    // The person turned to this card.
    signal attended(point at)
    signal exactRequested

    objectName: "purpose-" + key
    iconName: icon
    expanded: true

    HoverHandler {
        onPointChanged: if (hovered) root.attended(point.scenePosition)
    }

    chips: [
        StateChip {
            visible: root.conflict
            tone: Theme.Warn
            text: qsTr("Needs your word again")
        },
        BodyText {
            visible: root.basis === ""
            //: How many of the purpose's choices are allowed
            text: qsTr("%1 of %2").arg(root.allowed).arg(root.total)
            size: BodyText.Secondary
            muted: true
            Accessible.ignored: true
        }
    ]

    BodyText {
        text: root.basis
        visible: text !== ""
        Layout.fillWidth: true
    }
    BodyText {
        visible: root.optOut
        text: qsTr("This happens unless you object. One press is enough, and you need no reason.")
        size: BodyText.Secondary
        muted: true
        Layout.fillWidth: true
    }
    Repeater {
        model: root.basis === "" && !root.wide ? 1 : 0
        delegate: ChoiceList {
            purpose: root.title
            channels: root.channels
            recipients: root.recipients
            cells: root.cells
            Layout.fillWidth: true
            onToggled: (channel, recipient, value) => root.chosen(channel, recipient, value)
        }
    }
    ChannelMatrix {
        visible: root.basis === "" && root.wide
        purpose: root.title
        channels: root.wide ? root.channels : []
        recipients: root.wide ? root.recipients : []
        cells: root.wide ? root.cells : []
        Layout.fillWidth: true
        onToggled: (channel, recipient, value) => root.chosen(channel, recipient, value)
    }
    Repeater {
        model: root.noticeInside ? 1 : 0
        delegate: NoticePanel {
            Layout.fillWidth: true
            ifAllowed: root.ifAllowed
            ifNotAllowed: root.ifNotAllowed
            choice: root.basis === ""
            notice: root.notice
            facts: root.facts
            onExactRequested: root.exactRequested()
        }
    }
}
