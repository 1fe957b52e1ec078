import QtQuick
import Assent.Kit
import Assent.Session

// What a workplace needs for long work: the tray with its key, where its ends are
// told, the question where a file is to go, and the engine that makes PDFs. The
// button for the header is JobButton.
Item {
    id: root

    required property Session session
    required property AppShell shell

    function open() {
        shell.status.hide()
        tray.open()
    }

    Shortcut { sequence: "Ctrl+J"; enabled: root.shell.visible; onActivated: root.open() }
    Connections {
        target: root.session.jobs
        function onEnded(sentence: string, state: int) {
            if (!tray.opened)
                root.shell.status.show(sentence, state === Job.Done ? Theme.Success : Theme.Danger)
        }
        function onPlaceWanted(job: FileJob) {
            places.choose(job)
        }
        function onPdfWanted(job: SaveJob) {
            const one = printer.createObject(root, { job: job })
            one.ended.connect(() => one.destroy())
        }
    }
    JobTray {
        id: tray
        objectName: "jobTray"
        model: root.session.jobs
        phase: root.session.jobs.phase
        endedCount: root.session.jobs.count - root.session.jobs.working
        fallback: root.shell
        onCancelled: key => root.session.jobs.cancel(key)
        onActed: key => root.session.jobs.act(key)
        onDismissed: key => root.session.jobs.dismiss(key)
        onAllDismissed: root.session.jobs.dismissEnded()
    }
    SaveSheet {
        id: places
        objectName: "saveSheet"
    }
    Component {
        id: printer
        EnginePrinter {}
    }
}
