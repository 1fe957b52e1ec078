import QtQuick
import QtQuick.Layouts
import Assent.Kit

// A sheet that groups what belongs together. `heading` and `detail` are
// optional; the children are laid out below one another.
Surface {
    id: root

    property string heading
    property string detail
    // Sits at the end of the heading's line: a chip or a quiet button.
    property alias trailing: trailingSlot.data
    default property alias content: body.data

    padding: Theme.space4
    spacing: Theme.space3
    Accessible.role: Accessible.Grouping
    Accessible.name: heading

    background: Rectangle {
        color: Theme.card
        radius: Theme.radius
        border.width: 1
        border.color: Theme.divider
    }

    contentItem: ColumnLayout {
        spacing: root.spacing

        RowLayout {
            visible: root.heading !== "" || trailingSlot.children.length > 0
            spacing: Theme.space3
            Layout.fillWidth: true

            ColumnLayout {
                spacing: 2
                Layout.fillWidth: true

                SectionHeading {
                    text: root.heading
                    visible: text !== ""
                    Layout.fillWidth: true
                }
                BodyText {
                    text: root.detail
                    visible: text !== ""
                    muted: true
                    size: BodyText.Secondary
                    Layout.fillWidth: true
                }
            }
            RowLayout {
                id: trailingSlot
                spacing: Theme.space2
                Layout.alignment: Qt.AlignTop
            }
        }
        ColumnLayout {
            id: body
            spacing: root.spacing
            Layout.fillWidth: true
        }
    }
}
