import QtQuick
import Assent.Kit

// A text with what was taken out and what was put in, by marks, lines and fill,
// never by colour alone. `pieces` are { text, change }: -1 taken out, 0 the same,
// 1 put in. Assistive tools read the two kinds with a word before each.
Text {
    id: root

    property var pieces: []

    readonly property var added: pieces.filter(piece => piece.change > 0 && piece.text.trim() !== "")
    readonly property var removed: pieces.filter(piece => piece.change < 0 && piece.text.trim() !== "")
    readonly property string spoken: pieces.map(piece => piece.change > 0 ? qsTr("[added: %1]").arg(piece.text)
        : piece.change < 0 ? qsTr("[removed: %1]").arg(piece.text) : piece.text).join("")

    function escaped(text: string): string {
        return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\n/g, "<br>")
    }

    function hex(ink: color): string {
        // Without alpha: "#rrggbb".
        return ink.toString()
    }

    function marked(piece: var): string {
        const text = escaped(piece.text)
        if (piece.change > 0)
            return "<span style=\"background-color:" + hex(Theme.accentSoft) + ";color:" + hex(Theme.accent)
                + ";text-decoration:underline;font-weight:600\">+" + text + "</span>"
        if (piece.change < 0)
            return "<span style=\"background-color:" + hex(Theme.warnSoft) + ";color:" + hex(Theme.text2)
                + ";text-decoration:line-through\">\u2212" + text + "</span>"
        return text
    }

    text: "<p style=\"margin:0;line-height:145%\">" + pieces.map(piece => marked(piece)).join("") + "</p>"
    textFormat: Text.RichText
    font: Theme.bodyFont
    color: Theme.text
    wrapMode: Text.Wrap
    horizontalAlignment: Text.AlignLeft

    Accessible.role: Accessible.StaticText
    Accessible.name: spoken
}
