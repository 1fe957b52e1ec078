#include "print/sheetpage.h"

#include <QString>

namespace assent::print {
namespace {

constexpr std::string_view kStyle = "<style>html{background:#fff}body{margin:0 20mm;"
    "font-family:Inter,\"Noto Sans\",\"Liberation Sans\",\"DejaVu Sans\",\"Noto Sans CJK TC\",sans-serif}"
    "table{width:100%;border-spacing:0}td,th{overflow-wrap:anywhere}tr{break-inside:avoid}h1,h2,h3,thead{break-after:avoid}"
    ".sheet>*>tr{break-inside:auto}.sheet table thead{display:table-row-group}.sheet table thead tr{break-after:avoid}.margin{height:20mm;padding:0}@page{size:A4}</style>";
/// The engine prints to the edge: margins that come again on every page are the head
/// and the foot of a table.
constexpr std::string_view kBegin = "<table class=\"sheet\" role=\"presentation\"><thead><tr><td class=\"margin\"></td></tr></thead>"
    "<tfoot><tr><td class=\"margin\"></td></tr></tfoot><tbody><tr><td>";
constexpr std::string_view kEnd = "</td></tr></tbody></table>";

std::string escaped(const std::string &text) { return QString::fromStdString(text).toHtmlEscaped().toStdString(); }

/// Puts a text before or behind a mark that the description has once.
void put(std::string &html, std::string_view mark, std::string_view text, bool behind)
{
    if (const auto at = html.find(mark); at != std::string::npos)
        html.insert(behind ? at + mark.size() : at, text);
}

} // namespace

std::string sheetPage(const Paper &paper)
{
    QString tag = QString::fromStdString(paper.language);
    tag.replace(QLatin1Char('_'), QLatin1Char('-'));
    std::string html = paper.html;
    put(html, "<head>", "<title>" + escaped(paper.title) + "</title>", true);
    put(html, "</head>", kStyle, false);
    put(html, "<html", " lang=\"" + tag.toHtmlEscaped().toStdString() + "\"", true);
    put(html, "<body>", kBegin, true);
    put(html, "</body>", kEnd, false);
    return html;
}

} // namespace assent::print
