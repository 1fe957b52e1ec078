pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit

// Stands at the top of a form that was refused, takes the focus and leads to
// the fields. `errors` are { text, target }; `target` is the field.
Surface {
    id: root

    property string title: qsTr("There is a problem")
    property var errors: []

    signal activated(int index)

    function takeFocus() {
        forceActiveFocus(Qt.OtherFocusReason)
    }

    function go(index: int) {
        const target = errors[index].target
        activated(index)
        if (target)
            target.forceActiveFocus(Qt.TabFocusReason)
    }

    visible: errors.length > 0
    padding: Theme.space4

    Accessible.role: Accessible.AlertMessage
    Accessible.name: title
    Accessible.description: errors.map(error => error.text).join(" ")
    Accessible.focusable: true

    contentItem: RowLayout {
        spacing: Theme.space3

        KitIcon {
            name: "circle-alert"
            color: Theme.danger
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 4
        }
        ColumnLayout {
            spacing: Theme.space1
            Layout.fillWidth: true

            SectionHeading {
                text: root.title
                Layout.fillWidth: true
            }
            Stack {
                spacing: Theme.space1
                Layout.fillWidth: true

                Repeater {
                    model: root.errors
                    delegate: TextLink {
                        required property var modelData
                        required property int index
                        text: modelData.text
                        ink: Theme.danger
                        width: parent ? parent.width : 0
                        onClicked: root.go(index)
                    }
                }
            }
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: Theme.card
        border.width: 2
        border.color: Theme.danger
        FocusRing { shown: root.activeFocus; around: Theme.radius }
    }
}
