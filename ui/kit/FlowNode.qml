import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Assent.Kit

// A node of a FlowPicture.
T.AbstractButton {
    id: root

    property string iconName
    property bool lit: false
    // What it leads to and comes from, for assistive tools.
    property string onward
    property string backward

    signal looked
    signal unlooked
    signal moved(int columns, int rows)

    implicitHeight: Math.max(Math.round(36 * Theme.textScale), implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.space2
    font: Theme.secondaryFont
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    onHoveredChanged: hovered ? looked() : unlooked()
    onActiveFocusChanged: activeFocus ? looked() : unlooked()

    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: (backward === "" ? "" : qsTr("Comes from: %1").arg(backward) + ". ")
        + (onward === "" ? "" : qsTr("Leads to: %1").arg(onward) + ".")
    Accessible.onPressAction: root.clicked()

    Keys.onReturnPressed: event => { if (!event.isAutoRepeat) root.clicked() }
    Keys.onEnterPressed: event => { if (!event.isAutoRepeat) root.clicked() }
    Keys.onUpPressed: moved(0, -1)
    Keys.onDownPressed: moved(0, 1)
    Keys.onLeftPressed: moved(mirrored ? 1 : -1, 0)
    Keys.onRightPressed: moved(mirrored ? -1 : 1, 0)

    contentItem: RowLayout {
        spacing: Theme.space2
        LayoutMirroring.enabled: root.mirrored

        KitIcon {
            name: root.iconName
            visible: name !== ""
            size: Math.round(16 * Theme.textScale)
            color: root.lit ? Theme.accent : Theme.text2
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
    background: Rectangle {
        radius: Theme.radiusSmall
        color: root.lit ? Theme.accentSoft : root.hovered ? Theme.hoverFill : Theme.card
        border.width: 1
        border.color: root.lit ? Theme.accent : Theme.border
        FocusRing { shown: root.visualFocus }
    }
}
