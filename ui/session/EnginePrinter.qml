import QtQuick
import Assent.Session

// One sheet on its way to a PDF of the browser engine, which is loaded for it. Where
// the engine is absent, cannot start, hangs or ends, the job goes on without a PDF.
Item {
    id: root

    required property SaveJob job

    // Its type is known to the engine's module alone, which this one does without.
    property var view: null

    signal ended

    function begin() {
        try {
            view = Qt.createQmlObject("import Assent.Notice\nNoticeView { width: 800; height: 1000; visible: false }", root)
        } catch (error) {
            return giveUp("the module of the engine cannot be loaded")
        }
        view.shown.connect(() => view.toPdf(pdf => finish(pdf)))
        view.failed.connect(giveUp)
        watch.start()
        view.show(job.page(), "text/html", job.language(), job.title(), "")
    }

    function giveUp(reason: string) {
        if (job)
            job.noteEngineFailed(reason)
        finish(new ArrayBuffer(0))
    }

    function finish(pdf: var) {
        watch.stop()
        if (job)
            job.takePdf(pdf)
        ended()
    }

    visible: false
    Component.onCompleted: begin()

    Timer {
        id: watch
        interval: 10000
        onTriggered: root.giveUp("the engine did not answer in time")
    }
    // Nobody waits for it any more.
    Connections {
        target: root.job
        function onStateChanged() {
            if (root.job.state === Job.Cancelled)
                root.ended()
        }
    }
}
