import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Session

// Shown while there is nothing to open: no store, nobody named in it, or one
// that cannot be opened. Says what to do, in commands that can be copied.
Item {
    id: root

    required property Session session

    readonly property bool broken: session.state === Session.Broken
    readonly property bool nobody: session.state === Session.NoPerson

    Rectangle {
        anchors.fill: parent
        color: Theme.window
    }
    KitScrollView {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, Theme.scaled(640))
        height: parent.height

        Item {
            width: 1
            height: Math.max(0, (root.height - Theme.scaled(520)) / 2)
        }
        Card {
            width: parent.width
            padding: Theme.space8
            spacing: Theme.space4

            SectionHeading {
                objectName: "firstRunHeading"
                level: SectionHeading.Page
                text: root.broken ? qsTr("Your data cannot be opened")
                    : root.nobody ? qsTr("This store does not say whose it is")
                    : qsTr("Welcome to Assent")
                Layout.fillWidth: true
            }
            BodyText {
                text: root.broken ? root.session.errorText
                    : root.nobody ? qsTr("It is open, but nobody in it is named as the person at this computer.")
                    : qsTr("Assent shows what organisations know about you and what they may do with it. It keeps everything encrypted on this computer. There is no store here yet.")
                Layout.fillWidth: true
            }
            CommandBlock {
                visible: !root.broken && !root.nobody
                title: qsTr("Start with an empty store")
                command: "assentctl init --store \"" + root.session.folder + "\""
                Layout.fillWidth: true
            }
            CommandBlock {
                visible: !root.broken && !root.nobody
                title: qsTr("Or look around with made-up people")
                command: "assentctl demo --people 100 --store \"" + root.session.folder + "\""
                Layout.fillWidth: true
            }
            CommandBlock {
                visible: root.nobody
                title: qsTr("Start Assent with the id of the person")
                command: "assent --store \"" + root.session.folder + "\" --subject ID"
                Layout.fillWidth: true
            }
            CommandBlock {
                visible: root.broken
                title: qsTr("Look at what is wrong")
                command: "assentctl vault check --store \"" + root.session.folder + "\""
                Layout.fillWidth: true
            }
            BodyText {
                visible: !root.broken
                text: qsTr("Run the command in a terminal, then start Assent again.")
                size: BodyText.Secondary
                muted: true
                Layout.fillWidth: true
            }
        }
    }
}
