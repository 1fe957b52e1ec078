import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Session

// Shown when the store cannot be opened at all: damaged, newer, unreadable.
DoorPage {
    id: root

    required property Session session

    SectionHeading {
        objectName: "brokenHeading"
        level: SectionHeading.Page
        text: root.session.damaged ? qsTr("Your data on this computer is damaged") : qsTr("Your data cannot be opened")
        Layout.fillWidth: true
    }
    BodyText {
        text: root.session.damaged
            ? qsTr("Part of the encrypted store on the disk is not what Assent wrote there, so it was not opened. Nothing was changed.")
            : root.session.errorText
        Layout.fillWidth: true
    }
    CommandBlock {
        title: qsTr("Look at what is wrong")
        command: "assentctl vault check --store \"" + root.session.folder + "\""
        Layout.fillWidth: true
    }
}
