import QtQuick
import Assent.Kit

// Every component of the design kit in its states.
Window {
    id: root

    required property int theme
    required property real textScale

    width: 1280
    height: 800
    visible: true
    color: Theme.window
    title: "Assent"

    Binding { target: Theme; property: "mode"; value: root.theme }
    Binding { target: Theme; property: "textScale"; value: root.textScale }

    Gallery { anchors.fill: parent }
}
