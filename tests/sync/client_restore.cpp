#include "consent/store.h"
#include "fakes/localhub.h"
#include "profile/erasure.h"
#include "sync/client.h"
#include "vault/backup.h"
#include "vault/slots.h"

using namespace assent;
using namespace assent::test;
using namespace assent::sync;

namespace {

/// A store with slots, as a backup needs them, that belongs to a hub; and
/// someone who said yes before the backup.
struct PutBack : LawStore
{
    PutBack()
    {
        close();
        std::filesystem::remove_all(place());
        Slots slots = must(Slots::create(place()));
        key = slots.freshKey().clone();
        must(slots.setPassphrase(key, SecretBytes(std::string_view("pass")), kArgon2Floor));
        use(must(Vault::create(place(), key, clock)));
        anna = add();
        must(Client(*vault, catalogue, transport).enrol("http://127.0.0.1:1", *hub->store().newCode({}, std::chrono::minutes(5)), "desk"));
        offers = lawKey(anna.persona, "offers", "email");
        must(decide(anna, grantOf(offers)));
        must(sync());
        backup = must(makeBackup(*vault, {}, silent)).folder;
    }

    template<typename T>
    static T must(Result<T> result)
    {
        if (!result.ok())
            qFatal("%s", result.error().toString().c_str());
        if constexpr (!std::is_void_v<T>)
            return *std::move(result);
    }
    std::filesystem::path place() const { return folder.path().toStdString(); }
    Result<Client::Report> sync() { return Client(*vault, catalogue, transport).sync(silent); }
    void restore()
    {
        close();
        must(restoreBackup(backup, place(), key, clock, {}, silent));
        open();
    }
    bool queueIsEmpty()
    {
        const OutboxCounts counts = *outbox::counts(*vault);
        return counts.waitingClosings + counts.waitingOthers + counts.setAside == 0;
    }
    /// What a fresh store hears of this one's decisions from the hub.
    bool allowedElsewhere()
    {
        LawStore other;
        Client client(*other.vault, other.catalogue, transport);
        must(client.enrol("http://127.0.0.1:1", *hub->store().newCode({}, std::chrono::minutes(5)), "other"));
        must(client.sync(silent));
        return other.allowed(anna, offers);
    }

    NoProgress silent;
    QTemporaryDir hubFolder;
    std::unique_ptr<LocalHub> hub = must(LocalHub::open(hubFolder.path().toStdString(), clock));
    LocalTransport transport{*hub};
    Person anna;
    ConsentKey offers;
    std::filesystem::path backup;
};

} // namespace

/// A store that was put back from a backup, and its hub.
class ClientRestoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWithdrawalAfterTheBackupComesBackFromTheHub()
    {
        PutBack r;
        EXPECT_OK(r.decide(r.anna, withdrawalOf(everything())));
        EXPECT_OK(r.sync());
        r.restore();
        QVERIFY(r.allowed(r.anna, r.offers));
        EXPECT_OK(r.sync());
        QVERIFY(!r.allowed(r.anna, r.offers));
        QVERIFY(r.queueIsEmpty());
    }

    void whoWasErasedAfterTheBackupIsErasedByTheRestore()
    {
        PutBack r;
        EXPECT_OK(eraseSubject(*r.vault, r.anna.id, ErasedBy::Self));
        r.restore(); // before any contact with the hub
        EXPECT_ERROR(r.people->person(r.anna.id), ErrorCode::NotFound);
        QCOMPARE(*r.vault->db().integer("SELECT count(*) FROM consent_event"), 0);
        QVERIFY(*erasures::contains(*r.vault, r.anna.id));
        EXPECT_OK(r.sync());
        EXPECT_ERROR(r.people->person(r.anna.id), ErrorCode::NotFound);
        QCOMPARE(*r.vault->db().integer("SELECT count(*) FROM erasure WHERE entry IS NOT NULL AND sent = 1"), 1);
        QCOMPARE(*r.hub->store().vault().db().integer("SELECT count(*) FROM item"), 0);
        EXPECT_OK(r.vault->check(r.silent));
    }

    void aWithdrawalAfterTheRestoreReachesTheHub()
    {
        PutBack r;
        EXPECT_OK(r.decide(r.anna, grantOf(lawKey(r.anna.persona, "offers", "sms")))); // takes numbers that the backup does not know
        EXPECT_OK(r.decide(r.anna, withdrawalOf(KeyPattern::of(lawKey(r.anna.persona, "offers", "sms")))));
        EXPECT_OK(r.sync());
        r.restore();
        EXPECT_OK(r.decide(r.anna, withdrawalOf(KeyPattern::of(r.offers))));
        EXPECT_OK(r.sync());
        QVERIFY(r.queueIsEmpty());
        QVERIFY(!r.allowed(r.anna, r.offers));
        QVERIFY(!r.allowedElsewhere());
    }
};

ASSENT_TEST_CLASS(ClientRestoreTest);
#include "client_restore.moc"
