pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit

// The frame: rail | header, banner, content | inspector, with the toast and
// the status line over it. Put the page into it as its child; it fills.
FocusScope {
    id: root

    property alias items: rail.items
    property alias badges: rail.badges
    property alias currentKey: rail.currentKey
    property alias title: header.title
    property alias syncText: header.syncText
    property alias syncTone: header.syncTone
    property alias syncIcon: header.syncIcon
    property alias searchVisible: header.searchVisible
    property alias headerActions: header.actions
    // Shown under the header while not empty: "Offline. Showing data from 14:02."
    property string banner
    property string bannerIcon: "cloud-off"
    // Under the banner: a question that waits on every page.
    property alias question: questionSlot.data
    property bool inspectorOpen: false
    property string inspectorTitle
    property alias inspector: inspectorSlot.data
    readonly property alias toast: undoToast
    readonly property alias status: statusLine
    default property alias content: pane.data

    // Measured in text sizes, so that large text gets the narrow rail sooner.
    readonly property bool narrow: width / Theme.textScale < 1100
    readonly property real inspectorWidth: Math.min(Math.round(360 * Theme.textScale), width * 0.42)

    signal navigated(string key)
    signal searchRequested
    signal lockRequested
    signal inspectorClosed

    function nextPane(forward: bool) {
        const panes = inspectorOpen ? [rail, header, pane, inspectorPane] : [rail, header, pane]
        let at = 0
        for (let i = 0; i < panes.length; ++i) {
            if (panes[i].activeFocus)
                at = i
        }
        const next = panes[(at + (forward ? 1 : panes.length - 1)) % panes.length]
        const first = next.nextItemInFocusChain(true)
        if (first)
            first.forceActiveFocus(Qt.TabFocusReason)
    }

    Shortcut { sequence: "F6"; enabled: root.visible; onActivated: root.nextPane(true) }
    Shortcut { sequence: "Shift+F6"; enabled: root.visible; onActivated: root.nextPane(false) }
    // Of the application: an open list or sheet does not keep it away.
    Shortcut { sequence: "Ctrl+L"; context: Qt.ApplicationShortcut; enabled: root.visible; onActivated: root.lockRequested() }
    Shortcut { sequence: "Ctrl+K"; enabled: root.visible; onActivated: root.searchRequested() }
    Instantiator {
        model: Math.min(8, root.items.length)
        delegate: Shortcut {
            required property int index
            sequence: "Alt+" + (index + 1)
            enabled: root.visible
            onActivated: rail.activateAt(index)
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.window
    }

    RowLayout {
        anchors.fill: parent
        spacing: 0

        NavRail {
            id: rail
            objectName: "navRail"
            collapsed: root.narrow
            Layout.fillHeight: true
            Layout.preferredWidth: implicitWidth
            onActivated: key => root.navigated(key)
        }
        ColumnLayout {
            id: column
            spacing: 0
            Layout.fillWidth: true
            Layout.fillHeight: true

            HeaderBar {
                id: header
                objectName: "headerBar"
                Layout.fillWidth: true
                onSearchRequested: root.searchRequested()
                onLockRequested: root.lockRequested()
            }
            InlineMessage {
                text: root.banner
                visible: text !== ""
                tone: Theme.Info
                iconName: root.bannerIcon
                Layout.fillWidth: true
                Layout.leftMargin: Theme.space6
                Layout.rightMargin: Theme.space6
                Layout.topMargin: Theme.space3
            }
            ColumnLayout {
                id: questionSlot
                spacing: 0
                Layout.fillHeight: false
                Layout.fillWidth: true
                Layout.leftMargin: Theme.space6
                Layout.rightMargin: Theme.space6
            }
            StatusMessage {
                id: statusLine
                Layout.fillWidth: true
                Layout.leftMargin: Theme.space6
                Layout.rightMargin: Theme.space6
                Layout.topMargin: Theme.space3
            }
            FocusScope {
                id: pane
                objectName: "contentPane"
                clip: true
                // The toast stands beside the page, never over what has the focus.
                Layout.bottomMargin: undoToast.visible ? undoToast.height + 2 * Theme.space4 : 0
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
        FocusScope {
            id: inspectorPane
            objectName: "inspectorPane"
            visible: root.inspectorOpen
            Layout.fillHeight: true
            Layout.preferredWidth: root.inspectorWidth
            Keys.onEscapePressed: root.inspectorClosed()

            Rectangle {
                anchors.fill: parent
                color: Theme.card
                Divider {
                    x: root.LayoutMirroring.enabled ? parent.width - 1 : 0
                    width: 1
                    height: parent.height
                }
            }
            ColumnLayout {
                anchors.fill: parent
                spacing: 0

                RowLayout {
                    spacing: Theme.space2
                    Layout.leftMargin: Theme.space4
                    Layout.rightMargin: Theme.space2
                    Layout.preferredHeight: Math.round(56 * Theme.textScale)

                    SectionHeading {
                        text: root.inspectorTitle
                        Layout.fillWidth: true
                    }
                    IconButton {
                        text: qsTr("Close the side panel")
                        iconName: "x"
                        onClicked: root.inspectorClosed()
                    }
                }
                Item {
                    id: inspectorSlot
                    clip: true
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                }
            }
        }
    }

    UndoToast {
        id: undoToast
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space4
        // In the middle of the page, so that it covers neither rail nor inspector.
        x: column.x + Math.round((column.width - width) / 2)
        maximumWidth: column.width - 2 * Theme.space4
    }
}
