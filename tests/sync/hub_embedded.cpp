// What is the embedded store's alone.
#include "sync/hubfixture.h"

#include <fstream>

using namespace assent;
using namespace assent::sync;
using namespace assent::test;

namespace {

std::string contentOf(const std::filesystem::path &file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

class HubEmbeddedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHubThatWasPutBackKnowsThePlacesThatItLost()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        hub.takeOne(phone, phone.event(Somebody(), Act::Withdraw), 1);
        EXPECT_OK(hub.store().tidy(true));
        const QTemporaryDir place;
        const std::filesystem::path copy = place.path().toStdString() + "/copy";
        std::filesystem::copy(hub.folder(), copy, std::filesystem::copy_options::recursive);
        const std::string kept = (*hub.store().pull(phone.known, "", 10)).cursor;
        hub.takeOne(phone, phone.event(Somebody(), Act::Withdraw), 2);
        const std::string lost = (*hub.store().pull(phone.known, "", 10)).cursor;
        hub.putBack(copy);
        // Others fill its numbers anew, before the one with the old place comes.
        for (int n = 3; n < 6; ++n)
            hub.takeOne(phone, phone.event(Somebody(), Act::Grant), n);
        EXPECT_ERROR(hub.store().pull(phone.known, lost, 10), ErrorCode::Conflict);
        const auto rest = hub.store().pull(phone.known, kept, 10);
        EXPECT_OK(rest);
        QCOMPARE(rest->items.size(), 3U);
        hub.reopen();
        QCOMPARE((*hub.store().pull(phone.known, rest->cursor, 10)).items.size(), 0U);
    }

    void everybodysItemsComeInTheOrderOfTheirCommits()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        std::vector<Uuid> sent, got;
        for (int n = 1; n <= 7; ++n) {
            const ConsentItem item = phone.event(Somebody(), Act::Withdraw);
            sent.push_back(itemId(item));
            hub.takeOne(phone, item, n);
        }
        for (const PulledItem &item : hub.pullAll(phone, 3))
            got.push_back(itemId(item.body));
        QVERIFY(got == sent);
    }

    void theFileHoldsNoReadablePayload()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        hub.takeOne(phone, phone.event(Somebody(), Act::Withdraw));
        EXPECT_OK(hub.store().tidy(true));
        const std::string content = contentOf(hub.folder() / "store.db");
        QVERIFY(!content.empty());
        QVERIFY(content.find("canary-in-the-payload") == std::string::npos);
    }

    void theLogVerifiesEntryByEntry()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        hub.takeOne(phone, phone.event(Somebody(), Act::Withdraw));
        EXPECT_OK(hub.store().tidy(false));
        NoProgress silent;
        const auto report = Ledger(hub.store().vault()).verify(silent);
        EXPECT_OK(report);
        QCOMPARE(report->fault, std::string());
        QCOMPARE(report->checkpointSize, 2U);
    }

    void dataWithoutItsKeysIsDamageAndNoNewKeysAreMade()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        hub.takeOne(phone, phone.event(Somebody(), Act::Withdraw));
        EXPECT_OK(hub.store().tidy(true));
        QTemporaryDir copy;
        const std::filesystem::path folder = copy.filePath(QStringLiteral("restored")).toStdString();
        std::filesystem::create_directories(folder);
        std::filesystem::copy(hub.folder() / "store.db", folder / "store.db");
        EXPECT_ERROR(HubStore::open(folder, hub.key(), hub.clock), ErrorCode::Corrupt);
        QVERIFY(!std::filesystem::exists(folder / "keys" / "store.db"));
    }

    void aLostDataFileStartsANewEpochUnderTheOldKeys()
    {
        TestHub hub;
        const std::string epoch = hub.store().epoch();
        QTemporaryDir copy;
        const std::filesystem::path folder = copy.filePath(QStringLiteral("rest")).toStdString();
        EXPECT_OK(hub.store().tidy(true));
        std::filesystem::create_directories(folder);
        std::filesystem::copy(hub.folder() / "keys", folder / "keys", std::filesystem::copy_options::recursive);
        const auto rest = HubStore::open(folder, hub.key(), hub.clock);
        EXPECT_OK(rest);
        QVERIFY((*rest)->epoch() != epoch);
    }
};

ASSENT_TEST_CLASS(HubEmbeddedTest);
#include "hub_embedded.moc"
