pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Assent.Kit

// Long work and what came of it, at the end of the header. Its model has the roles
// key, name, detail, phase, progress and action of JobRow.
T.Dialog {
    id: root

    property alias model: rows.model
    // How many of its rows have ended.
    property int endedCount: 0
    // Of all together: "working" while one works, then "failed" where one did, then
    // "cancelled", else "done"; empty: there are none.
    property string phase: ""
    // Where the header ends.
    property real top: Math.round(56 * Theme.textScale)

    // Where the focus was, and goes back to.
    property Item cameFrom: null
    // Has the focus afterwards when that is gone.
    property Item fallback: null

    signal cancelled(int key)
    signal acted(int key)
    signal dismissed(int key)
    signal allDismissed

    // What had the focus may go with its row.
    function keepFocus() {
        if (opened)
            later.restart()
    }

    parent: T.Overlay.overlay
    x: parent && !mirrored ? parent.width - width - Theme.space4 : Theme.space4
    y: top + Theme.space1
    width: parent ? Math.min(Math.round(440 * Theme.textScale), parent.width - 2 * Theme.space4) : Math.round(440 * Theme.textScale)
    height: parent ? Math.min(panel.contentHeight + 2 * padding, parent.height - y - Theme.space4) : Math.round(300 * Theme.textScale)
    padding: Theme.space4
    modal: true
    focus: true
    title: {
        switch (phase) {
        //: How several pieces of work ended
        case "failed": return qsTr("Something failed")
        //: How several pieces of work ended: not all were finished
        case "cancelled": return qsTr("Ended")
        //: How several pieces of work ended
        case "done": return qsTr("All done")
        default: return qsTr("Work in progress")
        }
    }
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    onAboutToShow: cameFrom = parent ? parent.Window.activeFocusItem : null
    onOpened: heading.forceActiveFocus(Qt.OtherFocusReason)
    onClosed: {
        const back = cameFrom?.visible ? cameFrom : fallback
        if (back)
            back.forceActiveFocus(Qt.PopupFocusReason)
    }

    Timer {
        id: later
        interval: 0
        onTriggered: {
            if (root.opened && !root.contentItem.activeFocus)
                heading.forceActiveFocus(Qt.OtherFocusReason)
        }
    }

    T.Overlay.modal: Rectangle {
        color: Theme.veil
    }
    background: Rectangle {
        radius: Theme.radius
        color: Theme.card
        border.width: 1
        border.color: Theme.divider
    }

    contentItem: KitScrollView { // qmllint disable deferred-property-id
        id: panel
        padding: 0
        spacing: Theme.space4

        Item {
            width: parent.width
            height: Math.max(heading.height, closeButton.height)

            SectionHeading {
                id: heading
                objectName: "jobsHeading"
                anchors.left: parent.left
                anchors.right: closeButton.left
                anchors.verticalCenter: parent.verticalCenter
                text: root.title
            }
            IconButton {
                id: closeButton
                objectName: "closeJobs"
                anchors.right: parent.right
                text: qsTr("Close")
                iconName: "x"
                shortcutText: "Esc"
                onClicked: root.close()
            }
        }
        BodyText {
            objectName: "noJobs"
            width: parent.width
            visible: rows.count === 0
            text: qsTr("Nothing is under way.")
            muted: true
        }
        Repeater {
            id: rows
            onItemRemoved: root.keepFocus()
            delegate: JobRow {
                id: row

                required property int index
                required property int key
                required name
                required detail
                required phase
                required progress
                required action

                objectName: "job-" + index
                width: parent ? parent.width - Theme.space4 : 0 // beside the bar that scrolls
                onCancelled: root.cancelled(key)
                onActed: root.acted(key)
                onDismissed: root.dismissed(key)
                onPhaseChanged: root.keepFocus()
            }
        }
        KitButton {
            objectName: "dismissJobs"
            visible: root.endedCount > 1
            text: qsTr("Remove all that have ended")
            onClicked: root.allDismissed()
        }
    }
}
