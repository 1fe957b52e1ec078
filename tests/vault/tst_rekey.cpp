#include "fakes/fakekeyring.h"
#include "vault/diskfault.h"
#include "vault/fixture.h"
#include "vault/holders.h"
#include "vault/rekey.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace assent;
using namespace assent::test;

namespace {

constexpr int kPairs = 6;

SecretBytes secret(std::string_view text) { return SecretBytes(text); }

bool same(const SecretBytes &a, const SecretBytes &b) { return equalInConstantTime(a.view(), b.view()); }

/// A keychain that another process finds as this one left it.
class FolderKeyring final : public Keyring
{
public:
    explicit FolderKeyring(fs::path folder) : m_folder(std::move(folder)) {}

    Result<SecretBytes> read(const std::string &entry) override
    {
        if (!fs::exists(fileOf(entry)))
            return Error{ErrorCode::NotFound, "no such entry"};
        return secret(readFile(fileOf(entry)));
    }
    Result<void> write(const std::string &entry, const SecretBytes &value) override
    {
        writeFile(fileOf(entry), std::string(asText(value.view())));
        return {};
    }
    Result<void> remove(const std::string &entry) override
    {
        std::error_code fault; // the disk may be made to fail
        fs::remove(fileOf(entry), fault);
        return {};
    }

private:
    fs::path fileOf(const std::string &entry) const { return m_folder / entry.substr(entry.rfind('/') + 1); }

    fs::path m_folder;
};

/// A store with pairs, some of them in its log still, as a crash leaves it.
struct Store
{
    Place place{kPairSchema};
    fs::path keys = fs::path(place.temporary.path().toStdString()) / "keys";
    FolderKeyring keyring{keys};
    SecretBytes code;

    static Store *make(bool withPassphrase)
    {
        auto store = std::make_unique<Store>();
        fs::create_directories(store->keys);
        auto slots = Slots::create(store->place.folder);
        Result<void> done = slots ? slots->setKeychain(slots->freshKey(), store->keyring) : Result<void>(slots.error());
        if (done && withPassphrase)
            done = slots->setPassphrase(slots->freshKey(), secret("correct horse"), kArgon2Floor);
        if (!done)
            qFatal("%s", done.error().toString().c_str());
        store->code = *slots->setRecovery(slots->freshKey());
        store->place.key = slots->freshKey().clone();
        store->fill();
        return store.release();
    }

    void fill()
    {
        auto vault = place.create();
        for (int n = 1; n <= kPairs; ++n) {
            if (!vault || !addPair(**vault, n, 3000))
                qFatal("no store");
        }
        // While another writes, closing leaves the log as it is.
        const int lock = ::open(place.file("store.lock").c_str(), O_RDWR | O_CLOEXEC);
        ::flock(lock, LOCK_EX);
        vault->reset();
        ::close(lock);
        if (fs::file_size(place.file("store.db-wal")) == 0)
            qFatal("the log is empty");
    }

    Result<Rekeyed> rekey(const NewSlots &wanted)
    {
        NoProgress silent;
        return assent::rekey(place.folder, place.key, wanted, silent, 0);
    }
    Result<Rekeyed> rekey()
    {
        NewSlots wanted;
        wanted.keyring = &keyring;
        wanted.recovery = true;
        return rekey(wanted);
    }
};

/// One store is made; each test and each step works on a copy.
class Copies
{
public:
    explicit Copies(bool withPassphrase = false) : m_store(Store::make(withPassphrase)) {}

    std::unique_ptr<Store> copy() const
    {
        auto other = std::make_unique<Store>();
        fs::copy(m_store->place.folder, other->place.folder, fs::copy_options::recursive);
        fs::copy(m_store->keys, other->keys, fs::copy_options::recursive);
        other->place.key = m_store->place.key.clone();
        other->code = m_store->code.clone();
        return other;
    }

private:
    std::unique_ptr<Store> m_store;
};

bool opensDatabase(const Store &store, const SecretBytes &key)
{
    return Database::open(store.place.file(), key, Database::Mode::ReadOnly, 1).ok();
}

/// How a child that changed the key under a fault ended.
enum class Child { Died, Failed, Changed };

template<typename Change>
Child changeInChild(Store &store, DiskFault fault, int atCall, Change change)
{
    const pid_t child = ::fork();
    if (child == 0) {
        armDisk(fault, atCall);
        const bool done = change(store).ok();
        const bool reached = disarmDisk() >= atCall;
        ::_exit(done ? (reached ? 2 : 0) : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status))
        return Child::Died;
    if (WEXITSTATUS(status) == 1)
        return Child::Failed;
    return Child::Changed;
}

int callsOf(Store &store)
{
    armDisk(DiskFault::Fail, 0);
    const auto done = store.rekey();
    const int calls = disarmDisk();
    return done ? calls : 0;
}

} // namespace

