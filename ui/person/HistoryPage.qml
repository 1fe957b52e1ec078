pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Assent.Kit
import Assent.Session
import Assent.Person

// P6: every change of the choices, by day, newest first.
WorkPage {
    id: root

    required property Session session
    required property Language language
    readonly property HistoryModel history: HistoryModel {
        session: root.session
        language: root.language
    }

    function focusHeading() {
        header.forceActiveFocus(Qt.OtherFocusReason)
    }

    onFindRequested: header.focusSearch()
    onTargetChanged: if (target === "waiting") history.filter = HistoryModel.Waiting

    HistoryHeader {
        id: header
        x: Theme.space6
        width: Math.min(root.width - 2 * Theme.space6, Theme.readingWidth)
        history: root.history
    }
    ListView {
        id: list
        objectName: "historyList"
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.space6
        bottomMargin: Theme.space8
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.history
        cacheBuffer: 400
        T.ScrollBar.vertical: KitScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("History")

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

            width: Math.min(list.width - Theme.space6, Theme.readingWidth)

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
    }
}
