import QtQuick
import QtQuick.Layouts
import Assent.Kit

// One piece of long work: how far it is, or how it ended, and what can be done
// about it.
ColumnLayout {
    id: root

    property string name
    property string detail
    // "working", "done", "failed" or "cancelled"
    property string phase: "working"
    // 0 to 1, or -1 while nobody knows.
    property real progress: -1
    // What may follow once it is done.
    property string action

    readonly property bool working: phase === "working"
    readonly property string percent: working && progress >= 0 ? Math.round(progress * 100) + " %" : ""

    signal cancelled
    signal acted
    signal dismissed

    function iconOf(): string {
        switch (phase) {
        case "done": return "circle-check"
        case "failed": return "circle-alert"
        case "cancelled": return "circle-minus"
        default: return "refresh-cw"
        }
    }

    function toneOf(): int {
        return phase === "done" ? Theme.Success : phase === "failed" ? Theme.Danger : Theme.Neutral
    }

    spacing: Theme.space2
    Accessible.role: Accessible.ListItem
    Accessible.name: name
    Accessible.description: detail

    RowLayout {
        spacing: Theme.space3
        Layout.fillWidth: true

        KitIcon {
            name: root.iconOf()
            color: root.toneOf() === Theme.Neutral ? Theme.text2 : Theme.toneInk[root.toneOf()]
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 2
        }
        ColumnLayout {
            spacing: 2
            Layout.fillWidth: true

            RowLayout {
                spacing: Theme.space2
                Layout.fillWidth: true

                BodyText {
                    text: root.name
                    strong: true
                    Layout.fillWidth: true
                }
                BodyText {
                    text: root.percent
                    visible: text !== ""
                    size: BodyText.Secondary
                    muted: true
                }
            }
            BodyText {
                text: root.detail
                visible: text !== ""
                size: BodyText.Secondary
                muted: root.phase !== "failed"
                Layout.fillWidth: true
            }
            ProgressLine {
                objectName: "jobProgress"
                visible: root.working
                value: root.progress
                Accessible.ignored: false
                Accessible.role: Accessible.ProgressBar
                Accessible.name: root.name
                Accessible.description: root.percent
                Layout.fillWidth: true
                Layout.topMargin: Theme.space1
            }
            Flow {
                spacing: Theme.space4
                Layout.fillWidth: true
                Layout.topMargin: Theme.space1

                TextLink {
                    objectName: "jobCancel"
                    visible: root.working
                    text: qsTr("Stop")
                    Accessible.description: root.name
                    onClicked: root.cancelled()
                }
                TextLink {
                    objectName: "jobAction"
                    visible: !root.working && text !== ""
                    text: root.action
                    Accessible.description: root.name
                    onClicked: root.acted()
                }
                TextLink {
                    objectName: "jobDismiss"
                    visible: !root.working
                    //: Takes a piece of work that has ended off a list; its file stays
                    text: qsTr("Remove from this list")
                    Accessible.description: root.name
                    onClicked: root.dismissed()
                }
            }
        }
    }
}
