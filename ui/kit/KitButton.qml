pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Assent.Kit

// The button. `role` sets its weight on the page and nothing else: size, type
// and behaviour are the same for all.
T.Button {
    id: root

    enum Role { Primary, Secondary, Quiet, Danger }

    property int role: KitButton.Secondary
    property string iconName
    property bool busy: false
    property string description

    readonly property bool filled: role === KitButton.Primary || role === KitButton.Danger
    readonly property color ink: {
        if (!enabled)
            return Theme.text2
        if (filled)
            return role === KitButton.Danger ? Theme.textOnDanger : Theme.textOnAccent
        return role === KitButton.Quiet ? Theme.accent : Theme.text
    }
    readonly property color fill: {
        if (filled && enabled) {
            const still = role === KitButton.Danger ? Theme.danger : Theme.accent
            const lit = role === KitButton.Danger ? Theme.dangerHover : Theme.accentHover
            return down || hovered ? lit : still
        }
        if (filled || down)
            return Theme.pressedFill
        if (hovered && enabled)
            return Theme.hoverFill
        return role === KitButton.Quiet ? "transparent" : Theme.card
    }

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Math.max(Math.round(36 * Theme.textScale), implicitContentHeight + topPadding + bottomPadding)
    leftPadding: role === KitButton.Quiet ? Theme.space3 : Theme.space4
    rightPadding: leftPadding
    topPadding: Theme.space1
    bottomPadding: Theme.space1
    font: Theme.bodyStrong
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: busy ? qsTr("Working…") : description
    Accessible.onPressAction: root.clicked()

    // Space is the template's; Return is expected as well.
    Keys.onReturnPressed: event => { if (!event.isAutoRepeat) root.clicked() }
    Keys.onEnterPressed: event => { if (!event.isAutoRepeat) root.clicked() }

    contentItem: Item { // qmllint disable deferred-property-id
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        RowLayout {
            id: row
            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width)
            spacing: Theme.space2

            KitIcon {
                name: root.busy ? "refresh-cw" : root.iconName
                visible: name !== ""
                color: root.ink

                RotationAnimation on rotation {
                    running: root.busy && Theme.motion > 0 && root.visible
                    from: 0
                    to: 360
                    duration: 900
                    loops: Animation.Infinite
                }
            }
            Text {
                text: root.text
                font: root.font
                color: root.ink
                visible: text !== ""
                wrapMode: Text.WordWrap
                horizontalAlignment: Text.AlignHCenter
                textFormat: Text.PlainText
                Accessible.ignored: true
                Layout.fillWidth: true
            }
        }
    }

    background: Rectangle {
        radius: Theme.radiusSmall
        color: root.fill
        border.width: root.role === KitButton.Secondary ? 1 : 0
        border.color: root.enabled ? Theme.border : Theme.divider

        Behavior on color { ColorAnimation { duration: Theme.motion } }
        FocusRing { shown: root.visualFocus }
    }
}
