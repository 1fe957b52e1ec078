import QtQuick
import Assent.Kit
import Assent.Session

// How the saving of a file goes, on the page where it was asked for. While this is
// there the job is not in the tray.
Column {
    id: root

    property SaveJob job: null

    function follow(next: SaveJob) {
        hide()
        job = next
        if (job)
            job.attended = true
    }

    function hide() {
        if (job)
            job.attended = false
        job = null
        result.hide()
    }

    spacing: Theme.space2
    Component.onDestruction: {
        if (job)
            job.attended = false
    }

    Connections {
        target: root.job
        function onStateChanged() {
            switch (root.job.state) {
            case Job.Done: return result.show(root.job.detail, Theme.Success)
            case Job.Failed: return result.show(root.job.detail, Theme.Danger)
            case Job.Cancelled: return result.show(root.job.detail, Theme.Info)
            default: return result.hide()
            }
        }
    }
    JobRow {
        objectName: "savingRow"
        width: parent.width
        visible: root.job?.state === Job.Working
        name: root.job?.name ?? ""
        detail: root.job?.detail ?? ""
        onCancelled: root.job.cancel()
    }
    StatusMessage {
        id: result
        objectName: "savingResult"
        width: parent.width

        TextLink {
            objectName: "showSaved"
            visible: root.job?.state === Job.Done
            text: qsTr("Open the folder")
            onClicked: root.job.openFolder()
        }
    }
}
