pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit

// Pairs of a label and a text: [{ label, text }].
ColumnLayout {
    id: root

    property var facts: []

    spacing: Theme.space3

    Repeater {
        model: root.facts
        delegate: ColumnLayout {
            id: pair

            required property var modelData

            spacing: 0
            Layout.fillWidth: true

            BodyText {
                text: pair.modelData.label
                size: BodyText.Secondary
                muted: true
                Layout.fillWidth: true
            }
            BodyText {
                text: pair.modelData.text
                Layout.fillWidth: true
            }
        }
    }
}
