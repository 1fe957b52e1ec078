#include "profile/conflicts.h"
#include "profile/people.h"
#include "sync/clientfixture.h"

using namespace assent;
using namespace assent::test;
using namespace assent::sync;

namespace {

bool isPull(const HttpRequest &request) { return request.path.starts_with("/v1/sync/pull"); }
bool isPush(const HttpRequest &request) { return request.path == "/v1/sync/push"; }

void replaceAll(std::string &text, std::string_view what, std::string_view with)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

struct Pair
{
    Pair()
    {
        here.enrol();
        there.enrol();
    }
    void both()
    {
        for (Desktop *desktop : {&here, &there, &here}) {
            const auto done = desktop->sync();
            if (!done)
                qFatal("not synced: %s", done.error().toString().c_str());
        }
    }

    TestHub hub;
    Desktop here{hub};
    Desktop there{hub};
};

/// So many people whom both know.
struct Crowd : Pair
{
    explicit Crowd(int size)
    {
        for (int i = 0; i < size; ++i)
            everyone.push_back(someone("given" + std::to_string(i), "family"));
        auto transaction = *WriteTransaction::begin(*here.vault);
        if (!here.people->addAll(transaction, everyone) || !transaction.commit())
            qFatal("no people");
        both();
    }
    void editThere(int first, int count)
    {
        for (int i = first; i < first + count; ++i)
            EXPECT_OK(there.people->declare(everyone[static_cast<std::size_t>(i)].id, "city", "Lodz"));
        EXPECT_OK(there.sync());
    }
    std::int64_t editedHere() { return *here.vault->db().integer("SELECT count(*) FROM attribute WHERE key = 'city'"); }

    std::vector<Person> everyone;
};

/// One person here, whose city both edit without seeing the other's edit.
struct Parted : Pair
{
    Parted()
    {
        here.put(anna);
        both();
        edit(here, "Lodz");
        both();
        edit(here, "Krakow");
        here.clock.advance(std::chrono::seconds(1));
        there.clock.advance(std::chrono::seconds(2));
        edit(there, "Gdansk");
        both();
    }
    void edit(Desktop &desktop, const char *city) { EXPECT_OK(desktop.people->declare(anna.id, "city", city)); }
    static std::vector<ProfileConflict> conflicts(Desktop &desktop)
    {
        NoProgress silent;
        return *allConflicts(*desktop.vault, *desktop.people, *desktop.catalogue, silent);
    }
    std::string city(Desktop &desktop)
    {
        for (const Fact &fact : survivors(desktop.people->person(anna.id)->attributes, *desktop.catalogue)) {
            if (fact.key == "city")
                return fact.shown.value;
        }
        return {};
    }

    Person anna = someone("anna", "nowak");
};

} // namespace

