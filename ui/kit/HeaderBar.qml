import QtQuick
import QtQuick.Layouts
import Assent.Kit

// The bar over the content: page title, search, sync state, lock.
FocusScope {
    id: root

    property string title
    // "Up to date", "Sending 2 changes", "Offline"
    property string syncText
    property int syncTone: Theme.Neutral
    property string syncIcon: "cloud"
    property bool searchVisible: true
    property bool lockVisible: true
    property string searchText: qsTr("Search")
    property string searchShortcut: "Ctrl+K"
    default property alias actions: actionSlot.data

    signal searchRequested
    signal lockRequested

    // Where the words of all would crowd out the title, icons stand for them.
    readonly property bool compact: width > 0 && width < Math.round(560 * Theme.textScale)

    implicitHeight: Math.max(Math.round(56 * Theme.textScale), row.implicitHeight + Theme.space2)
    implicitWidth: row.implicitWidth + 2 * Theme.space6

    Rectangle {
        anchors.fill: parent
        color: Theme.window
        Divider {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }

    RowLayout {
        id: row
        anchors.fill: parent
        anchors.leftMargin: Theme.space6
        anchors.rightMargin: Theme.space4
        spacing: Theme.space3

        SectionHeading {
            text: root.title
            Layout.fillWidth: true
        }
        RowLayout {
            id: actionSlot
            spacing: Theme.space2
        }
        StateChip {
            objectName: "syncChip"
            text: root.syncText
            tone: root.syncTone
            iconName: root.syncIcon
            iconOnly: root.compact
            visible: text !== ""
        }
        IconButton {
            text: root.searchText
            iconName: "search"
            shortcutText: root.searchShortcut
            visible: root.searchVisible && root.compact
            onClicked: root.searchRequested()
        }
        KitButton {
            objectName: "searchButton"
            text: root.searchText
            iconName: "search"
            visible: root.searchVisible && !root.compact
            description: root.searchShortcut
            onClicked: root.searchRequested()
        }
        IconButton {
            objectName: "lockButton"
            text: qsTr("Lock")
            iconName: "lock"
            shortcutText: "Ctrl+L"
            visible: root.lockVisible
            onClicked: root.lockRequested()
        }
    }
}
