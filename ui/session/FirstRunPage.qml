import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Session

// Shown while there is nothing to open: no store, or nobody named in it. Says
// what to do, in commands that can be copied.
DoorPage {
    id: root

    required property Session session

    readonly property bool nobody: session.state === Session.NoPerson

    Shortcut {
        sequence: "Ctrl+L"
        context: Qt.ApplicationShortcut
        enabled: root.nobody
        onActivated: root.session.lock()
    }
    SectionHeading {
        objectName: "firstRunHeading"
        level: SectionHeading.Page
        text: root.nobody ? qsTr("This store does not say whose it is") : qsTr("Welcome to Assent")
        Layout.fillWidth: true
    }
    BodyText {
        text: root.nobody ? qsTr("It is open, but nobody in it is named as the person at this computer.")
            : qsTr("Assent shows what organisations know about you and what they may do with it. It keeps everything encrypted on this computer. There is no store here yet.")
        Layout.fillWidth: true
    }
    CommandBlock {
        visible: !root.nobody
        title: qsTr("Start with an empty store")
        command: "assentctl init --store \"" + root.session.folder + "\""
        Layout.fillWidth: true
    }
    CommandBlock {
        visible: !root.nobody
        title: qsTr("Or look around with made-up people")
        command: "assentctl demo --people 100 --store \"" + root.session.folder + "\""
        Layout.fillWidth: true
    }
    CommandBlock {
        visible: root.nobody
        title: qsTr("Start Assent with the id of the person")
        command: "assent --store \"" + root.session.folder + "\" --subject ID"
        Layout.fillWidth: true
    }
    BodyText {
        text: qsTr("Run the command in a terminal, then start Assent again.")
        size: BodyText.Secondary
        muted: true
        Layout.fillWidth: true
    }
}
