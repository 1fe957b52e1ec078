#include "profile/erasure.h"
#include "sync/clientfixture.h"
#include "sync/sealed.h"
#include "vault/fixture.h"

using namespace assent;
using namespace assent::test;
using namespace assent::sync;

namespace {

/// A desktop that knows the hub's key, and somebody who withdraws while it is away.
struct Locked
{
    Locked()
    {
        desktop.enrol();
        must(desktop.decide(anna, grantOf(offers)));
        must(desktop.sync());
        must(desktop.decide(anna, withdrawalOf(KeyPattern::of(offers))));
        if (!*desktop.client.sealClosings())
            qFatal("nothing was sealed");
    }
    template<typename T>
    static void must(const Result<T> &result)
    {
        if (!result.ok())
            qFatal("%s", result.error().toString().c_str());
    }
    fs::path folder() const { return desktop.folder.path().toStdString(); }
    fs::path file() const { return folder() / "closings.sealed"; }
    /// As a sender without the store's key does it.
    Result<int> send() { return sendSealed(folder(), desktop.transport); }
    bool allowedElsewhere()
    {
        Desktop other(hub);
        other.enrol();
        must(other.sync());
        return other.allowed(anna, offers);
    }

    TestHub hub;
    Desktop desktop{hub};
    Person anna = desktop.add();
    ConsentKey offers = lawKey(anna.persona, "offers", "email");
};

} // namespace

/// Withdrawals that are sent while the store is locked.
class ClientSealedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWithdrawalReachesTheHubWhileTheStoreIsLocked()
    {
        Locked l;
        l.desktop.close();
        const auto sent = l.send();
        EXPECT_OK(sent);
        QCOMPARE(*sent, 1);
        QVERIFY(!fs::exists(l.file()));
        QVERIFY(!l.allowedElsewhere());

        l.desktop.open();
        Client unlocked(*l.desktop.vault, l.desktop.catalogue, l.desktop.transport);
        NoProgress silent;
        const auto report = unlocked.sync(silent);
        EXPECT_OK(report);
        QCOMPARE(report->pushed, 0);
        QCOMPARE(report->duplicates, 1);
        QVERIFY(l.desktop.queueIsEmpty());
        QCOMPARE(*unlocked.sealClosings(), false);
    }

    void theFileTellsNothing()
    {
        Locked l;
        const std::string text = readFile(l.file());
        const std::string token = *l.desktop.vault->db().text("SELECT token FROM hub");
        for (const std::string &secret : {token, l.anna.id.toString(), std::string("withdraw"), std::string("offers"), toBase64Url(l.anna.pseudonymKey)})
            QVERIFY(text.find(secret) == std::string::npos);
        QCOMPARE(fs::status(l.file()).permissions() & fs::perms::mask, fs::perms::owner_read | fs::perms::owner_write);
        const auto sealed = readSealed(l.folder());
        EXPECT_OK(sealed);
        EXPECT_OK(l.hub.store().sealKey()->open(kSealContext, (*sealed)->texts.front()));
        const auto other = SealKey::fromSeed(randomSecret(32)->view());
        EXPECT_ERROR(other->open(kSealContext, (*sealed)->texts.front()), ErrorCode::Corrupt);
        EXPECT_ERROR(l.hub.store().sealKey()->open("another use", (*sealed)->texts.front()), ErrorCode::Corrupt);
    }

    void whatWasChangedIsRefusedAndStays()
    {
        Locked l;
        auto sealed = **readSealed(l.folder());
        for (std::size_t at : {std::size_t{0}, std::size_t{40}, sealed.texts[0].size() - 1}) {
            SealedClosings changed = sealed;
            changed.texts[0][at] ^= 1;
            EXPECT_OK(writeSealed(l.folder(), changed));
            EXPECT_ERROR(l.send(), ErrorCode::Denied);
            QVERIFY(fs::exists(l.file()));
        }
        EXPECT_OK(writeSealed(l.folder(), sealed));
        EXPECT_OK(l.send());
    }

    void aHubThatDoesNotAnswerLosesNothing()
    {
        Locked l;
        l.desktop.transport.fail(Fault::LoseAnswer);
        EXPECT_ERROR(l.send(), ErrorCode::Network);
        QVERIFY(fs::exists(l.file()));
        l.desktop.transport.fail(Fault::Busy);
        EXPECT_ERROR(l.send(), ErrorCode::Network);
        EXPECT_OK(l.send()); // once at the hub, however often it is sent
        QCOMPARE(*l.hub.store().itemCount(), 3);
    }

    void aRevokedDeviceIsHeard()
    {
        Locked l;
        EXPECT_OK(l.hub.store().revoke(l.desktop.vault->deviceId()));
        EXPECT_OK(l.send());
        QVERIFY(!l.allowedElsewhere());
        QCOMPARE(*l.hub.store().vault().db().integer("SELECT count(*) FROM item WHERE flagged = 1"), 1);
    }

    void aTokenOfBeforeIsHeard()
    {
        Locked l;
        EXPECT_OK(l.hub.store().vault().db().run("UPDATE device SET token_hash = randomblob(32)"));
        EXPECT_OK(l.send());
        QVERIFY(!l.allowedElsewhere());
    }

    void aStrangerIsNotHeard()
    {
        Locked l;
        EXPECT_OK(l.hub.store().vault().db().run("DELETE FROM device"));
        EXPECT_ERROR(l.send(), ErrorCode::Denied);
        QVERIFY(fs::exists(l.file()));
    }

    void onlyClosingActsAreTakenSealed()
    {
        Locked l;
        Push push(l.hub.enrol());
        push.add(PersonItem{l.anna}, 1);
        auto text = *json::parse(push.text());
        text.set("token", "t");
        const auto sealed = sealFor(l.hub.store().sealKey()->publicKey(), kSealContext, asBytes(json::canonical(text)));
        const auto answer = l.hub.post("/v1/sync/sealed", json::canonical(json::Value(json::Object{{"sealed", toBase64Url(*sealed)}})));
        QCOMPARE(answer.status, 422);
    }

    void theHubsKeyIsTheOneOfTheFirstContact()
    {
        Locked l;
        const std::string pinned = *l.desktop.vault->db().text("SELECT hex(seal_key) FROM hub");
        l.desktop.transport.rewrite([](const HttpRequest &request, HttpResponse &answer) {
            const auto at = answer.body.find("\"seal_key\":\"");
            if (request.path == "/v1/capabilities" && at != std::string::npos)
                answer.body.replace(at + 12, 4, "AAAA");
        });
        EXPECT_OK(l.desktop.sync());
        QCOMPARE(*l.desktop.vault->db().text("SELECT hex(seal_key) FROM hub"), pinned);
    }

    void aWithdrawalOfSomeoneErasedIsSealedToo()
    {
        Locked l;
        EXPECT_OK(eraseSubject(*l.desktop.vault, l.anna.id, ErasedBy::Self));
        QVERIFY(*l.desktop.client.sealClosings());
        const std::int64_t before = *l.hub.store().itemCount();
        EXPECT_OK(l.send());
        QCOMPARE(*l.hub.store().itemCount(), before + 1);
        EXPECT_OK(l.desktop.sync());
        QVERIFY(l.desktop.queueIsEmpty());
        QCOMPARE(*l.hub.store().itemCount(), 0);
    }
};

ASSENT_TEST_CLASS(ClientSealedTest);
#include "client_sealed.moc"
