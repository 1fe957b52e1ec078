import QtQuick
import QtQuick.Templates as T
import Assent.Kit

// A button that shows only an icon. `text` is its name and its tooltip.
T.AbstractButton {
    id: root

    required property string iconName
    property color iconColor: hovered || down ? Theme.text : Theme.text2
    property string shortcutText
    // A count beside the icon; say it in `text` too.
    property string badge

    implicitWidth: Math.round(36 * Theme.textScale) + (badge === "" ? 0 : count.width + Theme.space2)
    implicitHeight: Math.round(36 * Theme.textScale)
    padding: Theme.space1
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : 0.5

    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: root.clicked()

    Keys.onReturnPressed: event => { if (!event.isAutoRepeat) root.clicked() }
    Keys.onEnterPressed: event => { if (!event.isAutoRepeat) root.clicked() }

    contentItem: Item {
        KitIcon {
            id: icon
            anchors.verticalCenter: parent.verticalCenter
            x: root.mirrored ? parent.width - width - gap : gap
            readonly property real gap: root.badge === "" ? (parent.width - width) / 2 : Theme.space1
            name: root.iconName
            color: root.iconColor
        }
        Text {
            id: count
            anchors.verticalCenter: parent.verticalCenter
            x: root.mirrored ? icon.x - width - Theme.space1 : icon.x + icon.width + Theme.space1
            visible: text !== ""
            text: root.badge
            font: Theme.metaStrong
            color: root.iconColor
            Accessible.ignored: true
        }
    }

    background: Rectangle {
        radius: Theme.radiusSmall
        color: root.down ? Theme.pressedFill : root.hovered && root.enabled ? Theme.hoverFill : "transparent"
        FocusRing { shown: root.visualFocus }
    }

    KitTooltip {
        text: root.shortcutText === "" ? root.text : root.text + "  " + root.shortcutText
        visible: (root.hovered || root.visualFocus) && root.text !== ""
    }
}
