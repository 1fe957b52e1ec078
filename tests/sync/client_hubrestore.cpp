#include "profile/erasure.h"
#include "sync/clientfixture.h"

using namespace assent;
using namespace assent::test;

namespace {

/// A hub of which a copy was made before Anna said no.
struct HubPutBack
{
    HubPutBack()
    {
        for (Desktop *desktop : {&here, &there})
            desktop->enrol();
        anna = here.add();
        offers = lawKey(anna.persona, "offers", "email");
        expect(here.decide(anna, grantOf(offers)).ok());
        syncBoth();
        expect(hub.store().tidy(true).ok());
        std::filesystem::copy(hub.folder(), copy(), std::filesystem::copy_options::recursive);
    }
    void syncBoth()
    {
        for (Desktop *desktop : {&here, &there, &here})
            expect(desktop->sync().ok());
    }
    void putBack() { hub.putBack(copy()); }
    std::filesystem::path copy() const { return place.path().toStdString() + "/copy"; }
    static void expect(bool done)
    {
        if (!done)
            qFatal("what the test needs fails");
    }

    QTemporaryDir place;
    TestHub hub;
    Desktop here{hub};
    Desktop there{hub};
    Person anna;
    ConsentKey offers;
};

std::int64_t erasuresAt(TestHub &hub) { return *hub.store().vault().db().integer("SELECT count(*) FROM erased_subject"); }

} // namespace

/// A hub that was put back to an older copy.
class ClientHubRestoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatItHadAcknowledgedIsOfferedAgain_data()
    {
        QTest::addColumn<bool>("pulledSince");
        QTest::addColumn<bool>("othersCameFirst");
        QTest::newRow("fetched since, comes first") << true << false;
        QTest::newRow("fetched since, comes later") << true << true;
        QTest::newRow("only sent, comes first") << false << false;
        QTest::newRow("only sent, comes later") << false << true;
    }
    void whatItHadAcknowledgedIsOfferedAgain()
    {
        QFETCH(bool, pulledSince);
        QFETCH(bool, othersCameFirst);
        HubPutBack r;
        EXPECT_OK(r.here.decide(r.anna, withdrawalOf(everything())));
        if (!pulledSince)
            r.here.transport.failWhere([](const sync::HttpRequest &request) { return request.path.starts_with("/v1/sync/pull"); });
        r.here.transport.fail(Fault::LoseRequest, pulledSince ? 0 : 1);
        QCOMPARE(r.here.sync().ok(), pulledSince);
        QVERIFY(r.here.queueIsEmpty());
        r.here.transport.work();
        r.putBack();
        for (int i = 0; othersCameFirst && i < 3; ++i) {
            r.there.add();
            EXPECT_OK(r.there.sync());
        }
        r.syncBoth();
        QVERIFY(!r.there.allowed(r.anna, r.offers));
        QCOMPARE(r.there.digest(), r.here.digest());
    }

    // The list of erasures has numbers too, and nothing else may have moved.
    void anErasureThatItLostIsToldAgain_data()
    {
        QTest::addColumn<bool>("heardSince");
        QTest::newRow("heard of by who erased") << true;
        QTest::newRow("only sent") << false;
    }
    void anErasureThatItLostIsToldAgain()
    {
        QFETCH(bool, heardSince);
        HubPutBack r;
        EXPECT_OK(eraseSubject(*r.here.vault, r.anna.id, ErasedBy::Self));
        r.here.transport.failWhere([](const sync::HttpRequest &request) { return request.method == "GET" && request.path.starts_with("/v1/erasures"); });
        r.here.transport.fail(Fault::LoseRequest, heardSince ? 0 : 1, 1); // the second look at the list
        QCOMPARE(r.here.sync().ok(), heardSince);
        r.here.transport.work();
        QCOMPARE(erasuresAt(r.hub), 1);
        r.putBack();
        const Person ben = r.there.add();
        EXPECT_OK(eraseSubject(*r.there.vault, ben.id, ErasedBy::Self));
        r.syncBoth();
        QCOMPARE(erasuresAt(r.hub), 2);
        QCOMPARE(r.there.digest(), r.here.digest());
        EXPECT_ERROR(planErasure(*r.there.vault, r.anna.id), ErrorCode::NotFound);
    }

    void aRestartLosesNothingAndFetchesNothingAnew()
    {
        HubPutBack r;
        EXPECT_OK(r.here.decide(r.anna, withdrawalOf(everything())));
        EXPECT_OK(r.here.sync());
        r.hub.reopen();
        r.here.transport.log.clear();
        EXPECT_OK(r.here.sync());
        QCOMPARE(QByteArray::fromStdString(r.here.transport.log.back()), QByteArray("pull"));
        QCOMPARE(r.here.sync()->pushed, 0);
    }
};

ASSENT_TEST_CLASS(ClientHubRestoreTest);
#include "client_hubrestore.moc"
