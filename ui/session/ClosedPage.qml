import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Session

// What is left after an erasure: that it was done, and under which reference.
DoorPage {
    id: root

    required property Session session
    required property SyncAgent agent
    required property Language language

    function hubText(): string {
        if (agent.state === SyncAgent.Alone)
            return qsTr("These data were kept on this computer only.")
        return agent.erasures > 0
            ? qsTr("The organisation's system has not heard of it yet. It is told as soon as it can be reached; leave Assent open until then.")
            : qsTr("The organisation's system has erased them too, and tells every computer that it is synced with.")
    }

    // The window gives the focus to the page; it belongs on the heading.
    onActiveFocusChanged: if (activeFocus) heading.forceActiveFocus(Qt.OtherFocusReason)

    Shortcut {
        sequence: "Ctrl+L"
        context: Qt.ApplicationShortcut
        onActivated: root.session.lock()
    }
    SectionHeading {
        id: heading
        objectName: "closedHeading"
        level: SectionHeading.Page
        text: qsTr("Your account is erased")
        Layout.fillWidth: true
    }
    BodyText {
        objectName: "closedText"
        //: %1 is a time, or a date with a time
        text: qsTr("Everything held about you here was erased: %1.").arg(root.language.when(root.session.erasedAt))
        Layout.fillWidth: true
    }
    BodyText {
        objectName: "closedHub"
        text: root.hubText()
        Layout.fillWidth: true
    }
    BodyText {
        objectName: "closedReference"
        //: %1 is a short code to quote
        text: qsTr("Reference: %1").arg(root.session.erasureReference)
        strong: true
        Layout.fillWidth: true
    }
    BodyText {
        text: qsTr("What stays is a sealed record that somebody was erased. Nobody can tell from it who it was.")
        muted: true
        size: BodyText.Secondary
        Layout.fillWidth: true
    }
    KitButton {
        objectName: "closedLock"
        text: qsTr("Lock")
        iconName: "lock"
        description: "Ctrl+L"
        Layout.topMargin: Theme.space2
        onClicked: root.session.lock()
    }
}
