import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Assent.Kit

// One purpose. Closed it says what is allowed; open it shows its children: the
// channel matrix, frequency, topics.
Surface {
    id: root

    property string title
    property string detail
    // What is allowed now, in words: "Allowed by email. Not allowed by SMS."
    property string summary
    property string iconName: "megaphone"
    property bool expanded: false
    property alias chips: chipSlot.data
    default property alias content: body.data

    signal expandToggled(bool expanded)

    padding: 1
    Accessible.role: Accessible.Grouping
    Accessible.name: title

    background: Rectangle {
        radius: Theme.radius
        color: Theme.card
        border.width: 1
        border.color: Theme.divider
    }

    contentItem: ColumnLayout {
        spacing: 0

        T.AbstractButton {
            id: header
            objectName: "purposeHeader"
            implicitHeight: Math.max(56, implicitContentHeight + topPadding + bottomPadding)
            padding: Theme.space4
            hoverEnabled: true
            focusPolicy: Qt.StrongFocus
            Layout.fillWidth: true
            onClicked: {
                root.expanded = !root.expanded
                root.expandToggled(root.expanded)
            }
            Keys.onReturnPressed: event => { if (!event.isAutoRepeat) header.clicked() }
            Keys.onEnterPressed: event => { if (!event.isAutoRepeat) header.clicked() }

            Accessible.role: Accessible.Button
            Accessible.name: root.title
            Accessible.description: Theme.joined(root.expanded ? qsTr("Open.") : qsTr("Closed."), root.summary)
            Accessible.onPressAction: header.clicked()

            contentItem: RowLayout { // qmllint disable deferred-property-id
                spacing: Theme.space3

                Rectangle {
                    implicitWidth: Math.round(36 * Theme.textScale)
                    implicitHeight: Math.round(36 * Theme.textScale)
                    radius: Theme.radius
                    color: Theme.accentSoft
                    Layout.alignment: Qt.AlignTop
                    KitIcon {
                        anchors.centerIn: parent
                        name: root.iconName
                        color: Theme.accent
                    }
                }
                ColumnLayout {
                    spacing: 0
                    Layout.fillWidth: true
                    SectionHeading {
                        text: root.title
                        level: SectionHeading.RowTitle
                        Layout.fillWidth: true
                    }
                    BodyText {
                        text: root.expanded ? root.detail : root.summary
                        visible: text !== ""
                        size: BodyText.Secondary
                        muted: true
                        Layout.fillWidth: true
                    }
                }
                RowLayout {
                    id: chipSlot
                    spacing: Theme.space2
                }
                KitIcon {
                    name: root.expanded ? "chevron-up" : "chevron-down"
                }
            }
            background: Rectangle {
                radius: Theme.radius - 1
                color: header.down ? Theme.pressedFill : header.hovered ? Theme.hoverFill : "transparent"
                FocusRing { shown: header.visualFocus; around: Theme.radius }
            }
        }
        ColumnLayout {
            id: body
            visible: root.expanded
            spacing: Theme.space4
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space4
            Layout.rightMargin: Theme.space4
            Layout.bottomMargin: Theme.space4
        }
    }
}
