pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Person

// One question: why it is asked, what each answer means, and the answers. Once
// answered it stays where it is and says so.
Card {
    id: root

    required property string key
    required property string purpose
    required property string channel
    required property string recipient
    required property string title
    required property string why
    required property string ifAllowed
    required property string ifNotAllowed
    required property string noticeTitle
    required property string versions
    required property bool compared
    required property var text
    required property string answer
    // Shows the notice in the card, where there is no side panel for it.
    property bool noticeInside: false
    property bool current: false
    property bool busy: false

    signal answered(string answer)
    signal attended(point at)

    objectName: "ask-" + key
    heading: title
    spacing: Theme.space3

    HoverHandler {
        onPointChanged: if (hovered) root.attended(point.scenePosition)
    }

    Stack {
        spacing: Theme.space3
        Layout.fillWidth: true

        BodyText {
            width: parent.width
            text: root.why
        }
        FactDetails {
            width: parent.width
            facts: [{ label: qsTr("If you allow it"), text: root.ifAllowed },
                { label: qsTr("If you do not allow it"), text: root.ifNotAllowed }]
        }
    }
    ChoicePair {
        visible: root.answer === ""
        enabled: !root.busy
        subject: root.title
        Layout.fillWidth: true
        onAllowed: root.answered("allow")
        onRefused: root.answered("refuse")
    }
    KitButton {
        objectName: "deferButton"
        visible: root.answer === ""
        enabled: !root.busy
        text: qsTr("Decide later")
        role: KitButton.Quiet
        iconName: "clock"
        Accessible.name: text + ": " + root.title
        description: qsTr("It stays off, and you are not asked again for 30 days.")
        onClicked: root.answered("later")
    }
    InlineMessage {
        objectName: "askAnswer"
        visible: root.answer !== ""
        tone: Theme.Info
        iconName: root.answer === "allow" ? "check" : root.answer === "later" ? "clock" : "minus"
        text: {
            switch (root.answer) {
            case "allow": return qsTr("You allowed this.")
            case "later": return qsTr("Put off. It stays off, and you are not asked again for 30 days.")
            default: return qsTr("You did not allow this.")
            }
        }
        Layout.fillWidth: true
    }
    Stack {
        visible: root.noticeInside
        Layout.fillWidth: true

        Repeater {
            model: root.noticeInside ? 1 : 0
            delegate: NoticeChange {
                width: parent ? parent.width : 0
                title: root.noticeTitle
                versions: root.versions
                compared: root.compared
                pieces: root.text
            }
        }
    }
}
