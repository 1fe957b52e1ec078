import QtQuick
import QtQuick.Layouts
import Assent.Kit

// The frame and the lock, each in a box of its own.
ColumnLayout {
    id: root

    spacing: Theme.space4

    component Box: Rectangle {
        color: "transparent"
        border.width: 1
        border.color: Theme.divider
        clip: true
        Layout.fillWidth: true
        Layout.topMargin: Theme.space1
    }

    SectionHeading {
        text: "Frame"
        Layout.fillWidth: true
    }
    Box {
        implicitHeight: Math.round(440 * Theme.textScale)
        AppShell {
            objectName: "galleryShell"
            anchors.fill: parent
            anchors.margins: 1
            title: "Home"
            currentKey: "home"
            syncText: "Up to date"
            banner: "Offline. Showing data from 14:02."
            badges: ({ requests: "2" })
            inspectorOpen: true
            inspectorTitle: "Notice"
            inspector: BodyText {
                x: Theme.space4
                width: parent.width - 2 * Theme.space4
                text: "Version 3, shown to you on 3 March 2024."
            }
            items: [
                { key: "home", label: "Home", icon: "house" },
                { key: "choices", label: "Choices", icon: "sliders-horizontal" },
                { key: "requests", label: "Requests", icon: "inbox" },
                { key: "settings", label: "Security and settings", icon: "settings", foot: true }
            ]
            onNavigated: key => currentKey = key
            onInspectorClosed: inspectorOpen = false

            BodyText {
                x: Theme.space6
                y: Theme.space4
                width: parent.width - 2 * Theme.space6
                text: "The page stands here."
                muted: true
            }
        }
    }
    Box {
        implicitHeight: Math.round(360 * Theme.textScale)
        implicitWidth: 220
        NavRail {
            width: implicitWidth
            height: parent.height
            currentKey: "choices"
            badges: ({ requests: "2" })
            items: [
                { key: "home", label: "Home", icon: "house", shortcut: "Alt+1" },
                { key: "choices", label: "Choices", icon: "sliders-horizontal" },
                { key: "organisations", label: "Organisations", icon: "building-2" },
                { key: "requests", label: "Requests", icon: "inbox" },
                { key: "settings", label: "Security and settings", icon: "settings", foot: true }
            ]
        }
    }
    Box {
        implicitHeight: Math.round(460 * Theme.textScale)
        LockScreen {
            anchors.fill: parent
            anchors.margins: 1
            personName: "Anna Nowak"
            errorText: "That passphrase does not open this store."
            TextLink { text: "Use the recovery code" }
        }
    }
    Box {
        implicitHeight: Math.round(400 * Theme.textScale)
        LockScreen {
            anchors.fill: parent
            anchors.margins: 1
            personName: "Anna Nowak"
            busy: true
        }
    }
}
