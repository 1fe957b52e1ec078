pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit

// Events grouped by day, newest first as given. For one page of events; longer
// histories put TimelineEntry into a ListView with sections.
//   entries [{ key, day, time, title, detail, icon, chip, chipTone, action }]
ColumnLayout {
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

    spacing: 0
    Accessible.role: Accessible.List
    Accessible.name: label

    Repeater {
        model: root.entries
        delegate: ColumnLayout {
            id: entry

            required property var modelData
            required property int index

            spacing: 0
            Layout.fillWidth: true

            SectionHeading {
                text: entry.modelData.day ?? ""
                level: SectionHeading.RowTitle
                visible: root.startsDay(entry.index)
                Layout.fillWidth: true
                Layout.topMargin: entry.index === 0 ? 0 : Theme.space3
                Layout.bottomMargin: Theme.space3
            }
            TimelineEntry {
                time: entry.modelData.time ?? ""
                title: entry.modelData.title ?? ""
                detail: entry.modelData.detail ?? ""
                iconName: entry.modelData.icon ?? "circle"
                chipText: entry.modelData.chip ?? ""
                chipTone: entry.modelData.chipTone ?? Theme.Neutral
                actionText: entry.modelData.action ?? ""
                last: root.endsDay(entry.index)
                Layout.fillWidth: true
                onActivated: root.activated(entry.modelData.key ?? "")
            }
        }
    }
}
