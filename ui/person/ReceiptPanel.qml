import QtQuick
import QtQuick.Layouts
import Assent.Kit
import Assent.Session
import Assent.Person

// One receipt: what it says, whether it is genuine, and copies to keep.
ColumnLayout {
    id: root

    required property ReceiptModel receipt

    // To the notice that the act rests on.
    signal noticeRequested

    spacing: Theme.space4

    Connections {
        target: root.receipt
        function onEventChanged() {
            verdict.hide()
            saving.hide()
        }
        function onChecked(genuine: bool, message: string) {
            verdict.show(message, genuine ? Theme.Success : Theme.Danger)
        }
    }

    PageError {
        visible: root.receipt.errorText !== ""
        message: root.receipt.errorText
        Layout.fillWidth: true
    }
    Skeleton {
        rows: 5
        visible: running
        running: !root.receipt.ready && root.receipt.errorText === ""
        Layout.fillWidth: true
    }
    SectionHeading {
        objectName: "receiptTitle"
        visible: root.receipt.ready
        text: root.receipt.title
        level: SectionHeading.RowTitle
        Layout.fillWidth: true
    }
    FactDetails {
        visible: root.receipt.ready
        facts: root.receipt.facts
        Layout.fillWidth: true
    }
    KitButton {
        objectName: "receiptNotice"
        visible: root.receipt.hasNotice
        text: qsTr("Show this notice as served")
        iconName: "file-text"
        onClicked: root.noticeRequested()
    }
    Divider {
        visible: root.receipt.ready
        Layout.fillWidth: true
    }
    BodyText {
        visible: root.receipt.ready
        text: qsTr("This receipt is yours to keep. Anyone can check it later, without this program and without asking anybody.")
        size: BodyText.Secondary
        muted: true
        Layout.fillWidth: true
    }
    KitButton {
        objectName: "checkReceipt"
        visible: root.receipt.ready
        text: qsTr("Check this receipt")
        role: KitButton.Primary
        iconName: "shield-check"
        enabled: !root.receipt.busy
        onClicked: root.receipt.check()
    }
    StatusMessage {
        id: verdict
        objectName: "receiptVerdict"
        Layout.fillWidth: true
    }
    Flow {
        visible: root.receipt.ready
        spacing: Theme.space2
        Layout.fillWidth: true

        KitButton {
            objectName: "saveReceiptPdf"
            //: Saves a receipt as a PDF file
            text: qsTr("Save as PDF")
            iconName: "download"
            enabled: !root.receipt.busy
            onClicked: saving.follow(root.receipt.save("pdf"))
        }
        KitButton {
            objectName: "saveReceiptJson"
            //: Saves a receipt as a JSON file, which other programs can read and check
            text: qsTr("Save as JSON")
            iconName: "download"
            enabled: !root.receipt.busy
            onClicked: saving.follow(root.receipt.save("jsonld"))
        }
    }
    SavingLine {
        id: saving
        objectName: "receiptSaved"
        Layout.fillWidth: true
    }
}
