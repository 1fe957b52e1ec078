import QtQml
import Assent.Kit
import Assent.Session

// The state of the sync in words, for the header and the banner under it.
QtObject {
    id: root

    required property SyncAgent agent
    required property Language language

    readonly property string text: textOf()
    readonly property string icon: iconOf()
    readonly property string banner: bannerOf()
    readonly property string bannerIcon: agent.state === SyncAgent.Asking ? "info" : "cloud-off"
    readonly property int tone: agent.state === SyncAgent.Refused || agent.state === SyncAgent.Asking ? Theme.Warn : Theme.Neutral

    function textOf(): string {
        switch (root.agent.state) {
        case SyncAgent.Alone:
            return qsTr("On this computer only")
        case SyncAgent.Syncing:
            return root.agent.waiting > 0 ? qsTr("Sending %n change(s)", "", root.agent.waiting) : qsTr("Looking for news")
        case SyncAgent.Asking:
            //: The state of the sync: much news came at once and waits for an answer
            return qsTr("News waits for you")
        case SyncAgent.Online:
            return root.agent.waiting > 0 ? qsTr("%n waiting to send", "", root.agent.waiting) : qsTr("Up to date")
        default:
            return root.agent.waiting > 0 ? qsTr("Offline, %n waiting", "", root.agent.waiting) : qsTr("Offline")
        }
    }

    function iconOf(): string {
        switch (root.agent.state) {
        case SyncAgent.Alone: return "monitor"
        case SyncAgent.Syncing: return "refresh-cw"
        case SyncAgent.Asking: return "circle-help"
        case SyncAgent.Online: return "cloud"
        default: return "cloud-off"
        }
    }

    // The banner under the header while the hub cannot be reached.
    function bannerOf(): string {
        if (root.agent.state === SyncAgent.Refused)
            return root.agent.errorText
        if (root.agent.state === SyncAgent.Asking && root.agent.newsDeclined)
            return qsTr("News that would change many people was not applied, and what you allow waits. “Sync now” in the settings asks again.")
        if (root.agent.state !== SyncAgent.Offline)
            return ""
        const known = root.agent.lastContact
        if (isNaN(known.getTime()))
            return qsTr("Offline. Withdrawals hold at once and are sent later.")
        //: %1 is a time or a date with a time
        return qsTr("Offline. Showing data from %1. Withdrawals hold at once and are sent later.").arg(root.language.when(known))
    }
}
