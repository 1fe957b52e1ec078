import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Session
import Assent.Person

// Erasing the account: what goes, what stays and why, until when it can be taken
// back. Both answers look the same, nobody is asked for a reason, and before it
// counts the person signs in again.
Card {
    id: root

    required property Session session
    required property ErasureModel erasure

    // The person wants it and signs in again.
    property bool signing: false
    property string refusal
    // It was asked for from here, and the store has not been read again yet.
    property bool expecting: false
    readonly property bool pending: erasure.pending
    onPendingChanged: {
        if (pending && expecting)
            settle.restart()
        expecting = false
    }

    signal closed
    signal told(string message)

    function focusHeading() {
        (pending ? waitingHeading : heading).forceActiveFocus(Qt.OtherFocusReason)
    }

    function reset() {
        signing = false
        refusal = ""
        secret.clear()
    }

    function wish() {
        if (signing && secret.length > 0)
            return erasure.ask(secret.text)
        signing = true
        later.restart()
    }

    Accessible.name: pending ? waitingHeading.text : heading.text
    spacing: Theme.space4

    Connections {
        target: root.erasure
        function onAsked() {
            root.reset()
            root.expecting = true
        }
        function onKept() {
            root.reset()
            root.told(qsTr("Your account is kept. Nothing was erased."))
            root.closed()
        }
        function onRefused(message: string) {
            root.refusal = message
            secret.clear()
            secret.forceActiveFocus(Qt.OtherFocusReason)
        }
    }
    // When what comes next is visible.
    Timer {
        id: later
        interval: 0
        onTriggered: secret.forceActiveFocus(Qt.OtherFocusReason)
    }
    Timer {
        id: settle
        interval: 0
        onTriggered: root.focusHeading()
    }

    ColumnLayout {
        visible: !root.pending
        spacing: Theme.space4
        Layout.fillWidth: true

        SectionHeading {
            id: heading
            objectName: "eraseHeading"
            text: qsTr("Erase your account?")
            Layout.fillWidth: true
        }
        FactDetails {
            objectName: "eraseFacts"
            facts: root.erasure.facts
            Layout.fillWidth: true
        }
        InlineMessage {
            objectName: "eraseUntil"
            tone: Theme.Danger
            //: %1 is a date with a time
            title: qsTr("You can cancel until %1. After that this cannot be undone.").arg(root.erasure.until)
            text: qsTr("Assent erases the first time it is open after that. Until then nothing changes.")
            Layout.fillWidth: true
        }
        FormRow {
            visible: root.signing
            label: qsTr("Sign in again: passphrase or recovery code")
            error: root.refusal
            Layout.fillWidth: true

            PasswordField {
                id: secret
                objectName: "eraseSecret"
                label: qsTr("Sign in again: passphrase or recovery code")
                error: root.refusal
                enabled: !root.erasure.busy
                Layout.fillWidth: true
                Layout.maximumWidth: Math.round(420 * Theme.textScale)
                onAccepted: root.wish()
            }
            TextLink {
                objectName: "eraseKeychain"
                visible: root.session.keychainOffered && !root.erasure.busy
                text: qsTr("Sign in with this computer's keychain")
                onClicked: root.erasure.askWithKeychain()
            }
        }
        ChoicePair {
            objectName: "erasePair"
            enabled: !root.erasure.busy
            allowText: qsTr("Erase account")
            refuseText: qsTr("Keep account")
            Accessible.name: heading.text
            Layout.fillWidth: true
            onAllowed: root.wish()
            onRefused: {
                root.reset()
                root.closed()
            }
        }
    }
    ColumnLayout {
        visible: root.pending
        spacing: Theme.space4
        Layout.fillWidth: true

        SectionHeading {
            id: waitingHeading
            objectName: "eraseWaiting"
            //: %1 is a date with a time
            text: qsTr("Your account will be erased after %1").arg(root.erasure.until)
            Layout.fillWidth: true
        }
        FactDetails {
            facts: [
                { label: qsTr("Reference"), text: root.erasure.reference },
                { label: qsTr("Asked for on"), text: root.erasure.askedOn },
                { label: qsTr("What happens next"),
                  text: qsTr("You can keep the account until then. Assent erases the first time it is open after that, and shows this reference.") }
            ]
            Layout.fillWidth: true
        }
        KitButton {
            objectName: "keepAccount"
            text: qsTr("Keep account")
            iconName: "undo-2"
            enabled: !root.erasure.busy
            onClicked: root.erasure.keep()
        }
    }
}
