import QtQuick
import QtQuick.Templates as T
import Assent.Kit

// A link in a list or under a message; at least 24 px high.
T.AbstractButton {
    id: root

    property color ink: Theme.accent

    implicitWidth: implicitContentWidth
    padding: 0
    implicitHeight: Math.max(Math.round(24 * Theme.textScale), implicitContentHeight)
    font: Theme.linkFont
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.Link
    Accessible.name: text
    Accessible.onPressAction: root.clicked()

    Keys.onReturnPressed: event => { if (!event.isAutoRepeat) root.clicked() }
    Keys.onEnterPressed: event => { if (!event.isAutoRepeat) root.clicked() }

    contentItem: Text {
        text: root.text
        font: root.font
        color: root.ink
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignLeft
        verticalAlignment: Text.AlignVCenter
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
    background: Item {
        FocusRing { shown: root.visualFocus; anchors.margins: -3 }
    }
}
