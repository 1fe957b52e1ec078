#include "base/depth.h"
#include "consent/audit.h"
#include "consent/ledgerproof.h"
#include "consent/store.h"
#include "ledger/log.h"
#include "ledger/logfolder.h"
#include "ledger/verifiers.h"
#include "profile/retention.h"

#include <QFile>

using namespace assent;
using namespace assent::test;
using namespace Qt::StringLiterals;

namespace {

LedgerProof prove(Vault &vault, std::vector<std::uint64_t> entries, std::optional<std::uint64_t> from = {})
{
    NoProgress quiet;
    auto proof = proveEntries(vault, std::move(entries), from, quiet);
    if (!proof)
        qFatal("not proven: %s", proof.error().toString().c_str());
    return *std::move(proof);
}

std::vector<std::uint64_t> upTo(std::uint64_t size)
{
    std::vector<std::uint64_t> all;
    for (std::uint64_t n = 0; n < size; ++n)
        all.push_back(n);
    return all;
}

/// Decisions of one person: a batch of two, and one more; a checkpoint between.
struct Decided : LawStore
{
    Decided()
    {
        const Decision two[] = {grantOf(offers), withdrawalOf(KeyPattern::of(offers))};
        if (!consents->decide(view(anna), two).ok() || !Ledger(*vault).checkpoint().ok() || !decide(anna, grantOf(offers)).ok())
            qFatal("not decided");
    }
    std::string keyText() { return Ledger(*vault).verifierKey(); }

    Person anna = add();
    ConsentKey offers = lawKey(anna.persona, "offers", "email");
};

} // namespace

class LedgerProofTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEntryAndEveryPairOfSizesIsProven()
    {
        Log log;
        const std::size_t largest = deep() ? 70 : 17;
        for (std::uint64_t size = 1; size <= largest; ++size) {
            log.append(1);
            EXPECT_OK(log.ledger->checkpoint());
            for (std::uint64_t from = 1; from <= size; ++from)
                accept(prove(*log.vault, upTo(size), from), log.ledger->verifierKey());
        }
    }

    void aLogThatWasEmptyIsContinued()
    {
        Log log;
        EXPECT_OK(log.ledger->checkpoint());
        log.append(3);
        accept(prove(*log.vault, {}, 0), log.ledger->verifierKey());
    }

    void aProofReadsBackAsItWas()
    {
        Decided f;
        const LedgerProof proof = prove(*f.vault, upTo(3), 2);
        const auto read = ledgerProofFromText(*toText(proof));
        EXPECT_OK(read);
        QCOMPARE(*toText(*read), *toText(proof));
    }

    void aDecisionCarriesItsDevicesSignature()
    {
        Decided f;
        const LedgerProof proof = prove(*f.vault, upTo(3));
        for (const ProvenEntry &entry : proof.entries)
            QVERIFY(entry.device && entry.device->key == f.vault->deviceKey().publicKey());
        QCOMPARE(proof.entries[0].device->batch.size, std::uint64_t{2});
        accept(proof, f.keyText());
    }

    void anothersSignatureDoesNotPass()
    {
        Decided f;
        LedgerProof proof = prove(*f.vault, upTo(3));
        proof.entries[2].device = proof.entries[1].device;
        reject(proof, f.keyText(), 2);
        proof.entries[1].device = proof.entries[0].device;
        reject(proof, f.keyText(), 1);
    }

    void aWrongPathNamesItsEntry()
    {
        Log log(9);
        for (std::size_t wrong = 0; wrong < 9; ++wrong) {
            LedgerProof proof = prove(*log.vault, upTo(9));
            proof.entries[wrong].path.front()[5] ^= 1;
            reject(proof, log.ledger->verifierKey(), wrong);
        }
    }

    void aPathOfAnotherLengthIsRefused()
    {
        Log log(5);
        EXPECT_OK(log.ledger->checkpoint());
        log.append(4);
        LedgerProof proof = prove(*log.vault, {3}, 5);
        const LedgerProof good = proof;
        proof.entries[0].path.push_back(Digest{});
        reject(proof, log.ledger->verifierKey(), 3);
        proof = good;
        proof.entries[0].path.pop_back();
        reject(proof, log.ledger->verifierKey(), 3);
        proof = good;
        proof.from->path.push_back(Digest{});
        reject(proof, log.ledger->verifierKey(), {});
        proof = good;
        proof.from->path.pop_back();
        reject(proof, log.ledger->verifierKey(), {});
        proof = good;
        proof.entries[0].index = 4;
        reject(proof, log.ledger->verifierKey(), 4);
    }

    void aRewrittenLogDoesNotContinueItsOldCheckpoint()
    {
        Log log(5);
        const std::string before = *log.ledger->checkpoint();
        log.append(4);
        LedgerProof proof = prove(*log.vault, {7}, 5);
        Log other;
        other.appendBatch({"a", "b", "c", "d", "e"});
        proof.from->note = signNote(checkpointText({log.ledger->origin(), 5, other.ledger->head()->root}), log.ledger->origin(), log.vault->logKey());
        reject(proof, log.ledger->verifierKey(), {});
        proof.from->note = before;
        accept(proof, log.ledger->verifierKey());
    }

    void aNoteOfAnotherKeyProvesNothing()
    {
        Log log(3);
        Log other(3);
        LedgerProof proof = prove(*log.vault, {1, 2});
        proof.note = signNote(checkpointText(*log.ledger->head()), log.ledger->origin(), other.vault->logKey());
        reject(proof, log.ledger->verifierKey(), 1);
        refuse(*toText(prove(*other.vault, {1})), log.ledger->verifierKey());
    }

    void aKeptCheckpointMustBeOneOfTheTwo()
    {
        Log log(3);
        const QString three = file(*log.ledger->checkpoint());
        log.append(2);
        const QString five = file(*log.ledger->checkpoint());
        log.append(2);
        const std::string key = log.ledger->verifierKey();
        const QString proof = file(*toText(prove(*log.vault, {4}, 5)));
        QVERIFY(coreOn(proof, key, five).accepted && otherOn(proof, key, five).accepted);
        QCOMPARE(coreOn(proof, key, three).exit, 1);
        QCOMPARE(otherOn(proof, key, three).exit, 1);
        Digest wrong = {};
        const QString forked = file(signNote(checkpointText({log.ledger->origin(), 5, wrong}), log.ledger->origin(), log.vault->logKey()));
        QCOMPARE(coreOn(proof, key, forked).exit, 4);
        QCOMPARE(otherOn(proof, key, forked).exit, 4);
    }

    void everyChangedByteIsRejected()
    {
        Decided f;
        const std::string text = *toText(prove(*f.vault, {1}, 2));
        const std::string key = f.keyText();
        QVERIFY(coreOn(file(text), key).accepted && otherOn(file(text), key).accepted);
        for (std::size_t at = 0; at < text.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                std::string changed = text;
                changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
                const QString path = file(changed);
                const Said core = coreOn(path, key);
                QVERIFY2(!core.accepted, QByteArray::number(static_cast<qulonglong>(at)) + " " + QByteArray::number(bit));
                if (!deep() && bit != static_cast<int>(at % 8)) // starting a program costs more than what it does
                    continue;
                const Said other = otherOn(path, key);
                QVERIFY2(other == core, "byte " + QByteArray::number(static_cast<qulonglong>(at)) + " bit " + QByteArray::number(bit) + "\n" + core.text()
                        + "\n" + other.text());
            }
        }
    }

    void everyCutAndEveryInsertedByteIsRefused()
    {
        Log log(2);
        const std::string text = *toText(prove(*log.vault, {1}));
        const std::string key = log.ledger->verifierKey();
        const std::size_t step = deep() ? 1 : 7;
        for (std::size_t at = 0; at < text.size(); at += step) {
            refuse(text.substr(0, at), key);
            for (const char *more : {" ", "\n", "0", "\\", "\"", ",", "="})
                QVERIFY2(!coreOn(file(std::string(text).insert(at, more)), key).accepted, more);
            const QString path = file(std::string(text).insert(at, " "));
            QVERIFY2(otherOn(path, key) == coreOn(path, key), otherOn(path, key).text());
        }
        refuse(text + "\n", key);
    }

    void whatIsNoProofIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };
        row("empty", "");
        row("another document", "{\"format\":\"other\"}\n");
        row("an array", "[]\n");
        row("deep", QByteArray(100'000, '['));
        row("a NUL", QByteArray("{\0}\n", 4));
        row("a large number", R"({"checkpoint":"","entries":[{"body":"","index":9007199254740993,"path":[],"received_at":0}],"format":"assent-ledger-proof/1","verifier_key":""})" "\n");
        row("no UTF-8", "{\"checkpoint\":\"\xff\"}\n");
        row("too large", QByteArray(17 * 1024 * 1024, ' '));
    }
    void whatIsNoProofIsRefused()
    {
        QFETCH(QByteArray, text);
        Log log(1);
        refuse(text.toStdString(), log.ledger->verifierKey());
    }

    void whatIsNotThereIsNotProven()
    {
        Log log(3);
        NoProgress quiet;
        EXPECT_ERROR(proveEntries(*log.vault, {3}, {}, quiet), ErrorCode::NotFound);
        EXPECT_ERROR(proveEntries(*log.vault, {1}, 2, quiet), ErrorCode::NotFound);
        EXPECT_ERROR(entryOf(*log.vault, EventId(makeUuidV7(log.clock.now()))), ErrorCode::NotFound);
    }

    void aDamagedLogProvesNothingAndIsNotSealed()
    {
        Log log(9);
        EXPECT_OK(log.ledger->checkpoint());
        log.append(1);
        log.tamper("UPDATE ledger_entry SET body = x'00' WHERE n = 4");
        NoProgress quiet;
        EXPECT_ERROR(proveEntries(*log.vault, {1}, {}, quiet), ErrorCode::Corrupt);
        QCOMPARE(*log.vault->db().integer("SELECT max(size) FROM ledger_checkpoint"), 9);
    }

    void erasingAPersonLeavesEveryProofValid()
    {
        Decided f;
        const std::string key = f.keyText();
        Person kept = f.add();
        EXPECT_OK(f.decide(kept, grantOf(lawKey(kept.persona, "offers", "email"))));
        const std::string before = *toText(prove(*f.vault, upTo(4), 2));
        const std::vector<std::uint64_t> theirs = *entriesOf(*f.vault, f.anna.id);
        QCOMPARE(theirs.size(), std::size_t{3});
        EXPECT_OK(f.vault->db().run("PRAGMA foreign_keys = OFF; DELETE FROM consent_event WHERE subject = 1;"
                                    "DELETE FROM consent_seal WHERE subject = 1; DELETE FROM subject WHERE seq = 1"));

        QVERIFY(coreOn(file(before), key).accepted && otherOn(file(before), key).accepted);
        const LedgerProof after = prove(*f.vault, upTo(4), 2);
        accept(after, key);
        for (const ProvenEntry &entry : after.entries)
            QCOMPARE(entry.device.has_value(), entry.index == 3); // the others' signatures went with the person
        NoProgress quiet;
        QCOMPARE(Ledger(*f.vault).verify(quiet, consentAudit(*f.vault))->fault, std::string());
        EXPECT_OK(writeLogFolder(*f.vault, m_place.filePath(u"erased"_s).toStdString(), false, quiet));
        QVERIFY(coreOn(m_place.filePath(u"erased"_s), key).accepted && otherOn(m_place.filePath(u"erased"_s), key).accepted);
    }

    void whatStaffRemovesIsALeafThatLeavesProofsValid()
    {
        Decided f;
        const std::string before = *toText(prove(*f.vault, upTo(3)));
        Person old = *Person::make(f.clock.now());
        old.source = SourceId("web_shop");
        Attribute name;
        name.id = AttributeId(makeUuidV7(f.clock.now()));
        name.key = "family_name";
        name.value = "Zielińska";
        name.source = SourceId("web_shop");
        name.collectedAt = f.clock.now() - std::chrono::days(400);
        name.retainUntil = f.clock.now() - std::chrono::days(1);
        old.attributes = {name};
        f.put(old);
        NoProgress quiet;
        const auto run = runRetention(*f.vault, *f.people, {}, quiet);
        EXPECT_OK(run);
        QCOMPARE(run->firstEntry.value_or(-1), 3);
        QVERIFY(coreOn(file(before), f.keyText()).accepted && otherOn(file(before), f.keyText()).accepted);
        const LedgerProof staff = prove(*f.vault, {3}, 3);
        QVERIFY(!staff.entries[0].device.has_value());
        accept(staff, f.keyText());
    }

private:
    QString file(const std::string &text)
    {
        QFile out(m_place.filePath(u"proof.json"_s + QString::number(++m_count % 8)));
        if (!out.open(QIODevice::WriteOnly) || out.write(text.data(), static_cast<qint64>(text.size())) < 0)
            qFatal("a proof cannot be written");
        return out.fileName();
    }
    void accept(const LedgerProof &proof, const std::string &key)
    {
        const QString path = file(*toText(proof));
        const Said core = coreOn(path, key);
        const Said other = otherOn(path, key);
        QVERIFY2(core.accepted, core.text());
        QVERIFY2(other.accepted, other.text());
    }
    void reject(const LedgerProof &proof, const std::string &key, std::optional<std::uint64_t> firstBad)
    {
        const QString path = file(*toText(proof));
        const Said core = coreOn(path, key);
        const Said other = otherOn(path, key);
        QVERIFY2(core.exit == 4 && core.firstBad == firstBad, core.text());
        QVERIFY2(other.exit == 4 && other.firstBad == firstBad, other.text());
    }
    void refuse(const std::string &text, const std::string &key)
    {
        const QString path = file(text);
        const Said core = coreOn(path, key);
        const Said other = otherOn(path, key);
        QVERIFY2(core.exit == 1, core.text());
        QVERIFY2(other.exit == 1, other.text());
    }

    QTemporaryDir m_place{quickPlace()};
    int m_count = 0;
};

ASSENT_TEST_CLASS(LedgerProofTest);

#include "tst_ledgerproof.moc"
