#include "consent/store.h"
#include "profile/erasure.h"
#include "profile/people.h"
#include "sync/client.h"
#include "sync/hubprocess_hub.h"
#include "sync/qthttptransport.h"
#include "vault/pages.h"
#include "vault/slots.h"

using namespace assent;
using namespace assent::test;

namespace {

constexpr std::size_t kCanaries = 64;
constexpr std::size_t kPage = 4096;

/// Texts that share no beginning, so that an index cannot shorten them.
std::vector<std::string> makeCanaries()
{
    std::vector<std::string> out;
    for (std::size_t i = 0; i < kCanaries; ++i)
        out.push_back("q" + toHex(*randomBytes(8)));
    return out;
}

/// A store that belongs to a hub of its own process.
struct Member : LawStore
{
    explicit Member(const HubProgram &hub)
    {
        const auto transport = sync::QtHttpTransport::create(hub.url());
        if (!transport || !sync::Client(*vault, catalogue, **transport).enrol(hub.url(), hub.newCode(), "a desktop"))
            qFatal("not enrolled");
    }
    Result<sync::Client::Report> sync(const HubProgram &hub)
    {
        ASSENT_TRY(const auto transport, sync::QtHttpTransport::create(hub.url()));
        NoProgress progress;
        return sync::Client(*vault, catalogue, *transport).sync(progress);
    }
};

/// Someone whose every text is a canary: facts, identifiers, decisions.
Person canaryPerson(const std::vector<std::string> &canaries)
{
    Person person = someone(canaries[0], canaries[1]);
    for (std::size_t i = 2; i < 40; ++i)
        person.attributes.push_back(fact("fact_" + std::to_string(i), canaries[i]));
    for (std::size_t i = 40; i < 48; ++i)
        person.attributes[i - 38].sourceEvent = canaries[i];
    for (std::size_t i = 48; i < 52; ++i)
        identify(person, "email", canaries[i] + "@example.org");
    return person;
}

void decideWith(Member &member, const Person &person, const std::vector<std::string> &canaries)
{
    const ConsentKey offers = lawKey(person.persona, "offers", "email");
    for (std::size_t i = 52; i < kCanaries; i += 3) {
        Decision decision = i % 2 == 0 ? grantOf(offers) : withdrawalOf(KeyPattern::of(offers));
        decision.reason = canaries[i];
        decision.collectionPoint = canaries[i + 1];
        decision.attachments = {{canaries[i + 2], "text/plain", {}}};
        EXPECT_OK(member.decide(person, decision));
    }
}

/// Everything that someone with the store's key could find in its file: all pages,
/// free ones and slack included.
std::string plainOf(const fs::path &file, const SecretBytes &rawKey)
{
    const std::string content = readFile(file);
    std::string plain;
    for (std::size_t at = 0; at + kPage <= content.size(); at += kPage)
        plain += decryptedPage(std::string_view(content).substr(at, kPage), at == 0 ? 16 : 0, rawKey);
    return plain;
}

int countIn(std::string_view text, const std::vector<std::string> &canaries)
{
    int found = 0;
    for (const std::string &canary : canaries)
        found += text.find(std::string_view(canary).substr(4)) != std::string_view::npos ? 1 : 0;
    return found;
}

/// As they lie in a folder, backups aside; nothing there is ever in plain.
int countInFiles(const fs::path &folder, const std::vector<std::string> &canaries)
{
    int found = 0;
    for (const auto &entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file())
            found += countIn(readFile(entry.path()), canaries);
    }
    return found;
}

bool logIsEmpty(const fs::path &store)
{
    std::error_code fault;
    const auto size = fs::file_size(fs::path(store).concat("-wal"), fault);
    return fault || size == 0;
}

} // namespace

/// A person who is erased, two stores and a real hub.
class SyncErasureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingOfThePersonCanBeReadAnywhereAfterwards()
    {
        const std::vector<std::string> canaries = makeCanaries();
        HubProgram hub;
        hub.start();
        Member here(hub);
        Member there(hub);
        const Person person = canaryPerson(canaries);
        here.put(person);
        decideWith(here, person, canaries);
        EXPECT_OK(here.sync(hub));
        EXPECT_OK(there.sync(hub));

        // Before, all of it can be found by who has the key: the search is a real one.
        EXPECT_OK(there.vault->checkpoint());
        const fs::path thereFile = fs::path(there.folder.path().toStdString()) / "store.db";
        QCOMPARE(countIn(plainOf(thereFile, there.key), canaries), static_cast<int>(kCanaries));

        EXPECT_OK(eraseSubject(*here.vault, person.id, ErasedBy::Self));
        EXPECT_OK(here.sync(hub));
        QCOMPARE(there.sync(hub)->erased, 1);
        QCOMPARE(hub.stop(), 0); // moves its logs into the files

        for (Member *member : {&here, &there}) {
            member->close();
            const fs::path folder = member->folder.path().toStdString();
            QVERIFY(logIsEmpty(folder / "store.db"));
            QCOMPARE(countIn(plainOf(folder / "store.db", member->key), canaries), 0);
            QCOMPARE(countInFiles(folder, canaries), 0);
        }
        const fs::path folder = hub.store().toStdString();
        const auto slots = Slots::load(folder);
        EXPECT_OK(slots);
        const auto key = slots->unlockWithPassphrase(SecretBytes(std::string_view("correct horse")));
        EXPECT_OK(key);
        for (const fs::path &store : {folder / "store.db", folder / "keys" / "store.db"}) {
            QVERIFY(logIsEmpty(store));
            const std::string plain = plainOf(store, *key);
            QVERIFY(!plain.empty());
            QCOMPARE(countIn(plain, canaries), 0);
            QVERIFY(plain.find(std::string(asText(person.id.bytes()))) == std::string::npos);
        }
        QCOMPARE(countInFiles(folder, canaries), 0);
    }
};

ASSENT_TEST_CLASS(SyncErasureTest);

#include "sync_erasure.moc"
