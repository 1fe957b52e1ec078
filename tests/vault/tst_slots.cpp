#include "crypto/hash.h"
#include "fakes/fakekeyring.h"
#include "vault/fixture.h"
#include "vault/slots.h"

#include <csignal>
#include <sys/resource.h>

using namespace assent;
using namespace assent::test;

namespace {

SecretBytes secret(std::string_view text) { return SecretBytes(text); }

bool same(const SecretBytes &a, const SecretBytes &b) { return equalInConstantTime(a.view(), b.view()); }

} // namespace

class SlotsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Place> place;
    FakeKeyring keyring;
    SecretBytes key;

    fs::path main() const { return place->folder / "slots.json"; }
    fs::path copy() const { return place->folder / "slots.json.bak"; }

    Slots withPassphrase(std::string_view text = "correct horse")
    {
        auto slots = Slots::create(place->folder);
        if (!slots || !slots->setPassphrase(slots->freshKey(), secret(text), kArgon2Floor))
            qFatal("no slots");
        key = slots->freshKey().clone();
        return std::move(*slots);
    }

    Slots withBoth()
    {
        Slots slots = withPassphrase();
        if (!slots.setKeychain(key, keyring))
            qFatal("no keychain slot");
        return slots;
    }

    /// Puts another value into both files, with the sum that fits.
    void rewrite(const std::string &member, const json::Value &value)
    {
        json::Value file = *json::parse(readFile(main()));
        file.set(member, value);
        json::Object rest = *file.object();
        std::erase_if(rest, [](const json::Member &one) { return one.first == "sum"; });
        rest.emplace_back("sum", toHex(sha256(asBytes(json::canonical(json::Value(rest))))));
        for (const fs::path &path : {main(), copy()})
            writeFile(path, json::pretty(json::Value(rest)));
    }

