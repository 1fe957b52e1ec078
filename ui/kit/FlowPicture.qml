pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Assent.Kit

// What comes from where, for what, and goes to whom: three columns with ribbons
// between them. What a node is linked to lights up while the pointer or the focus
// is on it. Tab stops once in each column; arrows walk. The same belongs beside
// it as a list.
//   columns [[{ key, label, icon }] × 3], titles [text × 3]
//   links [{ column, from, to, active }]: from column to the next; `active` false
//   is drawn hollow
FocusScope {
    id: root

    property var columns: [[], [], []]
    property var titles: ["", "", ""]
    property var links: []
    property string label

    readonly property real gap: Math.max(Theme.scaled(24), width * 0.1)
    readonly property real columnWidth: (width - 2 * gap) / 3
    // The node that is looked at; -1 for none.
    property int litColumn: -1
    property int litIndex: -1
    property var stops: [0, 0, 0]

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

    implicitHeight: body.height
    Accessible.role: Accessible.Grouping
    Accessible.name: label

    component FlowColumn: Column {
        id: list

        required property int column
        readonly property var nodes: root.columns[column] ?? []

        function nodeAt(index: int): Item {
            return entries.itemAt(index)
        }

        width: root.columnWidth
        spacing: Theme.space2

        BodyText {
            width: parent.width
            text: root.titles[list.column] ?? ""
            size: BodyText.Secondary
            strong: true
            muted: true
        }
        Repeater {
            id: entries
            model: list.nodes
            delegate: FlowNode {
                required property var modelData
                required property int index

                width: list.width
                text: modelData.label
                iconName: modelData.icon ?? ""
                lit: root.isNodeLit(list.column, index)
                activeFocusOnTab: root.stops[list.column] === index
                onward: root.partners(list.column, index, true)
                backward: root.partners(list.column, index, false)
                onLooked: root.light(list.column, index)
                onUnlooked: if (root.litColumn === list.column && root.litIndex === index) root.light(-1, -1)
                onActiveFocusChanged: {
                    if (activeFocus) {
                        const stops = root.stops.slice()
                        stops[list.column] = index
                        root.stops = stops
                    }
                }
                onClicked: root.activated(list.column, modelData.key)
                onMoved: (columns, rows) => {
                    if (columns === 0)
                        root.focusNode(list.column, index + rows)
                    else if (list.column + columns >= 0 && list.column + columns < 3)
                        root.focusNode(list.column + columns, index)
                }
            }
        }
    }

    // Made anew as a whole when its content changes, so that no ribbon is tied
    // to a node that is gone.
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
                    column: index
                }
            }
        }
        Repeater {
            model: root.links
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
