#include "sync/clientfixture.h"

using namespace assent;
using namespace assent::test;
using namespace assent::sync;

namespace {

bool isPush(const HttpRequest &request) { return request.path == "/v1/sync/push"; }
bool isPull(const HttpRequest &request) { return request.path.starts_with("/v1/sync/pull"); }

/// A desktop with more withdrawals than one request holds.
struct Fixture
{
    explicit Fixture(int acts = 1100)
    {
        desktop.enrol();
        withdraw(acts);
    }
    void withdraw(int acts)
    {
        constexpr int atOnce = 100;
        for (; acts > 0; acts -= atOnce) {
            const std::vector<Decision> decisions(static_cast<std::size_t>(std::min(acts, atOnce)), withdrawalOf(everything()));
            if (!desktop.consents->decide(desktop.view(anna), decisions).ok())
                qFatal("not decided");
        }
    }
    std::vector<std::string> pushes() const
    {
        std::vector<std::string> out;
        std::copy_if(desktop.transport.log.begin(), desktop.transport.log.end(), std::back_inserter(out),
            [](const std::string &line) { return line.starts_with("push"); });
        return out;
    }
    /// What a second desktop hears from the hub.
    std::string heard()
    {
        Desktop other(hub);
        other.enrol();
        if (!other.sync().ok())
            qFatal("the other desktop heard nothing");
        return other.digest();
    }

    TestHub hub;
    Desktop desktop{hub};
    Person anna = desktop.add();
};

} // namespace

/// Several requests of one sync, of which the next leaves before an answer is recorded.
class ClientFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void batchesGoInOrderAndEachIsAcknowledged()
    {
        Fixture f;
        const auto report = f.desktop.sync();
        EXPECT_OK(report);
        QCOMPARE(f.pushes(), (std::vector<std::string>{"push closing 500", "push closing 500", "push closing 100", "push other 1"}));
        QCOMPARE(report->pushed, 1101);
        QVERIFY(f.desktop.queueIsEmpty());
        QCOMPARE(*f.desktop.vault->db().integer("SELECT count(*) FROM consent_event WHERE hub_received_at IS NULL"), 0);
        QCOMPARE(f.heard(), f.desktop.digest());
    }

    void anAnswerThatIsLostLeavesTheOnesBeforeItRecorded()
    {
        Fixture f;
        f.desktop.transport.failWhere(isPush);
        f.desktop.transport.fail(Fault::LoseAnswer, 1, 1);
        EXPECT_ERROR(f.desktop.sync(), ErrorCode::Network);
        QCOMPARE(f.desktop.waiting().waitingClosings, 600);
        f.desktop.transport.work();
        const auto report = f.desktop.sync();
        EXPECT_OK(report);
        QCOMPARE(report->duplicates, 500);
        QVERIFY(f.desktop.queueIsEmpty());
        QCOMPARE(f.heard(), f.desktop.digest());
    }

    void anAnswerThatCannotBeReadAcknowledgesNothing()
    {
        Fixture f;
        f.desktop.transport.rewrite([](const HttpRequest &request, HttpResponse &answer) {
            if (isPush(request))
                answer.body = "{\"results\":[]}";
        });
        EXPECT_ERROR(f.desktop.sync(), ErrorCode::Protocol);
        QCOMPARE(f.pushes().size(), std::size_t{1}); // nothing is sent behind it
        QCOMPARE(f.desktop.waiting().waitingClosings, 1100);
        f.desktop.transport.work();
        EXPECT_OK(f.desktop.sync());
        QVERIFY(f.desktop.queueIsEmpty());
    }

    void aBatchBehindOneWithTakenNumbersHasNewOnes()
    {
        Fixture f(600);
        EXPECT_OK(f.desktop.sync());
        // As in a store of before: the numbers start again.
        EXPECT_OK(f.desktop.vault->db().run("DELETE FROM outbox_lane"));
        f.withdraw(600);
        EXPECT_OK(f.desktop.sync());
        QVERIFY(f.desktop.queueIsEmpty());
        QCOMPARE(f.heard(), f.desktop.digest());
    }

    void aHubThatIsPutBackBetweenTwoBatchesGetsTheFirstAgain()
    {
        QTemporaryDir place;
        const std::filesystem::path copy = place.path().toStdString() + "/copy";
        Fixture f(1);
        EXPECT_OK(f.desktop.sync());
        EXPECT_OK(f.hub.store().tidy(true));
        std::filesystem::copy(f.hub.folder(), copy, std::filesystem::copy_options::recursive);
        f.withdraw(1100);
        int pushes = 0;
        f.desktop.transport.fail(Fault::Busy); // asks the condition, which never holds
        f.desktop.transport.failWhere([&](const HttpRequest &request) {
            if (isPush(request) && ++pushes == 2)
                f.hub.putBack(copy);
            return false;
        });
        EXPECT_OK(f.desktop.sync());
        QVERIFY(pushes > 3);
        QVERIFY(f.desktop.queueIsEmpty());
        QCOMPARE(f.heard(), f.desktop.digest());
    }

    void aPageThatDoesNotComeLeavesTheOnesBeforeItApplied()
    {
        Fixture f(1);
        for (int i = 0; i < 12; ++i)
            f.desktop.add();
        EXPECT_OK(f.desktop.sync());
        Desktop other(f.hub);
        other.enrol();
        other.transport.rewrite([&f](const HttpRequest &request, HttpResponse &answer) {
            if (!isPull(request))
                return;
            HttpRequest smaller = request;
            smaller.path.replace(smaller.path.find("limit=500"), 9, "limit=5");
            answer = f.hub.service().handle(smaller);
        });
        other.transport.failWhere(isPull);
        other.transport.fail(Fault::LoseRequest, 1, 2);
        EXPECT_ERROR(other.sync(), ErrorCode::Network);
        QVERIFY(*other.people->count() > 5 && *other.people->count() < 13);
        EXPECT_OK(other.sync());
        QCOMPARE(*other.people->count(), 13);
        QCOMPARE(other.digest(), f.desktop.digest());
    }
};

ASSENT_TEST_CLASS(ClientFlowTest);

#include "client_flow.moc"
