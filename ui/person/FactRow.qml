import QtQuick
import QtQuick.Layouts
import Assent.Kit

// One fact: what it is, where it came from, what it is for, until when. A press
// opens the details; F2 edits what one told oneself.
Surface {
    id: root

    required property string key
    required property string label
    required property string value
    required property string raw
    required property string source
    required property string sourceIcon
    required property string collected
    required property string purposes
    required property string kept
    required property real keptShare
    required property bool editable
    required property bool conflict
    property bool editing: false
    property bool current: false
    property bool saving: false
    property string error
    property bool byMouse: false

    signal opened
    signal editRequested
    signal saved(string value)
    signal cancelled

    readonly property bool wide: availableWidth / Theme.textScale >= 560
    readonly property color ground: tap.pressed ? Theme.pressedFill : current ? Theme.accentSoft
        : hovered ? Theme.hoverFill : "transparent"

    objectName: "fact-" + key
    implicitHeight: Math.max(56, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.space3
    hoverEnabled: true
    activeFocusOnTab: true

    Accessible.role: Accessible.ListItem
    Accessible.name: label + ": " + value
    //: Read out for a fact: %1 is a source, %2 a date, %3 "Kept until 3 May 2027"
    Accessible.description: qsTr("From %1, %2. %3.").arg(source).arg(collected).arg(kept)
    Accessible.focusable: true
    Accessible.selectable: true
    Accessible.selected: current
    Accessible.onPressAction: root.opened()

    Keys.onPressed: event => {
        if (root.editing)
            return
        root.byMouse = false
        if (event.key === Qt.Key_F2 && root.editable) {
            root.editRequested()
            event.accepted = true
        } else if ([Qt.Key_Return, Qt.Key_Enter, Qt.Key_Space].includes(event.key) && !event.isAutoRepeat) {
            root.opened()
            event.accepted = true
        }
    }
    onActiveFocusChanged: if (!activeFocus) byMouse = false
    onEditingChanged: if (editing) editor.begin()

    TapHandler {
        id: tap
        enabled: !root.editing
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: {
            root.byMouse = true
            root.forceActiveFocus(Qt.MouseFocusReason)
            root.opened()
        }
    }

    background: Rectangle {
        radius: Theme.radiusSmall
        color: root.ground
        FocusRing { shown: root.activeFocus && !root.byMouse && !root.editing }
    }

    contentItem: GridLayout {
        columns: root.wide ? 2 : 1
        columnSpacing: Theme.space4
        rowSpacing: Theme.space2

        ColumnLayout {
            spacing: 2
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop

            BodyText {
                text: root.label
                size: BodyText.Secondary
                muted: true
                Layout.fillWidth: true
            }
            BodyText {
                objectName: "factValue"
                visible: !root.editing
                text: root.value
                strong: true
                Layout.fillWidth: true
            }
            FactEditor {
                id: editor
                visible: root.editing
                label: root.label
                value: root.raw
                error: root.error
                busy: root.saving
                Layout.fillWidth: true
                onSaved: text => root.saved(text)
                onCancelled: root.cancelled()
            }
            BodyText {
                visible: text !== "" && !root.editing
                //: What a fact is used for: %1 is "Orders and delivery"
                text: root.purposes === "" ? "" : qsTr("For: %1").arg(root.purposes)
                size: BodyText.Secondary
                muted: true
                Layout.fillWidth: true
            }
        }
        Column {
            id: origin
            visible: !root.editing
            spacing: Theme.space1
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: Math.round(220 * Theme.textScale)
            Layout.maximumWidth: root.wide ? Math.round(220 * Theme.textScale) : Infinity
            Layout.fillWidth: !root.wide

            SourceChip {
                width: origin.width
                source: root.source
                date: root.collected
                iconName: root.sourceIcon
            }
            StateChip {
                visible: root.conflict
                tone: Theme.Warn
                text: qsTr("Values differ")
            }
            BodyText {
                width: origin.width
                text: root.kept
                size: BodyText.Meta
                muted: true
            }
            ProgressLine {
                width: origin.width
                visible: root.keptShare >= 0
                value: root.keptShare
                implicitHeight: 6
            }
        }
    }
}
