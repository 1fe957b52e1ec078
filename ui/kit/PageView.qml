import QtQuick
import QtQuick.Layouts
import Assent.Kit

// A page: heading, one sentence, and the content in a column that scrolls and
// keeps to the reading width. Children take `width: parent.width`, or are put
// into a ColumnLayout.
KitScrollView {
    id: root

    property string heading
    property string detail
    property alias actions: actionSlot.data

    maximumWidth: Theme.readingWidth

    // Where focus goes when the page opens.
    function focusHeading() {
        title.forceActiveFocus(Qt.OtherFocusReason)
    }

    RowLayout {
        width: parent.width
        visible: root.heading !== ""
        spacing: Theme.space4

        ColumnLayout {
            spacing: Theme.space1
            Layout.fillWidth: true

            SectionHeading {
                id: title
                objectName: "pageHeading"
                text: root.heading
                level: SectionHeading.Page
                Layout.fillWidth: true
            }
            BodyText {
                text: root.detail
                visible: text !== ""
                muted: true
                Layout.fillWidth: true
            }
        }
        RowLayout {
            id: actionSlot
            spacing: Theme.space2
            Layout.alignment: Qt.AlignTop
        }
    }
}
