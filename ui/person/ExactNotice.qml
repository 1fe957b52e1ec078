import QtQuick
import Assent.Kit
import Assent.Person

// A notice to the byte: by the browser engine, which is loaded for the first one,
// or as plain text where the engine cannot start, hangs or ends.
FocusScope {
    id: root

    required property NoticeModel notice

    property bool plain: false
    // Not null while the engine shows it or is about to. Its type is known to the
    // engine's module alone, which this one does without.
    property var view: null
    property bool shown: false

    // Calls `done` with a PDF as an ArrayBuffer, empty where the engine makes none.
    function toPdf(done: var) {
        if (shown)
            view.toPdf(done)
        else
            done(new ArrayBuffer(0))
    }

    function begin() {
        try {
            view = Qt.createQmlObject("import Assent.Notice\nNoticeView { objectName: 'engineNotice'; anchors.fill: parent; anchors.margins: 2 }", root)
        } catch (error) {
            return giveUp("the module of the engine cannot be loaded")
        }
        view.shown.connect(() => {
            watch.stop()
            shown = true
        })
        view.failed.connect(giveUp)
        view.zoom = Qt.binding(() => Theme.textScale)
        watch.start()
        view.show(notice.bytes, notice.mediaType, notice.locale, notice.title, notice.about)
    }

    function giveUp(reason: string) {
        if (plain)
            return
        watch.stop()
        notice.noteEngineFailed(reason)
        shown = false
        plain = true
        if (view)
            view.destroy()
        view = null
    }

    Component.onCompleted: begin()

    Timer {
        id: watch
        interval: 10000
        onTriggered: root.giveUp("the engine did not answer in time")
    }
    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusSmall
        color: root.shown ? "white" : "transparent"
        border.width: 1
        border.color: Theme.border

        FocusRing { shown: root.activeFocus }
    }
    Skeleton {
        anchors.fill: parent
        anchors.margins: Theme.space4
        visible: running
        running: !root.shown && !root.plain
    }
    PlainNotice {
        anchors.fill: parent
        anchors.margins: 1
        visible: root.plain
        focus: visible
        title: root.notice.title
        text: root.plain ? root.notice.body : ""
    }
}
