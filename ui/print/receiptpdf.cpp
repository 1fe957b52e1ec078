#include "print/receiptpdf.h"

#include "crypto/hash.h"
#include "transfer/receiptsheet.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QFontDatabase>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
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
        context.clip = QRectF(0, i * page.height(), page.width(), page.height());
        painter.setClipRect(context.clip);
        text.documentLayout()->draw(&painter, context);
        painter.restore();
        paintFoot(painter, font, i + 1, pages, page);
    }
}

} // namespace

Result<Bytes> receiptPdf(const Receipt &receipt, const std::string &json, const std::string &language, const std::string &fonts)
{
    ASSENT_TRY(const QFont font, fontFor(language, fonts));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(kResolution);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(kMarginMillimetres, kMarginMillimetres, kMarginMillimetres, kMarginMillimetres), QPageLayout::Millimeter);
        writer.setTitle(toQt(receiptTitle(language)));
        writer.setCreator(QStringLiteral("Assent"));
        writer.addFileAttachment(QStringLiteral("receipt.jsonld"), QByteArray(json.data(), static_cast<qsizetype>(json.size())),
            QStringLiteral("application/ld+json"));
        QTextDocument text;
        text.documentLayout()->setPaintDevice(&writer);
        text.setDefaultFont(font);
        text.setDocumentMargin(0);
        text.setPageSize(QSizeF(writer.width(), writer.height()));
        text.setHtml(toQt(receiptHtml(receipt, toHex(sha256(asBytes(json))), language)));
        paint(writer, text, font);
    }
    if (!bytes.startsWith("%PDF-"))
        return Error{ErrorCode::Io, "the PDF could not be made"};
    return Bytes(bytes.begin(), bytes.end());
}

} // namespace assent::print
