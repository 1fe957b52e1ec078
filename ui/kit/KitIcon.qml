import QtQuick
import QtQuick.Controls.impl
import Assent.Kit

// A Lucide icon from resources/icons, tinted. Decoration beside words: a
// control that shows only an icon carries the name itself.
Item {
    id: root

    property string name
    property int size: Theme.iconSize
    property color color: Theme.text2

    // Icons that point along the reading direction turn round with it.
    readonly property var directional: ["chevron-left", "chevron-right", "arrow-left", "arrow-right", "arrow-up-right",
        "external-link", "undo-2", "redo-2", "log-out", "panel-right", "list", "message-square"]

    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true

    IconImage {
        anchors.centerIn: parent
        source: root.name === "" ? "" : "qrc:/assent/icons/" + root.name + ".svg"
        sourceSize.width: root.size
        sourceSize.height: root.size
        color: root.color
        mirror: root.directional.includes(root.name) && root.LayoutMirroring.enabled
        fillMode: Image.PreserveAspectFit
    }
}
