// The log's tiles and proofs, one person's items, waiting pulls, and readiness.
#include "sync/hubacts.h"
#include "sync/hubpolls.h"

#include "ledger/tiles.h"

using namespace assent;
using namespace assent::sync;
using namespace assent::test;

namespace {

using Time = LongPolls::Time;

void addLeaves(TestHub &hub, int count)
{
    EXPECT_OK(hub.backend().addLeaves(count, hub.clock));
    EXPECT_OK(hub.store().tidy(false));
}

std::vector<Digest> hashesIn(const json::Value &list)
{
    std::vector<Digest> out;
    for (const json::Value &hash : *list.array())
        out.push_back(*toDigest(*fromBase64Url(*hash.string())));
    return out;
}

} // namespace

class HubLogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCheckpointIsToldAsItIs()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        EXPECT_OK(hub.store().tidy(false));
        const HttpResponse response = hub.get("/v1/log/checkpoint", phone.token);
        QCOMPARE(response.status, 200);
        EXPECT_OK(openCheckpoint(response.body, hub.store().logKey()));
        QCOMPARE(hub.get("/v1/log/checkpoint").status, 401);
    }

    void everyEntryIsProvenByTilesAndByPaths()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        addLeaves(hub, 70'000); // tiles of three levels
        const auto checkpoint = openCheckpoint(hub.get("/v1/log/checkpoint", phone.token).body, hub.store().logKey());
        EXPECT_OK(checkpoint);
        QCOMPARE(hub.get("/v1/log/tile/1/000", phone.token).status, 503); // nobody waits for so many
        while (hub.service().gatherHashes()) { }
        for (const std::uint64_t entry : {0ULL, 1ULL, 255ULL, 256ULL, 65'535ULL, 65'536ULL, 70'000ULL}) {
            const json::Value proof = bodyOf(hub.get("/v1/log/proof?entry=" + std::to_string(entry), phone.token));
            const Digest leaf = *toDigest(*fromBase64Url(textIn(proof, "leaf_hash")));
            QVERIFY(merkle::verifyInclusion(entry, checkpoint->size, leaf, hashesIn(*proof.find("path")), checkpoint->root));
            const unsigned width = tiles::widthOf(0, entry / 256, checkpoint->size);
            const HttpResponse tile = hub.get("/v1/log/" + tiles::pathOf({0, entry / 256, width}), phone.token);
            QCOMPARE(tile.body.size(), std::size_t{32} * width);
            QCOMPARE(tile.body.substr(32 * (entry % 256), 32), std::string(asText(leaf)));
        }
        QCOMPARE(hub.get("/v1/log/tile/1/000", phone.token).body.size(), 32U * 256);
        QCOMPARE(hub.get("/v1/log/tile/1/001.p/17", phone.token).body.size(), 32U * 17);
        QCOMPARE(hub.get("/v1/log/tile/2/000.p/1", phone.token).body.size(), 32U);
    }

    /// The embedded store keeps the roots of full tiles; where none are kept they are made.
    void rootsThatAreKeptAreThoseOfTheEntries()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        addLeaves(hub, 700);
        const HttpResponse tile = hub.get("/v1/log/tile/1/000.p/2", phone.token);
        QCOMPARE(tile.body.size(), std::size_t{64});
        const auto kept = hub.store().tileRoots(1, 0, 10);
        EXPECT_OK(kept);
        QVERIFY(kept->empty() || kept->size() == 2);
        for (const std::uint64_t n : {0ULL, 1ULL}) {
            const auto leaves = hub.store().leavesFrom(n * 256, 256);
            EXPECT_OK(leaves);
            const Digest root = merkle::root(*leaves);
            QCOMPARE(tile.body.substr(n * 32, 32), std::string(asText(root)));
            QVERIFY(kept->empty() || kept->at(n) == root);
        }
        EXPECT_OK(hub.store().tileRoots(1, 1, 10));
        QCOMPARE(hub.store().tileRoots(1, 1, 10)->size(), kept->empty() ? std::size_t{0} : std::size_t{1});
        QVERIFY(hub.store().tileRoots(2, 0, 10)->empty());
    }

    void anOlderTreeIsProvenToo()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        addLeaves(hub, 10);
        const json::Value proof = bodyOf(hub.get("/v1/log/proof?entry=3&size=7", phone.token));
        const auto leaves = hub.store().leavesFrom(0, 7);
        EXPECT_OK(leaves);
        QVERIFY(merkle::verifyInclusion(3, 7, leaves->at(3), hashesIn(*proof.find("path")), merkle::root(*leaves)));
    }

    void whatIsNotSealedYetIsNotThere_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("status");
        QTest::newRow("a tile beyond") << QStringLiteral("/v1/log/tile/0/001") << 404;
        QTest::newRow("wider than it is") << QStringLiteral("/v1/log/tile/0/000.p/200") << 404;
        QTest::newRow("a level beyond") << QStringLiteral("/v1/log/tile/1/000.p/1") << 404;
        QTest::newRow("no level") << QStringLiteral("/v1/log/tile/8/000") << 404;
        QTest::newRow("entries") << QStringLiteral("/v1/log/tile/entries/000.p/1") << 404;
        QTest::newRow("no tile") << QStringLiteral("/v1/log/tile/0/0") << 404;
        QTest::newRow("an entry beyond") << QStringLiteral("/v1/log/proof?entry=11") << 400;
        QTest::newRow("a size beyond") << QStringLiteral("/v1/log/proof?entry=0&size=12") << 400;
        QTest::newRow("no entry") << QStringLiteral("/v1/log/proof") << 400;
    }
    void whatIsNotSealedYetIsNotThere()
    {
        QFETCH(QString, path);
        TestHub hub;
        const Phone phone = hub.enrol();
        addLeaves(hub, 10);
        QTEST(hub.get(path.toStdString(), phone.token).status, "status");
    }

    void onePersonIsFetchedInPages()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const Somebody who, other;
        std::int64_t n = 0;
        for (int i = 0; i < 5; ++i) {
            hub.takeOne(phone, phone.event(who, Act::Grant), ++n);
            hub.takeOne(phone, phone.event(other, Act::Grant), ++n);
        }
        const std::string path = "/v1/subjects/" + who.id.toString() + "/events?limit=3";
        const auto first = pullResponseFromJson(bodyOf(hub.get(path, phone.token)));
        EXPECT_OK(first);
        QVERIFY(first->more && first->items.size() == 3);
        const auto second = pullResponseFromJson(bodyOf(hub.get(path + "&cursor=" + first->cursor, phone.token)));
        EXPECT_OK(second);
        QVERIFY(!second->more && second->items.size() == 2);
        for (const PulledItem &item : second->items)
            QCOMPARE(itemSubject(item.body), who.id);
        QCOMPARE(problemName(hub.get(path, hub.enrol(other.id).token)), std::string("out_of_scope"));
        QCOMPARE(hub.get(path, hub.enrol(who.id).token).status, 200);
        QCOMPARE(hub.get("/v1/subjects/anna/events", phone.token).status, 404);
    }

    void aWaitingPullIsAnsweredWhenSomethingComesForIt()
    {
        TestHub hub;
        const Somebody who, other;
        const Phone reader = hub.enrol(who.id), writer = hub.enrol();
        LongPolls polls(hub.store(), hub.service());
        std::vector<HttpResponse> answers;
        const HttpRequest request{"GET", "/v1/sync/pull?wait=60", {{"authorization", "Bearer " + reader.token}}, {}};
        polls.handle(request, [&](HttpResponse answer) { answers.push_back(std::move(answer)); }, Time());
        QCOMPARE(polls.waiting(), 1U);
        hub.takeOne(writer, writer.event(other, Act::Grant), 1);
        polls.look();
        QVERIFY(answers.empty()); // about somebody else
        hub.takeOne(writer, writer.event(who, Act::Withdraw), 1);
        polls.look();
        QCOMPARE(answers.size(), 1U);
        QCOMPARE((*pullResponseFromJson(bodyOf(answers.at(0)))).items.size(), 1U);
        QCOMPARE(polls.waiting(), 0U);
    }

    void aPullThatFindsSomethingDoesNotWait()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        hub.takeOne(phone, phone.event(Somebody(), Act::Grant), 1);
        LongPolls polls(hub.store(), hub.service());
        int answers = 0;
        polls.handle({"GET", "/v1/sync/pull?wait=60", {{"authorization", "Bearer " + phone.token}}, {}}, [&](HttpResponse) { ++answers; }, Time());
        QCOMPARE(answers, 1);
    }

    void aWaitingPullEndsWithAnEmptyPage()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        LongPolls polls(hub.store(), hub.service());
        std::vector<int> items;
        const auto wait = [&](int seconds) {
            polls.handle({"GET", "/v1/sync/pull?wait=" + std::to_string(seconds), {{"authorization", "Bearer " + phone.token}}, {}},
                [&](HttpResponse answer) { items.push_back(answer.status == 200 ? static_cast<int>((*pullResponseFromJson(bodyOf(answer))).items.size()) : -1); }, Time());
        };
        wait(30);
        polls.expire(Time() + std::chrono::seconds(29));
        QVERIFY(items.empty());
        polls.expire(Time() + std::chrono::seconds(30));
        QCOMPARE(items, std::vector<int>{0});
        for (int i = 0; i < 5; ++i)
            wait(60); // the fifth lets the first go
        QCOMPARE(items.size(), 2U);
        polls.end();
        QCOMPARE(items.size(), 6U);
        wait(60); // none waits any more
        QCOMPARE(items.size(), 7U);
        QCOMPARE(polls.waiting(), 0U);
    }

    void whoIsRevokedMeanwhileGetsNothing()
    {
        TestHub hub;
        const Phone phone = hub.enrol(), writer = hub.enrol();
        LongPolls polls(hub.store(), hub.service());
        int status = 0;
        polls.handle({"GET", "/v1/sync/pull?wait=60", {{"authorization", "Bearer " + phone.token}}, {}}, [&](HttpResponse answer) { status = answer.status; }, Time());
        EXPECT_OK(hub.store().revoke(phone.id));
        hub.takeOne(writer, writer.event(Somebody(), Act::Grant), 1);
        polls.look();
        QCOMPARE(status, 403);
    }

    void aLogThatIsNotSealedIsNotReady()
    {
        TestHub hub;
        QCOMPARE(hub.get("/readyz").status, 200);
        hub.enrol();
        hub.clock.advance(std::chrono::seconds(30));
        const HttpResponse response = hub.get("/readyz");
        QCOMPARE(response.status, 503);
        QCOMPARE(problemName(response), std::string("not_ready"));
        EXPECT_OK(hub.store().tidy(false));
        QCOMPARE(hub.get("/readyz").status, 200);
    }
};

ASSENT_TEST_CLASS(HubLogTest);
#include "hub_log.moc"
