import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Session

// The copies of a damaged store, and the way back to one of them.
ColumnLayout {
    id: root

    required property Session session
    required property Language language

    readonly property bool busy: restore.step !== StoreRestore.Waiting
    readonly property var copies: restore.copies

    function submit() {
        if (!busy && field.length > 0)
            restore.restore(choice.currentIndex, field.text)
    }

    spacing: Theme.space4

    StoreRestore {
        id: restore
        language: root.language
        session: root.session
        onErrorTextChanged: {
            field.clear()
            if (errorText !== "")
                field.forceActiveFocus(Qt.OtherFocusReason)
        }
    }
    BodyText {
        objectName: "newestCopy"
        visible: restore.looked
        text: root.copies.length === 0
            ? qsTr("There is no copy in the store's folder. If you keep one elsewhere, put it back with the command below.")
            //: %1 is a date, a time and a size: "3 March 2026, 14:02 (2.1 GB)"
            : qsTr("The newest copy is from %1.").arg(root.copies[0])
        Layout.fillWidth: true
    }
    BodyText {
        visible: root.copies.length > 0
        text: qsTr("What was recorded here after a copy was made is not in it. What had been sent comes back with the next sync. The damaged store is kept beside for 30 days.")
        muted: true
        size: BodyText.Secondary
        Layout.fillWidth: true
    }
    FormRow {
        visible: root.copies.length > 1 && !root.busy
        label: qsTr("Copy to restore")
        Layout.fillWidth: true

        KitComboBox {
            id: choice
            objectName: "copyChoice"
            label: qsTr("Copy to restore")
            model: root.copies
            Layout.fillWidth: true
        }
    }
    FormRow {
        id: row
        visible: root.copies.length > 0 && !root.busy
        label: qsTr("Passphrase or recovery code")
        error: restore.errorText
        Layout.fillWidth: true

        PasswordField {
            id: field
            objectName: "restoreSecret"
            label: row.label
            error: row.error
            focus: true
            Layout.fillWidth: true
            onAccepted: root.submit()
        }
    }
    StepProgress {
        objectName: "restoreProgress"
        visible: root.busy
        steps: [qsTr("Open the copy"), qsTr("Copy and check")]
        current: restore.step === StoreRestore.Copying ? 1 : 0
        value: restore.step === StoreRestore.Copying ? restore.value : -1
        Layout.fillWidth: true
    }
    KitButton {
        objectName: "restoreButton"
        visible: root.copies.length > 0 && !root.busy
        text: qsTr("Restore this copy")
        role: KitButton.Primary
        enabled: field.length > 0
        Layout.fillWidth: true
        onClicked: root.submit()
    }
    KitButton {
        objectName: "restoreCancel"
        visible: root.busy
        text: qsTr("Stop")
        Layout.fillWidth: true
        onClicked: restore.cancel()
    }
    CommandBlock {
        visible: restore.looked && root.copies.length === 0
        title: qsTr("Restore a copy from elsewhere")
        command: "assentctl vault restore BACKUP --store \"" + root.session.folder + "\""
        Layout.fillWidth: true
    }
}
