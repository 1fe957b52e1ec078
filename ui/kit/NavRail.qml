pragma ComponentBehavior: Bound
import QtQuick
import Assent.Kit

// The rail of pages. `items` are { key, label, icon }; counts go by `badges`
// (key → text), so that a new count does not rebuild the rail under the focus.
// Entries with `foot: true` stand at the bottom. Up and Down walk the entries.
FocusScope {
    id: root

    property var items: []
    property var badges: ({})
    property string currentKey
    property bool collapsed: false
    property string product: qsTr("Assent")

    readonly property var topItems: items.filter(item => !item.foot)
    readonly property var footItems: items.filter(item => item.foot === true)

    signal activated(string key)

    function activateAt(index: int) {
        if (index >= 0 && index < items.length)
            activated(items[index].key)
    }

    function step(forward: bool) {
        const item = Window.activeFocusItem
        const next = item ? item.nextItemInFocusChain(forward) : null
        if (next instanceof NavRailItem)
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason)
    }

    implicitWidth: collapsed ? Math.round(42 * Theme.textScale) + 2 * Theme.space3 : Math.max(220, Math.round(200 * Theme.textScale))
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Pages")

    Keys.onDownPressed: step(true)
    Keys.onUpPressed: step(false)

    Component {
        id: entry

        NavRailItem {
            required property var modelData
            required property int index

            text: modelData.label
            iconName: modelData.icon
            collapsed: root.collapsed
            current: root.currentKey === modelData.key
            badge: root.badges[modelData.key] ?? ""
            shortcutText: modelData.shortcut ?? ""
            width: parent ? parent.width : 0
            onClicked: root.activated(modelData.key)
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.card

        Divider {
            x: root.LayoutMirroring.enabled ? 0 : parent.width - 1
            width: 1
            height: parent.height
        }
    }

    // Columns rather than layouts: a layout of Qt 6.4 that is resized in the same
    // turn in which its repeater makes its items anew lays out those that are gone.
    Column {
        anchors.top: parent.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.space3
        spacing: Theme.space1

        Item {
            width: parent.width
            height: Math.round(36 * Theme.textScale) + Theme.space3

            KitIcon {
                id: mark
                anchors.left: parent.left
                anchors.leftMargin: root.collapsed ? Math.round((parent.width - width) / 2) : 10
                anchors.top: parent.top
                anchors.topMargin: Math.round((parent.height - Theme.space3 - height) / 2)
                name: "shield-check"
                size: Math.round(22 * Theme.textScale)
                color: Theme.accent
            }
            Text {
                anchors.left: mark.right
                anchors.leftMargin: Theme.space3
                anchors.verticalCenter: mark.verticalCenter
                text: root.product
                font: Theme.sectionFont
                color: Theme.text
                visible: !root.collapsed
                horizontalAlignment: Text.AlignLeft
                textFormat: Text.PlainText
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
        }
        Repeater { model: root.topItems; delegate: entry }
    }
    Column {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.space3
        spacing: Theme.space1

        Repeater { model: root.footItems; delegate: entry }
    }
}
