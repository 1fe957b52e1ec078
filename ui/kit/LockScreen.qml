import QtQuick
import QtQuick.Layouts
import Assent.Kit

// The way in. Nothing personal but the name stands on it. `unlockRequested`
// carries the passphrase or recovery code; set `busy` while it is tried, then `errorText` or
// leave the screen. The field empties itself when an attempt was refused.
FocusScope {
    id: root

    property string personName
    property bool busy: false
    property string errorText
    property string hint
    // More ways in, under the form: a recovery code, another person.
    default property alias others: otherSlot.data

    signal unlockRequested(string secret)

    function submit() {
        if (!busy && field.length > 0)
            unlockRequested(field.text)
    }

    function reset() {
        field.clear()
        field.shown = false
    }

    onErrorTextChanged: {
        if (errorText !== "") {
            reset()
            field.forceActiveFocus(Qt.OtherFocusReason)
        }
    }
    onBusyChanged: if (!busy) field.forceActiveFocus(Qt.OtherFocusReason)
    onVisibleChanged: if (!visible) reset()

    Rectangle {
        anchors.fill: parent
        color: Theme.window
    }
    Card {
        anchors.centerIn: parent
        width: Math.min(Math.round(420 * Theme.textScale), root.width - 2 * Theme.space4)
        padding: Theme.space8
        spacing: Theme.space4

        Rectangle {
            implicitWidth: Math.round(48 * Theme.textScale)
            implicitHeight: Math.round(48 * Theme.textScale)
            radius: Theme.radiusLarge
            color: Theme.accentSoft
            KitIcon {
                anchors.centerIn: parent
                name: "lock"
                size: Math.round(22 * Theme.textScale)
                color: Theme.accent
            }
        }
        SectionHeading {
            objectName: "lockHeading"
            //: %1 is the person's name
            text: root.personName === "" ? qsTr("Locked.") : qsTr("Locked. Unlock as %1.").arg(root.personName)
            level: SectionHeading.Page
            Layout.fillWidth: true
        }
        FormRow {
            id: row
            label: qsTr("Passphrase or recovery code")
            hint: root.hint
            error: root.errorText
            Layout.fillWidth: true

            PasswordField {
                id: field
                objectName: "passphraseField"
                label: row.label
                hint: row.hint
                error: row.error
                enabled: !root.busy
                focus: true
                Layout.fillWidth: true
                onAccepted: root.submit()
            }
        }
        // A Column leaves out a Flow without height, so ways in that are hidden
        // take no room.
        Item {
            implicitHeight: ways.height
            Layout.fillWidth: true

            Column {
                id: ways
                width: parent.width
                spacing: Theme.space4

                KitButton {
                    objectName: "unlockButton"
                    width: parent.width
                    text: root.busy ? qsTr("Unlocking…") : qsTr("Unlock")
                    role: KitButton.Primary
                    busy: root.busy
                    enabled: !root.busy && field.length > 0
                    onClicked: root.submit()
                }
                Flow {
                    id: otherSlot
                    width: parent.width
                    spacing: Theme.space4
                }
            }
        }
    }
}
