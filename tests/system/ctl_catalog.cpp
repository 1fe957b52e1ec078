#include "ctl_tool.h"

#include <QFile>

using namespace assent;
using namespace assent::test;

namespace {

const QString kAnna = u"anna@example.org"_s;

QByteArray sampleText()
{
    QFile file(sampleFile(u"sample/catalogue.json"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The text with its first `from` changed; a test that changes nothing fails.
QByteArray changed(QByteArray text, const QByteArray &from, const QByteArray &to)
{
    const qsizetype at = text.indexOf(from);
    return at < 0 ? QByteArray() : text.replace(at, from.size(), to);
}

QByteArray secondVersion() { return changed(sampleText(), "\"version\": 1", "\"version\": 2"); }

/// The sample with the surveys retired, which raises their version.
QByteArray withoutSurveys()
{
    return changed(secondVersion(), "\"id\": \"surveys\",\n      \"version\": 1,",
        "\"id\": \"surveys\",\n      \"version\": 2,\n      \"retired_at\": \"2200-01-01T00:00:00Z\",");
}

} // namespace

/// The catalogue from a draft to publication, and what changed in it.
class CtlCatalogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_stage = std::make_unique<Stage>(); }
    void cleanup() { m_stage.reset(); }

    void twoPeoplePublish()
    {
        const QJsonObject draft = json({u"draft"_s, file(withoutSurveys()), u"--by"_s, u"Anna Nowak"_s});
        QCOMPARE(draft[u"draft"].toInt(), 1);
        QCOMPARE(draft[u"state"].toString(), u"drafted"_s);
        COMPARE_EXIT(run({u"publish"_s, u"1"_s, u"--by"_s, u"Jan"_s}), 1); // not reviewed
        const Ended own = run({u"review"_s, u"1"_s, u"--by"_s, u"anna nowak"_s, u"--json"_s});
        COMPARE_EXIT(own, 1);
        QCOMPARE(own.json()[u"error"][u"code"].toString(), u"denied"_s);
        COMPARE_EXIT(run({u"review"_s, u"1"_s, u"--by"_s, u"Jan"_s}), 0);
        QCOMPARE(json({u"list"_s})[u"version"].toInt(), 1);
        COMPARE_EXIT(run({u"publish"_s, u"d1"_s, u"--by"_s, u"Jan"_s}), 0);
        QCOMPARE(json({u"list"_s})[u"version"].toInt(), 2);

        const QJsonObject versions = json({u"versions"_s});
        QCOMPARE(versions[u"versions"].toArray().size(), 2);
        QCOMPARE(versions[u"versions"][0][u"draft"].toInt(), 1);
        const QJsonArray steps = versions[u"drafts"][0][u"steps"].toArray();
        QCOMPARE(steps.size(), 3);
        QCOMPARE(steps[0][u"by"].toString(), u"Anna Nowak"_s);
        QCOMPARE(steps[2][u"act"].toString(), u"published"_s);
        const QJsonObject ledger = m_stage->tool.json({u"ledger"_s, u"verify"_s});
        QVERIFY(ledger[u"whole"].toBool());
        QCOMPARE(ledger[u"entries"].toInt(), 4); // founded, drafted, approved, published
        const Ended list = run({u"list"_s});
        QVERIFY2(list.out.contains("RETIRED") && list.out.contains("2200-01-01"), list.all());
    }

    void aFileIsNotPublishedOverAnother()
    {
        const Ended ended = run({u"publish"_s, file(secondVersion()), u"--json"_s});
        COMPARE_EXIT(ended, 1);
        QCOMPARE(ended.json()[u"error"][u"code"].toString(), u"conflict"_s);
        QVERIFY2(ended.err.contains("catalog draft"), ended.all());
        COMPARE_EXIT(run({u"publish"_s, sampleFile(u"sample/catalogue.json"_s)}), 0); // the same once more is nothing
    }

    void aRejectionSaysWhyAndChangesNothing()
    {
        json({u"draft"_s, file(secondVersion()), u"--by"_s, u"Anna"_s});
        COMPARE_EXIT(run({u"review"_s, u"1"_s, u"--by"_s, u"Jan"_s, u"--reject"_s}), 2); // no reason
        COMPARE_EXIT(run({u"review"_s, u"1"_s, u"--by"_s, u"Jan"_s, u"--reason"_s, u"x"_s}), 2); // no rejection
        COMPARE_EXIT(run({u"review"_s, u"1"_s, u"--by"_s, u"Jan"_s, u"--reject"_s, u"--reason"_s, u"too early"_s}), 0);
        COMPARE_EXIT(run({u"publish"_s, u"1"_s, u"--by"_s, u"Jan"_s}), 1);
        const Ended shown = run({u"show"_s, u"d1"_s});
        COMPARE_EXIT(shown, 0);
        QVERIFY2(shown.out.contains("rejected") && shown.out.contains("too early"), shown.all());
    }

    void whatCannotFollowIsToldWithItsLines()
    {
        const QString draft = file(changed(changed(secondVersion(), "\"retention_days\": 730", "\"retention_days\": 731"),
            "\"title\": \"News, offers and surveys\"", "\"title\": \"News\""));
        const Ended ended = run({u"draft"_s, draft, u"--by"_s, u"Anna"_s, u"--json"_s});
        COMPARE_EXIT(ended, 1);
        const QJsonArray faults = ended.json()[u"faults"].toArray();
        QCOMPARE(faults.size(), 2);
        QCOMPARE(faults[0][u"field"].toString(), u"purposes[0].version"_s);
        QCOMPARE(faults[0][u"file"].toString(), draft);
        QVERIFY(faults[0][u"line"].toInt() > 0);
        QCOMPARE(faults[1][u"field"].toString(), u"notices[0].versions[0].revisions.en.title"_s);
        QVERIFY2(ended.err.contains("nothing was stored"), ended.all());
        QCOMPARE(json({u"versions"_s})[u"drafts"].toArray().size(), 0);
        const Ended check = run({u"check"_s, draft, u"--follows"_s, u"--json"_s});
        COMPARE_EXIT(check, 1);
        QCOMPARE(check.json()[u"faults"].toArray().size(), 2);
    }

    void whatCameInBetweenIsToldWholeAtPublication()
    {
        for (const QByteArray &text : {withoutSurveys(), secondVersion()}) {
            const QString number = QString::number(json({u"draft"_s, file(text), u"--by"_s, u"Anna"_s})[u"draft"].toInt());
            COMPARE_EXIT(run({u"review"_s, number, u"--by"_s, u"Jan"_s}), 0);
        }
        COMPARE_EXIT(run({u"publish"_s, u"1"_s, u"--by"_s, u"Jan"_s}), 0);
        const Ended ended = run({u"publish"_s, u"2"_s, u"--by"_s, u"Jan"_s, u"--json"_s});
        COMPARE_EXIT(ended, 1);
        const QJsonArray faults = ended.json()[u"faults"].toArray();
        QVERIFY2(faults.size() > 1, ended.all()); // the version is taken, and surveys were retired
        for (const auto &fault : faults) {
            QCOMPARE(fault[u"file"].toString(), u"draft 2"_s);
            QVERIFY2(fault[u"line"].toInt() > 0 && !fault[u"field"].toString().isEmpty(), ended.all());
        }
        QVERIFY2(ended.err.contains("cannot be put in force any more"), ended.all());
        QCOMPARE(json({u"list"_s})[u"version"].toInt(), 2);
    }

    void anOpenQuestionKeepsADraftFromApproval()
    {
        const QByteArray text = changed(sampleText(), "            \"change_told\": {", "            \"plain_wordz\": {");
        const Ended check = m_stage->tool.run({u"catalog"_s, u"check"_s, file(text), u"--json"_s}, {});
        COMPARE_EXIT(check, 1);
        QCOMPARE(check.json()[u"faults"].toArray().size(), 2); // one not answered, one not asked
        QVERIFY2(check.err.contains("29184:2020, 5.5.2"), check.all());

        const QJsonObject draft = json({u"draft"_s, file(changed(text, "\"version\": 1", "\"version\": 2")), u"--by"_s, u"Anna"_s});
        QCOMPARE(draft[u"missing"].toArray().size(), 2);
        const Ended review = run({u"review"_s, u"1"_s, u"--by"_s, u"Jan"_s, u"--json"_s});
        COMPARE_EXIT(review, 1);
        QCOMPARE(review.json()[u"faults"][0][u"file"].toString(), u"draft 1"_s);
        QVERIFY(review.json()[u"faults"][0][u"field"].toString().contains(u"checklist.change_told"));

        // The lines are those of the text that show gives.
        const int line = review.json()[u"faults"][1][u"line"].toInt();
        const Ended shown = run({u"show"_s, u"d1"_s, u"--text"_s});
        QVERIFY2(shown.out.split('\n').value(line - 1).contains("plain_wordz"), shown.out.split('\n').value(line - 1));
    }

    void aFirstCatalogueWithOpenQuestionsIsTakenAndNamed()
    {
        const Tool tool(m_stage->path(u"other"_s));
        const Ended made = tool.run({u"init"_s, u"--catalog"_s, file(changed(sampleText(), "\"change_told\": {", "\"x\": {"))});
        COMPARE_EXIT(made, 0);
        QVERIFY2(made.err.contains("2 points are open"), made.all());
    }

    void versionsAreCompared()
    {
        json({u"draft"_s, file(withoutSurveys()), u"--by"_s, u"Anna"_s});
        const QJsonArray changes = json({u"diff"_s, u"1"_s, u"d1"_s})[u"changes"].toArray();
        QCOMPARE(changes.size(), 3);
        QCOMPARE(changes[0][u"path"].toString(), u"version"_s);
        QCOMPARE(changes[2][u"path"].toString(), u"purposes.surveys.retired_at"_s);
        QVERIFY(changes[2][u"before"].isNull());
        const Ended text = run({u"diff"_s, u"1"_s, u"d1"_s});
        QVERIFY2(text.out.contains("    - 1\n    + 2\n"), text.all());
        COMPARE_EXIT(run({u"diff"_s, u"1"_s, u"7"_s}), 1);
        COMPARE_EXIT(run({u"diff"_s, u"1"_s, u"one"_s}), 2);
    }

    void aNoticeIsComparedWordByWord()
    {
        const Ended text = run({u"notice"_s, u"diff"_s, u"sharing"_s, u"1"_s, u"2"_s});
        COMPARE_EXIT(text, 0);
        QVERIFY2(text.out.contains("{+") && text.out.contains("without a change"), text.all());
        QVERIFY2(text.out.contains("tarvel_cars") && text.out.contains("keep their answers"), text.all());
        const QJsonObject diff = json({u"notice"_s, u"diff"_s, u"sharing"_s, u"1"_s, u"2"_s, u"--language"_s, u"zh_TW"_s});
        int asked = 0;
        for (const QJsonValue &toggle : diff[u"toggles"].toArray())
            asked += toggle[u"asked_again"].toBool() ? 1 : 0;
        QCOMPARE(asked, 2);
        QVERIFY(diff[u"after"][u"material"].toBool());
        QString before;
        for (const QJsonValue &change : diff[u"body"].toArray())
            before += change[u"change"].toString() == u"added"_s ? QString() : change[u"text"].toString();
        QVERIFY(before.contains(u"Tarvel Car Rental"_s));
        const Ended missing = run({u"notice"_s, u"diff"_s, u"sharing"_s, u"1"_s, u"9"_s});
        COMPARE_EXIT(missing, 1);
        QVERIFY2(missing.err.contains("there are 1, 2"), missing.all());
        QVERIFY(json({u"notice"_s, u"list"_s})[u"notices"].toArray().size() >= 4);
    }

    void aMaterialVersionAsksAgainForWhatItChanges()
    {
        const Tool tool(m_stage->path(u"other"_s));
        const QByteArray catalogue = changed(sampleText(), "\"effective\": \"2026-05-04T00:00:00Z\",",
            "\"effective\": \"2025-06-01T00:00:00Z\", \"material\": true, \"affects\": [{\"purpose\": \"newsletter\", \"channel\": \"email\"}],");
        COMPARE_EXIT(tool.run({u"init"_s, u"--catalog"_s, file(catalogue)}), 0);
        const QString list = m_stage->write(u"list.csv"_s, "EUID,Email Address,CONFIRM_TIME\nabc,anna@example.org,2025-03-01 09:00:00\n");
        for (const QString &channel : {u"email"_s, u"post"_s})
            COMPARE_EXIT(tool.run({u"import"_s, u"people"_s, list, u"--source"_s, u"email_service"_s, u"--preset"_s, u"mailchimp"_s, u"--status"_s,
                u"subscribed"_s, u"--consent-purpose"_s, u"newsletter"_s, u"--consent-channel"_s, channel, u"--notice-version"_s, u"1"_s}), 0);
        const QStringList ask{u"consent"_s, u"ask-again"_s, u"--subject"_s, kAnna};
        const QJsonArray asked = tool.json(ask)[u"ask"].toArray();
        QCOMPARE(asked.size(), 1); // the letter by post goes on
        QCOMPARE(asked[0][u"channel"].toString(), u"email"_s);
        QCOMPARE(asked[0][u"reason"].toString(), u"cut_off"_s);
        QCOMPARE(asked[0][u"answered_version"].toInt(), 1);
        QCOMPARE(asked[0][u"needed_version"].toInt(), 2);
        QVERIFY(asked[0][u"since"].toString().startsWith(u"2025-06-01"_s));
        const Ended text = tool.run(ask);
        QVERIFY2(text.out.contains("answered on marketing v1, v2 changed it"), text.all());
        COMPARE_EXIT(tool.run({u"consent"_s, u"grant"_s, u"--subject"_s, kAnna, u"--purpose"_s, u"newsletter"_s, u"--channel"_s, u"email"_s,
            u"--recipient"_s, u"self"_s, u"--notice-read"_s, u"screen"_s, u"--language"_s, u"en"_s}), 0);
        QCOMPARE(tool.json(ask)[u"ask"].toArray().size(), 0);
    }

    void servedNoticesAreRecordedWithTheirMode()
    {
        const Ended given = m_stage->tool.run({u"consent"_s, u"grant"_s, u"--subject"_s, kAnna, u"--purpose"_s, u"newsletter"_s, u"--channel"_s,
            u"email"_s, u"--recipient"_s, u"self"_s, u"--notice-read"_s, u"aloud"_s, u"--language"_s, u"fr"_s});
        COMPARE_EXIT(given, 0);
        const QJsonObject event = m_stage->tool.json({u"consent"_s, u"history"_s, u"--subject"_s, kAnna})[u"events"][0].toObject();
        QCOMPARE(event[u"served_mode"].toString(), u"read_aloud"_s);
        QCOMPARE(event[u"policy_rule"].toString(), u"eu.marketing"_s);
        const auto database = m_stage->database(m_stage->tool.store());
        auto row = database->prepare("SELECT id, notice, version, language, mode, hash FROM served_notice");
        QVERIFY(row && *row->step());
        QCOMPARE(ServedId::fromBytes(row->blob(0))->toString(), event[u"served_id"].toString().toStdString());
        QCOMPARE(std::string(row->text(1)), std::string("marketing"));
        QCOMPARE(static_cast<int>(row->integer(2)), event[u"notice_version"].toInt());
        QCOMPARE(std::string(row->text(3)), std::string("fr"));
        QCOMPARE(std::string(row->text(4)), std::string("read_aloud"));
        QCOMPARE(toHex(row->blob(5)), event[u"notice_hash"].toString().toStdString());
    }

private:
    Ended run(const QStringList &arguments) const { return m_stage->tool.run(QStringList{u"catalog"_s} + arguments); }
    QJsonObject json(const QStringList &arguments) const { return m_stage->tool.json(QStringList{u"catalog"_s} + arguments); }
    QString file(const QByteArray &text) const
    {
        if (text.isEmpty())
            qFatal("a text to change was not there");
        return m_stage->write(u"next%1.json"_s.arg(++m_files), text);
    }
    std::unique_ptr<Stage> m_stage;
    mutable int m_files = 0;
};

ASSENT_TEST_CLASS(CtlCatalogTest);
#include "ctl_catalog.moc"
