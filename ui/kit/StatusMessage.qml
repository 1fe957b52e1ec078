import QtQuick
import Assent.Kit

// Says that something happened, without taking the focus. Assistive tools are
// told because an alert goes from hidden to visible; so a second message hides
// the first for one turn of the event loop.
InlineMessage {
    id: root

    function show(message: string, messageTone: int) {
        visible = false
        text = message
        tone = messageTone
        appear.restart()
    }

    function hide() {
        appear.stop()
        visible = false
        text = ""
    }

    visible: false
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Timer {
        id: appear
        interval: 0
        onTriggered: root.visible = root.text !== ""
    }
    TextLink {
        text: qsTr("Dismiss")
        onClicked: root.hide()
    }
}
