import QtQuick
import Assent.Kit

// The notice that is asked about: whole, and with what changed in it since it
// was answered last.
Stack {
    id: root

    property string title
    property string versions
    property bool compared: false
    property var pieces: []

    spacing: Theme.space3

    SectionHeading {
        width: parent.width
        text: root.title
        level: SectionHeading.RowTitle
    }
    BodyText {
        width: parent.width
        text: root.versions
        size: BodyText.Secondary
        muted: true
    }
    BodyText {
        width: parent.width
        visible: root.compared
        text: qsTr("+ and underlined: new. \u2212 and struck through: gone.")
        size: BodyText.Secondary
        muted: true
    }
    DiffView {
        objectName: "noticeDiff"
        width: parent.width
        pieces: root.pieces
    }
}
