#include "sample/sample.h"
#include "sync/client.h"
#include "sync/clientdigest.h"
#include "sync/hubprocess_hub.h"
#include "sync/qthttptransport.h"

#include "catalog/catalogstore.h"

using namespace assent;
using namespace assent::test;

namespace {

constexpr int kPeople = 50;

/// A store at home in a folder of its own, that talks to a real hub.
struct Member
{
    explicit Member(std::shared_ptr<const Catalogue> shared) : catalogue(std::move(shared))
    {
        auto made = Vault::create(folder.path().toStdString(), *randomSecret(48), clock);
        if (!made)
            qFatal("a new store: %s", made.error().toString().c_str());
        vault = *std::move(made);
        consents = std::make_unique<ConsentStore>(*vault, catalogue);
        people = std::make_unique<ProfileStore>(*vault, catalogue);
    }

    Result<void> enrol(const HubProgram &hub)
    {
        ASSENT_TRY(const auto transport, sync::QtHttpTransport::create(hub.url()));
        return sync::Client(*vault, catalogue, *transport).enrol(hub.url(), hub.newCode(), "a desktop");
    }
    Result<sync::Client::Report> sync(const HubProgram &hub)
    {
        ASSENT_TRY(const auto transport, sync::QtHttpTransport::create(hub.url()));
        NoProgress progress;
        return sync::Client(*vault, catalogue, *transport).sync(progress);
    }
    Result<void> decide(SubjectId subject, Act act, const char *purpose, const char *channel)
    {
        ASSENT_TRY(const ConsentView view, consents->view(subject));
        Decision decision;
        decision.act = act;
        decision.pattern = KeyPattern::of(key(view, purpose, channel));
        decision.servedMode = isOpening(act) ? ServedMode::Screen : ServedMode::None;
        ASSENT_TRY(const auto events, consents->decide(view, std::span(&decision, 1)));
        return {};
    }
    KeyState state(SubjectId subject, const char *purpose, const char *channel)
    {
        const ConsentView view = *consents->view(subject);
        return consents->state(view, key(view, purpose, channel), clock.now());
    }
    ConsentKey key(const ConsentView &view, const char *purpose, const char *channel) const
    {
        return {catalogue->controller(), view.persona, PurposeId(purpose), ChannelId(channel), kSelf};
    }
    std::string digest() { return digestOf(*consents, *people, clock.now()); }
    bool queueIsEmpty()
    {
        const OutboxCounts counts = *outbox::counts(*vault);
        return counts.waitingClosings + counts.waitingOthers + counts.setAside == 0;
    }

    QTemporaryDir folder;
    SystemClock clock;
    std::shared_ptr<const Catalogue> catalogue;
    std::unique_ptr<Vault> vault;
    std::unique_ptr<ConsentStore> consents;
    std::unique_ptr<ProfileStore> people;
};

/// Two members of one hub, with fifty people that both know.
struct Household
{
    Household()
    {
        hub.start();
        NoProgress progress;
        const auto sample = makeSample(*a.vault, catalogue, {kPeople, 7, now, 60}, progress);
        if (!sample)
            qFatal("no sample: %s", sample.error().toString().c_str());
        anna = sample->tourPerson;
        for (Member *member : {&a, &b}) {
            if (const auto joined = member->enrol(hub); !joined)
                qFatal("not enrolled: %s", joined.error().toString().c_str());
        }
    }

    Timestamp now = SystemClock().now();
    std::shared_ptr<const Catalogue> catalogue = std::make_shared<const Catalogue>(*sampleCatalogue(now));
    HubProgram hub;
    Member a{catalogue};
    Member b{catalogue};
    SubjectId anna;
};

} // namespace

/// A real hub and two stores that part and meet again.
class SyncConvergeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatPartedMeetsAgain_data()
    {
        QTest::addColumn<bool>("granterFirst");
        QTest::newRow("who granted comes back first") << true;
        QTest::newRow("who withdrew comes back first") << false;
    }
    void whatPartedMeetsAgain()
    {
        QFETCH(bool, granterFirst);
        Household h;
        EXPECT_OK(h.a.sync(h.hub));
        EXPECT_OK(h.b.sync(h.hub));
        QCOMPARE(*h.b.people->count(), kPeople);
        QCOMPARE(h.b.digest(), h.a.digest());

        h.hub.kill();
        EXPECT_ERROR(h.a.sync(h.hub), ErrorCode::Network);
        part(h);

        h.hub.start();
        Member &first = granterFirst ? h.a : h.b;
        Member &second = granterFirst ? h.b : h.a;
        for (Member *member : {&first, &second, &first})
            EXPECT_OK(member->sync(h.hub));
        checkThatTheyMet(h);
    }

private:
    /// Both go on alone, on the same key and on others.
    static void part(Household &h)
    {
        EXPECT_OK(h.a.decide(h.anna, Act::Grant, "newsletter", "email"));
        EXPECT_OK(h.b.decide(h.anna, Act::Withdraw, "newsletter", "email"));
        EXPECT_OK(h.a.decide(h.anna, Act::Grant, "offers", "sms"));
        EXPECT_OK(h.b.decide(h.anna, Act::Withdraw, "surveys", "email"));
        const std::vector<SubjectId> everyone = *h.a.people->page(std::nullopt, kPeople);
        for (std::size_t i = 0; i < everyone.size(); ++i)
            EXPECT_OK((i % 2 == 0 ? h.a : h.b).decide(everyone[i], i % 3 == 0 ? Act::Grant : Act::Withdraw, "newsletter", "post"));
        EXPECT_OK(h.a.people->declare(h.anna, "city", "Krakow"));
        EXPECT_OK(h.b.people->declare(h.anna, "city", "Gdansk"));
    }

    static void checkThatTheyMet(Household &h)
    {
        QVERIFY(h.a.queueIsEmpty() && h.b.queueIsEmpty());
        QCOMPARE(h.b.digest(), h.a.digest());
        for (Member *member : {&h.a, &h.b}) {
            QVERIFY(!member->state(h.anna, "newsletter", "email").state.allowed);
            QVERIFY(member->state(h.anna, "newsletter", "email").state.conflict);
        }
        Member late(h.catalogue);
        EXPECT_OK(late.enrol(h.hub));
        EXPECT_OK(late.sync(h.hub));
        QCOMPARE(late.digest(), h.a.digest());
    }
};

ASSENT_TEST_CLASS(SyncConvergeTest);

#include "sync_converge.moc"
