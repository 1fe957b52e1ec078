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

    // One of the three. A Repeater, because a Loader of Qt 6.4 cannot create a
    // component that is bound to its file.
    component Place: Repeater {
        required property bool here

        model: here ? 1 : 0
        onItemAdded: (index, item) => item.forceActiveFocus()
    }

    Place {
        here: root.atTheDoor
        delegate: LockPage {
            anchors.fill: parent
            session: root.session
        }
    }
    Place {
        here: !root.atTheDoor && root.session.state !== Session.Unlocked
        delegate: FirstRunPage {
            anchors.fill: parent
            session: root.session
        }
    }
    Place {
        here: root.session.state === Session.Unlocked
        delegate: Workplace {
            anchors.fill: parent
            session: root.session
            agent: root.agent
            preferences: root.preferences
            language: root.language
        }
    }
    InlineMessage {
        objectName: "idleWarning"
        anchors.top: parent.top
        anchors.topMargin: Theme.space3
        anchors.horizontalCenter: parent.horizontalCenter
        z: 1
        width: Math.min(parent.width - 2 * Theme.space6, Theme.scaled(480))
        visible: root.idleLock.secondsLeft > 0
        tone: Theme.Warn
        iconName: "clock"
        text: qsTr("Locking in %n second(s). Press a key or move the pointer to stay.", "", root.idleLock.secondsLeft)
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
}
