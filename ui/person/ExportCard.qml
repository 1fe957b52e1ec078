import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Session
import Assent.Person

// A copy of all data, from the wish to the file: where to, how far, where it is.
Card {
    id: root

    required property ExportModel copy

    // Where the focus goes when a state comes up.
    function settleFocus() {
        switch (copy.state) {
        case ExportModel.Working:
            return cancelButton.forceActiveFocus(Qt.OtherFocusReason)
        case ExportModel.Done:
            return openButton.forceActiveFocus(Qt.OtherFocusReason)
        default:
            return startButton.forceActiveFocus(Qt.OtherFocusReason)
        }
    }

    signal closed

    heading: qsTr("A copy of my data")
    detail: qsTr("One ZIP file with everything held about you: readable pages, tables, your choices with their receipts, and a signed list of it all.")
    spacing: Theme.space4

    Connections {
        target: root.copy
        function onStateChanged() {
            if (root.visible)
                later.restart()
        }
    }
    // When the parts of the new state are visible.
    Timer {
        id: later
        interval: 0
        onTriggered: root.settleFocus()
    }

    ColumnLayout {
        visible: root.copy.state !== ExportModel.Working && root.copy.state !== ExportModel.Done
        spacing: Theme.space4
        Layout.fillWidth: true

        InlineMessage {
            objectName: "copyFailed"
            visible: root.copy.state === ExportModel.Failed
            tone: Theme.Danger
            text: root.copy.message
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
            Layout.fillWidth: true
        }
        BodyText {
            visible: root.copy.state === ExportModel.Cancelled
            text: root.copy.message
            Layout.fillWidth: true
        }
        Flow {
            spacing: Theme.space2
            Layout.fillWidth: true

            KitButton {
                id: startButton
                objectName: "startCopy"
                text: qsTr("Make the copy…")
                role: KitButton.Primary
                iconName: "download"
                onClicked: root.copy.start()
            }
            KitButton {
                text: qsTr("Not now")
                onClicked: root.closed()
            }
        }
    }
    ColumnLayout {
        visible: root.copy.state === ExportModel.Working
        spacing: Theme.space3
        Layout.fillWidth: true

        BodyText {
            text: qsTr("Your data is being collected and sealed.")
            Layout.fillWidth: true
        }
        ProgressLine {
            value: root.copy.progress
            Accessible.ignored: false
            Accessible.role: Accessible.ProgressBar
            Accessible.name: qsTr("Making the copy")
            Layout.fillWidth: true
        }
        KitButton {
            id: cancelButton
            objectName: "cancelCopy"
            text: qsTr("Stop")
            iconName: "x"
            onClicked: root.copy.cancel()
        }
    }
    ColumnLayout {
        visible: root.copy.state === ExportModel.Done
        spacing: Theme.space3
        Layout.fillWidth: true

        InlineMessage {
            objectName: "copyDone"
            tone: Theme.Success
            title: qsTr("Your copy is ready.")
            //: %1 is "14 files, 3.2 MB", %2 a file, %3 a folder
            text: qsTr("%1. It is %2 in %3.").arg(root.copy.message).arg(root.copy.file).arg(root.copy.folder)
            Layout.fillWidth: true
        }
        Flow {
            spacing: Theme.space2
            Layout.fillWidth: true

            KitButton {
                id: openButton
                objectName: "openCopyFolder"
                text: qsTr("Open the folder")
                iconName: "external-link"
                onClicked: root.copy.openFolder()
            }
            KitButton {
                objectName: "copyClosed"
                text: qsTr("Done", "closes a card")
                onClicked: {
                    root.copy.forget()
                    root.closed()
                }
            }
        }
    }
}
