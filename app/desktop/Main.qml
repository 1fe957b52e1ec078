import QtQuick
import QtQuick.Templates as T
import Assent.Kit
import Assent.Session

// The window: the way in, or the workplace. What is not open is not loaded.
Window {
    id: root

    required property Session session
    required property SyncAgent agent
    required property Preferences preferences
    required property Language language
    required property IdleLock idleLock

    readonly property bool atTheDoor: session.state === Session.Locked || session.state === Session.Unlocking

    // A language that is written from right to left turns everything round.
    readonly property bool turned: Qt.application.layoutDirection === Qt.RightToLeft // qmllint disable

    width: 1280
    height: 800
    minimumWidth: 480
    minimumHeight: 400
    visible: true
    color: Theme.window
    title: "Assent"

    Binding { target: Theme; property: "mode"; value: root.preferences.theme }
    Binding { target: Theme; property: "textScale"; value: root.preferences.textPercent / 100 }
    Binding { target: Theme; property: "reduceMotion"; value: root.preferences.reduceMotion }

    // Sources rather than components: a Loader of Qt 6.4 cannot create a
    // component that is bound to this file.
    function place() {
        switch (session.state) {
        case Session.Unlocked:
            return loader.setSource(Qt.resolvedUrl("../Person/Workplace.qml"),
                { session: session, agent: agent, preferences: preferences, language: language })
        case Session.Locked:
        case Session.Unlocking:
            return loader.setSource(Qt.resolvedUrl("../Session/LockPage.qml"), { session: session })
        case Session.Erased:
            return loader.setSource(Qt.resolvedUrl("../Session/ClosedPage.qml"), { session: session, agent: agent, language: language })
        case Session.Broken:
            return loader.setSource(Qt.resolvedUrl("../Session/BrokenPage.qml"), { session: session, language: language })
        default:
            return loader.setSource(Qt.resolvedUrl("../Session/FirstRunPage.qml"), { session: session })
        }
    }

    // Which of the places is shown; changes less often than the session's state.
    readonly property int wanted: atTheDoor ? Session.Locked : session.state
    onWantedChanged: place()
    Component.onCompleted: {
        // Sheets lie beside the place, in the window's overlay.
        T.Overlay.overlay.LayoutMirroring.enabled = turned
        T.Overlay.overlay.LayoutMirroring.childrenInherit = true
        place()
    }

    Loader {
        id: loader
        objectName: "place"
        LayoutMirroring.enabled: root.turned
        LayoutMirroring.childrenInherit: true
        anchors.fill: parent
        focus: true
        onLoaded: (item as Item)?.forceActiveFocus()
    }
    InlineMessage {
        objectName: "idleWarning"
        anchors.top: parent.top
        anchors.topMargin: Theme.space3
        anchors.horizontalCenter: parent.horizontalCenter
        z: 1
        width: Math.min(parent.width - 2 * Theme.space6, Math.round(480 * Theme.textScale))
        visible: root.idleLock.secondsLeft > 0
        tone: Theme.Warn
        iconName: "clock"
        text: qsTr("Locking in %n second(s). Press a key or move the pointer to stay.", "", root.idleLock.secondsLeft)
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
}
