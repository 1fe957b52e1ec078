#include "ctl_tool.h"

using namespace assent;
using namespace assent::test;

namespace {

const QString kAnna = u"anna@example.org"_s;

}

/// consent show, grant, withdraw and history.
class CtlConsentTest : public QObject
{
    Q_OBJECT

    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init() { m_stage = std::make_unique<Stage>(); }
    void cleanup() { m_stage.reset(); }

    void nothingIsAllowedBeforeAnAct()
    {
        const QJsonObject shown = choice(u"newsletter"_s, u"email"_s);
        QCOMPARE(shown[u"state"].toString(), u"unknown"_s);
        QCOMPARE(shown[u"allowed"].toBool(true), false);
    }

    void grantShowWithdrawShowGrantShow()
    {
        QCOMPARE(grant(u"newsletter"_s, u"email"_s)[u"choices"][0][u"allowed"].toBool(), true);
        QCOMPARE(choice(u"newsletter"_s, u"email"_s)[u"state"].toString(), u"given"_s);
        const QJsonObject withdrawn = consent(u"withdraw"_s, {u"--purpose"_s, u"newsletter"_s, u"--channel"_s, u"email"_s});
        QCOMPARE(withdrawn[u"stopped"].toArray().size(), 1);
        QCOMPARE(choice(u"newsletter"_s, u"email"_s)[u"state"].toString(), u"withdrawn"_s);
        QCOMPARE(choice(u"newsletter"_s, u"email"_s)[u"allowed"].toBool(true), false);
        grant(u"newsletter"_s, u"email"_s);
        QCOMPARE(choice(u"newsletter"_s, u"email"_s)[u"allowed"].toBool(), true);
    }

    void withdrawingEverythingStopsEveryChoiceInOneAct()
    {
        grant(u"newsletter"_s, u"email"_s);
        grant(u"offers"_s, u"sms"_s);
        const QJsonObject withdrawn = consent(u"withdraw"_s, {});
        QCOMPARE(withdrawn[u"events"].toArray().size(), 1);
        QCOMPARE(withdrawn[u"events"][0][u"key"][u"purpose"].toString(), u"*"_s);
        for (const QJsonValue &shown : consent(u"show"_s, {})[u"choices"].toArray()) {
            if (shown[u"model"].toString() != u"required")
                QCOMPARE(shown[u"allowed"].toBool(true), false);
        }
    }

    void withdrawingAClassLeavesOthers()
    {
        grant(u"newsletter"_s, u"email"_s);
        grant(u"surveys"_s, u"email"_s);
        consent(u"withdraw"_s, {u"--class"_s, u"marketing"_s});
        QCOMPARE(choice(u"newsletter"_s, u"email"_s)[u"allowed"].toBool(true), false);
        QCOMPARE(choice(u"surveys"_s, u"email"_s)[u"allowed"].toBool(), true);
    }

    void withdrawingWhatWasNeverGivenIsTaken()
    {
        QCOMPARE(consent(u"withdraw"_s, {u"--purpose"_s, u"analytics"_s})[u"stopped"].toArray().size(), 0);
        QCOMPARE(choice(u"analytics"_s, u"online"_s)[u"state"].toString(), u"withdrawn"_s);
    }

    void grantWithoutNoticeIsAWrongCall()
    {
        const Ended ended = run(u"grant"_s, {u"--purpose"_s, u"newsletter"_s, u"--channel"_s, u"email"_s, u"--recipient"_s, u"self"_s});
        COMPARE_EXIT(ended, 2);
        QVERIFY2(ended.err.contains("--notice-read"), ended.all());
        QCOMPARE(choice(u"newsletter"_s, u"email"_s)[u"state"].toString(), u"unknown"_s);
    }

    void grantNeedsEveryPartAndNamesWhatThereIs()
    {
        const Ended ended = run(u"grant"_s, {u"--purpose"_s, u"newsletter"_s, u"--notice-read"_s, u"screen"_s});
        COMPARE_EXIT(ended, 2);
        QVERIFY2(ended.err.contains("--channel") && ended.err.contains("email, post"), ended.all());
    }

    void grantSaysWhichNoticeItAttests()
    {
        const QJsonObject notice = grant(u"newsletter"_s, u"email"_s)[u"notice"].toObject();
        QCOMPARE(notice[u"language"].toString(), u"pl"_s); // Anna's
        QVERIFY(notice[u"version"].toInt() > 0);
        QCOMPARE(notice[u"hash"].toString().size(), 64);
        const Ended text = run(u"grant"_s, {u"--purpose"_s, u"offers"_s, u"--channel"_s, u"sms"_s, u"--recipient"_s, u"self"_s,
            u"--notice-read"_s, u"aloud"_s, u"--language"_s, u"fr"_s});
        COMPARE_EXIT(text, 0);
        QVERIFY2(text.out.contains("language fr") && text.out.contains("read aloud"), text.all());
    }

