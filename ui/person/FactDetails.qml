pragma ComponentBehavior: Bound
import QtQuick
import Assent.Kit

// Pairs of a label and a text: [{ label, text }].
Stack {
    id: root

    property var facts: []

    spacing: Theme.space3

    Repeater {
        model: root.facts
        delegate: Column {
            id: pair

            required property var modelData

            width: root.width

            BodyText {
                width: parent.width
                text: pair.modelData.label
                size: BodyText.Secondary
                muted: true
            }
            BodyText {
                width: parent.width
                text: pair.modelData.text
            }
        }
    }
}
