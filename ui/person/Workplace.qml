import QtQuick
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
        case "history":
            return loader.setSource("HistoryPage.qml", model)
        case "settings":
            return loader.setSource("SettingsPage.qml",
                { session: session, language: language, preferences: preferences })
        default:
            return loader.setSource("HomePage.qml", { home: homeModel })
        }
    }

    function open(key: string, where: string) {
        target = where
        if (page !== key)
            page = key
        else if (current)
            current.target = where
    }

    function syncText(): string {
        switch (agent.state) {
        case SyncAgent.Alone:
            return qsTr("On this computer only")
        case SyncAgent.Syncing:
            return agent.waiting > 0 ? qsTr("Sending %n change(s)", "", agent.waiting) : qsTr("Looking for news")
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
        case SyncAgent.Online: return "cloud"
        default: return "cloud-off"
        }
    }

    // The banner under the header while the hub cannot be reached.
    function bannerText(): string {
        if (agent.state === SyncAgent.Refused)
            return agent.errorText
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
        onDecided: (message, undoable) => {
            shell.toast.undoVisible = undoable
            shell.toast.show(message)
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
        onActivated: {
            choicesModel.undo()
            shell.toast.dismiss()
        }
    }
    Connections {
        target: shell.toast
        function onUndo() {
            choicesModel.undo()
        }
    }

    AppShell {
        id: shell
        anchors.fill: parent
        focus: true
        searchVisible: false
        currentKey: root.page
        title: items.find(item => item.key === root.page)?.label ?? ""
        items: [
            { key: "home", label: qsTr("Home"), icon: "house", shortcut: "Alt+1" },
            { key: "data", label: qsTr("My data"), icon: "user", shortcut: "Alt+2" },
            { key: "choices", label: qsTr("Choices"), icon: "sliders-horizontal", shortcut: "Alt+3" },
            { key: "history", label: qsTr("History"), icon: "history", shortcut: "Alt+4" },
            { key: "settings", label: qsTr("Settings"), icon: "settings", shortcut: "Alt+5", foot: true }
        ]
        badges: homeModel.count > 0 ? ({ home: String(homeModel.count) }) : ({})
        syncText: root.syncText()
        syncIcon: root.syncIcon()
        syncTone: root.agent.state === SyncAgent.Refused ? Theme.Warn : Theme.Neutral
        banner: root.bannerText()
        inspectorOpen: root.current?.inspectorOpen ?? false
        inspectorTitle: root.current?.inspectorTitle ?? ""
        inspector: Item {
            id: inspectorSlot
            anchors.fill: parent
        }
        onNavigated: key => root.open(key, "")
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
        function onTold(message: string, tone: int) {
            shell.status.show(message, tone)
        }
    }
}
