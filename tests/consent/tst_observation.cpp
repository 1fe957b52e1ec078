#include "base/expect.h"
#include "base/registry.h"
#include "consent/observation.h"
#include "consent/store.h"

using namespace assent;
using namespace assent::test;

namespace {

const KeyPattern kOffers{ControllerId("acme"), {}, PurposeId("offers"), {}, ChannelId("email"), kSelf};
const KeyPattern kNews{ControllerId("acme"), {}, PurposeId("news"), {}, ChannelId("email"), kSelf};

Timestamp day(int n) { return Timestamp{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1} + std::chrono::days{n}}; }

Observation dated(Act act, int n, const KeyPattern &key = kOffers) { return {act, key, day(n), day(n)}; }
Observation undated(Act act, int n) { return {act, kOffers, day(n), {}}; }
SourceStatus ofRow(Act act, int n) { return {act, kOffers, day(n), true}; }
SourceStatus ofFile(Act act, int n) { return {act, kOffers, day(n), false}; }
SourceStatus without(Act act) { return {act, kOffers, {}, false}; }

} // namespace

/// When a status of a source is news (DOMAIN.md section 2, consequence 9).
class ObservationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newsIsWhatDiffersFromTheLastObservation_data()
    {
        QTest::addColumn<QList<Observation>>("earlier");
        QTest::addColumn<SourceStatus>("status");
        QTest::addColumn<News>("news");
        const auto row = [](const char *name, QList<Observation> earlier, SourceStatus status, News news) {
            QTest::newRow(name) << std::move(earlier) << std::move(status) << news;
        };
        using enum Act;
        row("the first", {}, without(Withdraw), News::Change);
        row("of another key", {dated(Withdraw, 5, kNews)}, ofRow(Withdraw, 5), News::Change);
        row("the same", {dated(Withdraw, 5)}, ofRow(Withdraw, 5), News::Unchanged);
        row("the same without a time", {dated(Withdraw, 5)}, without(Withdraw), News::Unchanged);
        row("the same as the last but one", {dated(Withdraw, 5), dated(Grant, 6)}, ofRow(Withdraw, 5), News::Unchanged);
        row("the same, recorded after a later one", {dated(Withdraw, 5), dated(Grant, 4)}, ofRow(Withdraw, 5), News::Unchanged);
        row("another", {dated(Grant, 5)}, ofRow(Withdraw, 6), News::Change);
        row("another at the same time", {dated(Grant, 5)}, ofRow(Withdraw, 5), News::Change);
        row("another, not dated", {dated(Grant, 5)}, without(Withdraw), News::Change);
        row("an older one", {dated(Grant, 5)}, ofRow(Withdraw, 4), News::Stale);
        row("an older file", {dated(Grant, 5)}, ofFile(Withdraw, 4), News::Stale);
        row("closed again later", {dated(Withdraw, 5)}, ofRow(Withdraw, 6), News::Change);
        row("closed again, by a later file's word", {dated(Withdraw, 5)}, ofFile(Withdraw, 6), News::Unchanged);
        row("opened again later", {dated(Grant, 5)}, ofRow(Grant, 6), News::Unchanged);
        row("closed before an import that had no times", {undated(Grant, 5)}, ofRow(Withdraw, 4), News::Change);
        row("opened before an import that had no times", {undated(Withdraw, 5)}, ofRow(Grant, 4), News::Stale);
        row("closed after an import that had no times", {undated(Withdraw, 5)}, ofRow(Withdraw, 6), News::Change);
        row("closed as an import that had no times said", {undated(Withdraw, 5)}, ofRow(Withdraw, 4), News::Unchanged);
        row("refused and then withdrawn", {dated(Refuse, 5)}, ofRow(Withdraw, 6), News::Change);
        row("requested and then granted", {dated(Request, 5)}, ofRow(Grant, 6), News::Change);
    }
    void newsIsWhatDiffersFromTheLastObservation()
    {
        QFETCH(QList<Observation>, earlier);
        QFETCH(SourceStatus, status);
        QFETCH(News, news);
        QCOMPARE(newsOf(status, std::span(earlier.data(), static_cast<std::size_t>(earlier.size()))), news);
    }

    void anIdDependsOnEveryPart()
    {
        const DeviceId device(makeUuidV7(day(0)));
        const EventId id = observationId(device, SourceId("shop"), "AB", kOffers, 0);
        QCOMPARE(id.uuid().version(), 8);
        QVERIFY(id == observationId(device, SourceId("shop"), "AB", kOffers, 0));
        QVERIFY(id != observationId(DeviceId(makeUuidV7(day(0))), SourceId("shop"), "AB", kOffers, 0));
        QVERIFY(id != observationId(device, SourceId("crm"), "AB", kOffers, 0));
        QVERIFY(id != observationId(device, SourceId("shop"), "AC", kOffers, 0));
        QVERIFY(id != observationId(device, SourceId("shop"), "AB", kNews, 0));
        QVERIFY(id != observationId(device, SourceId("shop"), "AB", kOffers, 1));
    }

    void observationsAreReadFromTheEvents()
    {
        LawStore store;
        const Person anna = store.add();
        const SourceId shop("web_shop");
        const std::string digest = recordDigest(shop, "17");
        EXPECT_OK(store.decide(anna, observed(anna, shop, digest, day(3))));
        EXPECT_OK(store.decide(anna, observed(anna, SourceId("loyalty_crm"), digest, day(4))));
        EXPECT_OK(store.decide(anna, observed(anna, shop, recordDigest(shop, "18"), day(5))));
        Decision own = withdrawalOf(everything());
        own.verificationId = verificationOf(digest, {});
        EXPECT_OK(store.decide(anna, own));

        Observations observations(*store.vault);
        const auto found = observations.of(anna.id, shop, digest);
        EXPECT_OK(found);
        QCOMPARE(found->size(), std::size_t(1));
        QVERIFY(found->front().act == Act::Withdraw);
        QVERIFY(found->front().stated == std::optional(day(3)));
        QVERIFY(found->front().decidedAt == store.clock.now());
    }

    void actsOfManyPeopleShareOneSignature()
    {
        LawStore store;
        store.joinHub();
        const SourceId shop("web_shop");
        std::vector<Person> people;
        std::vector<PreparedAct> acts;
        for (int i = 0; i < 5; ++i) {
            people.push_back(store.add());
            const Person &person = people.back();
            const ConsentView seen{person.id, person.persona, "PL", "en", ConsentGraph({}), {}};
            const Decision decision = observed(person, shop, recordDigest(shop, std::to_string(i)), day(1));
            auto act = store.consents->prepare(seen, pseudonymOf(person.pseudonymKey, person.id), decision,
                observationId(store.vault->deviceId(), shop, "R", decision.pattern, static_cast<std::uint64_t>(i)));
            EXPECT_OK(act);
            acts.push_back(*std::move(act));
        }
        auto transaction = *WriteTransaction::begin(*store.vault);
        EXPECT_OK(store.consents->record(transaction, acts));
        EXPECT_OK(transaction.commit());
        for (const Person &person : people) {
            const auto history = store.consents->history(person.id);
            EXPECT_OK(history);
            QCOMPARE(history->size(), std::size_t(1));
            const HistoryEntry &entry = history->front();
            QVERIFY(entry.waiting);
            QVERIFY(entry.event.core.parents.empty());
            QCOMPARE(entry.event.proof.size, std::uint64_t(5));
            QVERIFY(entry.event.proof.signature == acts.front().event.proof.signature);
            QVERIFY(verifyProof(entry.event.coreText, entry.event.proof, store.vault->deviceKey().publicKey()));
        }
        QCOMPARE(outbox::counts(*store.vault)->waitingClosings, std::int64_t(5));
    }

    void whoeverSawTheChoicesIsNotPrepared()
    {
        LawStore store;
        const Person anna = store.add();
        EXPECT_ERROR(store.consents->prepare(store.view(anna), {}, withdrawalOf(everything()), EventId(makeUuidV7(day(0)))),
            ErrorCode::Invalid);
    }

private:
    static Decision observed(const Person &person, const SourceId &source, const std::string &digest, Timestamp stated)
    {
        Decision decision;
        decision.pattern = kOffers;
        decision.pattern.persona = person.persona;
        decision.actorRole = ActorRole::Import;
        decision.actorId = source.str();
        decision.method = ConsentMethod::Import;
        decision.verificationId = verificationOf(digest, stated);
        return decision;
    }
};

ASSENT_TEST_CLASS(ObservationTest);
#include "tst_observation.moc"
