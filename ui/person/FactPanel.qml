pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit

// Everything about one fact: its origin, its uses, its end, and what other
// sources say.
ColumnLayout {
    id: root

    // A row of ProfileModel by role names.
    required property var fact
    property bool busy: false

    signal editRequested
    signal chosen(string id)

    spacing: Theme.space4

    Stack {
        spacing: Theme.space2
        Layout.fillWidth: true

        SectionHeading {
            width: parent.width
            text: root.fact.value ?? ""
        }
        SourceChip {
            width: parent.width
            source: root.fact.source ?? ""
            date: root.fact.collected ?? ""
            iconName: root.fact.sourceIcon ?? ""
        }
    }
    KitButton {
        objectName: "editFact"
        visible: root.fact.editable ?? false
        text: qsTr("Change")
        description: "F2"
        iconName: "pencil"
        onClicked: root.editRequested()
    }
    ConflictChoice {
        visible: root.fact.conflict ?? false
        values: root.fact.others ?? []
        busy: root.busy
        Layout.fillWidth: true
        onChosen: id => root.chosen(id)
    }
    Divider { Layout.fillWidth: true }
    RetentionBar {
        visible: (root.fact.keptShare ?? -1) >= 0
        text: root.fact.kept ?? ""
        elapsed: Math.max(0, root.fact.keptShare ?? 0)
        startText: root.fact.collected ?? ""
        endText: root.fact.keptLeft ?? ""
        Layout.fillWidth: true
    }
    BodyText {
        visible: (root.fact.keptShare ?? -1) < 0
        text: root.fact.kept ?? ""
        Layout.fillWidth: true
    }
    Divider { Layout.fillWidth: true }
    FactDetails {
        facts: root.fact.detail ?? []
        Layout.fillWidth: true
    }
    ColumnLayout {
        visible: !(root.fact.conflict ?? false) && (root.fact.others ?? []).length > 0
        spacing: Theme.space3
        Layout.fillWidth: true

        Divider { Layout.fillWidth: true }
        SectionHeading {
            level: SectionHeading.RowTitle
            text: qsTr("What other sources say")
            Layout.fillWidth: true
        }
        Stack {
            spacing: Theme.space3
            Layout.fillWidth: true

            Repeater {
                model: root.fact.others ?? []
                delegate: ColumnLayout {
                    id: other
                    required property var modelData
                    spacing: Theme.space1
                    width: parent ? parent.width : 0

                    BodyText {
                        text: other.modelData.same ? qsTr("The same value") : other.modelData.value
                        Layout.fillWidth: true
                    }
                    SourceChip {
                        Layout.fillWidth: true
                        source: other.modelData.source
                        date: other.modelData.date
                        iconName: other.modelData.icon
                    }
                }
            }
        }
    }
    BodyText {
        visible: !(root.fact.editable ?? false) && !(root.fact.conflict ?? false)
        //: Why a fact cannot be changed here: %1 is a source
        text: qsTr("You can change what you told yourself. This comes from %1.").arg(root.fact.source ?? "")
        size: BodyText.Secondary
        muted: true
        Layout.fillWidth: true
    }
}
