import QtQuick
import Assent.Kit
import Assent.Session

// S0: the way in. Nothing of the store is loaded behind it.
LockScreen {
    id: root

    required property Session session

    personName: session.personName
    busy: session.state === Session.Unlocking
    errorText: session.errorText
    hint: qsTr("Your data is encrypted on this computer and opens with your passphrase only.")
    onUnlockRequested: passphrase => session.unlock(passphrase)

    TextLink {
        objectName: "keychainLink"
        visible: root.session.keychainOffered && !root.busy
        text: qsTr("Unlock with this computer's keychain")
        onClicked: root.session.unlockWithKeychain()
    }
}
