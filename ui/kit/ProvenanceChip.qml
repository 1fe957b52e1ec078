import QtQuick
import QtQuick.Layouts
import Assent.Kit

// Where a value came from: its source and the date.
Surface {
    id: root

    property string source
    property string date
    property string iconName: "file-text"

    //: A value's origin: %1 is the source, %2 a date
    readonly property string sentence: date === "" ? source : qsTr("%1, %2").arg(source).arg(date)

    leftPadding: mirrored ? Theme.space2 : 6
    rightPadding: mirrored ? 6 : Theme.space2
    topPadding: 2
    bottomPadding: 2

    Accessible.role: Accessible.StaticText
    //: Read out for the origin of a value: %1 is "web form, 3 March 2024"
    Accessible.name: qsTr("From: %1").arg(sentence)

    contentItem: RowLayout {
        spacing: Theme.space1

        KitIcon {
            name: root.iconName
            size: Math.round(14 * Theme.textScale)
        }
        Text {
            text: root.sentence
            font: Theme.metaFont
            color: Theme.text2
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
            textFormat: Text.PlainText
            Accessible.ignored: true
            Layout.fillWidth: true
        }
    }
    background: Rectangle {
        radius: Theme.radiusSmall
        color: "transparent"
        border.width: 1
        border.color: Theme.divider
    }
}
