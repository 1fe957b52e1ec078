pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit

// What one is asked: both consequences at the same length and in the same
// form, then the text of the notice exactly as it is in force, and its version.
ColumnLayout {
    id: root

    property string title
    property string ifAllowed
    property string ifNotAllowed
    property bool choice: true
    property var notice: ({})
    property var facts: []
    // Said when an allowance was asked for before the notice was on screen.
    property string hint

    // To the notice exactly as it is served.
    signal exactRequested

    spacing: Theme.space4

    component Consequence: Stack {
        id: consequence

        property string word
        property string sentence

        BodyText {
            width: parent.width
            text: consequence.word
            size: BodyText.Secondary
            strong: true
        }
        BodyText {
            width: parent.width
            text: consequence.sentence
        }
    }

    InlineMessage {
        text: root.hint
        visible: text !== ""
        Layout.fillWidth: true
    }
    SectionHeading {
        text: root.title
        visible: text !== ""
        level: SectionHeading.RowTitle
        Layout.fillWidth: true
    }
    ColumnLayout {
        visible: root.choice && root.ifAllowed !== ""
        spacing: Theme.space3
        Layout.fillWidth: true

        Consequence {
            word: qsTr("If you allow it")
            sentence: root.ifAllowed
            Layout.fillWidth: true
        }
        Consequence {
            word: qsTr("If you do not allow it")
            sentence: root.ifNotAllowed
            Layout.fillWidth: true
        }
    }
    ColumnLayout {
        visible: (root.notice?.body ?? "") !== ""
        spacing: Theme.space2
        Layout.fillWidth: true

        Divider { Layout.fillWidth: true }
        SectionHeading {
            text: root.notice?.title ?? ""
            level: SectionHeading.RowTitle
            Layout.fillWidth: true
            Layout.topMargin: Theme.space2
        }
        BodyText {
            objectName: "noticeBody"
            text: root.notice?.body ?? ""
            Layout.fillWidth: true
        }
        Flow {
            spacing: Theme.space2
            Layout.fillWidth: true
            Layout.topMargin: Theme.space1

            StateChip { text: root.notice?.version ?? "" }
            StateChip { text: root.notice?.language ?? ""; iconName: "languages" }
        }
        BodyText {
            text: root.notice?.effective ?? ""
            size: BodyText.Secondary
            muted: true
            Layout.fillWidth: true
        }
        BodyText {
            objectName: "noticeShown"
            text: root.notice?.shown ?? ""
            visible: text !== ""
            size: BodyText.Secondary
            muted: true
            Layout.fillWidth: true
        }
        KitButton {
            objectName: "noticeExact"
            text: qsTr("Show it as served")
            description: root.notice?.title ?? ""
            iconName: "file-text"
            Layout.topMargin: Theme.space1
            onClicked: root.exactRequested()
        }
    }
    ColumnLayout {
        visible: root.facts.length > 0
        spacing: Theme.space2
        Layout.fillWidth: true

        Divider {
            Layout.fillWidth: true
            Layout.bottomMargin: Theme.space2
        }
        FactDetails {
            facts: root.facts
            Layout.fillWidth: true
        }
    }
}
