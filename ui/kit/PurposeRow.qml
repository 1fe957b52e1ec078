import QtQuick
import Assent.Kit

// A purpose with a single choice: what for, by whom, and its switch. A purpose
// that rests on another legal basis has no switch but a sentence: set `basis`.
Surface {
    id: root

    property string title
    property string detail
    property string channel
    property string party
    property bool checked: false
    property string note
    property int noteTone: Theme.Warn
    property string basis
    default property alias actions: actionSlot.data

    readonly property bool stacked: availableWidth < Math.round(300 * Theme.textScale) + choice.width

    signal toggled(bool value)

    implicitWidth: Math.round(320 * Theme.textScale)
    implicitHeight: Math.max(56, implicitContentHeight + topPadding + bottomPadding)
    topPadding: Theme.space2
    bottomPadding: Theme.space2
    Accessible.role: Accessible.Grouping
    Accessible.name: title

    contentItem: Item {
        implicitHeight: root.stacked && choice.visible ? words.height + Theme.space2 + choice.height
                                                       : Math.max(words.height, choice.visible ? choice.height : 0)

        Column {
            id: words
            x: root.mirrored ? parent.width - width : 0
            y: root.stacked ? 0 : Math.round((parent.height - height) / 2)
            width: root.stacked || !choice.visible ? parent.width : parent.width - choice.width - Theme.space6
            spacing: 2

            SectionHeading {
                width: parent.width
                text: root.title
                level: SectionHeading.RowTitle
            }
            BodyText {
                width: parent.width
                text: Theme.joined(root.detail, root.basis)
                visible: text !== ""
                size: BodyText.Secondary
                muted: true
            }
            Flow {
                id: actionSlot
                width: parent.width
                spacing: Theme.space4
                visible: children.length > 0
            }
        }
        Column {
            id: choice
            x: root.stacked !== root.mirrored ? 0 : parent.width - width
            y: root.stacked ? parent.height - height : Math.round((parent.height - height) / 2)
            visible: root.basis === ""
            spacing: Theme.space1

            ConsentSwitch {
                anchors.left: parent.left
                purpose: root.title
                channel: root.channel
                party: root.party
                note: root.note
                checked: root.checked
                enabled: root.enabled
                onToggled: value => root.toggled(value)
            }
            StateChip {
                anchors.left: parent.left
                text: root.note
                tone: root.noteTone
                iconName: "clock"
                visible: text !== ""
            }
        }
    }
}
