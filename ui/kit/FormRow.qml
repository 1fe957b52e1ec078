import QtQuick
import QtQuick.Layouts
import Assent.Kit

// Label, hint, field and error of one question. The field inside takes
// `label`, `hint` and `error` from here by binding, so that they are read out.
ColumnLayout {
    id: root

    property string label
    property string hint
    property string error
    property bool optional: false
    default property alias content: slot.data

    spacing: Theme.space1

    BodyText {
        //: A form label whose field may stay empty: %1 is the label
        text: root.optional ? qsTr("%1 (optional)").arg(root.label) : root.label
        strong: true
        Layout.fillWidth: true
    }
    BodyText {
        text: root.hint
        visible: text !== ""
        muted: true
        size: BodyText.Secondary
        Layout.fillWidth: true
    }
    RowLayout {
        visible: root.error !== ""
        spacing: Theme.space1
        Layout.fillWidth: true

        KitIcon {
            name: "circle-alert"
            size: Math.round(16 * Theme.textScale)
            color: Theme.danger
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 2
        }
        BodyText {
            text: root.error
            color: Theme.danger
            strong: true
            size: BodyText.Secondary
            Layout.fillWidth: true
        }
    }
    ColumnLayout {
        id: slot
        spacing: Theme.space2
        Layout.fillWidth: true
        Layout.topMargin: 2
    }
}
