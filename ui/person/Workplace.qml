import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Session
import Assent.Person

// The person's workplace: the frame with the pages that there are.
FocusScope {
    id: root

    required property Session session
    required property SyncAgent agent
    required property Preferences preferences
    required property Language language

    property string page: "home"
    property string target
    // The act that the toast tells of.
    property string lastEvent
    onPageChanged: show()
    readonly property WorkPage current: loader.item as WorkPage

    // Sources rather than components: a Loader of Qt 6.4 cannot create a
    // component that is bound to this file.
    function show() {
        const model = { session: session, language: language }
        switch (page) {
        case "data":
            return loader.setSource("MyDataPage.qml", model)
        case "choices":
            return loader.setSource("ChoicesPage.qml", { choices: choicesModel })
        case "ask":
            return loader.setSource("AskPage.qml", { session: session, language: language, choices: choicesModel })
        case "organisations":
            return loader.setSource("OrganisationsPage.qml", { session: session, language: language, choices: choicesModel })
        case "requests":
            return loader.setSource("RequestsPage.qml", { session: session, language: language, copy: exportModel })
        case "history":
            return loader.setSource("HistoryPage.qml", model)
        case "settings":
            return loader.setSource("SettingsPage.qml",
                { session: session, language: language, preferences: preferences, agent: agent })
        default:
            return loader.setSource("HomePage.qml", { home: homeModel })
        }
    }

    function open(key: string, where: string) {
        target = where
        if (page !== key) {
            page = key
        } else if (current) {
            current.target = ""
            current.target = where
        }
    }

    // What the palette offers; the person's data comes to it by the store.
    readonly property var commands: shell.items.map(item =>
        //: %1 is a page
        ({ key: "go:" + item.key, title: qsTr("Go to %1").arg(item.label), detail: "", icon: item.icon, hint: item.shortcut }))
        .concat([
            { key: "do:copy", title: qsTr("Get a copy of my data"), detail: "", icon: "download", hint: "" },
            { key: "do:erase", title: qsTr("Erase my account"), detail: "", icon: "trash-2", hint: "" },
            { key: "do:withdraw", title: qsTr("Withdraw everything optional"), detail: "", icon: "circle-minus", hint: "" },
            { key: "do:undo", title: qsTr("Undo the last choice"), detail: "", icon: "undo-2", hint: "Ctrl+Z" },
            { key: "do:sync", title: qsTr("Sync now"), detail: "", icon: "refresh-cw", hint: "" },
            { key: "do:light", title: qsTr("Light theme"), detail: "", icon: "sun", hint: "" },
            { key: "do:dark", title: qsTr("Dark theme"), detail: "", icon: "moon", hint: "" },
            { key: "do:keys", title: qsTr("Show the keys"), detail: "", icon: "circle-help", hint: "F1" },
            { key: "do:lock", title: qsTr("Lock"), detail: "", icon: "lock", hint: "Ctrl+L" }
        ])
    readonly property var keyGroups: [
        { title: qsTr("Everywhere"), keys: [
            { keys: "Ctrl+K", text: qsTr("Find a command, your data, an organisation") },
            { keys: "F1", text: qsTr("These keys") },
            { keys: "Ctrl+L", text: qsTr("Lock") },
            { keys: "Ctrl+Z", text: qsTr("Undo the last choice") },
            { keys: "F6", text: qsTr("To the next part of the window") },
            { keys: "Esc", text: qsTr("Close what is open and go back") }
        ] },
        { title: qsTr("Pages"), keys: shell.items.map(item => ({ keys: item.shortcut, text: item.label }))
            .concat([{ keys: "Ctrl+,", text: qsTr("Settings") }]) },
        { title: qsTr("On a page"), keys: [
            { keys: "Ctrl+F", text: qsTr("Find on this page") },
            { keys: "F2", text: qsTr("Change the entry that has the focus") },
            { keys: qsTr("Space, Return"), text: qsTr("Press what has the focus") }
        ] }
    ]

    function run(command: string) {
        switch (command) {
        case "do:copy": return open("requests", "copy")
        case "do:erase": return open("requests", "erase")
        case "do:withdraw": return choicesModel.withdrawEverything()
        case "do:undo": return undo()
        case "do:sync": return agent.syncNow()
        case "do:light": preferences.theme = Theme.Light; return
        case "do:dark": preferences.theme = Theme.Dark; return
        case "do:keys": return keySheet.open()
        case "do:lock": return session.lock()
        }
        const at = command.indexOf(":")
        const where = command.slice(at + 1)
        if (command.slice(0, at) === "go")
            open(where, "")
        else
            open(command.slice(0, at), where)
    }

    function undo() {
        choicesModel.undo()
        shell.toast.dismiss()
    }

    function find() {
        if (!finder.item)
            finder.setSource("FindSheet.qml", { session: session, language: language, commands: commands })
        const sheet = finder.item as FindSheet
        sheet.commands = commands
        sheet.open()
    }

    function noticeSheet(): NoticeSheet {
        if (!noticeLoader.item)
            noticeLoader.setSource("NoticeSheet.qml", { session: session, language: language })
        return noticeLoader.item as NoticeSheet
    }

    function syncText(): string {
        switch (agent.state) {
        case SyncAgent.Alone:
            return qsTr("On this computer only")
        case SyncAgent.Syncing:
            return agent.waiting > 0 ? qsTr("Sending %n change(s)", "", agent.waiting) : qsTr("Looking for news")
        case SyncAgent.Asking:
            //: The state of the sync: much news came at once and waits for an answer
            return qsTr("News waits for you")
        case SyncAgent.Online:
            return agent.waiting > 0 ? qsTr("%n waiting to send", "", agent.waiting) : qsTr("Up to date")
        default:
            return agent.waiting > 0 ? qsTr("Offline, %n waiting", "", agent.waiting) : qsTr("Offline")
        }
    }

    function syncIcon(): string {
        switch (agent.state) {
        case SyncAgent.Alone: return "monitor"
        case SyncAgent.Syncing: return "refresh-cw"
        case SyncAgent.Asking: return "circle-help"
        case SyncAgent.Online: return "cloud"
        default: return "cloud-off"
        }
    }

    // The banner under the header while the hub cannot be reached.
    function bannerText(): string {
        if (agent.state === SyncAgent.Refused)
            return agent.errorText
        if (agent.state === SyncAgent.Asking && agent.newsDeclined)
            return qsTr("News that would change many people was not applied, and what you allow waits. “Sync now” in the settings asks again.")
        if (agent.state !== SyncAgent.Offline)
            return ""
        const known = agent.lastContact
        if (isNaN(known.getTime()))
            return qsTr("Offline. Withdrawals hold at once and are sent later.")
        //: %1 is a time or a date with a time
        return qsTr("Offline. Showing data from %1. Withdrawals hold at once and are sent later.").arg(language.when(known))
    }

    HomeModel {
        id: homeModel
        session: root.session
        language: root.language
    }
    ChoicesModel {
        id: choicesModel
        session: root.session
        language: root.language
        onDecided: (message, undoable, event) => {
            shell.toast.undoVisible = undoable
            shell.toast.receiptVisible = event !== ""
            root.lastEvent = event
            shell.toast.show(message)
        }
    }

    ExportModel {
        id: exportModel
        session: root.session
        language: root.language
        onStateChanged: {
            // On its own page the card says it.
            if (root.page === "requests")
                return
            if (state === ExportModel.Done)
                shell.status.show(qsTr("Your copy is ready. It is in %1.").arg(folder), Theme.Success)
            else if (state === ExportModel.Failed)
                shell.status.show(message, Theme.Danger)
        }
    }

    Component.onCompleted: {
        shell.toast.objectName = "undoToast"
        show()
    }

    Shortcut { sequence: "Ctrl+,"; onActivated: root.open("settings", "") }
    Shortcut { sequence: "Ctrl+F"; onActivated: root.current?.findRequested() }
    Shortcut {
        sequence: "Ctrl+Z"
        enabled: shell.toast.visible && shell.toast.undoVisible
        onActivated: root.undo()
    }
    Shortcut { sequence: "F1"; onActivated: keySheet.open() }
    // It hears of a move after what lies in it.
    HoverHandler {
        id: pointer
    }
    Loader {
        id: finder
    }
    Loader {
        id: noticeLoader
    }
    Connections {
        target: finder.item
        function onChosen(key: string) {
            root.run(key)
        }
    }
    ShortcutSheet {
        id: keySheet
        objectName: "keySheet"
        groups: root.keyGroups
    }
    Connections {
        target: shell.toast
        function onUndo() {
            choicesModel.undo()
        }
        function onReceipt() {
            root.open("history", root.lastEvent)
        }
    }

    AppShell {
        id: shell
        anchors.fill: parent
        focus: true
        currentKey: root.page
        title: root.page === "ask" ? qsTr("Questions to you") : items.find(item => item.key === root.page)?.label ?? ""
        items: [
            { key: "home", label: qsTr("Home"), icon: "house", shortcut: "Alt+1" },
            { key: "data", label: qsTr("My data"), icon: "user", shortcut: "Alt+2" },
            { key: "choices", label: qsTr("Choices"), icon: "sliders-horizontal", shortcut: "Alt+3" },
            { key: "organisations", label: qsTr("Organisations"), icon: "building-2", shortcut: "Alt+4" },
            { key: "requests", label: qsTr("Your rights"), icon: "scale", shortcut: "Alt+5" },
            { key: "history", label: qsTr("History"), icon: "history", shortcut: "Alt+6" },
            { key: "settings", label: qsTr("Settings"), icon: "settings", shortcut: "Alt+7", foot: true }
        ]
        badges: homeModel.count > 0 ? ({ home: String(homeModel.count) }) : ({})
        syncText: root.syncText()
        syncIcon: root.syncIcon()
        syncTone: root.agent.state === SyncAgent.Refused || root.agent.state === SyncAgent.Asking ? Theme.Warn : Theme.Neutral
        banner: root.bannerText()
        bannerIcon: root.agent.state === SyncAgent.Asking ? "info" : "cloud-off"
        question: NewsQuestion {
            objectName: "newsQuestion"
            agent: root.agent
            Layout.fillWidth: true
            Layout.topMargin: visible ? Theme.space3 : 0
        }
        // What goes on while the person is elsewhere, and the way to it.
        headerActions: KitButton {
            objectName: "jobButton"
            visible: exportModel.state === ExportModel.Working && root.page !== "requests"
            text: qsTr("Making the copy")
            role: KitButton.Quiet
            iconName: "download"
            onClicked: root.open("requests", "")
        }
        inspectorOpen: root.current?.inspectorOpen ?? false
        inspectorTitle: root.current?.inspectorTitle ?? ""
        inspector: Item {
            id: inspectorSlot
            anchors.fill: parent
        }
        onNavigated: key => root.open(key, "")
        onSearchRequested: root.find()
        onLockRequested: root.session.lock()
        onInspectorClosed: root.current?.closeInspector()

        Loader {
            id: loader
            anchors.fill: parent
            focus: true
            onLoaded: {
                root.current.target = root.target
                root.current.focusHeading()
            }
        }
    }
    Binding {
        target: root.current
        property: "lastPointer"
        value: pointer.point.scenePosition
    }
    Binding {
        target: root.current
        property: "roomForPanel"
        value: !shell.narrow
    }
    Binding {
        target: root.current?.inspectorItem ?? null
        property: "parent"
        value: inspectorSlot
    }
    Connections {
        target: root.current
        function onNavigate(page: string, target: string) {
            root.open(page, target)
        }
        function onNoticeOfPurpose(purpose: string) {
            root.noticeSheet().openPurpose(purpose)
        }
        function onNoticeOfEvent(event: string) {
            root.noticeSheet().openEvent(event)
        }
        function onTold(message: string, tone: int) {
            shell.status.show(message, tone)
        }
    }
}
