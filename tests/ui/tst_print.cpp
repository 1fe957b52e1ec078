// A file attached to a PDF that somebody else made, and the page that is printed.
#include "print/attach.h"
#include "print/sheetpage.h"

#include <QRegularExpression>
#include <QTest>

using namespace assent;
using namespace assent::print;

namespace {

const Paper kPaper{"A <title>", "<html><head><style>p{}</style></head><body><p>words</p></body></html>", "zh_TW", "receipt.jsonld",
    "application/ld+json", "{\"a\": \"(>>\\\"}\n"};

/// A PDF as the engine writes one: its catalogue may hold `more`.
QByteArray pdf(const QByteArray &more = {})
{
    QByteArray out("%PDF-1.4\n");
    const auto info = out.size();
    out += "1 0 obj\n<</Creator (a \\) b)\n/Producer (Skia/PDF)>>\nendobj\n";
    const auto pages = out.size();
    out += "2 0 obj\n<</Type /Pages\n/Count 0\n/Kids []>>\nendobj\n";
    const auto root = out.size();
    out += "3 0 obj\n<</Type /Catalog\n/Pages 2 0 R\n/MarkInfo <</Marked true>>\n/Lang (a>>b)" + more + ">>\nendobj\n";
    const auto table = out.size();
    out += "xref\n0 4\n0000000000 65535 f \n";
    for (const auto place : {info, pages, root})
        out += QByteArray::number(qlonglong(place)).rightJustified(10, '0') + " 00000 n \n";
    return out + "trailer\n<</Size 4\n/Root 3 0 R\n/Info 1 0 R>>\nstartxref\n" + QByteArray::number(qlonglong(table)) + "\n%%EOF\n";
}

Bytes bytes(const QByteArray &text) { return Bytes(text.begin(), text.end()); }

QByteArray attached(const QByteArray &text)
{
    const auto made = attachTo(bytes(text), kPaper);
    return made ? QByteArray(reinterpret_cast<const char *>(made->data()), qsizetype(made->size())) : QByteArray();
}

} // namespace

class PrintTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFileIsAddedAndNothingElseChanges()
    {
        const QByteArray before = pdf(), after = attached(before);
        QVERIFY(after.startsWith(before));
        const QByteArray added = after.mid(before.size());
        QVERIFY(added.contains("/Length " + QByteArray::number(qlonglong(kPaper.file.size())) + " "));
        QVERIFY(added.contains("stream\n" + QByteArray::fromStdString(kPaper.file) + "\nendstream"));
        QVERIFY(added.contains("/Subtype /application#2Fld#2Bjson") && added.contains("/UF (receipt.jsonld)"));
        // The catalogue has all that it had, and the file.
        QVERIFY(added.contains("/MarkInfo <</Marked true>>\n/Lang (a>>b)\n/Names <</EmbeddedFiles <</Names [(receipt.jsonld) 5 0 R]>>>>>>"));
    }

    void everyReferenceLeadsToItsObject()
    {
        const QByteArray before = pdf(), after = attached(before);
        const qsizetype table = after.mid(after.lastIndexOf("startxref") + 10).split('\n').first().toLongLong();
        QCOMPARE(after.mid(table, 5), QByteArray("xref\n"));
        const QString entries = QString::fromLatin1(after.mid(table));
        static const QRegularExpression line(QStringLiteral("\\n(\\d+) 1\\n(\\d{10}) 00000 n "));
        int seen = 0;
        for (auto at = line.globalMatch(entries); at.hasNext(); ++seen) {
            const auto match = at.next();
            const QByteArray object = match.captured(1).toLatin1() + " 0 obj\n";
            QCOMPARE(after.mid(match.captured(2).toLongLong(), object.size()), object);
        }
        QCOMPARE(seen, 3);
        QVERIFY(after.mid(table).contains("/Size 6") && after.mid(table).contains("/Root 3 0 R"));
        QVERIFY(after.mid(table).contains("/Prev " + QByteArray::number(qlonglong(before.indexOf("xref\n0 4")))));
    }

    void whatIsNotUnderstoodIsLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no PDF") << QByteArray("<html>startxref 1 trailer");
        QTest::newRow("has names") << pdf("\n/Names <</Dests 2 0 R>>");
        QTest::newRow("cut off") << pdf().left(pdf().size() / 2);
        QTest::newRow("without an end") << pdf().replace("startxref\n", "startxref\n9");
        QTest::newRow("another root") << pdf().replace("/Root 3", "/Root 2");
    }
    void whatIsNotUnderstoodIsLeftAlone()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(attachTo(bytes(text), kPaper).error().code, ErrorCode::Corrupt);
    }

    void thePageHasItsLanguageAndTitleAndMargins()
    {
        const std::string page = sheetPage(kPaper);
        QVERIFY(page.find("<html lang=\"zh-TW\"><head><title>A &lt;title&gt;</title>") != std::string::npos);
        QVERIFY(page.find("class=\"margin\"") < page.find("<p>words</p>"));
        QCOMPARE(page.find("<script"), std::string::npos);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    PrintTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_print.moc"