/// The whole store is there under `key`, and what opens it is of one key alone.
#define VERIFY_WHOLE(whole, rawKey) \
    do { \
        { \
            const auto vault = Vault::open((whole).place.folder, rawKey, (whole).place.clock, (whole).place.options); \
            EXPECT_OK(vault); \
            QCOMPARE(*(*vault)->db().integer("SELECT count(*) FROM a JOIN b USING(n) WHERE length(body)=3000"), kPairs); \
            NoProgress silent; \
            EXPECT_OK((*vault)->check(silent)); \
        } \
        const std::string file = readFile((whole).place.file("slots.json")); \
        QVERIFY(file.find("\"next\"") == std::string::npos); \
        QVERIFY(file == readFile((whole).place.file("slots.json.bak"))); \
        for (const char *rest : {"store.db.rekey", "store.db.rekey-wal", "store.db.rekey-shm"}) \
            QVERIFY(!fs::exists((whole).place.file(rest))); \
        QVERIFY(*Slots::confirm((whole).place.folder, rawKey)); \
        QCOMPARE(opensDatabase((whole), (whole).place.key), same(rawKey, (whole).place.key)); \
    } while (false)

class RekeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#ifdef __SANITIZE_THREAD__
        QSKIP("the thread sanitizer does not follow a fork");
