import QtQuick
import QtQuick.Templates as T
import Assent.Kit

// A line of input. `label` is its accessible name: give it the text of the
// FormRow around it. `error` marks it and is read with it.
T.TextField {
    id: root

    property string label
    property string hint
    property string error
    property string iconName
    // Room kept at the end for a button of the field's own.
    property real trailingWidth: 0

    readonly property real startInset: Theme.space3 + (iconName === "" ? 0 : Theme.iconSize + Theme.space2)
    readonly property real endInset: Theme.space3 + trailingWidth
    readonly property bool mirrored: LayoutMirroring.enabled

    implicitWidth: Math.round(280 * Theme.textScale)
    implicitHeight: Math.max(Math.round(36 * Theme.textScale), contentHeight + topPadding + bottomPadding)
    leftPadding: mirrored ? endInset : startInset
    rightPadding: mirrored ? startInset : endInset
    topPadding: 6
    bottomPadding: 6
    font: Theme.bodyFont
    color: enabled ? Theme.text : Theme.text2
    placeholderTextColor: Theme.text2
    selectionColor: Theme.accent
    selectedTextColor: Theme.textOnAccent
    selectByMouse: true
    horizontalAlignment: Text.AlignLeft
    verticalAlignment: Text.AlignVCenter

    Accessible.role: Accessible.EditableText
    Accessible.name: label
    Accessible.description: Theme.joined(hint, error)

    Text {
        x: root.leftPadding
        width: root.width - root.leftPadding - root.rightPadding
        height: root.height
        visible: root.length === 0 && root.preeditText === ""
        text: root.placeholderText
        font: root.font
        color: root.placeholderTextColor
        elide: Text.ElideRight
        horizontalAlignment: Text.AlignLeft
        verticalAlignment: Text.AlignVCenter
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
    KitIcon {
        x: root.mirrored ? root.width - width - Theme.space3 : Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        name: root.iconName
        visible: name !== ""
    }

    background: Rectangle {
        radius: Theme.radiusSmall
        color: root.enabled ? Theme.card : Theme.window
        border.width: root.error === "" ? 1 : 2
        border.color: root.error !== "" ? Theme.danger : root.hovered ? Theme.text2 : Theme.border
        FocusRing { shown: root.activeFocus }
    }
}
