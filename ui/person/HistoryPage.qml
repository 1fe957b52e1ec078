pragma ComponentBehavior: Bound
import QtQuick
import Assent.Kit
import Assent.Person

// P6: every change of the choices, by day, newest first.
WorkPage {
    id: root

    required property HistoryModel history

    readonly property int waitingFilter: HistoryModel.Waiting

    function focusHeading() {
        list.headerItem?.forceActiveFocus(Qt.OtherFocusReason)
    }

    onFindRequested: (list.headerItem as HistoryHeader)?.focusSearch()
    onTargetChanged: if (target === "waiting") history.filter = HistoryModel.Waiting

    ListView {
        id: list
        objectName: "historyList"
        anchors.fill: parent
        anchors.leftMargin: Theme.space6
        anchors.rightMargin: Theme.space6
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.history
        reuseItems: true
        keyNavigationEnabled: false
        cacheBuffer: 400
        Accessible.role: Accessible.List
        Accessible.name: qsTr("History")

        header: HistoryHeader {
            width: Math.min(list.width, Theme.readingWidth)
            history: root.history
        }
        footer: Item {
            width: 1
            height: Theme.space8
        }
        delegate: Column {
            id: entry

            required property string day
            required property string time
            required property string title
            required property string detail
            required property string icon
            required property bool waiting
            required property bool firstOfDay
            required property bool lastOfDay

            width: Math.min(list.width, Theme.readingWidth)

            SectionHeading {
                width: parent.width
                visible: entry.firstOfDay
                text: entry.day
                level: SectionHeading.RowTitle
                topPadding: Theme.space3 + halfLeading
                bottomPadding: Theme.space3 - halfLeading
            }
            TimelineEntry {
                width: parent.width
                time: entry.time
                title: entry.title
                detail: entry.detail
                iconName: entry.icon
                chipText: entry.waiting ? qsTr("Waiting to send") : ""
                chipTone: Theme.Warn
                last: entry.lastOfDay
            }
        }
        KitScrollBar {
            parent: list.parent
            anchors.right: parent?.right
            anchors.top: parent?.top
            anchors.bottom: parent?.bottom
            size: list.visibleArea.heightRatio
            position: list.visibleArea.yPosition
            active: list.moving
        }
    }
}
