import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Assent.Kit

// A plain tick box for forms and filters. Choices about data use ConsentSwitch.
T.CheckBox {
    id: root

    function press() {
        toggle()
        toggled()
    }

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Math.max(Math.round(32 * Theme.textScale), implicitContentHeight + topPadding + bottomPadding)
    font: Theme.bodyFont
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : 0.55

    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: checked

    Keys.onReturnPressed: event => { if (!event.isAutoRepeat) root.press() }
    Keys.onEnterPressed: event => { if (!event.isAutoRepeat) root.press() }

    contentItem: RowLayout {
        spacing: Theme.space2

        Rectangle {
            implicitWidth: Math.round(20 * Theme.textScale)
            implicitHeight: Math.round(20 * Theme.textScale)
            radius: 4
            color: root.checked ? Theme.accent : root.hovered ? Theme.hoverFill : Theme.card
            border.width: root.checked ? 0 : 2
            border.color: Theme.border
            Layout.alignment: Qt.AlignVCenter

            KitIcon {
                anchors.centerIn: parent
                name: "check"
                size: Math.round(16 * Theme.textScale)
                color: Theme.textOnAccent
                visible: root.checked
            }
            FocusRing { shown: root.visualFocus; around: 4 }
        }
        Text {
            text: root.text
            font: root.font
            color: Theme.text
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
            textFormat: Text.PlainText
            Accessible.ignored: true
            Layout.fillWidth: true
        }
    }
}
