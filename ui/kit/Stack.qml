import QtQuick

// Children below one another, each as wide as `width: parent.width` makes it.
// For texts that wrap, inside a layout: nested layouts of Qt 6.4 keep the height
// of a line that no longer wraps, and pass over a Column that is still empty.
Item {
    id: root

    property alias spacing: column.spacing
    default property alias content: column.data

    implicitWidth: 1
    implicitHeight: Math.max(1, column.height)

    Column {
        id: column
        width: root.width
    }
}
