import QtQml

// What the palette of the person's workplace offers, and what its keys do.
QtObject {
    id: root

    // Of the rail: [{ key, label, icon, shortcut }].
    property var pages: []

    // What the palette offers; the person's data comes to it by the store.
    readonly property var commands: root.pages.map(item =>
        //: %1 is a page
        ({ key: "go:" + item.key, title: qsTr("Go to %1").arg(item.label), detail: "", icon: item.icon, hint: item.shortcut }))
        .concat([
            { key: "do:copy", title: qsTr("Get a copy of my data"), detail: "", icon: "download", hint: "" },
            { key: "do:extract", title: qsTr("Save an extract of what I allowed"), detail: "", icon: "file-text", hint: "" },
            { key: "do:erase", title: qsTr("Erase my account"), detail: "", icon: "trash-2", hint: "" },
            { key: "do:withdraw", title: qsTr("Withdraw everything optional"), detail: "", icon: "circle-minus", hint: "" },
            { key: "do:undo", title: qsTr("Undo the last choice"), detail: "", icon: "undo-2", hint: "Ctrl+Z" },
            { key: "do:sync", title: qsTr("Sync now"), detail: "", icon: "refresh-cw", hint: "" },
            { key: "do:light", title: qsTr("Light theme"), detail: "", icon: "sun", hint: "" },
            { key: "do:dark", title: qsTr("Dark theme"), detail: "", icon: "moon", hint: "" },
            { key: "do:jobs", title: qsTr("Show the work in progress"), detail: "", icon: "inbox", hint: "Ctrl+J" },
            { key: "do:keys", title: qsTr("Show the keys"), detail: "", icon: "circle-help", hint: "F1" },
            { key: "do:lock", title: qsTr("Lock"), detail: "", icon: "lock", hint: "Ctrl+L" }
        ])
    readonly property var groups: [
        { title: qsTr("Everywhere"), keys: [
            { keys: "Ctrl+K", text: qsTr("Find a command, your data, an organisation") },
            { keys: "F1", text: qsTr("These keys") },
            { keys: "Ctrl+L", text: qsTr("Lock") },
            { keys: "Ctrl+Z", text: qsTr("Undo the last choice") },
            { keys: "Ctrl+J", text: qsTr("Work in progress") },
            { keys: "F6", text: qsTr("To the next part of the window") },
            { keys: "Esc", text: qsTr("Close what is open and go back") }
        ] },
        { title: qsTr("Pages"), keys: root.pages.map(item => ({ keys: item.shortcut, text: item.label }))
            .concat([{ keys: "Ctrl+,", text: qsTr("Settings") }]) },
        { title: qsTr("On a page"), keys: [
            { keys: "Ctrl+F", text: qsTr("Find on this page") },
            { keys: "F2", text: qsTr("Change the entry that has the focus") },
            { keys: qsTr("Space, Return"), text: qsTr("Press what has the focus") }
        ] }
    ]
}
