#include "notice/noticepage.h"

namespace assent::notice {
namespace {

/// Before anything of the notice, so that it holds for all of it. Later policies in
/// the page can only forbid more. Styles are allowed in the page itself: they load nothing.
constexpr const char *kPolicy = "<meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" "
    "content=\"default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'\">";

/// How a text lies on the page; black on white, as on paper.
constexpr const char *kLayout = "<style>html { background: #fff; color: #1b1f24; } body { margin: 16px; }"
    "header, pre { font: 14px/22px Inter, \"Noto Sans CJK TC\", sans-serif; }"
    "pre { margin: 0; max-width: 46em; white-space: pre-wrap; overflow-wrap: anywhere; }"
    "header { white-space: pre-line; margin: 0 0 24px; padding: 0 0 12px; border-bottom: 1px solid #747d8b; }"
    "h1 { margin: 0; font-size: 20px; } table { border-spacing: 0; } td { padding: 0; } @media screen { header { display: none; } }"
    "@page { size: A4; } @media print { body { margin: 0 20mm; } thead td, tfoot td { height: 20mm; } }</style>";

/// The engine prints to the edge of the paper: margins that come again on every page
/// are the head and the foot of a table.
constexpr const char *kSheetBegin = "<table role=\"presentation\"><thead><tr><td></td></tr></thead><tfoot><tr><td></td></tr></tfoot><tbody><tr><td>";
constexpr const char *kSheetEnd = "</td></tr></tbody></table>";

QByteArray escaped(const QByteArray &text)
{
    QByteArray out;
    out.reserve(text.size() + text.size() / 8);
    for (const char letter : text) {
        switch (letter) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\r': out += "&#13;"; break; // else it is read as a line feed
        default: out += letter;
        }
    }
    return out;
}

} // namespace

QByteArray pageFor(const Notice &notice)
{
    if (notice.mediaType == QLatin1String("text/html"))
        return QByteArray("<!DOCTYPE html>") + kPolicy + notice.bytes;
    const auto text = [](const QString &words) { return escaped(words.toUtf8()); };
    QString tag = notice.language;
    tag.replace(QLatin1Char('_'), QLatin1Char('-'));
    QByteArray page = QByteArray("<!DOCTYPE html><html lang=\"") + text(tag) + "\">" + kPolicy + "<title>" + text(notice.title) + "</title>" + kLayout + kSheetBegin;
    page += "<header><h1>" + text(notice.title) + "</h1>" + text(notice.about) + "</header>";
    // The first line feed in a <pre> is not read: it is ours.
    return page + "<pre>\n" + escaped(notice.bytes) + "</pre>" + kSheetEnd;
}

} // namespace assent::notice
