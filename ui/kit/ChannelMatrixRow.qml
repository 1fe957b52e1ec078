pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit

// One recipient of a ChannelMatrix.
ColumnLayout {
    id: root

    // The ChannelMatrix it belongs to.
    required property var matrix
    required property var recipient

    spacing: 0

    Divider { Layout.fillWidth: true }
    GridLayout {
        columns: root.matrix.stacked ? 1 : root.matrix.channels.length + 1
        columnSpacing: Theme.space3
        rowSpacing: Theme.space1
        Layout.fillWidth: true
        Layout.topMargin: Theme.space2
        Layout.bottomMargin: Theme.space2

        ColumnLayout {
            spacing: 0
            Layout.preferredWidth: root.matrix.labelWidth
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            // Level with the words beside the switches.
            Layout.topMargin: root.matrix.stacked ? 0 : 5

            BodyText {
                text: root.recipient.label
                strong: root.matrix.stacked
                Accessible.role: Accessible.RowHeader
                Layout.fillWidth: true
            }
            BodyText {
                text: root.recipient.detail ?? ""
                visible: text !== ""
                size: BodyText.Meta
                muted: true
                Layout.fillWidth: true
            }
        }
        Repeater {
            model: root.matrix.channels
            delegate: ColumnLayout {
                id: cell

                required property var modelData
                readonly property var value: root.matrix.cellAt(root.recipient.key, modelData.key)
                readonly property string note: value?.note ?? ""
                readonly property string basis: value?.basis ?? ""

                spacing: 2
                visible: value !== null || !root.matrix.stacked
                Layout.preferredWidth: root.matrix.stacked ? -1 : root.matrix.cellWidth
                Layout.maximumWidth: root.matrix.stacked ? Infinity : root.matrix.cellWidth
                Layout.fillWidth: root.matrix.stacked
                Layout.alignment: Qt.AlignTop

                RowLayout {
                    spacing: Theme.space3
                    Layout.fillWidth: true

                    BodyText {
                        text: cell.modelData.label
                        visible: root.matrix.stacked
                        size: BodyText.Secondary
                        Layout.fillWidth: true
                    }
                    ConsentSwitch {
                        objectName: "cell-" + root.recipient.key + "-" + cell.modelData.key
                        visible: cell.value !== null && cell.basis === ""
                        purpose: root.matrix.purpose
                        channel: cell.modelData.label
                        party: root.recipient.label
                        note: cell.note
                        checked: cell.value?.allowed ?? false
                        enabled: cell.value?.enabled ?? true
                        onToggled: value => root.matrix.toggled(cell.modelData.key, root.recipient.key, value)
                    }
                    BodyText {
                        visible: cell.value === null || cell.basis !== ""
                        //: A channel that this recipient does not use
                        text: cell.value === null ? qsTr("Not used") : cell.basis
                        size: BodyText.Secondary
                        muted: true
                        Layout.fillWidth: !root.matrix.stacked
                        Layout.topMargin: root.matrix.stacked ? 0 : 6
                    }
                }
                StateChip {
                    text: cell.note
                    visible: text !== ""
                    iconName: "clock"
                    tone: Theme.Warn
                    Layout.alignment: root.matrix.stacked ? Qt.AlignRight : Qt.AlignLeft
                    Layout.maximumWidth: root.matrix.stacked ? Infinity : root.matrix.cellWidth
                }
            }
        }
    }
}
