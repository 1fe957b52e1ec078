pragma ComponentBehavior: Bound
import QtQuick
import Assent.Kit

// Every component in every state, on one page. The desktop opens it with
// --gallery; the tests walk over it. Its sample words are not translated.
FocusScope {
    id: root

    property alias rightToLeft: mirror.checked
    readonly property alias page: page

    implicitWidth: 1280
    implicitHeight: 800
    LayoutMirroring.enabled: rightToLeft
    LayoutMirroring.childrenInherit: true

    Rectangle {
        anchors.fill: parent
        color: Theme.window
    }

    PageView {
        id: page
        anchors.fill: parent
        heading: "Assent kit"
        detail: "Every component in every state."
        maximumWidth: 1040

        Flow {
            width: parent.width
            spacing: Theme.space4

            SegmentedChoice {
                label: "Appearance"
                value: Theme.mode
                options: [
                    { value: Theme.System, label: "System", icon: "monitor" },
                    { value: Theme.Light, label: "Light", icon: "sun" },
                    { value: Theme.Dark, label: "Dark", icon: "moon" }
                ]
                width: Math.min(implicitWidth, parent.width)
                onActivated: value => Theme.mode = value
            }
            SegmentedChoice {
                label: "Text size"
                value: Theme.textScale
                options: [
                    { value: 1, label: "100 %" },
                    { value: 1.5, label: "150 %" },
                    { value: 2, label: "200 %" }
                ]
                onActivated: value => Theme.textScale = value
            }
            KitCheckBox {
                text: "Reduce motion"
                checked: Theme.reduceMotion
                onToggled: Theme.reduceMotion = checked
            }
            KitCheckBox {
                id: mirror
                text: "Right to left"
            }
        }
        GalleryConsent { width: parent.width }
        GalleryForms { width: parent.width }
        GalleryMessages { width: parent.width }
        GalleryPictures { width: parent.width }
        GalleryShell { width: parent.width }
        GalleryTokens { width: parent.width }
    }
}
