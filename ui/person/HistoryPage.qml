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

    readonly property ReceiptModel receipt: ReceiptModel {
        session: root.session
        language: root.language
    }
    readonly property ExtractModel extract: ExtractModel {
        session: root.session
        language: root.language
    }
    // An extract is asked for; it stands in the side panel instead of a receipt.
    property bool extracting: false
    // Where the focus goes back to when the side panel is closed.
    property Item cameFrom: null

    function focusHeading() {
        header.forceActiveFocus(Qt.OtherFocusReason)
    }

    onFindRequested: header.focusSearch()
    onTargetChanged: {
        if (target === "extract")
            openExtract()
        else if (target === "waiting")
            history.filter = HistoryModel.Waiting
        else if (target !== "")
            openReceipt(target)
    }

    function openReceipt(event: string) {
        cameFrom = Window.activeFocusItem
        extracting = false
        receipt.event = event
    }

    function openExtract() {
        cameFrom = Window.activeFocusItem
        receipt.event = ""
        extracting = true
    }

    function closeInspector() {
        receipt.event = ""
        extracting = false
        if (cameFrom)
            cameFrom.forceActiveFocus(Qt.OtherFocusReason)
    }

    inspectorTitle: extracting ? qsTr("Extract") : qsTr("Receipt")
    inspectorOpen: extracting || receipt.event !== ""
    inspectorItem: KitScrollView {
        id: panel
        width: parent?.width ?? 0
        height: parent?.height ?? 0
        padding: Theme.space4
        // Made when there is something to show and room for it.
        Repeater {
            model: root.receipt.event !== "" && panel.width > 0 ? 1 : 0
            delegate: ReceiptPanel {
                width: parent?.width ?? 0
                receipt: root.receipt
                onNoticeRequested: root.noticeOfEvent(root.receipt.event)
            }
        }
        Repeater {
            model: root.extracting && panel.width > 0 ? 1 : 0
            delegate: ExtractPanel {
                width: parent?.width ?? 0
                extract: root.extract
            }
        }
    }

    // Another question is answered from its newest on: once the answer is there, so that rows are made
    // once, and after the model's own work.
    property bool asksAnew: false
    Connections {
        target: root.history
        function onFilterChanged() {
            root.asksAnew = true
        }
        function onPresented() {
            if (root.asksAnew)
                answered.restart()
        }
    }
    Timer {
        id: answered
        interval: 0
        onTriggered: {
            root.asksAnew = false
            list.positionViewAtBeginning()
        }
    }

    // What has the focus is never out of sight.
    Connections {
        target: root.Window.window
        function onActiveFocusItemChanged() {
            for (let item = root.Window.window.activeFocusItem; item; item = item.parent) {
                if (item.parent === list.contentItem) {
                    list.positionViewAtIndex(list.indexAt(item.x + 1, item.y + 1), ListView.Contain)
                    return
                }
            }
        }
    }

    HistoryHeader {
        id: header
        x: Theme.space6
        width: Math.min(root.width - 2 * Theme.space6, Theme.readingWidth)
        history: root.history
        onExtractRequested: root.openExtract()
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
        reuseItems: true
        // Before the end is in sight; a view that takes its rows up again does not ask by itself.
        onContentYChanged: if (contentY - originY + 3 * height > contentHeight) root.history.more()
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
            required property string event
            required property bool waiting
            required property bool firstOfDay
            required property bool lastOfDay

            objectName: "history-" + event
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
                actionText: qsTr("Receipt")
                last: entry.lastOfDay
                onActivated: root.openReceipt(entry.event)
            }
        }
    }
}
