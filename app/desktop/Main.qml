pragma ComponentBehavior: Bound
import QtQuick
import Assent.Kit
import Assent.Session
import Assent.Person

// The window: the way in, or the workplace. What is not open is not loaded.
Window {
    id: root

    required property Session session
    required property SyncAgent agent
    required property Preferences preferences
    required property Language language
    required property IdleLock idleLock

    readonly property bool atTheDoor: session.state === Session.Locked || session.state === Session.Unlocking

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

    Loader {
        id: place
        objectName: "place"
        anchors.fill: parent
        focus: true
        sourceComponent: root.session.state === Session.Unlocked ? workplace : root.atTheDoor ? door : firstRun
        onLoaded: item.forceActiveFocus()
    }
    InlineMessage {
        objectName: "idleWarning"
        anchors.top: parent.top
        anchors.topMargin: Theme.space3
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width - 2 * Theme.space6, Theme.scaled(480))
        visible: root.idleLock.secondsLeft > 0
        tone: Theme.Warn
        iconName: "clock"
        text: qsTr("Locking in %n second(s). Press a key or move the pointer to stay.", "", root.idleLock.secondsLeft)
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }

    Component {
        id: door
        LockPage { session: root.session }
    }
    Component {
        id: firstRun
        FirstRunPage { session: root.session }
    }
    Component {
        id: workplace
        Workplace {
            session: root.session
            agent: root.agent
            preferences: root.preferences
            language: root.language
        }
    }
}
