#include "ctl_tool.h"

#include <QFile>

using namespace assent;
using namespace assent::test;

/// receipt, import consents.
class CtlReceiptTest : public QObject
{
    Q_OBJECT

    QStringList show(const QStringList &more) const
    {
        return QStringList{u"receipt"_s, u"show"_s, u"--subject"_s, u"anna@example.org"_s, u"--event"_s, m_event} + more;
    }

    QByteArray contentOf(const QString &path) const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// Checking needs no store: this one is nowhere.
    Ended check(const QStringList &arguments) const
    {
        return Tool(m_stage->path(u"nowhere"_s)).run(QStringList{u"receipt"_s, u"check"_s} + arguments, {});
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_stage = std::make_unique<Stage>();
        const QJsonObject granted = m_stage->tool.json({u"consent"_s, u"grant"_s, u"--subject"_s, u"anna@example.org"_s, u"--purpose"_s, u"newsletter"_s,
            u"--channel"_s, u"email"_s, u"--recipient"_s, u"self"_s, u"--notice-read"_s, u"screen"_s, u"--language"_s, u"en"_s});
        m_event = granted[u"events"].toArray().at(0).toObject()[u"event_id"].toString();
        QVERIFY(!m_event.isEmpty());
    }
    void cleanupTestCase() { m_stage.reset(); }

    void aReceiptIsCheckedWithoutAStore()
    {
        const QString file = m_stage->path(u"receipt.jsonld"_s);
        const QJsonObject written = m_stage->tool.json(show({u"--output"_s, file}));
        const Ended checked = check({file});
        COMPARE_EXIT(checked, 0);
        QVERIFY2(checked.out.startsWith("Genuine. Matches ledger entry "), checked.all());
        COMPARE_EXIT(check({file, u"--key"_s, written[u"verifier_key"].toString()}), 0);
        COMPARE_EXIT(check({file, u"--key"_s, u"nonsense"_s}), 2);
    }

    void aChangedReceiptIsRefusedAndSaysWhere()
    {
        const QString file = m_stage->path(u"changed.jsonld"_s);
        COMPARE_EXIT(m_stage->tool.run(show({u"--output"_s, file})), 0);
        QByteArray text = contentOf(file);
        QVERIFY(text.contains("P730D"));
        m_stage->write(u"changed.jsonld"_s, text.replace("P730D", "P731D"));
        const Ended checked = check({file});
        COMPARE_EXIT(checked, 1);
        QVERIFY2(checked.err.contains("not genuine") && checked.err.contains("changed.jsonld") && checked.err.contains("signature"), checked.all());
        QVERIFY(checked.out.isEmpty());
    }

    void theListNamesEveryDecision()
    {
        const QJsonObject listed = m_stage->tool.json({u"receipt"_s, u"list"_s, u"--subject"_s, u"anna@example.org"_s});
        const QJsonObject last = listed[u"receipts"].toArray().last().toObject();
        QCOMPARE(last[u"event_id"].toString(), m_event);
        QCOMPARE(last[u"state"].toString(), u"given"_s);
    }

    void anEventOfNobodyIsNotFound()
    {
        const Ended ended = m_stage->tool.run({u"receipt"_s, u"show"_s, u"--subject"_s, u"anna@example.org"_s, u"--event"_s,
            u"0195a1c2-7b1e-7c11-9f00-2f6d1c0a4b5e"_s});
        COMPARE_EXIT(ended, 1);
        QVERIFY2(ended.err.contains("--event"), ended.all());
        COMPARE_EXIT(m_stage->tool.run({u"receipt"_s, u"show"_s, u"--subject"_s, u"anna@example.org"_s, u"--event"_s, u"x"_s}), 2);
    }

