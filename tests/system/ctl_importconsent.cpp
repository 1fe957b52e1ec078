#include "ctl_tool.h"

using namespace assent;
using namespace assent::test;

namespace {

const QByteArray kHead = "\"Email Address\",\"First Name\",\"Last Name\",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,TIMEZONE,CC,REGION,";
const QByteArray kSubscribed = kHead + "LAST_CHANGED,LEID,EUID,NOTES,TAGS\n"
    "ewa@example.org,Ewa,Lis,2,\"2025-03-01 09:00:00\",192.0.2.1,\"2025-03-01 09:05:00\",192.0.2.1,Europe/Warsaw,PL,MA,\"2025-09-01 08:00:00\",9049,810826c56e,,\n"
    "jan@example.org,Jan,Mak,2,,,\"2025-04-01 09:05:00\",192.0.2.1,Europe/Warsaw,PL,MA,\"2025-09-01 08:00:00\",9050,810826c56f,,\n";
const QByteArray kUnsubscribed = kHead + "UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,LEID,EUID,NOTES,TAGS\n"
    "ewa@example.org,Ewa,Lis,2,\"2025-03-01 09:00:00\",192.0.2.1,\"2025-03-01 09:05:00\",192.0.2.1,Europe/Warsaw,PL,MA,\"2025-10-01 08:00:00\",Autumn,47,NORMAL,,9049,810826c56e,,\n";

QByteArray manyRows(int count)
{
    QByteArray text = "id,email,status\n";
    for (int i = 0; i < count; ++i)
        text += QByteArray::number(i) + ",many" + QByteArray::number(i) + "@example.org," + (i % 3 == 0 ? "out" : "in") + "\n";
    return text;
}

const QByteArray kMapping = R"({"version": 1, "columns": {"id": {"record_id": true}, "email": {"identifier": "email"},
  "status": {"consent": {"purpose": "newsletter", "channel": "email", "notice_version": 1, "values": {"in": "grant", "out": "withdraw"}}}}})";

} // namespace

