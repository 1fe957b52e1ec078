import QtQuick
import Assent.Kit

// Running text, set in the middle of its line box.
Text {
    id: root

    enum Size { Meta, Secondary, Body }

    property int size: BodyText.Body
    property bool strong: false
    property bool muted: false

    readonly property real halfLeading: Theme.halfLeading(font, text)

    font: {
        switch (size) {
        case BodyText.Meta:
            return strong ? Theme.metaStrong : Theme.metaFont
        case BodyText.Secondary:
            return strong ? Theme.secondaryStrong : Theme.secondaryFont
        default:
            return strong ? Theme.bodyStrong : Theme.bodyFont
        }
    }
    color: muted ? Theme.text2 : Theme.text
    linkColor: Theme.accent
    lineHeightMode: Text.FixedHeight
    lineHeight: Theme.lineHeight(font)
    topPadding: halfLeading
    bottomPadding: -halfLeading
    wrapMode: Text.Wrap
    horizontalAlignment: Text.AlignLeft
    textFormat: Text.PlainText

    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
