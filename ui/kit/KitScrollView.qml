import QtQuick
import QtQuick.Templates as T
import Assent.Kit

// A vertically scrolling column. What takes focus is brought into view, so
// that focus is never hidden (WCAG 2.4.11).
Flickable {
    id: root

    property real padding: Theme.space6
    // Widest the column gets; it stays at the start of the reading direction.
    property real maximumWidth: Infinity
    property alias spacing: column.spacing
    default property alias content: column.data

    readonly property real columnWidth: Math.min(width - 2 * padding, maximumWidth)

    // Stays in view while the content finds its height, until somebody scrolls.
    property Item kept: null
    property real keptFrom
    property bool placing: false

    function ensureVisible(item: Item) {
        kept = item
        keptFrom = contentY
        place()
    }

    function place() {
        if (!kept)
            return
        const top = kept.mapToItem(contentItem, 0, 0).y - Theme.space4
        const bottom = top + kept.height + 2 * Theme.space4
        const lowest = Math.max(0, contentHeight - height)
        let y = keptFrom
        if (top < y || bottom - top > height)
            y = top
        else if (bottom > y + height)
            y = bottom - height
        placing = true
        contentY = Math.max(0, Math.min(y, lowest))
        placing = false
    }

    function holds(item: Item): bool {
        for (let at = item; at; at = at.parent) {
            if (at === column)
                return true
        }
        return false
    }

    function followFocus() {
        const item = Window.window ? Window.window.activeFocusItem : null
        if (item && holds(item))
            ensureVisible(item)
    }

    contentWidth: width
    contentHeight: column.height + 2 * padding
    boundsBehavior: Flickable.StopAtBounds
    flickableDirection: Flickable.VerticalFlick
    clip: true
    onHeightChanged: followFocus()
    onContentHeightChanged: place()
    onContentYChanged: if (!placing) kept = null
    T.ScrollBar.vertical: KitScrollBar {}

    Connections {
        target: root.Window.window
        function onActiveFocusItemChanged() { root.followFocus() }
    }

    Column {
        id: column
        x: root.LayoutMirroring.enabled ? root.width - width - root.padding : root.padding
        y: root.padding
        width: root.columnWidth
        spacing: Theme.space6
    }
}
