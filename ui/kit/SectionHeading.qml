import QtQuick
import Assent.Kit

// A heading that the accessibility tree knows as one.
Text {
    id: root

    enum Level { Page, Section, RowTitle, Figure }

    property int level: SectionHeading.Section

    readonly property real halfLeading: Theme.halfLeading(font, text)

    font: {
        switch (level) {
        case SectionHeading.Page:
            return Theme.pageFont
        case SectionHeading.RowTitle:
            return Theme.titleFont
        case SectionHeading.Figure:
            return Theme.figureFont
        default:
            return Theme.sectionFont
        }
    }
    color: Theme.text
    lineHeightMode: Text.FixedHeight
    lineHeight: Theme.lineHeight(font)
    topPadding: halfLeading
    bottomPadding: -halfLeading
    wrapMode: Text.Wrap
    horizontalAlignment: Text.AlignLeft
    textFormat: Text.PlainText

    Accessible.role: Accessible.Heading
    Accessible.name: text
}
