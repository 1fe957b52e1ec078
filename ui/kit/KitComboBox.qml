pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Assent.Kit

// One of several, from a list: a language, a person acted for. The model is an
// array of strings, or of objects with `textRole` and `valueRole`.
T.ComboBox {
    id: root

    property string label

    implicitWidth: Math.max(Math.round(200 * Theme.textScale), implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Math.round(36 * Theme.textScale), implicitContentHeight + topPadding + bottomPadding)
    leftPadding: Theme.space3 + (mirrored ? Theme.iconSize + Theme.space2 : 0)
    rightPadding: Theme.space3 + (mirrored ? 0 : Theme.iconSize + Theme.space2)
    topPadding: 6
    bottomPadding: 6
    font: Theme.bodyFont
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.ComboBox
    Accessible.name: label
    Accessible.description: displayText

    Keys.onReturnPressed: popup.open()
    Keys.onEnterPressed: popup.open()

    contentItem: Text {
        text: root.displayText
        font: root.font
        color: root.enabled ? Theme.text : Theme.text2
        elide: Text.ElideRight
        horizontalAlignment: Text.AlignLeft
        verticalAlignment: Text.AlignVCenter
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
    indicator: KitIcon {
        x: root.mirrored ? Theme.space3 : root.width - width - Theme.space3
        y: Math.round((root.height - height) / 2)
        name: "chevron-down"
    }
    background: Rectangle {
        radius: Theme.radiusSmall
        color: root.hovered ? Theme.hoverFill : Theme.card
        border.width: 1
        border.color: Theme.border
        FocusRing { shown: root.visualFocus }
    }

    delegate: T.ItemDelegate {
        id: option

        required property var model
        required property int index

        width: ListView.view ? ListView.view.width : 0
        implicitHeight: Math.max(Math.round(36 * Theme.textScale), implicitContentHeight + topPadding + bottomPadding)
        leftPadding: Theme.space3
        rightPadding: Theme.space3
        topPadding: 6
        bottomPadding: 6
        text: root.textAt(index)
        highlighted: root.highlightedIndex === index
        hoverEnabled: true

        Accessible.role: Accessible.ListItem
        Accessible.name: text
        Accessible.selected: root.currentIndex === index

        contentItem: Text {
            text: option.text
            font: root.currentIndex === option.index ? Theme.bodyStrong : Theme.bodyFont
            color: Theme.text
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
            verticalAlignment: Text.AlignVCenter
            textFormat: Text.PlainText
            Accessible.ignored: true
        }
        background: Rectangle {
            radius: Theme.radiusSmall
            color: option.highlighted ? Theme.accentSoft : "transparent"
        }
    }

    popup: T.Popup {
        y: root.height + Theme.space1
        width: root.width
        implicitHeight: Math.min(contentItem.implicitHeight + 2 * padding, Math.round(320 * Theme.textScale))
        margins: Theme.space2
        padding: Theme.space1

        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: root.delegateModel
            currentIndex: root.highlightedIndex
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: KitScrollBar {}
        }
        background: Rectangle {
            radius: Theme.radius
            color: Theme.card
            border.width: 1
            border.color: Theme.border
        }
    }
}
