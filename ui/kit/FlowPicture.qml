pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Assent.Kit

// What comes from where, for what, and goes to whom: three columns with ribbons
// between them. What a node is linked to lights up while the pointer or the focus
// is on it. Tab stops once in each column; arrows walk. The same belongs beside
// it as a list.
// Whoever has new columns makes it anew.
//   columns [[{ key, label, icon }] × 3], titles [text × 3]
//   links [{ column, from, to, active }]: from column to the next; `active` false
//   is drawn hollow
FocusScope {
    id: root

    property var columns: [[], [], []]
    property var titles: ["", "", ""]
    property var links: []
    property string label

    readonly property real gap: Math.max(Math.round(24 * Theme.textScale), width * 0.1)
    readonly property real columnWidth: (width - 2 * gap) / 3
    // The node that is looked at; -1 for none.
    property int litColumn: -1
    property int litIndex: -1
    property var stops: [0, 0, 0]
    property bool made: false

    signal activated(int column, string key)

    function touches(link: var, column: int, index: int): bool {
        return (link.column === column && link.from === index) || (link.column + 1 === column && link.to === index)
    }

    function isLit(link: var): bool {
        return litColumn >= 0 && touches(link, litColumn, litIndex)
    }

    function isNodeLit(column: int, index: int): bool {
        if (litColumn < 0)
            return false
        return (column === litColumn && index === litIndex)
            || links.some(link => isLit(link) && touches(link, column, index))
    }

    // "Newsletter, Offers": what a node leads to or comes from.
    function partners(column: int, index: int, onward: bool): string {
        const found = links.filter(link => link.active !== false
            && (onward ? link.column === column && link.from === index : link.column + 1 === column && link.to === index))
        return found.map(link => onward ? columns[column + 1][link.to].label : columns[column - 1][link.from].label).join(", ")
    }

    function light(column: int, index: int) {
        litColumn = column
        litIndex = index
    }

    function focusNode(column: int, index: int) {
        const list = lists.itemAt(column) as FlowColumn
        const to = list ? list.nodeAt(Math.max(0, Math.min(index, columns[column].length - 1))) : null
        if (to)
            to.forceActiveFocus(Qt.TabFocusReason)
    }

    Component.onCompleted: made = true

    implicitHeight: body.height
    Accessible.role: Accessible.Grouping
    Accessible.name: label

    Item {
        id: body
        width: root.width
        height: row.height

        Row {
            id: row
            spacing: root.gap

            Repeater {
                id: lists
                model: 3
                delegate: FlowColumn {
                    required property int index

                    picture: root
                    column: index
                    width: root.columnWidth
                }
            }
        }
        Repeater {
            // The boxes first: a ribbon looks for its two once.
            model: root.made ? root.links : []
            delegate: Shape {
                id: ribbon

                required property var modelData
                readonly property FlowColumn fromColumn: lists.itemAt(modelData.column) as FlowColumn
                readonly property FlowColumn toColumn: lists.itemAt(modelData.column + 1) as FlowColumn
                readonly property Item from: fromColumn ? fromColumn.nodeAt(modelData.from) : null
                readonly property Item to: toColumn ? toColumn.nodeAt(modelData.to) : null
                readonly property bool lit: root.isLit(modelData)
                readonly property bool turned: root.LayoutMirroring.enabled
                readonly property real startX: fromColumn ? fromColumn.x + (turned ? 0 : fromColumn.width) : 0
                readonly property real endX: toColumn ? toColumn.x + (turned ? toColumn.width : 0) : 0
                readonly property real startY: from ? from.y + from.height / 2 : 0
                readonly property real endY: to ? to.y + to.height / 2 : 0

                anchors.fill: body
                z: lit ? 1 : 0
                visible: from !== null && to !== null
                opacity: lit || root.litColumn < 0 ? 1 : 0.35

                ShapePath {
                    strokeColor: ribbon.lit ? Theme.accent : ribbon.modelData.active === false ? Theme.divider : Theme.border
                    strokeWidth: ribbon.lit ? 3 : ribbon.modelData.active === false ? 1 : 1.5
                    strokeStyle: ribbon.modelData.active === false ? ShapePath.DashLine : ShapePath.SolidLine
                    dashPattern: [3, 4]
                    fillColor: "transparent"
                    startX: ribbon.startX
                    startY: ribbon.startY

                    PathCubic {
                        x: ribbon.endX
                        y: ribbon.endY
                        control1X: (ribbon.startX + ribbon.endX) / 2
                        control1Y: ribbon.startY
                        control2X: (ribbon.startX + ribbon.endX) / 2
                        control2Y: ribbon.endY
                    }
                }
            }
        }
    }
}
