pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Assent.Kit

// One of a few, all in sight, in as few lines as they fit into. `options` are { value, label, icon }. Like the
// switch it asks by `activated` and shows what `value` is bound to.
FocusScope {
    id: root

    property var options: []
    property var value
    property string label

    signal activated(var value)

    function move(from: int, forward: bool) {
        const next = (from + (forward ? 1 : options.length - 1)) % options.length
        buttons.itemAt(next).forceActiveFocus(Qt.TabFocusReason)
        activated(options[next].value)
    }

    implicitWidth: row.wanted
    implicitHeight: row.implicitHeight + 6
    Accessible.role: Accessible.Grouping
    Accessible.name: label

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusSmall + 2
        color: Theme.card
        border.width: 1
        border.color: Theme.border
    }
    // No GridLayout: one that is resized while its items are made anew, as when the
    // language changes, lays out those that are gone.
    Grid {
        id: row
        // What the options need side by side, each as wide as the widest.
        readonly property real wanted: buttons.widest * root.options.length + 2 * (root.options.length - 1) + 6

        x: 3
        y: 3
        width: parent.width - 6
        readonly property int fitting: width > 0 ? Math.max(1, Math.floor((width + 2) / (buttons.widest + 2))) : root.options.length
        readonly property int lines: Math.ceil(root.options.length / fitting)
        columns: Math.max(1, Math.ceil(root.options.length / Math.max(1, lines))) // no line much shorter than the others
        columnSpacing: 2
        rowSpacing: 2
        readonly property real cell: Math.max(0, (width - columnSpacing * (columns - 1)) / columns)

        Repeater {
            id: buttons
            property real widest: 0
            model: root.options.length // not the list, which each language brings anew

            delegate: T.RadioButton {
                id: option

                required property int index
                readonly property var entry: root.options[index] ?? { value: "", label: "" }
                readonly property bool chosen: root.value === entry.value

                text: entry.label
                implicitWidth: implicitContentWidth + leftPadding + rightPadding
                implicitHeight: Math.max(Math.round(32 * Theme.textScale), implicitContentHeight + topPadding + bottomPadding)
                leftPadding: Theme.space3
                rightPadding: Theme.space3
                font: Theme.secondaryStrong
                checkable: false
                hoverEnabled: true
                focusPolicy: Qt.StrongFocus
                // One stop for Tab: the chosen option, or the first.
                activeFocusOnTab: chosen || (index === 0 && !root.options.some(o => o.value === root.value))
                width: row.cell
                onImplicitWidthChanged: buttons.widest = Math.max(buttons.widest, implicitWidth)
                onClicked: root.activated(entry.value)

                Accessible.role: Accessible.RadioButton
                Accessible.name: root.label === "" ? text : root.label + ": " + text
                Accessible.checkable: true
                Accessible.checked: chosen
                Accessible.onPressAction: option.clicked()

                Keys.onReturnPressed: event => { if (!event.isAutoRepeat) option.clicked() }
                Keys.onEnterPressed: event => { if (!event.isAutoRepeat) option.clicked() }
                Keys.onLeftPressed: root.move(index, mirrored)
                Keys.onRightPressed: root.move(index, !mirrored)
                Keys.onUpPressed: root.move(index, false)
                Keys.onDownPressed: root.move(index, true)

                contentItem: Item { // qmllint disable deferred-property-id
                    implicitWidth: labelRow.implicitWidth
                    implicitHeight: labelRow.implicitHeight
                    RowLayout {
                        id: labelRow
                        anchors.centerIn: parent
                        width: Math.min(implicitWidth, parent.width)
                        spacing: 6
                        KitIcon {
                            name: option.entry.icon ?? ""
                            visible: name !== ""
                            size: Math.round(16 * Theme.textScale)
                            color: option.chosen ? Theme.accent : Theme.text2
                        }
                        Text {
                            text: option.text
                            font: option.font
                            color: option.chosen ? Theme.accent : Theme.text
                            wrapMode: Text.WordWrap
                            horizontalAlignment: Text.AlignHCenter
                            textFormat: Text.PlainText
                            Accessible.ignored: true
                            Layout.fillWidth: true
                        }
                    }
                }
                background: Rectangle {
                    radius: Theme.radiusSmall
                    color: option.chosen ? Theme.accentSoft : option.hovered ? Theme.hoverFill : "transparent"
                    border.width: option.chosen ? 1 : 0
                    border.color: Theme.accent
                    FocusRing { shown: option.visualFocus }
                }
            }
        }
    }
}
