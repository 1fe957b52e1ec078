pragma ComponentBehavior: Bound
import QtQuick
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

    // A ribbon from box to box; broken where nothing may go.
    function draw(paint: var, link: var, lit: bool) {
        const start = lists.itemAt(link.column) as FlowColumn
        const end = lists.itemAt(link.column + 1) as FlowColumn
        const from = start ? start.nodeAt(link.from) : null
        const to = end ? end.nodeAt(link.to) : null
        if (!from || !to)
            return
        const turned = LayoutMirroring.enabled
        const x1 = start.x + (turned ? 0 : start.width)
        const x2 = end.x + (turned ? end.width : 0)
        const y1 = from.y + from.height / 2
        const y2 = to.y + to.height / 2
        const closed = link.active === false
        paint.globalAlpha = lit || litColumn < 0 ? 1 : 0.35
        paint.strokeStyle = lit ? Theme.accent : closed ? Theme.divider : Theme.border
        paint.lineWidth = lit ? 3 : closed ? 1 : 1.5
        paint.setLineDash(closed ? [4, 5] : [])
        paint.beginPath()
        paint.moveTo(x1, y1)
        paint.bezierCurveTo((x1 + x2) / 2, y1, (x1 + x2) / 2, y2, x2, y2)
        paint.stroke()
    }

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
        // Not a Shape for each: the software renderer draws one that is scrolled out
        // of sight over the header.
        Canvas {
            id: ribbons

            // What is drawn depends on all of these.
            readonly property string drawn: [root.links.length, width, height, row.height, root.litColumn, root.litIndex,
                Theme.dark, root.LayoutMirroring.enabled].join()

            anchors.fill: body
            Accessible.ignored: true
            onDrawnChanged: requestPaint()
            onPaint: {
                const paint = getContext("2d")
                paint.reset()
                // Those that are looked at lie over the others.
                for (const lit of [false, true]) {
                    for (const link of root.links) {
                        if (root.isLit(link) === lit)
                            root.draw(paint, link, lit)
                    }
                }
            }
        }
    }
}
