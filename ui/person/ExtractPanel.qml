import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Session
import Assent.Person

// An extract: what was allowed on a day, signed, as a copy to keep.
ColumnLayout {
    id: root

    required property ExtractModel extract

    function takeFocus() {
        dayField.forceActiveFocus(Qt.OtherFocusReason)
    }

    spacing: Theme.space4
    Component.onCompleted: {
        if (extract.day === "")
            extract.day = extract.today()
        later.start()
    }

    // When the panel has its place.
    Timer {
        id: later
        interval: 0
        onTriggered: root.takeFocus()
    }
    Connections {
        target: root.extract
        function onDayChanged() {
            saving.hide()
        }
        function onSaving(job: SaveJob) {
            saving.follow(job)
        }
    }

    PageError {
        visible: root.extract.errorText !== ""
        message: root.extract.errorText
        Layout.fillWidth: true
    }
    BodyText {
        text: qsTr("A signed list of what you allowed on one day and what that rests on. Anyone can check it later, without asking anybody.")
        Layout.fillWidth: true
    }
    FormRow {
        label: qsTr("Day")
        //: 2026-03-20 stays as it is: that is how the day has to be typed
        hint: qsTr("Year, month and day, such as 2026-03-20")
        error: root.extract.refusal
        Layout.fillWidth: true

        KitTextField {
            id: dayField
            objectName: "extractDay"
            label: qsTr("Day")
            error: root.extract.refusal
            text: root.extract.day
            Layout.fillWidth: true
            onTextEdited: root.extract.day = text
        }
    }
    BodyText {
        objectName: "extractSummary"
        visible: text !== ""
        text: root.extract.summary
        strong: true
        Layout.fillWidth: true
    }
    Flow {
        spacing: Theme.space2
        Layout.fillWidth: true

        KitButton {
            objectName: "saveExtractPdf"
            text: qsTr("Save as PDF")
            iconName: "download"
            enabled: root.extract.ready && !root.extract.busy
            onClicked: root.extract.save("pdf")
        }
        KitButton {
            objectName: "saveExtractJson"
            text: qsTr("Save as JSON")
            iconName: "download"
            enabled: root.extract.ready && !root.extract.busy
            onClicked: root.extract.save("json")
        }
    }
    SavingLine {
        id: saving
        objectName: "extractSaved"
        Layout.fillWidth: true
    }
}
