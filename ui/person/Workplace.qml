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

    // The other pages, read once the first one is on screen, so that no press waits for it.
    property list<Component> read
    Connections {
        target: root.Window.window
        enabled: root.read.length === 0 && loader.status === Loader.Ready
        function onFrameSwapped() {
            for (const file of ["ChoicesPage.qml", "MyDataPage.qml", "OrganisationsPage.qml", "HistoryPage.qml",
                "RequestsPage.qml", "SettingsPage.qml", "AskPage.qml", "FindSheet.qml"])
                root.read.push(Qt.createComponent(file, Component.Asynchronous, root))
        }
    }

    Timer {
        interval: 400
        running: root.read.length > 0
        onTriggered: root.makeFinder()
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

    function run(command: string) {
        switch (command) {
        case "do:copy": return open("requests", "copy")
        case "do:extract": return open("history", "extract")
        case "do:erase": return open("requests", "erase")
        case "do:withdraw": return choicesModel.withdrawEverything()
        case "do:undo": return undo()
        case "do:sync": return agent.syncNow()
        case "do:light": preferences.theme = Theme.Light; return
        case "do:dark": preferences.theme = Theme.Dark; return
        case "do:jobs": return jobs.open()
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

    function makeFinder() {
        if (!finder.item)
            finder.setSource("FindSheet.qml", { session: session, language: language, commands: keys.commands })
    }

    function find() {
        makeFinder()
        const sheet = finder.item as FindSheet
        sheet.commands = keys.commands
        sheet.open()
    }

    function noticeSheet(): NoticeSheet {
        if (!noticeLoader.item)
            noticeLoader.setSource("NoticeSheet.qml", { session: session, language: language })
        return noticeLoader.item as NoticeSheet
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
    WorkplaceKeys {
        id: keys
        pages: shell.items
    }
    SyncWords {
        id: sync
        agent: root.agent
        language: root.language
    }
    JobHost {
        id: jobs
        session: root.session
        shell: shell
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
        groups: keys.groups
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
        syncText: sync.text
        syncIcon: sync.icon
        syncTone: sync.tone
        banner: sync.banner
        bannerIcon: sync.bannerIcon
        question: NewsQuestion {
            objectName: "newsQuestion"
            agent: root.agent
            Layout.fillWidth: true
            Layout.topMargin: visible ? Theme.space3 : 0
        }
        headerActions: JobButton {
            session: root.session
            onClicked: jobs.open()
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
