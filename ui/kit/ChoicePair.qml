import QtQuick
import Assent.Kit

// Two answers that weigh the same: one width, height, font and colour. Nothing
// is chosen until the person chooses; where the answer stays on the page,
// `choice` shows it in the same way for both.
Item {
    id: root

    enum Choice { None, Allow, Refuse }

    property string allowText: qsTr("Allow")
    property string refuseText: qsTr("Do not allow")
    // What is decided, for the accessible name: "Product news by email".
    property string subject
    property int choice: ChoicePair.None

    signal allowed
    signal refused

    readonly property real wanted: Math.max(allowButton.implicitWidth, refuseButton.implicitWidth)
    readonly property bool stacked: width > 0 && width < 2 * wanted + Theme.space3
    readonly property real buttonWidth: stacked ? Math.min(width, wanted) : wanted
    readonly property real buttonHeight: Math.max(allowButton.implicitHeight, refuseButton.implicitHeight)

    implicitWidth: 2 * wanted + Theme.space3
    implicitHeight: stacked ? 2 * buttonHeight + Theme.space3 : buttonHeight
    Accessible.role: Accessible.Grouping
    Accessible.name: subject

    Grid {
        anchors.left: parent.left
        columns: root.stacked ? 1 : 2
        spacing: Theme.space3

        KitButton {
            id: allowButton
            objectName: "allowButton"
            width: root.buttonWidth
            height: root.buttonHeight
            text: root.allowText
            iconName: root.choice === ChoicePair.Allow ? "check" : ""
            Accessible.name: root.subject === "" ? text : text + ": " + root.subject
            onClicked: root.allowed()
        }
        KitButton {
            id: refuseButton
            objectName: "refuseButton"
            width: root.buttonWidth
            height: root.buttonHeight
            text: root.refuseText
            iconName: root.choice === ChoicePair.Refuse ? "check" : ""
            Accessible.name: root.subject === "" ? text : text + ": " + root.subject
            onClicked: root.refused()
        }
    }
}