    void noticeInALanguageThatItLacksIsRefused()
    {
        const Ended ended = run(u"grant"_s, {u"--purpose"_s, u"newsletter"_s, u"--channel"_s, u"email"_s, u"--recipient"_s,
            u"self"_s, u"--notice-read"_s, u"screen"_s, u"--language"_s, u"tlh"_s});
        COMPARE_EXIT(ended, 1);
        QVERIFY2(ended.err.contains("zh_TW"), ended.all());
    }

    void anInstantHasTheAnswerOfItsTime()
    {
        const QString before = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
        grant(u"newsletter"_s, u"email"_s);
        const QString after = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
        const QStringList newsletter{u"--purpose"_s, u"newsletter"_s, u"--channel"_s, u"email"_s};
        const QJsonObject then = consent(u"at"_s, newsletter + QStringList{u"--time"_s, before});
        QCOMPARE(then[u"choices"][0][u"as_decided"][u"allowed"].toBool(true), false);
        QCOMPARE(then[u"acts"].toArray().size(), 0);
        const QJsonObject now = consent(u"at"_s, newsletter + QStringList{u"--time"_s, after});
        QCOMPARE(now[u"choices"][0][u"as_decided"][u"allowed"].toBool(), true);
        QCOMPARE(now[u"choices"][0][u"as_known"][u"allowed"].toBool(), true);
        QCOMPARE(now[u"acts"].toArray().size(), 1);
        COMPARE_EXIT(run(u"at"_s, {u"--time"_s, u"yesterday"_s}), 2);
        const Ended future = run(u"at"_s, {u"--time"_s, u"2999-01-01"_s});
        COMPARE_EXIT(future, 1);
        QVERIFY2(future.err.contains("not come"), future.all());
    }

    void aSignedExtractIsCheckedAnywhere()
    {
        grant(u"newsletter"_s, u"email"_s);
        const QString file = m_stage->path(u"extract.json"_s);
        const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
        COMPARE_EXIT(run(u"at"_s, {u"--time"_s, now, u"--output"_s, file}), 0);
        COMPARE_EXIT(run(u"at"_s, {u"--time"_s, now, u"--output"_s, file}), 1); // never over another file
        const Tool elsewhere(m_stage->path(u"no-store"_s));
        const Ended genuine = elsewhere.run({u"consent"_s, u"check"_s, file});
        COMPARE_EXIT(genuine, 0);
        QVERIFY2(genuine.out.startsWith("Genuine"), genuine.all());
        QFile changed(file);
        QVERIFY(changed.open(QIODevice::ReadWrite));
        QByteArray text = changed.readAll();
        text.replace("newsletter", "newslettre");
        changed.resize(0);
        changed.seek(0);
        changed.write(text);
        changed.close();
        COMPARE_EXIT(elsewhere.run({u"consent"_s, u"check"_s, file}), 4);
        COMPARE_EXIT(elsewhere.run({u"consent"_s, u"check"_s, m_stage->path(u"nothing.json"_s)}), 1);
    }

    void anExtractOnPaperGoesWithItsJson_data()
    {
        QTest::addColumn<QString>("language");
        for (const char *language : {"en", "zh_TW", "pl", "fr"})
            QTest::newRow(language) << QString::fromLatin1(language);
    }
    void anExtractOnPaperGoesWithItsJson()
    {
        QFETCH(QString, language);
        const QByteArray session = qgetenv("XDG_RUNTIME_DIR");
        qunsetenv("XDG_RUNTIME_DIR"); // as on a bare terminal
        const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
        const QString file = m_stage->path(u"at-"_s + language + u".pdf"_s);
        const Ended made = run(u"at"_s, {u"--time"_s, now, u"--output"_s, file, u"--language"_s, language});
        if (!session.isEmpty())
            qputenv("XDG_RUNTIME_DIR", session);
        COMPARE_EXIT(made, 0);
        QCOMPARE(made.err, QByteArray());
        const QByteArray pdf = contentOf(file);
        QVERIFY(pdf.startsWith("%PDF-") && pdf.contains("/FontFile") && pdf.contains("/EmbeddedFile"));
        const QString json = m_stage->path(u"at-"_s + language + u".json"_s);
        COMPARE_EXIT(Tool(m_stage->path(u"no-store"_s)).run({u"consent"_s, u"check"_s, json}), 0);
        const Ended wrong = Tool(m_stage->path(u"no-store"_s)).run({u"consent"_s, u"check"_s, file});
        COMPARE_EXIT(wrong, 1);
        QVERIFY2(wrong.err.contains("extract.json"), wrong.all());
    }

    void anExtractOnPaperTakesNoPlaceThatIsTaken()
    {
        const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
        const QString paper = m_stage->write(u"mine.pdf"_s, "mine");
        COMPARE_EXIT(run(u"at"_s, {u"--time"_s, now, u"--output"_s, paper}), 1);
        QCOMPARE(contentOf(paper), QByteArray("mine"));
        QVERIFY(!QFile::exists(m_stage->path(u"mine.json"_s)));
        const QString json = m_stage->write(u"yours.json"_s, "yours");
        COMPARE_EXIT(run(u"at"_s, {u"--time"_s, now, u"--output"_s, m_stage->path(u"yours.pdf"_s)}), 1);
        QCOMPARE(contentOf(json), QByteArray("yours"));
        QVERIFY(!QFile::exists(m_stage->path(u"yours.pdf"_s)));
    }

