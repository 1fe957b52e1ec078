#include "base/expect.h"
#include "base/registry.h"
#include "crypto/hash.h"
#include "receipt/people.h"
#include "transfer/extractsheet.h"

using namespace assent;

namespace {

/// Anna, who said yes on the screen and then no to everything.
struct Asked : test::People
{
    Asked()
    {
        const NoticeVersion *notice = store.catalogue->noticeAt(store.catalogue->purpose(PurposeId("newsletter"))->notice, store.clock.now());
        Decision decision = grantOf("newsletter", "email", consents.view(anna)->persona);
        const auto served = consents.recordServed(anna, *notice, "pl", ServedMode::Screen);
        if (!served)
            qFatal("not served");
        decision.served = *served;
        granted = decide(anna, decision);
    }

    PointInTime now()
    {
        auto point = pointInTime(*store.vault, consents, anna, store.clock.now());
        if (!point)
            qFatal("no point in time");
        return *std::move(point);
    }
    QByteArray sheet(const PointInTime &point, const std::string &language)
    {
        extract = *signedExtract(*store.vault, point);
        return QByteArray::fromStdString(extractHtml(point, extract, language));
    }

    ConsentEvent granted;
    SignedExtract extract;
};

} // namespace

class ExtractSheetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itNamesWhatProvesIt()
    {
        Asked asked;
        const PointInTime point = asked.now();
        const QByteArray sheet = asked.sheet(point, "en");
        for (const std::string &proof : {asked.anna.toString(), toHex(sha256(asBytes(asked.extract.text))), toBase64Url(asked.extract.signature),
                 asked.extract.signer, toHex(asked.extract.checkpoint.root), asked.granted.core.id.toString(), toHex(asked.granted.hash()),
                 toHex(asked.granted.payload.noticeHash), toRfc3339(point.at)})
            QVERIFY2(sheet.contains(proof.c_str()), proof.c_str());
        const auto checked = checkExtract(asked.extract.text, asked.extract.signer);
        EXPECT_OK(checked);
        QCOMPARE(*checked->extract.find("at")->string(), toRfc3339(point.at));
    }

    void whatWasShownStandsInItsOwnLanguage()
    {
        Asked asked;
        const PointInTime point = asked.now();
        const QByteArray sheet = asked.sheet(point, "fr");
        const EventPayload &payload = asked.granted.payload;
        const NoticeRevision &shown = asked.store.catalogue->notice(payload.notice, payload.noticeVersion)->revisions.at("pl");
        QVERIFY(sheet.contains(shown.title.c_str()));
        QVERIFY(sheet.contains(shown.body.substr(0, shown.body.find('\n')).c_str()));
        QVERIFY(sheet.contains("(version " + QByteArray::number(payload.noticeVersion) + ", pl)"));
    }

    void bothAnswersAreInWords()
    {
        Asked asked;
        const Timestamp granted = asked.store.clock.now();
        QVERIFY(asked.sheet(asked.now(), "en").contains("<b>allowed</b>, given"));
        asked.withdrawAll(asked.anna);
        const QByteArray after = asked.sheet(asked.now(), "en");
        QVERIFY(!after.contains("<b>allowed</b>, given") && after.contains("<b>not allowed</b>, withdrawn") && after.contains("Consent withdrawn"));
        const auto then = pointInTime(*asked.store.vault, asked.consents, asked.anna, granted);
        EXPECT_OK(then);
        QVERIFY(asked.sheet(*then, "en").contains("<b>allowed</b>, given"));
    }

    void everyWordIsInThePersonsLanguage_data()
    {
        QTest::addColumn<QByteArray>("language");
        for (const char *language : {"zh_TW", "pl", "fr"})
            QTest::newRow(language) << QByteArray(language);
    }
    void everyWordIsInThePersonsLanguage()
    {
        QFETCH(QByteArray, language);
        Asked asked;
        asked.withdrawAll(asked.anna);
        const QByteArray sheet = asked.sheet(asked.now(), language.toStdString());
        for (const char *english : {"Consent at", "Consent given", "Person<", "Point in", "Held by", "Made on", "counts what", "As known", "allowed", "Since", "Valid until",
                 "Choices", "Channel", "Who", "Ledger", "rests", "About", "Decided", "Received", "whom", "person)", "toggle", "Where", "Legal", "Rule",
                 "Notice", "shown", "Hash", "Entries", "Root", "Key of", "attached", "Anyone", "store can"})
            QVERIFY2(!sheet.contains(english), english);
        const std::string channel = asked.store.catalogue->channel(ChannelId("email"))->name.in(language.toStdString());
        QVERIFY(sheet.contains(channel.c_str()));
        QVERIFY(sheet.contains(asked.store.catalogue->purpose(PurposeId("newsletter"))->name.in(language.toStdString()).c_str()));
    }

    void nothingDecidedIsSaidSo()
    {
        Asked asked;
        const auto point = pointInTime(*asked.store.vault, asked.consents, asked.bert, asked.store.clock.now());
        EXPECT_OK(point);
        QVERIFY(asked.sheet(*point, "en").contains("Nothing had been decided."));
    }

    void itRunsNothing()
    {
        Asked asked;
        Decision decision = asked.grantOf("newsletter", "email", asked.consents.view(asked.anna)->persona);
        decision.actorRole = ActorRole::Agent;
        decision.actorId = "<script>alert('x')</script>";
        decision.onBehalfReason = "<img src=\"http://example.org/x\">";
        asked.decide(asked.anna, decision);
        const QByteArray sheet = asked.sheet(asked.now(), "en");
        QVERIFY(!sheet.contains("<script") && !sheet.contains("<img"));
        QVERIFY(sheet.contains("&lt;script&gt;") && sheet.contains("&lt;img"));
    }
};

ASSENT_TEST_CLASS(ExtractSheetTest);
#include "tst_extractsheet.moc"
