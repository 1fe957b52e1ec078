import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Session

// Shown when the store cannot be opened at all. One that is damaged can be put
// back from a copy in its folder.
DoorPage {
    id: root

    required property Session session
    required property Language language

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
    // Made for a damaged store only, since it looks through the folder.
    Loader {
        id: place
        visible: status === Loader.Ready
        Layout.fillWidth: true
        Component.onCompleted: {
            if (root.session.damaged)
                place.setSource("RestoreForm.qml", { session: root.session, language: root.language })
        }
    }
    CommandBlock {
        title: qsTr("Look at what is wrong")
        command: "assentctl vault check --store \"" + root.session.folder + "\""
        Layout.fillWidth: true
    }
}
