#include "print/pdf.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QFontDatabase>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

namespace assent::print {
namespace {

constexpr int kResolution = 300;
constexpr qreal kMarginMillimetres = 20;
constexpr const char *kLatin = "Inter";
/// Outright by name: under an English locale the system chooses Japanese forms.
constexpr const char *kChinese = "Noto Sans CJK TC";

QString toQt(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

Result<QFont> fontFor(const std::string &language, const std::string &folder)
{
    for (const char *file : {"/Inter-Regular.otf", "/Inter-SemiBold.otf"}) {
        if (QFontDatabase::addApplicationFont(toQt(folder + file)) < 0)
            return Error{ErrorCode::NotFound, "the font cannot be read", {folder + file, 0, 0, {}}};
    }
    const QString chinese = QString::fromLatin1(kChinese);
    if (language == "zh_TW" && !QFontDatabase::hasFamily(chinese))
        return Error{ErrorCode::NotFound, "the font Noto Sans CJK TC is not installed, so Chinese cannot be printed (Debian: fonts-noto-cjk)"};
    QFont font;
    font.setFamilies({QString::fromLatin1(kLatin), chinese});
    font.setPointSizeF(10);
    // Inter's contextual forms of - and + cannot be copied out of a PDF again, and keys have them.
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

/// "3 / 4" at the foot, so that no page is missed.
void paintFoot(QPainter &painter, const QFont &font, int page, int pages, const QSizeF &size)
{
    painter.save();
    QFont small = font;
    small.setPointSizeF(8);
    painter.setFont(small);
    painter.setPen(QColor(0x55, 0x55, 0x55));
    painter.drawText(QRectF(0, size.height() + 60, size.width(), 60), Qt::AlignRight,
        QString::number(page) + QStringLiteral(" / ") + QString::number(pages));
    painter.restore();
}

void paint(QPdfWriter &writer, QTextDocument &text, const QFont &font)
{
    QPainter painter(&writer);
    const QSizeF page = text.pageSize();
    const int pages = text.pageCount();
    for (int i = 0; i < pages; ++i) {
        if (i > 0)
            writer.newPage();
        painter.save();
        painter.translate(0, -i * page.height());
        QAbstractTextDocumentLayout::PaintContext context;
        context.palette.setColor(QPalette::Text, QColor(0x1a, 0x1a, 0x1a));
        // A hair less than the page: a line that begins the next one is not on this one too.
        context.clip = QRectF(0, i * page.height() + 1, page.width(), page.height() - 2);
        painter.setClipRect(context.clip);
        text.documentLayout()->draw(&painter, context);
        painter.restore();
        paintFoot(painter, font, i + 1, pages, page);
    }
}

/// Lines are equally high in both scripts and in small print: a row of a table whose
/// cells end at different heights is torn in two at the end of a page.
void evenLines(QTextDocument &text, const QFont &font)
{
    qreal height = 0;
    for (const QString &family : font.families()) {
        QFont one = font;
        one.setFamilies({family});
        height = std::max(height, QFontMetricsF(one).height());
    }
    QTextBlockFormat even;
    even.setLineHeight(height, QTextBlockFormat::MinimumHeight);
    for (QTextBlock block = text.begin(); block.isValid(); block = block.next())
        QTextCursor(block).mergeBlockFormat(even);
}

} // namespace

Result<Bytes> toPdf(const Paper &paper, const std::string &fonts)
{
    ASSENT_TRY(const QFont font, fontFor(paper.language, fonts));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(kResolution);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(kMarginMillimetres, kMarginMillimetres, kMarginMillimetres, kMarginMillimetres), QPageLayout::Millimeter);
        writer.setTitle(toQt(paper.title));
        writer.setCreator(QStringLiteral("Assent"));
        writer.addFileAttachment(toQt(paper.fileName), QByteArray(paper.file.data(), static_cast<qsizetype>(paper.file.size())), toQt(paper.mediaType));
        QTextDocument text;
        text.documentLayout()->setPaintDevice(&writer);
        text.setDefaultFont(font);
        text.setDocumentMargin(0);
        text.setPageSize(QSizeF(writer.width(), writer.height()));
        text.setHtml(toQt(paper.html));
        evenLines(text, font);
        paint(writer, text, font);
    }
    if (!bytes.startsWith("%PDF-"))
        return Error{ErrorCode::Io, "the PDF could not be made"};
    return Bytes(bytes.begin(), bytes.end());
}

bool namesPdf(const std::string &path) { return toQt(path).endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive); }

} // namespace assent::print
