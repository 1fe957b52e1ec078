import QtQuick
import Assent.Kit
import Assent.Person

// The summary at the top of a page whose reading or act failed.
ErrorSummary {
    id: root

    property string message
    // The item that the line in the summary leads to.
    property Item leadsTo: null

    objectName: "pageError"
    errors: message === "" ? [] : [{ text: message, target: leadsTo }]
    onMessageChanged: if (message !== "") takeFocus()
}
