pragma ComponentBehavior: Bound
import QtQuick
import Assent.Kit

// A column of a FlowPicture: a file of its own, since Qt 6.4 does not cast to an
// inline component.
Column {
    id: root

    required property var picture // the FlowPicture, whose type would go in a circle
    required property int column

    function nodeAt(index: int): Item {
        return entries.itemAt(index)
    }

    // The arrow keys: along this column, or to a neighbour.
    function walk(index: int, columns: int, rows: int) {
        const to = column + columns
        if (columns === 0)
            picture.focusNode(column, index + rows)
        else if (to >= 0 && to < 3)
            picture.focusNode(to, index)
    }

    function keepStop(index: int) {
        const stops = picture.stops.slice()
        stops[column] = index
        picture.stops = stops
    }

    spacing: Theme.space2

    BodyText {
        width: parent.width
        text: root.picture.titles[root.column] ?? ""
        size: BodyText.Secondary
        strong: true
        muted: true
    }
    Repeater {
        id: entries
        model: root.picture.columns[root.column] ?? []
        delegate: FlowNode {
            required property var modelData
            required property int index

            width: root.width
            text: modelData.label
            iconName: modelData.icon ?? ""
            lit: root.picture.isNodeLit(root.column, index)
            activeFocusOnTab: root.picture.stops[root.column] === index
            onward: root.picture.partners(root.column, index, true)
            backward: root.picture.partners(root.column, index, false)
            onLooked: root.picture.light(root.column, index)
            onUnlooked: {
                if (root.picture.litColumn === root.column && root.picture.litIndex === index)
                    root.picture.light(-1, -1)
            }
            onActiveFocusChanged: if (activeFocus) root.keepStop(index)
            onClicked: root.picture.activated(root.column, modelData.key)
            onMoved: (columns, rows) => root.walk(index, columns, rows)
        }
    }
}
