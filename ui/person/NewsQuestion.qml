import QtQuick
import Assent.Kit
import Assent.Session

// Asked before news that would change many people at once is applied. Both answers
// look the same, and until one is given nothing is.
InlineMessage {
    id: root

    required property SyncAgent agent

    // The state is Syncing for a moment now and then; the question stays.
    property bool waiting: false

    function look() {
        if (agent.newsDeclined || agent.state === SyncAgent.Online || agent.state === SyncAgent.Alone)
            waiting = false
        else if (agent.state === SyncAgent.Asking)
            waiting = true
    }

    visible: waiting
    tone: Theme.Warn
    iconName: "circle-help"
    //: %n people would be changed, at least, of the %1 people in this store
    title: qsTr("The organisation's system has news about at least %Ln of %1 people", "", agent.newsChanges)
        .arg(agent.newsPeople.toLocaleString(Qt.locale(), "f", 0))
    text: qsTr("That is much at once, so nothing is applied until you decide. Withdrawals are sent in any case; what you allow waits.")
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title + ". " + text
    Component.onCompleted: look()

    Connections {
        target: root.agent
        function onChanged() {
            root.look()
        }
    }
    ChoicePair {
        objectName: "newsPair"
        width: parent ? Math.min(implicitWidth, parent.width) : implicitWidth
        allowText: qsTr("Apply the news")
        refuseText: qsTr("Do not apply")
        Accessible.name: root.title
        onAllowed: {
            root.waiting = false
            root.agent.acceptNews()
        }
        onRefused: {
            root.waiting = false
            root.agent.declineNews()
        }
    }
}
