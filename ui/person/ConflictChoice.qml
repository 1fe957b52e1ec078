pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit

// Two or more values for one fact; each has the same button.
ColumnLayout {
    id: root

    property var values: []
    property bool busy: false

    signal chosen(string id)

    spacing: Theme.space3

    InlineMessage {
        tone: Theme.Warn
        text: qsTr("Different values are held. Choose which is right.")
        Layout.fillWidth: true
    }
    Stack {
        spacing: Theme.space3
        Layout.fillWidth: true

        Repeater {
            model: root.values
            delegate: Card {
                id: side

                required property var modelData

                spacing: Theme.space2
                padding: Theme.space3
                width: parent ? parent.width : 0

                BodyText {
                    text: side.modelData.value
                    strong: true
                    Layout.fillWidth: true
                }
                SourceChip {
                    Layout.fillWidth: true
                    source: side.modelData.source
                    date: side.modelData.date
                    iconName: side.modelData.icon
                }
                KitButton {
                    text: qsTr("This is right")
                    Accessible.name: text + ": " + side.modelData.value
                    enabled: !root.busy
                    onClicked: root.chosen(side.modelData.id)
                }
            }
        }
    }
}
