import QtQuick
import QtQuick.Layouts
import Assent.Kit

// Editing one's own fact in its place: Enter saves, Esc leaves it as it was.
ColumnLayout {
    id: root

    required property string label
    required property string value
    property string error
    property bool busy: false

    signal saved(string value)
    signal cancelled

    function begin() {
        field.text = value
        field.selectAll()
        field.forceActiveFocus(Qt.OtherFocusReason)
    }

    spacing: Theme.space1

    RowLayout {
        spacing: Theme.space2
        Layout.fillWidth: true

        KitTextField {
            id: field
            objectName: "factField"
            label: root.label
            error: root.error
            enabled: !root.busy
            Layout.fillWidth: true
            Layout.maximumWidth: Math.round(320 * Theme.textScale)
            onAccepted: root.saved(text)
            Keys.onEscapePressed: root.cancelled()
        }
        KitButton {
            objectName: "saveFact"
            text: qsTr("Save")
            busy: root.busy
            enabled: !root.busy
            onClicked: root.saved(field.text)
        }
        KitButton {
            text: qsTr("Cancel")
            role: KitButton.Quiet
            enabled: !root.busy
            onClicked: root.cancelled()
        }
    }
    BodyText {
        text: root.error === "" ? qsTr("Enter saves, Esc leaves it as it was.") : root.error
        color: root.error === "" ? Theme.text2 : Theme.danger
        size: BodyText.Secondary
        Layout.fillWidth: true
    }
}
