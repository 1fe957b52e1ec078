import QtQuick
import QtQuick.Layouts
import Assent.Kit

// A command to run in a terminal; its text can be selected and copied.
ColumnLayout {
    id: root

    required property string title
    required property string command

    spacing: Theme.space1

    BodyText {
        text: root.title
        strong: true
        Layout.fillWidth: true
    }
    Rectangle {
        implicitHeight: edit.implicitHeight + 2 * Theme.space2
        radius: Theme.radiusSmall
        color: Theme.hoverFill
        Layout.fillWidth: true

        TextEdit {
            id: edit
            anchors.fill: parent
            anchors.margins: Theme.space2
            anchors.leftMargin: Theme.space3
            text: root.command
            readOnly: true
            selectByMouse: true
            activeFocusOnTab: true
            wrapMode: TextEdit.WrapAnywhere
            font.family: "monospace"
            font.pixelSize: Math.round(13 * Theme.textScale)
            color: Theme.text
            selectionColor: Theme.accent
            selectedTextColor: Theme.textOnAccent
            Accessible.role: Accessible.EditableText
            Accessible.readOnly: true
            Accessible.name: root.title

            FocusRing { shown: edit.activeFocus }
        }
    }
}
