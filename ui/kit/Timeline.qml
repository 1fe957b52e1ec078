pragma ComponentBehavior: Bound
import QtQuick
import Assent.Kit

// Events grouped by day, newest first as given. For one page of events; longer
// histories put TimelineEntry into a ListView with sections.
//   entries [{ key, day, time, title, detail, icon, chip, chipTone, action }]
Column {
    id: root

    property var entries: []
    property string label: qsTr("Timeline")

    signal activated(string key)

    function startsDay(index: int): bool {
        return index === 0 || entries[index - 1].day !== entries[index].day
    }

    function endsDay(index: int): bool {
        return index + 1 >= entries.length || entries[index + 1].day !== entries[index].day
    }

    Accessible.role: Accessible.List
    Accessible.name: label

    Repeater {
        model: root.entries
        delegate: Column {
            id: entry

            required property var modelData
            required property int index

            width: root.width

            SectionHeading {
                width: parent.width
                height: implicitHeight + Theme.space2
                topPadding: halfLeading + (entry.index === 0 ? 0 : Theme.space3)
                text: entry.modelData.day ?? ""
                level: SectionHeading.RowTitle
                visible: root.startsDay(entry.index)
            }
            TimelineEntry {
                width: parent.width
                time: entry.modelData.time ?? ""
                title: entry.modelData.title ?? ""
                detail: entry.modelData.detail ?? ""
                iconName: entry.modelData.icon ?? "circle"
                chipText: entry.modelData.chip ?? ""
                chipTone: entry.modelData.chipTone ?? Theme.Neutral
                actionText: entry.modelData.action ?? ""
                last: root.endsDay(entry.index)
                onActivated: root.activated(entry.modelData.key ?? "")
            }
        }
    }
}
