pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Assent.Kit

// One field that finds, and what it found. `model` has the roles key, title,
// detail, iconName, hint; it answers to `query`. Arrows walk while the field keeps
// the focus, Return takes, Escape closes and gives the focus back.
T.Dialog {
    id: root

    property var model
    readonly property alias query: field.text
    property string placeholder
    property string emptyText: qsTr("Nothing found.")

    // Where the focus was, and goes back to.
    property Item cameFrom: null

    signal activated(string key)

    function take(index: int) {
        const row = list.itemAtIndex(index) as PaletteRow
        if (!row)
            return
        // What it leads to takes the focus itself.
        cameFrom = null
        close()
        activated(row.key)
    }

    function step(by: int) {
        if (list.count === 0)
            return
        list.currentIndex = (list.currentIndex + by + list.count) % list.count
    }

    parent: T.Overlay.overlay
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? Math.round(Math.min(Math.round(80 * Theme.textScale), parent.height * 0.08)) : 0
    width: parent ? Math.min(Math.round(640 * Theme.textScale), parent.width - 2 * Theme.space6) : Math.round(640 * Theme.textScale)
    height: parent ? Math.min(contentHeight + 2 * padding, parent.height - 2 * y) : contentHeight
    padding: Theme.space3
    modal: true
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    contentHeight: field.height + Theme.space2 + Math.max(list.contentHeight, nothing.visible ? nothing.height : 0)
    onAboutToShow: {
        cameFrom = parent ? parent.Window.activeFocusItem : null
        field.clear()
        list.currentIndex = 0
    }
    onOpened: field.forceActiveFocus(Qt.PopupFocusReason)
    onClosed: {
        if (cameFrom)
            cameFrom.forceActiveFocus(Qt.PopupFocusReason)
    }

    T.Overlay.modal: Rectangle {
        color: Theme.veil
    }
    background: Rectangle {
        radius: Theme.radiusLarge
        color: Theme.card
        border.width: 1
        border.color: Theme.divider
    }

    contentItem: Item { // qmllint disable deferred-property-id
        KitTextField {
            id: field
            objectName: "paletteField"
            width: parent.width
            iconName: "search"
            label: root.placeholder
            placeholderText: root.placeholder
            //: How many things were found
            hint: qsTr("%Ln result(s)", "", list.count)
            Keys.onDownPressed: root.step(1)
            Keys.onUpPressed: root.step(-1)
            Keys.onReturnPressed: root.take(list.currentIndex)
            Keys.onEnterPressed: root.take(list.currentIndex)
            onTextChanged: list.currentIndex = 0
        }
        BodyText {
            id: nothing
            y: field.height + Theme.space2
            width: parent.width
            visible: list.count === 0
            text: root.emptyText
            muted: true
            topPadding: Theme.space3
            bottomPadding: Theme.space3
            horizontalAlignment: Text.AlignHCenter
        }
        ListView {
            id: list
            objectName: "paletteList"
            y: field.height + Theme.space2
            width: parent.width
            height: parent.height - y
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            highlightMoveDuration: 0
            model: root.model
            T.ScrollBar.vertical: KitScrollBar {}
            Accessible.role: Accessible.List
            Accessible.name: root.placeholder
            // A new answer begins at its first row.
            onCountChanged: currentIndex = count > 0 ? 0 : -1
            delegate: PaletteRow {
                onTaken: index => root.take(index)
            }
        }
    }
}