#endif
    }

    void afterwardsOnlyTheNewSecretsOpen()
    {
        const auto store = Copies(true).copy();
        NewSlots wanted;
        wanted.passphrase = secret("another horse");
        wanted.cost = kArgon2Floor;
        wanted.recovery = true;
        const auto done = store->rekey(wanted);
        EXPECT_OK(done);
        QVERIFY(!done->unfinished);
        QVERIFY(done->gone == std::vector<SlotKind>{SlotKind::Keychain});
        const Slots slots = *Slots::load(store->place.folder);
        const auto key = slots.unlockWithSecret(secret("another horse"));
        EXPECT_OK(key);
        QVERIFY(!same(*key, store->place.key));
        VERIFY_WHOLE(*store, *key);
        QVERIFY(same(*slots.unlockWithSecret(done->recoveryCode), *key));
        EXPECT_ERROR(slots.unlockWithSecret(secret("correct horse")), ErrorCode::Locked);
        EXPECT_ERROR(slots.unlockWithSecret(store->code), ErrorCode::Locked);
        EXPECT_ERROR(slots.unlockWithKeychain(store->keyring), ErrorCode::NotFound);
        EXPECT_ERROR(store->place.open(), ErrorCode::Locked);
    }

    void theKeychainKeepsOneEntry()
    {
        const auto store = Copies().copy();
        EXPECT_OK(store->rekey());
        QCOMPARE(std::distance(fs::directory_iterator(store->keys), {}), std::ptrdiff_t(1));
        const auto key = Slots::load(store->place.folder)->unlockWithKeychain(store->keyring);
        EXPECT_OK(key);
        VERIFY_WHOLE(*store, *key);
    }

    void copiesFromMigrationsAreDestroyed()
    {
        const auto store = Copies().copy();
        writeFile(store->place.file("store.db.backup-v1-1772355600000"), "old");
        EXPECT_OK(store->rekey());
        QVERIFY(!fs::exists(store->place.file("store.db.backup-v1-1772355600000")));
    }

    void aRecoveryCodeAloneIsNotEnough()
    {
        const auto store = Copies().copy();
        NewSlots wanted;
        wanted.recovery = true;
        EXPECT_ERROR(store->rekey(wanted), ErrorCode::Invalid);
        VERIFY_WHOLE(*store, store->place.key);
    }

    void aWrongKeyChangesNothing()
    {
        const auto store = Copies().copy();
        const SecretBytes key = store->place.key.clone();
        store->place.key = *randomSecret(48);
        EXPECT_ERROR(store->rekey(), ErrorCode::Locked);
        store->place.key = key.clone();
        VERIFY_WHOLE(*store, store->place.key);
    }

    void aStoreThatIsOpenIsNotChanged()
    {
        const auto store = Copies().copy();
        auto vault = store->place.open();
        EXPECT_OK(vault);
        EXPECT_ERROR(store->rekey(), ErrorCode::Io);
        vault->reset();
        EXPECT_OK(store->rekey());
    }

    void cancelledTheOldKeyStays()
    {
        class Stop final : public Progress
        {
        public:
            bool report(std::uint64_t, std::uint64_t) override { return false; }
        };
        const auto store = Copies().copy();
        {
            const auto vault = store->place.open();
            EXPECT_OK((*vault)->setMeta("large", std::string(3'000'000, 'x'))); // more than one step
        }
        Stop stop;
        NewSlots wanted;
        wanted.keyring = &store->keyring;
        EXPECT_ERROR(assent::rekey(store->place.folder, store->place.key, wanted, stop, 0), ErrorCode::Cancelled);
        VERIFY_WHOLE(*store, store->place.key);
        QCOMPARE(std::distance(fs::directory_iterator(store->keys), {}), std::ptrdiff_t(1));
        EXPECT_OK(Slots::load(store->place.folder)->unlockWithSecret(store->code));
    }

    void aFullDiskLeavesTheOldKey()
    {
        const auto store = Copies().copy();
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before;
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit tight{20'000, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &tight);
        const auto done = store->rekey();
        ::setrlimit(RLIMIT_FSIZE, &before);
        EXPECT_ERROR(done, ErrorCode::Io);
        const auto key = Slots::load(store->place.folder)->unlockWithKeychain(store->keyring);
        EXPECT_OK(key);
        VERIFY_WHOLE(*store, store->place.key);
    }

    void aDamagedStoreKeepsItsKey()
    {
        const auto store = Copies().copy();
        EXPECT_OK((*store->place.open())->checkpoint());
        flipByte(store->place.file(), 5 * 4096 + 100);
        EXPECT_ERROR(store->rekey(), ErrorCode::Corrupt);
        QVERIFY(opensDatabase(*store, store->place.key));
        EXPECT_OK(Slots::load(store->place.folder)->unlockWithSecret(store->code));
    }

    void killedAtAnyCallOneKeyOpensAndAllIsThere()
    {
        const Copies copies;
        bool changed = false;
        int deaths = 0;
        for (int call = 1;; ++call) {
            const auto store = copies.copy();
            const Child ended = changeInChild(*store, DiskFault::Kill, call, [](Store &one) { return one.rekey(); });
            const auto key = Slots::load(store->place.folder)->unlockWithKeychain(store->keyring);
            EXPECT_OK(key);
            VERIFY_WHOLE(*store, *key);
            const bool isNew = !same(*key, store->place.key);
            QVERIFY2(isNew || !changed, "a later step than the change undid it");
            changed = isNew;
            QCOMPARE(Slots::load(store->place.folder)->unlockWithSecret(store->code).ok(), !isNew);
            if (ended != Child::Died) {
                QVERIFY(ended == Child::Changed && isNew);
                break;
            }
            ++deaths;
        }
        QVERIFY(deaths >= 20);
    }

    void aCallThatFailsLeavesOneKey()
    {
        const Copies copies;
        const int calls = callsOf(*copies.copy());
        QVERIFY(calls >= 20);
        for (int call = 1; call <= calls; ++call) {
            const auto store = copies.copy();
            const Child ended = changeInChild(*store, DiskFault::Fail, call, [](Store &one) { return one.rekey(); });
            const auto key = Slots::load(store->place.folder)->unlockWithKeychain(store->keyring);
            EXPECT_OK(key);
            VERIFY_WHOLE(*store, *key);
            QCOMPARE(same(*key, store->place.key), ended == Child::Failed);
        }
    }

    void theSamePassphraseFindsTheKeyAtAnyStep()
    {
        const Copies copies(true);
        const int calls = callsOf(*copies.copy());
        for (int call = 3; call <= calls; call += 5) {
            const auto store = copies.copy();
            changeInChild(*store, DiskFault::Kill, call, [](Store &one) {
                NewSlots wanted;
                wanted.passphrase = secret("correct horse");
                wanted.cost = kArgon2Floor;
                return one.rekey(wanted);
            });
            const auto key = Slots::load(store->place.folder)->unlockWithPassphrase(secret("correct horse"));
            EXPECT_OK(key);
            VERIFY_WHOLE(*store, *key);
        }
    }

    void slotsAreNotChangedInTheMiddle()
    {
        const auto store = Copies().copy();
        Slots slots = *Slots::load(store->place.folder);
        NewSlots wanted;
        wanted.keyring = &store->keyring;
        EXPECT_OK(slots.beginChange(store->place.key, wanted));
        EXPECT_ERROR(slots.setRecovery(store->place.key), ErrorCode::Conflict);
        EXPECT_ERROR(slots.remove(SlotKind::Recovery, &store->keyring), ErrorCode::Conflict);
        EXPECT_OK(slots.unlockWithSecret(store->code)); // undoes it
        EXPECT_OK(Slots::load(store->place.folder)->setRecovery(store->place.key));
        VERIFY_WHOLE(*store, store->place.key);
    }

    void anUnlockWaitsForOneWhoChangesTheKey()
    {
        const auto store = Copies().copy();
        Slots slots = *Slots::load(store->place.folder);
        NewSlots wanted;
        wanted.keyring = &store->keyring;
        EXPECT_OK(slots.beginChange(store->place.key, wanted));
        const auto alone = KeyHolder::alone(store->place.folder, 0);
        EXPECT_OK(alone);
        EXPECT_ERROR(slots.unlockWithSecret(store->code), ErrorCode::Io);
        QVERIFY(readFile(store->place.file("slots.json")).find("\"next\"") != std::string::npos);
    }
};

ASSENT_TEST_CLASS(RekeyTest);
#include "tst_rekey.moc"
