import QtQuick
import QtQuick.Layouts
import Assent.Kit

// How far a piece of data is on its way to deletion. `elapsed` is 0 to 1; the
// sentence says the same in words.
ColumnLayout {
    id: root

    property real elapsed: 0
    // "Kept until 3 May 2027, 1 year and 2 months left"
    property string text
    property string startText
    property string endText

    spacing: Theme.space1
    Accessible.role: Accessible.ProgressBar
    Accessible.name: text

    BodyText {
        text: root.text
        visible: text !== ""
        size: BodyText.Secondary
        Accessible.ignored: true
        Layout.fillWidth: true
    }
    ProgressLine {
        value: root.elapsed
        Layout.fillWidth: true
    }
    RowLayout {
        visible: root.startText !== "" || root.endText !== ""
        Layout.fillWidth: true

        BodyText {
            text: root.startText
            size: BodyText.Meta
            muted: true
            Layout.fillWidth: true
        }
        BodyText {
            text: root.endText
            size: BodyText.Meta
            muted: true
            horizontalAlignment: Text.AlignRight
        }
    }
}
