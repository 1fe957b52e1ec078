pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Assent.Kit
import Assent.Session

// Asks where a file is to go. Nothing is begun before the answer, and nothing is
// overwritten.
T.Dialog {
    id: root

    property FileJob job: null

    // Where the focus was, and goes back to.
    property Item cameFrom: null
    // The name that nobody has changed: in another folder it may be another one.
    property string suggested
    // What was typed is judged once it was sent.
    property string folderError
    property string nameError

    function choose(next: FileJob) {
        job = next
        folderError = nameError = ""
        folderField.text = job.suggestedFolder()
        suggest()
        open()
    }

    function suggest() {
        suggested = job.suggestedName(folderField.text)
        nameField.text = suggested
    }

    function save() {
        folderError = job.refusedFolder(folderField.text)
        nameError = folderError === "" ? job.refusedName(folderField.text, nameField.text) : ""
        const wrong = folderError !== "" ? folderField : nameError !== "" ? nameField : null
        if (wrong)
            return wrong.forceActiveFocus(Qt.OtherFocusReason)
        const chosen = job
        job = null
        close()
        chosen.saveTo(folderField.text, nameField.text, false)
    }

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: parent ? Math.min(Math.round(560 * Theme.textScale), parent.width - 2 * Theme.space6) : Math.round(560 * Theme.textScale)
    height: parent ? Math.min(sheet.contentHeight + 2 * padding, parent.height - 2 * Theme.space6) : Math.round(400 * Theme.textScale)
    padding: Theme.space6 - sheet.padding
    modal: true
    focus: true
    //: The heading of the question where a file is to be saved
    title: qsTr("Save the file")
    closePolicy: T.Popup.CloseOnEscape
    onAboutToShow: cameFrom = parent ? parent.Window.activeFocusItem : null
    onOpened: {
        nameField.forceActiveFocus(Qt.OtherFocusReason)
        nameField.select(0, Math.max(0, nameField.text.lastIndexOf(".")))
    }
    onClosed: {
        if (cameFrom)
            cameFrom.forceActiveFocus(Qt.PopupFocusReason)
        if (job)
            job.giveUp()
        job = null
    }

    T.Overlay.modal: Rectangle {
        color: Theme.veil
    }
    background: Rectangle {
        radius: Theme.radiusLarge
        color: Theme.card
        border.width: 1
        border.color: Theme.divider
    }

    contentItem: KitScrollView { // qmllint disable deferred-property-id
        id: sheet
        padding: Theme.space1 // room for the rings of its fields
        spacing: Theme.space4

        SectionHeading {
            width: parent.width
            text: root.title
        }
        FormRow {
            width: parent.width
            label: qsTr("Name of the file")
            error: root.nameError

            KitTextField {
                id: nameField
                objectName: "saveName"
                label: qsTr("Name of the file")
                error: root.nameError
                Layout.fillWidth: true
                Keys.onReturnPressed: root.save()
                Keys.onEnterPressed: root.save()
            }
        }
        FormRow {
            width: parent.width
            label: qsTr("Folder for the file")
            hint: qsTr("Anyone who gets the file can read it. Choose a place that only you can open.")
            error: root.folderError

            KitTextField {
                id: folderField
                objectName: "saveFolder"
                label: qsTr("Folder for the file")
                error: root.folderError
                Layout.fillWidth: true
                onTextEdited: {
                    if (nameField.text === root.suggested)
                        root.suggest()
                }
                Keys.onReturnPressed: root.save()
                Keys.onEnterPressed: root.save()
            }
        }
        Flow {
            width: parent.width
            spacing: Theme.space2

            KitButton {
                objectName: "saveFile"
                text: qsTr("Save")
                role: KitButton.Primary
                iconName: "download"
                onClicked: root.save()
            }
            KitButton {
                objectName: "cancelSave"
                text: qsTr("Cancel")
                onClicked: root.close()
            }
        }
    }
}
