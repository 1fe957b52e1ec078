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
    hint: qsTr("Your data is encrypted on this computer and stays closed until you unlock it.")
    onUnlockRequested: secret => session.unlock(secret)

    // An attempt that was broken off leaves nothing in the field.
    Connections {
        target: root.session
        function onAboutToLock() {
            root.reset()
        }
    }

    TextLink {
        objectName: "keychainLink"
        visible: root.session.keychainOffered && !root.busy
        text: qsTr("Unlock with this computer's keychain")
        onClicked: root.session.unlockWithKeychain()
    }
    TextLink {
        objectName: "keychainStop"
        visible: root.session.keychainAsked
        text: qsTr("Do not wait for the keychain")
        onClicked: root.session.lock()
    }
}
