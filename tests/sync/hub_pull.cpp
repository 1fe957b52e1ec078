// What the hub hands out, and in which order.
#include "sync/hubfixture.h"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

using namespace assent;
using namespace assent::sync;
using namespace assent::test;

namespace {

constexpr int kWriters = 3;
constexpr int kBatchesEach = 15;

/// JSON with ' for ", as a cursor.
QString encoded(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return QString::fromStdString(toBase64Url(asBytes(text)));
}

} // namespace

class HubPullTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPersonsItemsComeInTheOrderOfTheirCommitsPageByPage()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const Somebody who;
        std::vector<Uuid> sent;
        for (int n = 1; n <= 7; ++n) {
            const ConsentItem item = phone.event(who, Act::Withdraw);
            sent.push_back(itemId(item));
            hub.takeOne(phone, item, n);
        }
        for (const int page : {1, 2, 3, 7, 100}) {
            std::vector<Uuid> got;
            for (const PulledItem &item : hub.pullAll(phone, page))
                got.push_back(itemId(item.body));
            QVERIFY(got == sent);
        }
    }

    void everybodysItemsComeOnceEachPageByPage()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        std::set<Uuid> sent;
        for (int n = 1; n <= 9; ++n) {
            const ConsentItem item = phone.event(Somebody(), Act::Withdraw);
            sent.insert(itemId(item));
            hub.takeOne(phone, item, n);
        }
        for (const int page : {1, 2, 4, 9, 100}) {
            std::multiset<Uuid> got;
            for (const PulledItem &item : hub.pullAll(phone, page))
                got.insert(itemId(item.body));
            QVERIFY(std::equal(got.begin(), got.end(), sent.begin(), sent.end()));
        }
    }

    void anAnswerSaysWhatThePageHolds()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const Somebody who;
        hub.takeOne(phone, phone.event(who, Act::Withdraw), 1);
        hub.takeOne(phone, PersonItem{who.person}, 2);
        hub.log(); // a checkpoint, with the breaks of its lines
        for (const int limit : {1, 2}) {
            const auto read = hub.store().pull(phone.known, {}, limit);
            const auto page = hub.store().openedPage(phone.known, {}, limit);
            EXPECT_OK(read);
            EXPECT_OK(page);
            QCOMPARE(static_cast<int>(page->items.size()), limit);
            QCOMPARE(toText(*page), json::canonical(toJson(*read)));
        }
        const auto none = hub.store().openedPage(phone.known, hub.store().pull(phone.known, {}, 2)->cursor, 2);
        EXPECT_OK(none);
        QVERIFY(pullResponseFromJson(*json::parse(toText(*none)))->items.empty());
    }

    void anItemComesBackAsItWasSent()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const Somebody who;
        hub.takeOne(phone, PersonItem{who.person}, 1);
        hub.takeOne(phone, attributeOf(who, "window"), 2);
        const ItemBody grant = phone.event(who, Act::Grant);
        hub.takeOne(phone, grant, 3);
        const auto pulled = hub.pullAll(phone);
        QCOMPARE(pulled.size(), 3U);
        QCOMPARE(json::canonical(toJson(pulled[0].body)), json::canonical(toJson(ItemBody(PersonItem{who.person}))));
        QCOMPARE(itemKind(pulled[1].body), ItemKind::Attribute);
        QCOMPARE(json::canonical(toJson(pulled[2].body)), json::canonical(toJson(grant)));
        QVERIFY(pulled[2].receivedAt == hub.clock.now());
        QCOMPARE(pulled[2].deviceKey, std::optional(phone.key.publicKey()));
    }

    void aCursorWaitsForWhatIsNew()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        hub.takeOne(phone, phone.event(Somebody(), Act::Withdraw), 1);
        const auto first = hub.store().pull(phone.known, "", 10);
        EXPECT_OK(first);
        const auto nothing = hub.store().pull(phone.known, first->cursor, 10);
        EXPECT_OK(nothing);
        QVERIFY(nothing->items.empty() && !nothing->more);
        QCOMPARE(nothing->cursor, first->cursor);
        hub.takeOne(phone, phone.event(Somebody(), Act::Withdraw), 2);
        QCOMPARE((*hub.store().pull(phone.known, nothing->cursor, 10)).items.size(), 1U);
    }

    void aPersonsDeviceSeesThatPersonOnly()
    {
        TestHub hub;
        const Somebody own;
        const Phone agent = hub.enrol();
        const Phone phone = hub.enrol(own.id);
        for (int n = 1; n <= 5; ++n)
            hub.takeOne(agent, agent.event(n % 2 ? own : Somebody(), Act::Withdraw), n);
        QCOMPARE(hub.pullAll(agent, 2).size(), 5U);
        const auto seen = hub.pullAll(phone, 2);
        QCOMPARE(seen.size(), 3U);
        for (const PulledItem &item : seen)
            QVERIFY(itemSubject(item.body) == own.id);
    }

    void theCheckpointCoversWhatIsHandedOut()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        hub.takeOne(phone, phone.event(Somebody(), Act::Withdraw), 1);
        EXPECT_OK(hub.store().tidy(false)); // numbers events where that is not done at once
        const auto response = hub.store().pull(phone.known, "", 10);
        EXPECT_OK(response);
        const auto checkpoint = openCheckpoint(response->checkpoint, hub.store().logKey());
        EXPECT_OK(checkpoint);
        QCOMPARE(checkpoint->size, 2U);
    }

    void aCursorOfAnotherEpochMustBeFetchedAnew()
    {
        TestHub hub;
        TestHub other;
        const Phone phone = hub.enrol();
        const Phone there = other.enrol();
        const std::string cursor = (*other.store().pull(there.known, "", 10)).cursor;
        EXPECT_ERROR(hub.store().pull(phone.known, cursor, 10), ErrorCode::Conflict);
    }

    void aCursorPastTheEndTellsOfALostStore()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        hub.takeOne(phone, phone.event(Somebody(), Act::Withdraw), 1);
        const std::string cursor = (*hub.store().pull(phone.known, "", 10)).cursor;
        EXPECT_OK(hub.backend().forgetItems());
        EXPECT_ERROR(hub.store().pull(phone.known, cursor, 10), ErrorCode::Conflict);
    }

    void whatIsNoCursorIsRefused_data()
    {
        QTest::addColumn<QString>("cursor");
        QTest::newRow("no base64url") << QStringLiteral("***");
        QTest::newRow("no JSON") << QStringLiteral("aGVsbG8");
        QTest::newRow("no object") << encoded("[1]");
        QTest::newRow("no places") << encoded("{'epoch':'x','seen':[]}");
        QTest::newRow("two places") << encoded("{'epoch':'x','seen':[1,2]}");
        QTest::newRow("text for a place") << encoded("{'epoch':'x','seen':['1']}");
    }
    void whatIsNoCursorIsRefused()
    {
        QFETCH(QString, cursor);
        TestHub hub;
        const Phone phone = hub.enrol();
        EXPECT_ERROR(hub.store().pull(phone.known, cursor.toStdString(), 10), ErrorCode::Protocol);
    }

    void aPlaceBeforeTheFirstIsNoCursor()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const std::string text = "{\"epoch\":\"" + hub.store().epoch() + "\",\"seen\":[-1]}";
        EXPECT_ERROR(hub.store().pull(phone.known, toBase64Url(asBytes(text)), 10), ErrorCode::Protocol);
    }

    // Several stores on the same rows, as several programs would have: a reader that
    // follows the cursor meets every item once, whatever commits in between.
    void nothingIsSkippedWhileOthersPush()
    {
        TestHub hub;
        std::vector<Phone> phones;
        for (int i = 0; i < kWriters; ++i)
            phones.push_back(hub.enrol());
        const Phone reader = hub.enrol();
        std::atomic<int> accepted{0};
        std::atomic<int> running{kWriters};
        std::vector<std::thread> writers;
        for (const Phone &phone : phones) {
            writers.emplace_back([&] {
                auto store = hub.openAnother();
                for (int n = 1; store && n <= kBatchesEach; ++n) {
                    const auto taken = (*store)->take(phone.known, true, Push(phone)
                        .add(phone.event(Somebody(), Act::Withdraw), n).add(phone.event(Somebody(), Act::Grant), n).envelope());
                    accepted += taken ? static_cast<int>(taken->results.size()) : 0;
                }
                --running;
            });
        }
        std::set<Uuid> seen;
        std::size_t fetched = 0;
        std::string cursor;
        Result<void> pulled;
        for (bool last = false; !last && pulled;) {
            last = running == 0;
            for (bool more = true; more;) {
                const auto page = hub.store().pull(reader.known, cursor, 3);
                if (!page) {
                    pulled = page.error();
                    break;
                }
                for (const PulledItem &item : page->items)
                    seen.insert(itemId(item.body));
                fetched += page->items.size();
                cursor = page->cursor;
                more = page->more;
            }
        }
        for (std::thread &writer : writers)
            writer.join();
        EXPECT_OK(pulled);
        QCOMPARE(accepted.load(), kWriters * kBatchesEach * 2);
        QCOMPARE(seen.size(), static_cast<std::size_t>(accepted));
        QCOMPARE(fetched, seen.size());
        QCOMPARE(hub.log().size(), seen.size() + kWriters + 1); // and the enrolments
    }
};

ASSENT_TEST_CLASS(HubPullTest);
#include "hub_pull.moc"
