import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Assent.Kit

// A purpose with a single choice: what for, by whom, and its switch. A purpose
// that rests on another legal basis has no switch but a sentence: set `basis`.
T.Control {
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

    signal toggled(bool value)

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Math.max(56, implicitContentHeight + topPadding + bottomPadding)
    topPadding: Theme.space3
    bottomPadding: Theme.space3
    Accessible.role: Accessible.Grouping
    Accessible.name: title

    contentItem: GridLayout { // qmllint disable deferred-property-id
        columns: root.availableWidth < Theme.scaled(420) ? 1 : 2
        columnSpacing: Theme.space6
        rowSpacing: Theme.space2

        ColumnLayout {
            spacing: 2
            Layout.fillWidth: true

            SectionHeading {
                text: root.title
                level: SectionHeading.RowTitle
                Layout.fillWidth: true
            }
            BodyText {
                text: root.basis === "" ? root.detail : root.detail + " " + root.basis
                visible: text !== ""
                size: BodyText.Secondary
                muted: true
                Layout.fillWidth: true
            }
            Flow {
                id: actionSlot
                spacing: Theme.space3
                visible: children.length > 0
                Layout.fillWidth: true
            }
        }
        ColumnLayout {
            spacing: Theme.space1
            visible: root.basis === ""
            Layout.alignment: Qt.AlignVCenter

            ConsentSwitch {
                purpose: root.title
                channel: root.channel
                party: root.party
                note: root.note
                checked: root.checked
                enabled: root.enabled
                onToggled: value => root.toggled(value)
            }
            StateChip {
                text: root.note
                tone: root.noteTone
                iconName: "clock"
                visible: text !== ""
            }
        }
    }
}
