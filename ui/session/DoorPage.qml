import QtQuick
import Assent.Kit

// A page where nothing is open: one card in the middle of the window.
Item {
    id: root

    default property alias content: card.content

    Rectangle {
        anchors.fill: parent
        color: Theme.window
    }
    KitScrollView {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, Math.round(640 * Theme.textScale))
        height: parent.height

        Item {
            width: 1
            height: Math.max(0, (root.height - card.implicitHeight) / 2 - 2 * Theme.space6)
        }
        Card {
            id: card
            width: parent.width
            padding: Theme.space8
            spacing: Theme.space4
        }
    }
}
