import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Assent.Kit

// A row of a CommandPalette.
T.AbstractButton {
    id: root

    required property int index
    required property string key
    required property string title
    required property string detail
    required property string iconName
    required property string hint

    readonly property bool current: ListView.isCurrentItem

    signal taken(int index)

    objectName: "palette-" + key
    width: ListView.view ? ListView.view.width : 0
    implicitHeight: Math.max(Math.round(44 * Theme.textScale), implicitContentHeight + topPadding + bottomPadding)
    leftPadding: Theme.space3
    // Beside the scroll bar.
    rightPadding: Theme.space4
    topPadding: 6
    bottomPadding: 6
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    text: title
    onClicked: taken(index)

    Accessible.role: Accessible.ListItem
    Accessible.name: title
    Accessible.description: detail === "" || hint === "" ? detail + hint : detail + ", " + hint
    Accessible.selectable: true
    Accessible.selected: current
    Accessible.onPressAction: root.taken(index)

    contentItem: RowLayout {
        spacing: Theme.space3

        KitIcon {
            name: root.iconName
            color: root.current ? Theme.accent : Theme.text2
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            BodyText {
                text: root.title
                strong: root.current
                Accessible.ignored: true
                Layout.fillWidth: true
            }
            BodyText {
                text: root.detail
                visible: text !== ""
                size: BodyText.Meta
                muted: true
                maximumLineCount: 2
                elide: Text.ElideRight
                Accessible.ignored: true
                Layout.fillWidth: true
            }
        }
        BodyText {
            text: root.hint
            visible: text !== ""
            size: BodyText.Meta
            muted: true
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radiusSmall
        color: root.current ? Theme.accentSoft : root.hovered ? Theme.hoverFill : "transparent"
    }
}