    void thePdfIsPaperWithItsFontsAndTheReceiptInIt_data()
    {
        QTest::addColumn<QString>("language");
        for (const char *language : {"en", "zh_TW", "pl", "fr"})
            QTest::newRow(language) << QString::fromLatin1(language);
    }
    void thePdfIsPaperWithItsFontsAndTheReceiptInIt()
    {
        QFETCH(QString, language);
        const QString file = m_stage->path(language + u".pdf"_s);
        const Ended ended = m_stage->tool.run(show({u"--format"_s, u"pdf"_s, u"--language"_s, language, u"--output"_s, file}));
        COMPARE_EXIT(ended, 0);
        const QByteArray pdf = contentOf(file);
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY(pdf.contains("/FontFile") && pdf.contains("/EmbeddedFile"));
        QVERIFY(pdf.contains("Inter"));
        QCOMPARE(pdf.contains("NotoSansCJK"), language == u"zh_TW"_s);
        QVERIFY(pdf.contains("/MediaBox [0 0 595") || pdf.contains("/MediaBox [0 0 594"));
    }

    void aPdfNeedsAFileAndAFileStays()
    {
        COMPARE_EXIT(m_stage->tool.run(show({u"--format"_s, u"pdf"_s})), 2);
        const QString file = m_stage->write(u"mine.pdf"_s, "mine");
        COMPARE_EXIT(m_stage->tool.run(show({u"--format"_s, u"text"_s, u"--output"_s, file})), 1);
        QCOMPARE(contentOf(file), QByteArray("mine"));
    }

    void whatIsNoConsentHasNoKantaraForm()
    {
        const QJsonObject withdrawn = m_stage->tool.json({u"consent"_s, u"withdraw"_s, u"--subject"_s, u"ming@example.org"_s, u"--purpose"_s, u"offers"_s});
        const Ended ended = m_stage->tool.run({u"receipt"_s, u"show"_s, u"--subject"_s, u"ming@example.org"_s, u"--event"_s,
            withdrawn[u"events"].toArray().at(0).toObject()[u"event_id"].toString(), u"--format"_s, u"kantara"_s});
        COMPARE_EXIT(ended, 1);
        QVERIFY2(ended.err.contains("--format"), ended.all());
    }

    void othersRecordsComeInOnce()
    {
        const QString file = m_stage->write(u"record.jsonld"_s, R"({"@id": "https://example.com/records/1", "@type": "dpv:ConsentRecord",)"
            R"("dpv:hasDataSubject": {"@id": "https://example.com/people/1", "dct:identifier": "anna@example.org"},)"
            R"("dpv:hasPurpose": "dpv:ResearchAndDevelopment",)"
            R"("dpv:hasConsentStatus": {"@type": "dpv:ConsentGiven", "dpv:isIndicatedAtTime": "2025-03-01T09:00:00Z"}})");
        const QStringList arguments{u"import"_s, u"consents"_s, file, u"--source"_s, u"email_service"_s, u"--channel"_s, u"email"_s, u"--notice-in-effect"_s};
        QCOMPARE(m_stage->tool.json(arguments)[u"acts"][u"grant"].toInt(), 1);
        QCOMPARE(m_stage->tool.json(arguments)[u"observed_unchanged"].toInt(), 1);
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"verify"_s}), 0);
    }

    void aBadRecordIsRefusedWithItsPlace()
    {
        const QString file = m_stage->write(u"bad.jsonld"_s, "{\"@id\": \"x:1\", \"@type\": \"dpv:ConsentRecord\",\n\"dpv:hasConsentStatus\": \"dpv:ConsentMaybe\"}");
        const Ended ended = m_stage->tool.run({u"import"_s, u"consents"_s, file, u"--source"_s, u"email_service"_s});
        COMPARE_EXIT(ended, 1);
        QVERIFY2(ended.err.contains("bad.jsonld:2: /dpv:hasConsentStatus: dpv:ConsentMaybe"), ended.all());
    }

private:
    std::unique_ptr<Stage> m_stage;
    QString m_event;
};

ASSENT_TEST_CLASS(CtlReceiptTest);
#include "ctl_receipt.moc"
