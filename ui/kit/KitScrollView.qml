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

    function ensureVisible(item: Item) {
        const top = item.mapToItem(contentItem, 0, 0).y - Theme.space4
        const bottom = top + item.height + 2 * Theme.space4
        const lowest = Math.max(0, contentHeight - height)
        if (top < contentY || bottom - top > height)
            contentY = Math.max(0, Math.min(top, lowest))
        else if (bottom > contentY + height)
            contentY = Math.min(bottom - height, lowest)
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
