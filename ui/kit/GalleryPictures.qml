import QtQuick
import QtQuick.Layouts
import Assent.Kit

// What changed in a text, and what goes where.
ColumnLayout {
    id: root

    spacing: Theme.space4

    SectionHeading {
        text: "Changes and ways"
        Layout.fillWidth: true
    }
    Card {
        heading: "What changed"
        Layout.fillWidth: true
        DiffView {
            pieces: [
                { text: "Acme sends the newsletter once a ", change: 0 },
                { text: "month", change: -1 },
                { text: "week", change: 1 },
                { text: ". You can stop it at any time.", change: 0 }
            ]
            Layout.fillWidth: true
        }
    }
    Card {
        heading: "The way of your data"
        Layout.fillWidth: true
        FlowPicture {
            label: "The way of your data"
            titles: ["From", "For", "To"]
            columns: [
                [{ key: "you", label: "You", icon: "user" }, { key: "shop", label: "Web shop", icon: "database" }],
                [{ key: "news", label: "News", icon: "megaphone" }, { key: "ads", label: "Adverts", icon: "tag" }],
                [{ key: "acme", label: "Acme", icon: "building-2" }, { key: "data", label: "Datalytics", icon: "users" }]
            ]
            links: [
                { column: 0, from: 0, to: 0, active: true },
                { column: 0, from: 1, to: 0, active: true },
                { column: 0, from: 1, to: 1, active: true },
                { column: 1, from: 0, to: 0, active: true },
                { column: 1, from: 1, to: 1, active: false }
            ]
            Layout.fillWidth: true
        }
    }
    KitButton {
        objectName: "openKeys"
        text: "Keys"
        onClicked: keys.open()
    }
    ShortcutSheet {
        id: keys
        objectName: "galleryKeys"
        groups: [{ title: "Everywhere", keys: [{ keys: "Ctrl+K", text: "Find" }, { keys: "Ctrl+L", text: "Lock" }] }]
    }
}