    void agentsSayWhy()
    {
        QStringList arguments{u"--purpose"_s, u"newsletter"_s, u"--channel"_s, u"email"_s, u"--recipient"_s, u"self"_s,
            u"--notice-read"_s, u"aloud"_s, u"--role"_s, u"agent"_s, u"--actor"_s, u"agent-7"_s};
        COMPARE_EXIT(run(u"grant"_s, arguments), 2);
        COMPARE_EXIT(run(u"grant"_s, arguments << u"--reason"_s << u"call 4711"_s), 0);
        const QJsonObject event = consent(u"history"_s, {})[u"events"][0].toObject();
        QCOMPARE(event[u"actor_role"].toString(), u"agent"_s);
        QCOMPARE(event[u"actor_id"].toString(), u"agent-7"_s);
        QCOMPARE(event[u"on_behalf_reason"].toString(), u"call 4711"_s);
    }

    void agentsWithdrawWithoutAReason()
    {
        COMPARE_EXIT(run(u"withdraw"_s, {u"--role"_s, u"agent"_s}), 0);
    }

    void unknownPurposeNamesTheKnownOnes_data()
    {
        QTest::addColumn<QString>("command");
        QTest::newRow("show") << u"show"_s;
        QTest::newRow("grant") << u"grant"_s;
        QTest::newRow("withdraw") << u"withdraw"_s;
        QTest::newRow("history") << u"history"_s;
    }
    void unknownPurposeNamesTheKnownOnes()
    {
        QFETCH(QString, command);
        QStringList arguments{u"--purpose"_s, u"newsleter"_s};
        if (command == u"grant")
            arguments << u"--channel"_s << u"email"_s << u"--recipient"_s << u"self"_s << u"--notice-read"_s << u"screen"_s;
        const Ended ended = run(command, arguments);
        COMPARE_EXIT(ended, 1);
        QVERIFY2(ended.err.contains("newsletter") && ended.err.contains("surveys"), ended.all());
    }

    void whatNeedsNoConsentCannotBeGranted()
    {
        const Ended ended = run(u"grant"_s, {u"--purpose"_s, u"fraud_and_safety"_s, u"--notice-read"_s, u"screen"_s});
        COMPARE_EXIT(ended, 1);
    }

    void historyIsNewestFirstAndFilters()
    {
        grant(u"newsletter"_s, u"email"_s);
        grant(u"surveys"_s, u"email"_s);
        consent(u"withdraw"_s, {});
        const QJsonArray all = consent(u"history"_s, {})[u"events"].toArray();
        QCOMPARE(all.size(), 3);
        QCOMPARE(all[0][u"act"].toString(), u"withdraw"_s);
        QCOMPARE(all[2][u"key"][u"purpose"].toString(), u"newsletter"_s);
        QCOMPARE(consent(u"history"_s, {u"--purpose"_s, u"surveys"_s})[u"events"].toArray().size(), 2);
        const QJsonObject limited = consent(u"history"_s, {u"--limit"_s, u"1"_s});
        QCOMPARE(limited[u"events"].toArray().size(), 1);
        QCOMPARE(limited[u"total"].toInt(), 3);
    }

    void tablesFitAHundredColumns()
    {
        grant(u"newsletter"_s, u"email"_s);
        consent(u"withdraw"_s, {u"--channel"_s, u"sms"_s});
        for (const QString &command : {u"show"_s, u"history"_s}) {
            const Ended ended = run(command, {});
            COMPARE_EXIT(ended, 0);
            for (const QByteArray &line : ended.out.split('\n'))
                QVERIFY2(QString::fromUtf8(line).size() <= 100, line);
        }
    }

private:
    Ended run(const QString &command, const QStringList &more) const
    {
        return m_stage->tool.run(QStringList{u"consent"_s, command, u"--subject"_s, kAnna} + more);
    }
    QJsonObject consent(const QString &command, const QStringList &more) const
    {
        return m_stage->tool.json(QStringList{u"consent"_s, command, u"--subject"_s, kAnna} + more);
    }
    QJsonObject grant(const QString &purpose, const QString &channel) const
    {
        return consent(u"grant"_s, {u"--purpose"_s, purpose, u"--channel"_s, channel, u"--recipient"_s, u"self"_s,
            u"--notice-read"_s, u"screen"_s});
    }
    QJsonObject choice(const QString &purpose, const QString &channel) const
    {
        return consent(u"show"_s, {u"--purpose"_s, purpose, u"--channel"_s, channel})[u"choices"][0].toObject();
    }

    std::unique_ptr<Stage> m_stage;
};

ASSENT_TEST_CLASS(CtlConsentTest);
#include "ctl_consent.moc"