/// Consents in imported files, through the program.
class CtlImportConsentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_stage = std::make_unique<Stage>(); }
    void cleanupTestCase() { m_stage.reset(); }

    void aMailchimpAccountComesOver()
    {
        const QStringList consent = {u"--preset"_s, u"mailchimp"_s, u"--consent-purpose"_s, u"newsletter"_s};
        m_stage->write(u"subscribed.csv"_s, kSubscribed);
        m_stage->write(u"unsubscribed.csv"_s, kUnsubscribed);
        const QStringList in = consent + QStringList{u"--status"_s, u"subscribed"_s, u"--notice-in-effect"_s};
        const QJsonObject dry = import(u"subscribed.csv"_s, in + QStringList{u"--dry-run"_s});
        QCOMPARE(dry[u"acts"][u"grant"].toInt(), 2);
        const QJsonObject report = import(u"subscribed.csv"_s, in);
        QCOMPARE(report[u"acts"][u"grant"].toInt(), 2);
        QCOMPARE(stateOf(u"ewa@example.org"_s), u"given"_s);

        const QStringList out = consent + QStringList{u"--status"_s, u"unsubscribed"_s};
        QCOMPARE(import(u"unsubscribed.csv"_s, out)[u"acts"][u"withdraw"].toInt(), 1);
        QCOMPARE(import(u"unsubscribed.csv"_s, out)[u"observed_unchanged"].toInt(), 1);
        QCOMPARE(import(u"subscribed.csv"_s, in)[u"observed_unchanged"].toInt(), 2); // said before as well
        QCOMPARE(stateOf(u"ewa@example.org"_s), u"withdrawn"_s);
        QCOMPARE(stateOf(u"jan@example.org"_s), u"given"_s);
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"verify"_s}), 0);
    }

    void withoutAPurposeThePresetSaysWhatItLeavesOut()
    {
        m_stage->write(u"listmonk.csv"_s, "uuid,email,name,attributes,status,created_at,updated_at\n"
            "7d3a3b1c-0001-4f5a-9a51-0b7f0a521c1e,ola@example.org,Ola,{},blocklisted,2025-03-01 09:00:00.1 +0000 UTC,2025-03-01 09:00:00.1 +0000 UTC\n");
        const QStringList preset = {u"--preset"_s, u"listmonk"_s};
        const QJsonObject report = import(u"listmonk.csv"_s, preset);
        QCOMPARE(report[u"added"].toInt(), 1);
        QCOMPARE(report[u"consent_columns_left_out"].toArray(), QJsonArray{u"status"_s});
        const Ended told = m_stage->tool.run(command(u"listmonk.csv"_s, preset));
        QVERIFY2(told.out.contains("not imported: status") && told.out.contains("--consent-purpose"), told.all());
        const Ended closed = m_stage->tool.run(command(u"listmonk.csv"_s, preset + QStringList{u"--consent-purpose"_s, u"newsletter"_s}));
        QVERIFY2(closed.out.contains("1 withdrawn"), closed.all());
    }

    void aGrantWithoutItsNoticeIsNamed()
    {
        m_stage->write(u"grants.csv"_s, "EUID,Email Address\nabc,kim@example.org\n");
        const QJsonObject report = import(u"grants.csv"_s,
            {u"--preset"_s, u"mailchimp"_s, u"--consent-purpose"_s, u"newsletter"_s, u"--status"_s, u"subscribed"_s});
        QCOMPARE(report[u"refused"].toInt(), 1);
        QVERIFY(report[u"problems"][0][u"reason"].toString().contains(u"notice"_s));
        QCOMPARE(report[u"problems"][0][u"line"].toInt(), 2);
    }

    void wrongCallsSayWhatIsKnown_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QByteArray>("told");
        const QStringList preset = {u"--preset"_s, u"mailchimp"_s, u"--consent-purpose"_s, u"newsletter"_s};
        QTest::newRow("purpose") << QStringList{u"--preset"_s, u"mailchimp"_s, u"--consent-purpose"_s, u"news"_s} << 1 << QByteArray("newsletter");
        QTest::newRow("channel") << preset + QStringList{u"--consent-channel"_s, u"sms"_s} << 1 << QByteArray("email, post");
        QTest::newRow("notice") << preset + QStringList{u"--notice-version"_s, u"9"_s} << 2 << QByteArray("no such version");
        QTest::newRow("status") << preset + QStringList{u"--status"_s, u"gone"_s} << 2 << QByteArray("unsubscribed");
        QTest::newRow("a status of nothing") << QStringList{u"--status"_s, u"unsubscribed"_s} << 2 << QByteArray("--consent-purpose");
        QTest::newRow("no preset") << QStringList{u"--consent-purpose"_s, u"newsletter"_s} << 2 << QByteArray("--preset");
        QTest::newRow("a time to come") << preset + QStringList{u"--as-of"_s, u"2999-01-01"_s} << 2 << QByteArray("past time");
    }
    void wrongCallsSayWhatIsKnown()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exit);
        QFETCH(QByteArray, told);
        m_stage->write(u"subscribed.csv"_s, kSubscribed);
        const Ended ended = m_stage->tool.run(command(u"subscribed.csv"_s, arguments));
        COMPARE_EXIT(ended, exit);
        QVERIFY2(ended.err.contains(told), ended.all());
    }

    void aKilledImportGoesOnWhereItEnded()
    {
        constexpr int rows = 8000; // more than one transaction's
        m_stage->write(u"many.csv"_s, manyRows(rows));
        m_stage->write(u"many.json"_s, kMapping);
        const QStringList map = {u"--map"_s, m_stage->path(u"many.json"_s)};
        const auto process = m_stage->tool.start(command(u"many.csv"_s, map));
        // Until the first batch is in: then it is somewhere in the middle.
        while (!process->waitForFinished(0) && process->state() == QProcess::Running && !isThere(u"many1@example.org"_s)) { }
        process->kill();
        process->waitForFinished();

        const QJsonObject report = import(u"many.csv"_s, map);
        const QJsonObject acts = report[u"acts"].toObject();
        QCOMPARE(report[u"added"].toInt() + report[u"unchanged"].toInt(), rows);
        QCOMPARE(acts[u"grant"].toInt() + acts[u"withdraw"].toInt() + report[u"observed_unchanged"].toInt(), rows);
        QCOMPARE(report[u"added"].toInt(), acts[u"grant"].toInt() + acts[u"withdraw"].toInt());
        QCOMPARE(import(u"many.csv"_s, map)[u"observed_unchanged"].toInt(), rows);
        QCOMPARE(stateOf(u"many3@example.org"_s), u"withdrawn"_s);
        QCOMPARE(stateOf(u"many7999@example.org"_s), u"given"_s);
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"verify"_s}), 0);
    }

private:
    QStringList command(const QString &file, const QStringList &more) const
    {
        return QStringList{u"import"_s, u"people"_s, m_stage->path(file), u"--source"_s, u"email_service"_s} + more;
    }
    QJsonObject import(const QString &file, const QStringList &more) const { return m_stage->tool.json(command(file, more)); }
    bool isThere(const QString &email) const { return m_stage->tool.run({u"person"_s, u"show"_s, email}).exit == 0; }
    QString stateOf(const QString &email) const
    {
        const QJsonObject shown = m_stage->tool.json({u"consent"_s, u"show"_s, u"--subject"_s, email, u"--purpose"_s, u"newsletter"_s, u"--channel"_s, u"email"_s});
        return shown[u"choices"][0][u"state"].toString();
    }

    std::unique_ptr<Stage> m_stage;
};

ASSENT_TEST_CLASS(CtlImportConsentTest);
#include "ctl_importconsent.moc"
