// The feed of a hub in PostgreSQL: its pages, and its generations.
#include "sync/hubfixture.h"
#include "sync/testdatabase.h"

#include <atomic>
#include <thread>

using namespace assent;
using namespace assent::test;

class HubPostgresFeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPageEndsAfterTheItemThatFillsIt()
    {
        const TestDatabase database;
        const auto rows = database.rows();
        EXPECT_OK(rows);
        const SubjectId subject = Somebody().id;
        for (int i = 0; i < 5; ++i) {
            const NewItem item = itemOf(subject, 1000);
            EXPECT_OK((*rows)->transact([&] { return (*rows)->putItems({&item, 1}); }));
        }
        for (const std::optional<SubjectId> &scope : {std::optional<SubjectId>(), std::optional(subject)}) {
            FeedPlaces seen((*rows)->partitions(), 0);
            std::vector<std::size_t> sizes;
            for (bool more = true; more;) {
                const auto page = (*rows)->feed(seen, scope, 100, 1500);
                EXPECT_OK(page);
                sizes.push_back(page->items.size());
                more = page->more;
            }
            QVERIFY((sizes == std::vector<std::size_t>{2, 2, 1}));
        }
    }

    void numbersWhoseItemsAreGoneDoNotHoldUpAReader()
    {
        const TestDatabase database;
        const auto rows = database.rows();
        EXPECT_OK(rows);
        for (int i = 0; i < 20; ++i) {
            const NewItem item = itemOf(Somebody().id, 10);
            EXPECT_OK((*rows)->transact([&] { return (*rows)->putItems({&item, 1}); }));
        }
        EXPECT_OK(database.connection()->runAll("DELETE FROM item"));
        FeedPlaces seen((*rows)->partitions(), 0);
        for (bool more = true; more;) {
            const auto page = (*rows)->feed(seen, {}, 3, 1000);
            EXPECT_OK(page);
            QVERIFY(page->items.empty());
            more = page->more;
        }
        QVERIFY(seen == *(*rows)->feedEnd());
    }

    // Else who reads could be ahead of the end that the new generation names for the old.
    void aGenerationWaitsForWhoWrites()
    {
        const TestDatabase database;
        const auto first = database.rows();
        EXPECT_OK(first);
        const auto before = (*first)->newestGeneration();
        EXPECT_OK(before);
        const auto second = database.rows();
        EXPECT_OK(second);
        const auto writer = database.connection();
        EXPECT_OK(writer->runAll("BEGIN; UPDATE feed_end SET last = last + 1 WHERE part = 0"));
        std::atomic<bool> done = false;
        std::thread other([&] {
            (void)(*second)->newestGeneration();
            done = true;
        });
        const auto watcher = database.connection();
        const auto waits = [&] {
            const auto rows = watcher->run("SELECT count(*) FROM pg_locks WHERE NOT granted");
            return rows && rows->number(0, 0) == 1;
        };
        const bool waited = QTest::qWaitFor([&] { return done || waits(); }, 30'000) && !done;
        const auto committed = writer->runAll("COMMIT");
        other.join();
        QVERIFY(waited);
        EXPECT_OK(committed);
        const auto end = (*first)->generationEnd(*before);
        EXPECT_OK(end);
        QVERIFY(end->has_value() && (*end)->front() == 1);
    }
};

ASSENT_TEST_CLASS(HubPostgresFeedTest);
#include "hub_postgresfeed.moc"
