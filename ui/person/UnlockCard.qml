import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Session

// The ways to open the store, and changing them. What is typed is a secret that
// opens it now, so that an open screen alone is not enough.
Card {
    id: root

    required property Session session

    // "", "passphrase" or "recovery": the form that is open.
    property string form
    property string error
    property bool wrongSecret: false
    property string nextError

    signal told(string message)

    function openForm(name: string) {
        error = ""
        nextError = ""
        current.clear()
        next.clear()
        again.clear()
        form = name
        later.restart()
    }

    function submit() {
        error = ""
        nextError = ""
        if (form === "recovery")
            return ways.makeRecoveryCode(current.text)
        if (next.length < 8)
            nextError = qsTr("Take at least 8 characters.")
        else if (next.text !== again.text)
            nextError = qsTr("The two do not match.")
        else
            return ways.changePassphrase(current.text, next.text)
        next.forceActiveFocus(Qt.OtherFocusReason)
    }

    heading: qsTr("Ways to unlock")
    detail: qsTr("The passphrase and the recovery code each open your data on this computer. Nobody else has them.")
    spacing: Theme.space4

    UnlockWays {
        id: ways
        session: root.session
        onDone: {
            const what = root.form
            root.openForm("")
            if (what === "passphrase")
                root.told(qsTr("The passphrase was changed. The old one opens nothing any more."))
        }
        onRefused: (message, wrongSecret) => {
            root.error = message
            root.wrongSecret = wrongSecret
            current.clear()
            current.forceActiveFocus(Qt.OtherFocusReason)
        }
    }
    // When the fields are visible.
    Timer {
        id: later
        interval: 0
        onTriggered: if (root.form !== "") current.forceActiveFocus(Qt.OtherFocusReason)
    }

    Skeleton {
        rows: 3
        visible: running
        running: !ways.known
        Layout.fillWidth: true
    }
    FactDetails {
        visible: ways.known
        facts: [
            { label: qsTr("Passphrase"), text: ways.passphrase ? qsTr("Set") : qsTr("Not set") },
            { label: qsTr("Recovery code"), text: ways.recovery ? qsTr("Set") : qsTr("Not set. Without it a forgotten passphrase cannot be replaced.") },
            { label: qsTr("This computer's keychain"), text: ways.keychain ? qsTr("Set") : qsTr("Not set") }
        ]
        Layout.fillWidth: true
    }
    Flow {
        visible: ways.known && root.form === "" && ways.code === ""
        spacing: Theme.space2
        Layout.fillWidth: true

        KitButton {
            objectName: "changePassphrase"
            text: ways.passphrase ? qsTr("Change the passphrase") : qsTr("Set a passphrase")
            iconName: "key-round"
            onClicked: root.openForm("passphrase")
        }
        KitButton {
            objectName: "newRecoveryCode"
            text: ways.recovery ? qsTr("Make a new recovery code") : qsTr("Make a recovery code")
            iconName: "file-text"
            onClicked: root.openForm("recovery")
        }
    }
    ColumnLayout {
        visible: root.form !== ""
        spacing: Theme.space4
        Layout.fillWidth: true

        FormRow {
            label: qsTr("Passphrase or recovery code of today")
            error: root.error
            Layout.fillWidth: true

            PasswordField {
                id: current
                objectName: "currentSecret"
                label: qsTr("Passphrase or recovery code of today")
                error: root.error
                enabled: !ways.busy
                Layout.fillWidth: true
                Layout.maximumWidth: Math.round(420 * Theme.textScale)
                onAccepted: root.form === "recovery" ? root.submit() : next.forceActiveFocus(Qt.TabFocusReason)
            }
        }
        FormRow {
            visible: root.form === "passphrase"
            label: qsTr("New passphrase")
            hint: qsTr("Several words are good. Paste and password managers work.")
            error: root.nextError
            Layout.fillWidth: true

            PasswordField {
                id: next
                objectName: "nextSecret"
                label: qsTr("New passphrase")
                error: root.nextError
                enabled: !ways.busy
                Layout.fillWidth: true
                Layout.maximumWidth: Math.round(420 * Theme.textScale)
                onAccepted: again.forceActiveFocus(Qt.TabFocusReason)
            }
        }
        FormRow {
            visible: root.form === "passphrase"
            label: qsTr("New passphrase, once more")
            Layout.fillWidth: true

            PasswordField {
                id: again
                objectName: "nextAgain"
                label: qsTr("New passphrase, once more")
                enabled: !ways.busy
                Layout.fillWidth: true
                Layout.maximumWidth: Math.round(420 * Theme.textScale)
                onAccepted: root.submit()
            }
        }
        Flow {
            spacing: Theme.space2
            Layout.fillWidth: true

            KitButton {
                objectName: "submitUnlock"
                text: root.form === "recovery" ? qsTr("Make the code") : qsTr("Change it")
                role: KitButton.Primary
                busy: ways.busy
                enabled: !ways.busy && current.length > 0
                onClicked: root.submit()
            }
            KitButton {
                text: qsTr("Cancel")
                enabled: !ways.busy
                onClicked: root.openForm("")
            }
        }
    }
    ColumnLayout {
        visible: ways.code !== ""
        spacing: Theme.space3
        Layout.fillWidth: true

        InlineMessage {
            tone: Theme.Warn
            title: qsTr("Write this code down now. It is shown once.")
            text: qsTr("It opens your data when the passphrase is forgotten. An earlier code opens nothing any more.")
            Layout.fillWidth: true
        }
        SectionHeading {
            objectName: "recoveryCode"
            text: ways.code
            Layout.fillWidth: true
        }
        KitButton {
            objectName: "codeWritten"
            text: qsTr("I have written it down")
            iconName: "check"
            onClicked: ways.forgetCode()
        }
    }
}
