import QtQuick
import Assent.Notice

// One notice, shown by the browser engine. After `show` one of both signals
// follows, `failed` also later; with neither in time the engine hangs.
FocusScope {
    id: root

    property real zoom: 1

    readonly property EngineView view: loader.item as EngineView

    signal shown
    // `reason` is for a log.
    signal failed(string reason)

    // The notice's bytes as an ArrayBuffer; heading and lines about it are printed only.
    function show(bytes: var, mediaType: string, language: string, heading: string, about: string) {
        const problem = Engine.prepare()
        if (problem !== "")
            return failed(problem)
        if (!view)
            loader.setSource("EngineView.qml")
        if (!view)
            return failed("the engine's view cannot be made")
        view.open(bytes, mediaType, language, heading, about)
    }

    // A PDF of what is shown: calls `done` with an ArrayBuffer, empty where it
    // could not be made.
    function toPdf(done: var) {
        view.printToPdf(done)
    }

    Loader {
        id: loader
        anchors.fill: parent
        focus: true
    }
    Binding {
        target: root.view
        property: "zoomFactor"
        value: root.zoom
    }
    Connections {
        target: root.view
        function onShown() { root.shown() }
        function onFailed(reason: string) { root.failed(reason) }
    }
}
