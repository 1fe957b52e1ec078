import Assent.Kit
import Assent.Session

// Opens the tray; there while something is in it.
IconButton {
    id: root

    required property Session session

    objectName: "jobButton"
    visible: session.jobs.count > 0
    //: %1 is how many pieces of work run or have ended and were not looked at
    text: qsTr("Work in progress: %1").arg(session.jobs.count)
    iconName: "inbox"
    badge: String(session.jobs.count)
    shortcutText: "Ctrl+J"
}
