import QtQuick
import QtQuick.Templates as T
import Assent.Kit

T.ScrollBar {
    id: root

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: 2
    minimumSize: 0.06
    visible: policy === T.ScrollBar.AlwaysOn || (policy === T.ScrollBar.AsNeeded && size < 1)
    // Pages scroll by key and wheel; the bar itself is no stop for Tab.
    focusPolicy: Qt.NoFocus

    Accessible.role: Accessible.ScrollBar
    Accessible.name: orientation === Qt.Vertical ? qsTr("Scroll up and down") : qsTr("Scroll sideways")

    contentItem: Rectangle {
        implicitWidth: 8
        implicitHeight: 8
        radius: 4
        color: root.pressed ? Theme.text2 : Theme.border
        opacity: root.pressed || root.hovered ? 1 : 0.6
    }
}
