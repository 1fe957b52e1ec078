import Assent.Kit
import Assent.Session

// Opens the tray; there while something is in it.
IconButton {
    id: root

    required property Session session

    objectName: "jobButton"
    visible: session.jobs.count > 0
    text: {
        switch (session.jobs.phase) {
        //: %1 is how many pieces of work have ended and were not looked at
        case "failed": return qsTr("Something failed. Work that has ended: %1").arg(session.jobs.count)
        case "cancelled":
        //: %1 is how many pieces of work have ended and were not looked at
        case "done": return qsTr("Work that has ended: %1").arg(session.jobs.count)
        //: %1 is how many pieces of work run or have ended and were not looked at
        default: return qsTr("Work in progress: %1").arg(session.jobs.count)
        }
    }
    iconName: session.jobs.phase === "failed" ? "circle-alert" : "inbox"
    badge: String(session.jobs.count)
    shortcutText: "Ctrl+J"
}
