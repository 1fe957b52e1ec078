import QtQuick
import QtQuick.Templates as T
import Assent.Kit

// Names an icon. Never the only place where something is said.
T.ToolTip {
    id: root

    x: parent ? Math.round((parent.width - implicitWidth) / 2) : 0
    y: parent ? parent.height + Theme.space1 : 0
    implicitWidth: contentWidth + leftPadding + rightPadding
    implicitHeight: contentHeight + topPadding + bottomPadding
    margins: Theme.space1
    leftPadding: Theme.space2
    rightPadding: Theme.space2
    topPadding: Theme.space1
    bottomPadding: Theme.space1
    delay: 500
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent

    contentItem: Text {
        text: root.text
        font: Theme.metaFont
        color: Theme.window
        horizontalAlignment: Text.AlignLeft
        textFormat: Text.PlainText
        Accessible.role: Accessible.ToolTip
        Accessible.name: text
    }
    background: Rectangle {
        color: Theme.text
        radius: Theme.radiusSmall
    }
}
