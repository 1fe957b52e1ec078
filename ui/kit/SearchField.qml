import QtQuick
import Assent.Kit

// A field that filters as one types; Esc empties it.
KitTextField {
    id: root

    label: qsTr("Search")
    iconName: "search"
    trailingWidth: clearButton.visible ? clearButton.width : 0
    Accessible.searchEdit: true

    Keys.onEscapePressed: event => {
        event.accepted = length > 0
        clear()
    }

    IconButton {
        id: clearButton
        x: root.mirrored ? 2 : root.width - width - 2
        anchors.verticalCenter: parent.verticalCenter
        height: Math.min(implicitHeight, root.height - 4)
        width: height
        visible: root.length > 0
        iconName: "x"
        text: qsTr("Clear the search")
        onClicked: {
            root.clear()
            root.forceActiveFocus(Qt.OtherFocusReason)
        }
    }
}
