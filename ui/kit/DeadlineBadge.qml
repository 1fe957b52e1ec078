import QtQuick
import Assent.Kit

// How near a due date is. Neutral beyond 10 days, then a warning, danger from
// 3 days on; the words carry it, the colour repeats it.
StateChip {
    id: root

    property int days: 0
    property bool paused: false

    iconName: paused ? "circle-pause" : days < 0 ? "circle-alert" : "clock"
    tone: paused || days > 10 ? Theme.Neutral : days > 3 ? Theme.Warn : Theme.Danger
    text: {
        if (paused)
            //: Deadline: the clock is stopped
            return qsTr("Paused")
        if (days === 0)
            return qsTr("Due today")
        if (days === 1)
            return qsTr("Due tomorrow")
        if (days === -1)
            return qsTr("Overdue by 1 day")
        //: %n is always 2 or more
        return days > 0 ? qsTr("Due in %n days", "", days) : qsTr("Overdue by %n days", "", -days)
    }
}
