pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Assent.Kit

// The steps of something long: done, now, to come. `value` (0 to 1, or -1 for
// unknown) measures the present step. Stands upright where it would not fit.
ColumnLayout {
    id: root

    property var steps: []
    property int current: 0
    property real value: -1
    property string detail

    readonly property bool upright: width > 0 && width < steps.length * Math.round(140 * Theme.textScale)
    readonly property bool done: current >= steps.length
    //: %1 and %2 are counts, %3 the name of the step
    readonly property string sentence: done ? qsTr("Done")
        : qsTr("Step %1 of %2: %3").arg(current + 1).arg(steps.length).arg(steps[current] ?? "")

    spacing: Theme.space3
    Accessible.role: Accessible.ProgressBar
    Accessible.name: sentence
    Accessible.description: detail

    GridLayout {
        columns: root.upright ? 1 : Math.max(1, root.steps.length)
        columnSpacing: Theme.space3
        rowSpacing: Theme.space2
        Layout.fillWidth: true

        Repeater {
            model: root.steps.length // not the list, which each language brings anew
            delegate: RowLayout {
                id: step

                required property int index
                readonly property bool passed: index < root.current
                readonly property bool now: index === root.current

                spacing: Theme.space2
                Layout.fillWidth: true
                Layout.preferredWidth: 1

                Rectangle {
                    implicitWidth: Math.round(24 * Theme.textScale)
                    implicitHeight: Math.round(24 * Theme.textScale)
                    radius: width / 2
                    color: step.passed ? Theme.accent : Theme.card
                    border.width: step.passed ? 0 : step.now ? 2 : 1
                    border.color: step.now ? Theme.accent : Theme.border
                    Layout.alignment: Qt.AlignTop

                    KitIcon {
                        anchors.centerIn: parent
                        name: "check"
                        size: Math.round(14 * Theme.textScale)
                        color: Theme.textOnAccent
                        visible: step.passed
                    }
                    Text {
                        anchors.centerIn: parent
                        text: step.index + 1
                        font: Theme.metaStrong
                        color: step.now ? Theme.accent : Theme.text2
                        visible: !step.passed
                        horizontalAlignment: Text.AlignHCenter
                        Accessible.ignored: true
                    }
                }
                BodyText {
                    text: root.steps[step.index] ?? ""
                    strong: step.now
                    muted: !step.now
                    size: BodyText.Secondary
                    Accessible.ignored: true
                    Layout.fillWidth: true
                    Layout.topMargin: 2
                }
            }
        }
    }
    ProgressLine {
        value: root.value
        visible: root.value >= 0
        Layout.fillWidth: true
    }
    BodyText {
        text: root.detail
        visible: text !== ""
        size: BodyText.Secondary
        muted: true
        Layout.fillWidth: true
    }
}
