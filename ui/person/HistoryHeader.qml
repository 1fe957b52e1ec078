import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Person

// What stands over the history: its heading, the filters, and what they leave.
FocusScope {
    id: root

    required property HistoryModel history

    signal extractRequested

    function focusSearch() {
        search.forceActiveFocus(Qt.ShortcutFocusReason)
    }

    readonly property bool compact: width > 0 && width < Math.round(480 * Theme.textScale)

    implicitHeight: column.height + Theme.space6 + Theme.space3

    Column {
        id: column
        y: Theme.space6
        width: parent.width
        spacing: Theme.space4

        ColumnLayout {
            width: parent.width
            spacing: Theme.space1

            SectionHeading {
                objectName: "pageHeading"
                focus: true
                text: qsTr("What happened")
                level: SectionHeading.Page
                Layout.fillWidth: true
            }
            BodyText {
                text: qsTr("Every change of your choices, with who made it. Nothing is ever removed from this list.")
                muted: true
                Layout.fillWidth: true
            }
        }
        PageError {
            width: parent.width
            message: root.history.errorText
        }
        Flow {
            width: parent.width
            spacing: Theme.space3

            SegmentedChoice {
                width: Math.min(implicitWidth, column.width)
                objectName: "historyFilter"
                label: qsTr("Show")
                value: root.history.filter
                options: [
                    { value: HistoryModel.All, label: qsTr("All", "all events") },
                    { value: HistoryModel.Allowed, label: qsTr("Allowed", "events that allowed something") },
                    { value: HistoryModel.Withdrawn, label: qsTr("Withdrawn", "events that withdrew something") },
                    { value: HistoryModel.ByOthers, label: qsTr("By others", "events by someone else") },
                    { value: HistoryModel.Waiting, label: qsTr("Waiting", "events not sent yet") }
                ]
                onActivated: value => root.history.filter = value
            }
            SearchField {
                id: search
                objectName: "historySearch"
                width: Math.min(Math.round(240 * Theme.textScale), column.width)
                placeholderText: qsTr("Find in history")
                onTextChanged: root.history.search = text
            }
            // Where words would take a line of their own, an icon stands for them.
            IconButton {
                objectName: "openExtract"
                visible: root.compact
                text: extractButton.text
                iconName: extractButton.iconName
                onClicked: root.extractRequested()
            }
            KitButton {
                id: extractButton
                objectName: "openExtract"
                visible: !root.compact
                //: A signed list of what was allowed on one day
                text: qsTr("Save an extract…")
                iconName: "download"
                onClicked: root.extractRequested()
            }
        }
        Skeleton {
            width: parent.width
            rows: 6
            visible: running
            running: !root.history.loaded && root.history.errorText === ""
        }
        BodyText {
            objectName: "historyTotal"
            width: parent.width
            visible: root.history.loaded && root.history.count > 0 && !root.history.everything
            text: qsTr("%Ln event(s)", "", root.history.total)
            size: BodyText.Secondary
            muted: true
        }
        EmptyState {
            width: parent.width
            visible: root.history.loaded && root.history.count === 0
            iconName: "history"
            text: root.history.everything ? qsTr("Nothing has been recorded yet.") : qsTr("Nothing matches.")
            actionText: root.history.everything ? "" : qsTr("Show everything")
            onTriggered: {
                search.clear()
                root.history.filter = HistoryModel.All
            }
        }
    }
}
