pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
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
            Layout.fillWidth: true
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

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.space3
        spacing: Theme.space1

        RowLayout {
            spacing: Theme.space3
            Layout.leftMargin: root.collapsed ? 0 : 10
            Layout.alignment: root.collapsed ? Qt.AlignHCenter : Qt.AlignLeft
            Layout.bottomMargin: Theme.space3
            Layout.preferredHeight: Math.round(36 * Theme.textScale)

            KitIcon {
                name: "shield-check"
                size: Math.round(22 * Theme.textScale)
                color: Theme.accent
            }
            Text {
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
        Item { Layout.fillHeight: true }
        Repeater { model: root.footItems; delegate: entry }
    }
}
