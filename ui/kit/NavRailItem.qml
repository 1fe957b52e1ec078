import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Assent.Kit

// One entry of the rail.
T.TabButton {
    id: root

    required property string iconName
    property bool current: false
    property bool collapsed: false
    property string badge
    property string shortcutText

    // Was pressed: its name would only lie over the page that came.
    property bool answered: false

    readonly property color ink: current ? Theme.accent : hovered ? Theme.text : Theme.text2

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Math.max(Math.round(40 * Theme.textScale), implicitContentHeight + topPadding + bottomPadding)
    leftPadding: Theme.space3
    rightPadding: Theme.space3
    font: current ? Theme.bodyStrong : Theme.bodyFont
    checkable: false
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus

    onClicked: answered = true
    onHoveredChanged: if (!hovered) answered = false
    onVisualFocusChanged: if (!visualFocus) answered = false

    Accessible.role: Accessible.PageTab
    //: Name of a page in the rail with what waits there: %1 page, %2 a count
    Accessible.name: badge === "" ? text : qsTr("%1, %2 waiting").arg(text).arg(badge)
    Accessible.selectable: true
    Accessible.selected: current
    Accessible.onPressAction: root.clicked()

    Keys.onReturnPressed: event => { if (!event.isAutoRepeat) root.clicked() }
    Keys.onEnterPressed: event => { if (!event.isAutoRepeat) root.clicked() }

    contentItem: RowLayout {
        spacing: Theme.space3

        KitIcon {
            name: root.iconName
            color: root.ink
            Layout.alignment: root.collapsed ? Qt.AlignCenter : Qt.AlignVCenter

            Rectangle {
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.margins: -4
                width: 8
                height: 8
                radius: 4
                visible: root.collapsed && root.badge !== ""
                color: Theme.accent
            }
        }
        Text {
            text: root.text
            font: root.font
            color: root.current ? Theme.accent : Theme.text
            visible: !root.collapsed
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
            textFormat: Text.PlainText
            Accessible.ignored: true
            Layout.fillWidth: true
        }
        Text {
            text: root.badge
            font: Theme.metaStrong
            color: root.current ? Theme.accent : Theme.text2
            visible: !root.collapsed && text !== ""
            horizontalAlignment: Text.AlignRight
            textFormat: Text.PlainText
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radiusSmall
        color: root.current ? Theme.accentSoft : root.down ? Theme.pressedFill
                            : root.hovered ? Theme.hoverFill : "transparent"
        FocusRing { shown: root.visualFocus; anchors.margins: -3 }

        Rectangle {
            x: root.mirrored ? parent.width - width : 0
            anchors.verticalCenter: parent.verticalCenter
            width: 3
            height: parent.height - 16
            radius: 1.5
            visible: root.current
            color: Theme.accent
        }
    }

    KitTooltip {
        x: root.mirrored ? -implicitWidth - Theme.space2 : root.width + Theme.space2
        y: Math.round((root.height - implicitHeight) / 2)
        text: root.shortcutText === "" ? root.text : root.text + "  " + root.shortcutText
        visible: root.collapsed && !root.answered && (root.hovered || root.visualFocus)
    }
}
