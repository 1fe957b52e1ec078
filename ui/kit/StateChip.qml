import QtQuick
import QtQuick.Layouts
import Assent.Kit

// A short state in words, with an icon: "Waiting to send", "Not yet active".
Surface {
    id: root

    property string text
    property int tone: Theme.Neutral
    // Keeps the words for the accessible name and a tooltip only.
    property bool iconOnly: false
    property string iconName: {
        switch (tone) {
        case Theme.Success: return "circle-check"
        case Theme.Warn: return "triangle-alert"
        case Theme.Danger: return "circle-alert"
        case Theme.Info: return "info"
        default: return ""
        }
    }

    readonly property color ink: tone === Theme.Neutral ? Theme.text2 : Theme.toneInk[tone]

    leftPadding: iconName === "" || mirrored ? Theme.space2 : 6
    rightPadding: iconName === "" || !mirrored ? Theme.space2 : 6
    topPadding: 3
    bottomPadding: 3
    font: Theme.metaStrong

    Accessible.role: Accessible.StaticText
    Accessible.name: text
    hoverEnabled: iconOnly

    contentItem: RowLayout {
        spacing: Theme.space1

        KitIcon {
            name: root.iconName
            visible: name !== ""
            size: Math.round(14 * Theme.textScale)
            color: root.ink
        }
        Text {
            text: root.text
            font: root.font
            color: root.ink
            visible: !root.iconOnly
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
            textFormat: Text.PlainText
            Accessible.ignored: true
            Layout.fillWidth: true
        }
    }
    KitTooltip {
        text: root.text
        visible: root.iconOnly && root.hovered
    }

    background: Rectangle {
        radius: Theme.radiusSmall
        color: Theme.toneFill[root.tone]
    }
}
