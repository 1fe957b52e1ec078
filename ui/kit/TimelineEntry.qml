import QtQuick
import Assent.Kit

// One event of a timeline; also the delegate of a ListView with an own model.
Surface {
    id: root

    property string time
    property string title
    property string detail
    property string iconName: "circle"
    property string chipText
    property int chipTone: Theme.Neutral
    // The word of the action at its end; empty for none.
    property string actionText
    property bool last: false

    readonly property real dot: Math.round(28 * Theme.textScale)
    readonly property real timeWidth: Math.max(Math.round(44 * Theme.textScale), timeText.implicitWidth)

    signal activated

    implicitWidth: Math.round(320 * Theme.textScale)
    implicitHeight: Math.max(dot, words.height + 3, action.visible ? action.height : 0) + Theme.space4
    Accessible.role: Accessible.ListItem
    Accessible.name: time + " " + title
    Accessible.description: chipText === "" ? detail : detail + " " + chipText

    BodyText {
        id: timeText
        x: root.mirrored ? root.width - root.timeWidth : 0
        y: Math.round((root.dot - height) / 2)
        width: root.timeWidth
        text: root.time
        size: BodyText.Secondary
        muted: true
        wrapMode: Text.NoWrap
        horizontalAlignment: Text.AlignRight
    }
    Rectangle {
        anchors.horizontalCenter: mark.horizontalCenter
        y: root.dot
        width: 2
        height: root.height - y
        color: Theme.divider
        visible: !root.last
    }
    Rectangle {
        id: mark
        x: root.mirrored ? timeText.x - Theme.space3 - width : root.timeWidth + Theme.space3
        width: root.dot
        height: root.dot
        radius: root.dot / 2
        color: Theme.card
        border.width: 1
        border.color: Theme.divider

        KitIcon {
            anchors.centerIn: parent
            name: root.iconName
            size: Math.round(14 * Theme.textScale)
        }
    }
    Column {
        id: words
        readonly property real start: root.timeWidth + root.dot + 2 * Theme.space3
        readonly property real end: action.visible ? action.width + Theme.space3 : 0
        x: root.mirrored ? end : start
        y: 3
        width: root.width - start - end
        spacing: 2

        BodyText {
            width: parent.width
            text: root.title
            strong: true
        }
        BodyText {
            width: parent.width
            text: root.detail
            visible: text !== ""
            size: BodyText.Secondary
            muted: true
        }
        StateChip {
            anchors.left: parent.left
            text: root.chipText
            tone: root.chipTone
            visible: text !== ""
        }
    }
    KitButton {
        id: action
        x: root.mirrored ? 0 : root.width - width
        y: Math.round((root.dot - height) / 2)
        text: root.actionText
        role: KitButton.Quiet
        visible: text !== ""
        Accessible.name: root.actionText + ": " + root.title
        onClicked: root.activated()
    }
}