private Q_SLOTS:
    void init()
    {
        place = std::make_unique<Place>();
        keyring.clear();
        keyring.work();
    }

    void nothingIsWrittenBeforeTheFirstSlot()
    {
        const auto slots = Slots::create(place->folder);
        EXPECT_OK(slots);
        QCOMPARE(slots->freshKey().size(), std::size_t(48));
        EXPECT_ERROR(Slots::load(place->folder), ErrorCode::NotFound);
    }

    void thePassphraseOpens()
    {
        withPassphrase();
        const auto slots = Slots::load(place->folder);
        EXPECT_OK(slots);
        QVERIFY(slots->hasPassphrase() && !slots->hasKeychain());
        const auto opened = slots->unlockWithPassphrase(secret("correct horse"));
        EXPECT_OK(opened);
        QVERIFY(same(*opened, key));
    }

    void anotherPassphraseIsLocked()
    {
        const Slots slots = withPassphrase();
        EXPECT_ERROR(slots.unlockWithPassphrase(secret("Correct horse")), ErrorCode::Locked);
    }

    void thePassphraseMayBeTypedInAnotherForm()
    {
        // U+FB01 and composed é, then plain letters and a combining accent.
        const Slots slots = withPassphrase("\xEF\xAC\x81n caf\xC3\xA9");
        EXPECT_OK(slots.unlockWithPassphrase(secret("fin cafe\xCC\x81")));
    }

    void anEmptyPassphraseIsInvalid()
    {
        auto slots = Slots::create(place->folder);
        EXPECT_OK(slots);
        EXPECT_ERROR(slots->setPassphrase(slots->freshKey(), secret(""), kArgon2Floor), ErrorCode::Invalid);
        EXPECT_ERROR(slots->setPassphrase(slots->freshKey(), secret("\xFF"), kArgon2Floor), ErrorCode::Invalid);
    }

    void aCostBelowTheFloorIsInvalid()
    {
        auto slots = Slots::create(place->folder);
        EXPECT_OK(slots);
        for (const Argon2Cost cost : {Argon2Cost{1, 65536, 1}, Argon2Cost{3, 19 * 1024 - 1, 1}, Argon2Cost{3, 65536, 0}})
            EXPECT_ERROR(slots->setPassphrase(slots->freshKey(), secret("x"), cost), ErrorCode::Invalid);
    }

    void theCalibratedCostIsAllowed()
    {
        const Argon2Cost cost = calibrateArgon2();
        QVERIFY(cost.passes >= kArgon2Floor.passes && cost.memoryKiB >= kArgon2Floor.memoryKiB && cost.memoryKiB <= 65536);
    }

    void aChangedPassphraseReplacesTheOldInBothFiles()
    {
        Slots slots = withPassphrase("old");
        EXPECT_OK(slots.setPassphrase(key, secret("new"), kArgon2Floor));
        QVERIFY(readFile(main()) == readFile(copy()));
        const auto loaded = Slots::load(place->folder);
        EXPECT_OK(loaded);
        EXPECT_ERROR(loaded->unlockWithPassphrase(secret("old")), ErrorCode::Locked);
        QVERIFY(same(*loaded->unlockWithPassphrase(secret("new")), key));
    }

    void aKeyOfAnotherStoreIsNotWrapped()
    {
        Slots slots = withPassphrase();
        EXPECT_ERROR(slots.setPassphrase(*randomSecret(48), secret("x"), kArgon2Floor), ErrorCode::Locked);
        EXPECT_ERROR(slots.setKeychain(*randomSecret(48), keyring), ErrorCode::Locked);
    }

    void theKeychainOpens()
    {
        withBoth();
        const auto slots = Slots::load(place->folder);
        EXPECT_OK(slots);
        const auto opened = slots->unlockWithKeychain(keyring);
        EXPECT_OK(opened);
        QVERIFY(same(*opened, key));
    }

    void aKeychainThatForgotIsNotFoundAndThePassphraseStays()
    {
        const Slots slots = withBoth();
        keyring.clear();
        EXPECT_ERROR(slots.unlockWithKeychain(keyring), ErrorCode::NotFound);
        EXPECT_OK(slots.unlockWithPassphrase(secret("correct horse")));
    }

    void anotherDesktopsKeychainIsNamed()
    {
        keyring.moveTo("KDE");
        const Slots slots = withBoth();
        keyring.clear();
        QVERIFY(slots.unlockWithKeychain(keyring).error().detail.find("KDE") == std::string::npos);
        keyring.moveTo("GNOME");
        const auto elsewhere = Slots::load(place->folder)->unlockWithKeychain(keyring);
        EXPECT_ERROR(elsewhere, ErrorCode::NotFound);
        QVERIFY(elsewhere.error().detail.find("KDE") != std::string::npos);
        QVERIFY(elsewhere.error().detail.find("GNOME") != std::string::npos);
        keyring.moveTo({});
    }

    void aWrongKeyInTheKeychainIsLocked()
    {
        const Slots slots = withBoth();
        keyring.scramble();
        EXPECT_ERROR(slots.unlockWithKeychain(keyring), ErrorCode::Locked);
    }

    void aKeychainThatFailsSaysWhy()
    {
        const Slots slots = withBoth();
        for (const ErrorCode code : {ErrorCode::Locked, ErrorCode::Io}) {
            keyring.fail(code);
            EXPECT_ERROR(slots.unlockWithKeychain(keyring), code);
        }
    }

    void aSlotThatIsNotThereIsNotFound()
    {
        const Slots slots = withPassphrase();
        const int calls = keyring.calls();
        EXPECT_ERROR(slots.unlockWithKeychain(keyring), ErrorCode::NotFound);
        QCOMPARE(keyring.calls(), calls);
    }

    void aNewKeychainKeyLeavesNoOldOne()
    {
        Slots slots = withBoth();
        EXPECT_OK(slots.setKeychain(key, keyring));
        QCOMPARE(keyring.size(), std::size_t(1));
        EXPECT_OK(Slots::load(place->folder)->unlockWithKeychain(keyring));
    }

    void aKeychainThatRefusesLeavesTheOldSlot()
    {
        Slots slots = withBoth();
        keyring.fail(ErrorCode::Locked);
        EXPECT_ERROR(slots.setKeychain(key, keyring), ErrorCode::Locked);
        keyring.work();
        EXPECT_OK(slots.unlockWithKeychain(keyring));
        EXPECT_OK(Slots::load(place->folder)->unlockWithKeychain(keyring));
    }

    void theKeychainSlotCanBeRemoved()
    {
        Slots slots = withBoth();
        EXPECT_OK(slots.remove(SlotKind::Keychain, &keyring));
        QVERIFY(!slots.hasKeychain() && !Slots::load(place->folder)->hasKeychain());
        QCOMPARE(keyring.size(), std::size_t(0));
    }

    void theLastSlotCannotBeRemoved()
    {
        auto slots = Slots::create(place->folder);
        EXPECT_OK(slots);
        EXPECT_OK(slots->setKeychain(slots->freshKey(), keyring));
        EXPECT_ERROR(slots->remove(SlotKind::Keychain, &keyring), ErrorCode::Conflict);
        EXPECT_OK(slots->unlockWithKeychain(keyring));
    }

    void aTornFileIsPassedOver()
    {
        withPassphrase();
        const std::string whole = readFile(main());
        for (const fs::path &torn : {main(), copy()}) {
            for (std::size_t size = 0; size < whole.size(); size += 17) {
                writeFile(torn, whole.substr(0, size));
                EXPECT_OK(Slots::load(place->folder));
            }
        }
        EXPECT_OK(Slots::load(place->folder)->unlockWithPassphrase(secret("correct horse")));
    }

    void aFlippedByteIsPassedOver()
    {
        withPassphrase();
        const std::string whole = readFile(main());
        for (std::size_t at = 0; at < whole.size(); at += 3) {
            std::string flipped = whole;
            flipped[at] = static_cast<char>(flipped[at] ^ 1);
            writeFile(main(), flipped);
            const auto slots = Slots::load(place->folder);
            // A flip in the format's number may make it a later one.
            if (!slots) {
                EXPECT_ERROR(slots, ErrorCode::Newer);
                continue;
            }
            QVERIFY(slots->hasPassphrase());
        }
        QVERIFY(*Slots::confirm(place->folder, key));
    }

    void aTornFileIsMadeWholeAgain()
    {
        withPassphrase();
        const std::string whole = readFile(main());
        writeFile(main(), whole.substr(0, 40));
        EXPECT_OK(Slots::load(place->folder));
        QVERIFY(readFile(main()) == whole);
        fs::remove(copy());
        EXPECT_OK(Slots::load(place->folder));
        QVERIFY(readFile(copy()) == whole);
    }

    void anOutdatedCopyDoesNotOpenWithTheOldPassphrase()
    {
        Slots slots = withPassphrase("old");
        const std::string old = readFile(copy());
        EXPECT_OK(slots.setPassphrase(key, secret("new"), kArgon2Floor));
        writeFile(copy(), old);
        EXPECT_OK(Slots::load(place->folder)->unlockWithPassphrase(secret("new")));
        QVERIFY(readFile(copy()) == readFile(main()));
    }

    void twoTornFilesAreCorrupt()
    {
        withPassphrase();
        writeFile(main(), "{");
        writeFile(copy(), "{");
        EXPECT_ERROR(Slots::load(place->folder), ErrorCode::Corrupt);
    }

    void aLaterFormatIsNewer()
    {
        withPassphrase();
        rewrite("format", 3);
        const std::string before = readFile(main());
        EXPECT_ERROR(Slots::load(place->folder), ErrorCode::Newer);
        QVERIFY(readFile(main()) == before);
    }

    void aSlotOfAnotherStoreDoesNotOpen()
    {
        withPassphrase();
        rewrite("store", "another");
        EXPECT_ERROR(Slots::load(place->folder)->unlockWithPassphrase(secret("correct horse")), ErrorCode::Locked);
    }

    void aCostThatWouldHangIsRefused()
    {
        withPassphrase();
        json::Value file = *json::parse(readFile(main()));
        json::Array list = *file.find("slots")->array();
        list[0].set("passes", 1e9);
        rewrite("slots", json::Value(list));
        EXPECT_ERROR(Slots::load(place->folder), ErrorCode::Corrupt);
    }

    void aChangeByAnotherProgramIsAConflict()
    {
        Slots mine = withPassphrase();
        auto theirs = Slots::load(place->folder);
        EXPECT_OK(theirs);
        EXPECT_OK(theirs->setPassphrase(key, secret("theirs"), kArgon2Floor));
        EXPECT_ERROR(mine.setPassphrase(key, secret("mine"), kArgon2Floor), ErrorCode::Conflict);
        EXPECT_OK(Slots::load(place->folder)->unlockWithPassphrase(secret("theirs")));
    }

    void aStoreNeverGetsNewSlots()
    {
        Slots early = *Slots::create(place->folder);
        withPassphrase();
        place->key = key.clone();
        EXPECT_OK(place->createAndClose());
        EXPECT_ERROR(Slots::create(place->folder), ErrorCode::Conflict);
        EXPECT_ERROR(early.setPassphrase(early.freshKey(), secret("x"), kArgon2Floor), ErrorCode::Conflict);
    }

    void aFullDiskLeavesTheOldFile()
    {
        Slots slots = withPassphrase("old");
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before;
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit tight{100, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &tight);
        const auto changed = slots.setPassphrase(key, secret("new"), kArgon2Floor);
        ::setrlimit(RLIMIT_FSIZE, &before);
        EXPECT_ERROR(changed, ErrorCode::Io);
        EXPECT_OK(slots.unlockWithPassphrase(secret("old")));
        EXPECT_OK(Slots::load(place->folder)->unlockWithPassphrase(secret("old")));
    }

    void filesAreTheirOwnersAlone()
    {
        withPassphrase();
        QCOMPARE(static_cast<int>(fs::status(place->folder).permissions()), 0700);
        for (const fs::path &file : {main(), copy()})
            QCOMPARE(static_cast<int>(fs::status(file).permissions()), 0600);
    }
};

ASSENT_TEST_CLASS(SlotsTest);
#include "tst_slots.moc"