/// Pulls that need care, conflicts, and a hub that does not let the device in.
class ClientNewsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLargePullWaitsForAnAnswerAndHoldsNoWithdrawalBack()
    {
        Crowd c(1010);
        c.editThere(0, 60);
        EXPECT_OK(c.here.decide(c.everyone[0], withdrawalOf(everything())));
        c.here.transport.log.clear();
        EXPECT_ERROR(c.here.sync(), ErrorCode::Denied);
        QVERIFY(c.here.client.wantsAnswer());
        QCOMPARE(c.here.transport.log.at(1), std::string("push closing 1"));
        QCOMPARE(c.here.waiting().waitingClosings, 0);
        QCOMPARE(c.editedHere(), 0);
        QCOMPARE(status(*c.here.vault)->lastError, std::string("large_pull"));

        std::vector<LargePull> asked;
        c.here.client.askBeforeLargePull([&](const LargePull &pull) {
            asked.push_back(pull);
            return false;
        });
        EXPECT_ERROR(c.here.sync(), ErrorCode::Denied);
        QCOMPARE(c.editedHere(), 0);
        c.here.client.askBeforeLargePull([&](const LargePull &pull) {
            asked.push_back(pull);
            return true;
        });
        EXPECT_OK(c.here.sync());
        QCOMPARE(c.editedHere(), 60);
        QCOMPARE(asked.size(), std::size_t{2});
        QCOMPARE(asked.back().people, 1010);
        QVERIFY(asked.back().changed > 50);
        QVERIFY(!c.here.client.wantsAnswer());
        EXPECT_OK(c.there.sync());
        QCOMPARE(c.here.digest(), c.there.digest());
    }

    void aPullOfFivePercentIsApplied()
    {
        Crowd c(1010);
        c.editThere(0, 50);
        EXPECT_OK(c.here.sync());
        QCOMPARE(c.editedHere(), 50);
    }

    void aLargePullOfNewPeopleIsNoQuestion()
    {
        Crowd c(1010);
        for (int i = 0; i < 80; ++i)
            c.there.put(someone("new" + std::to_string(i), "family"));
        EXPECT_OK(c.there.sync());
        EXPECT_OK(c.here.sync());
        QCOMPARE(*c.here.people->count(), 1090);
    }

    void pagesBehindThoseLookedAtAreAskedAboutToo()
    {
        Crowd c(1010);
        c.editThere(0, 60);
        c.here.transport.rewrite([&c](const HttpRequest &request, HttpResponse &answer) {
            if (!isPull(request))
                return;
            HttpRequest smaller = request;
            replaceAll(smaller.path, "limit=500", "limit=4");
            answer = c.hub.service().handle(smaller);
        });
        EXPECT_ERROR(c.here.sync(), ErrorCode::Denied);
        QCOMPARE(c.editedHere(), 0);
        c.here.client.askBeforeLargePull([](const LargePull &) { return true; });
        EXPECT_OK(c.here.sync());
        QCOMPARE(c.editedHere(), 60);
    }

    void whatIsNotKnownYetIsKeptUntilItIs_data()
    {
        QTest::addColumn<QByteArray>("known");
        QTest::addColumn<QByteArray>("unknown");
        QTest::addColumn<QByteArray>("difference");
        QTest::newRow("another kind") << QByteArray("\"kind\":\"person\"") << QByteArray("\"kind\":\"hologram\"") << QByteArray("'hologram', 'person'");
        QTest::newRow("a newer form") << QByteArray("\"kind\":\"person\"") << QByteArray("\"kind\":\"person\",\"v\":2") << QByteArray("',\"v\":2', ''");
    }
    void whatIsNotKnownYetIsKeptUntilItIs()
    {
        QFETCH(QByteArray, known);
        QFETCH(QByteArray, unknown);
        QFETCH(QByteArray, difference);
        Pair p;
        const Person anna = p.here.add();
        EXPECT_OK(p.here.sync());
        p.there.transport.rewrite([&](const HttpRequest &request, HttpResponse &answer) {
            if (isPull(request))
                replaceAll(answer.body, known.toStdString(), unknown.toStdString());
        });
        const auto report = p.there.sync();
        EXPECT_OK(report);
        QCOMPARE(report->held, 1);
        QCOMPARE(*p.there.people->count(), 0);
        QCOMPARE(status(*p.there.vault)->held, 1);
        QVERIFY(!heldItems(*p.there.vault)->front().reason.empty());
        EXPECT_OK(p.there.sync());
        QCOMPARE(status(*p.there.vault)->held, 1);

        // The program learns it.
        EXPECT_OK(p.there.vault->db().run("UPDATE held_item SET body = replace(body, " + difference.toStdString() + ")"));
        const auto later = p.there.sync();
        EXPECT_OK(later);
        QCOMPARE(later->pulled, 1);
        QCOMPARE(status(*p.there.vault)->held, 0);
        EXPECT_OK(p.there.people->person(anna.id));
    }

    void aConflictIsListedOnBothSidesWithBothEdits()
    {
        Parted p;
        for (Desktop *desktop : {&p.here, &p.there}) {
            const auto found = Parted::conflicts(*desktop);
            QCOMPARE(found.size(), std::size_t{1});
            QCOMPARE(found[0].key, std::string("city"));
            QCOMPARE(found[0].edits.size(), std::size_t{2});
            QCOMPARE(found[0].edits[0].value + found[0].edits[1].value, std::string("KrakowGdansk"));
            QVERIFY(found[0].original && found[0].original->value == "Lodz");
        }
    }

    void settlingAConflictTravels()
    {
        Parted p;
        const auto conflict = Parted::conflicts(p.here).front();
        p.here.clock.advance(std::chrono::minutes(1));
        const auto settled = settleConflict(*p.here.vault, *p.here.people, *p.here.catalogue, conflict, "Krakow", SettledBy::Person);
        EXPECT_OK(settled);
        QCOMPARE(settled->replaced().size(), std::size_t{2});
        p.both();
        for (Desktop *desktop : {&p.here, &p.there}) {
            QVERIFY(Parted::conflicts(*desktop).empty());
            QCOMPARE(p.city(*desktop), std::string("Krakow"));
        }
        QCOMPARE(p.there.digest(), p.here.digest());
        EXPECT_ERROR(settleConflict(*p.there.vault, *p.there.people, *p.there.catalogue, conflict, "Gdansk", SettledBy::Person), ErrorCode::Conflict);
    }

    void settlingItDifferentlyOnBothSidesIsAConflictAgain()
    {
        Parted p;
        for (Desktop *desktop : {&p.here, &p.there}) {
            desktop->clock.advance(std::chrono::minutes(1));
            const auto conflict = Parted::conflicts(*desktop).front();
            EXPECT_OK(settleConflict(*desktop->vault, *desktop->people, *desktop->catalogue, conflict,
                desktop == &p.here ? "Krakow" : "Gdansk", SettledBy::Agent));
        }
        p.both();
        for (Desktop *desktop : {&p.here, &p.there})
            QCOMPARE(Parted::conflicts(*desktop).size(), std::size_t{1});
    }

    void machinesNeverConflict()
    {
        Pair p;
        Person anna = someone("anna", "nowak");
        p.here.put(anna);
        p.both();
        for (Desktop *desktop : {&p.here, &p.there}) {
            Attribute update = fact("given_name", desktop == &p.here ? "Anne" : "Ania", "web_shop", CollectionMethod::Imported, desktop == &p.here ? 1 : 2);
            update.replaces = anna.attributes[0].id;
            auto transaction = *WriteTransaction::begin(*desktop->vault);
            EXPECT_OK(desktop->people->addAttribute(transaction, anna.id, update));
            EXPECT_OK(transaction.commit());
        }
        p.both();
        QVERIFY(Parted::conflicts(p.here).empty());
        QCOMPARE(displayName(*p.here.people->person(anna.id), *p.here.catalogue), displayName(*p.there.people->person(anna.id), *p.there.catalogue));
    }

    void retryAfterHoldsForEveryRequest()
    {
        Pair p;
        p.here.transport.retryAfter = "60";
        p.here.transport.fail(Fault::Busy);
        EXPECT_ERROR(p.here.sync(), ErrorCode::Network);
        const std::size_t requests = p.here.transport.log.size();
        EXPECT_ERROR(p.here.sync(), ErrorCode::Network);
        EXPECT_ERROR(p.here.client.waitForNews(std::chrono::seconds(1)), ErrorCode::Network);
        QCOMPARE(p.here.transport.log.size(), requests);
        p.here.clock.advance(std::chrono::seconds(60));
        EXPECT_OK(p.here.sync());
    }

    void aTokenThatWasRenewedBesideIsUsedAtOnce()
    {
        Pair p;
        p.here.add();
        HubTransport other(p.hub);
        Client beside(*p.here.vault, p.here.catalogue, other);
        bool renewed = false;
        p.here.transport.fail(Fault::SignedOut);
        p.here.transport.failWhere([&](const HttpRequest &request) {
            if (!isPush(request) || renewed)
                return false;
            renewed = beside.enrol("http://127.0.0.1:1", *p.hub.store().newCode({}, std::chrono::minutes(5)), "again").ok();
            return renewed;
        });
        EXPECT_OK(p.here.sync());
        QVERIFY(renewed);
        QVERIFY(p.here.queueIsEmpty());
    }

    void aDeviceThatTheHubForgotEnrolsAnewAndLosesNothing()
    {
        Pair p;
        const Person anna = p.here.add();
        EXPECT_OK(p.here.decide(anna, withdrawalOf(everything())));
        EXPECT_OK(p.hub.store().vault().db().run("UPDATE device SET token_hash = randomblob(32)"));
        const auto refused = p.here.sync();
        EXPECT_ERROR(refused, ErrorCode::Denied);
        QVERIFY(refused.error().detail.find("enrolled anew") != std::string::npos);
        QCOMPARE(status(*p.here.vault)->lastError, std::string("unauthenticated"));
        EXPECT_OK(p.here.tryEnrol(*p.hub.store().newCode({}, std::chrono::minutes(5))));
        EXPECT_OK(p.here.sync());
        QVERIFY(p.here.queueIsEmpty());
        QVERIFY(status(*p.here.vault)->lastError.empty());
    }

    void whatWasSetAsideIsOfferedAgainOnRequest()
    {
        Pair p;
        p.here.add();
        p.here.transport.fail(Fault::Malformed, 1);
        p.here.transport.failWhere(isPush);
        QCOMPARE(p.here.sync()->setAside, 1);
        const Uuid item = outbox::setAside(*p.here.vault)->front().item;
        {
            auto transaction = *WriteTransaction::begin(*p.here.vault);
            EXPECT_OK(outbox::retry(transaction, item));
            EXPECT_ERROR(outbox::retry(transaction, item), ErrorCode::NotFound);
            EXPECT_OK(transaction.commit());
        }
        QCOMPARE(p.here.sync()->pushed, 1);
        QVERIFY(p.here.queueIsEmpty());
    }
};

ASSENT_TEST_CLASS(ClientNewsTest);
#include "client_news.moc"
