#include "vault/fixture.h"
#include "vault/outbox.h"

using namespace assent;
using namespace assent::test;

class OutboxTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Place> place;
    std::unique_ptr<Vault> vault;
    SubjectId subject{makeUuidV7(fromMillis(1))};

    Uuid queue(Lane lane, ItemKind kind = ItemKind::Consent)
    {
        const Uuid item = makeUuidV7(place->clock.now());
        auto transaction = WriteTransaction::begin(*vault);
        if (!transaction || !outbox::enqueue(*transaction, lane, kind, subject, item) || !transaction->commit())
            qFatal("could not queue");
        return item;
    }

    void join()
    {
        if (!vault->db().run("INSERT INTO hub(id, url, epoch, token, log_key, cursor, checkpoint, last_error)"
                             " VALUES(1, '', '', '', '', '', '', '')"))
            qFatal("could not join");
    }

private Q_SLOTS:
    void init()
    {
        place = std::make_unique<Place>();
        auto made = place->create();
        EXPECT_OK(made);
        vault = std::move(made).value();
    }
    void cleanup() { vault.reset(); }

    void nothingIsQueuedWithoutAHub()
    {
        queue(Lane::Closing);
        QCOMPARE(*outbox::hasHub(*vault), false);
        QCOMPARE(outbox::counts(*vault)->waitingClosings, 0);
    }

    void lanesNumberTheirRowsFromOne()
    {
        join();
        queue(Lane::Other);
        queue(Lane::Other);
        queue(Lane::Closing);
        const auto others = outbox::waiting(*vault, Lane::Other, 10);
        const auto closings = outbox::waiting(*vault, Lane::Closing, 10);
        EXPECT_OK(others);
        EXPECT_OK(closings);
        QCOMPARE(others->at(0).n, 1);
        QCOMPARE(others->at(1).n, 2);
        QCOMPARE(closings->at(0).n, 1);
    }

    void aRowSaysWhatItPointsAt()
    {
        join();
        const Uuid item = queue(Lane::Other, ItemKind::Attribute);
        const auto rows = outbox::waiting(*vault, Lane::Other, 10);
        EXPECT_OK(rows);
        QCOMPARE(rows->size(), std::size_t(1));
        QVERIFY(rows->at(0).item == item && rows->at(0).kind == ItemKind::Attribute);
        QVERIFY(rows->at(0).subject == subject);
        QVERIFY(rows->at(0).queuedAt == place->clock.now());
        QVERIFY(*outbox::isQueued(*vault, item));
    }

    void anItemIsQueuedOnce()
    {
        join();
        const Uuid item = queue(Lane::Other);
        auto transaction = WriteTransaction::begin(*vault);
        EXPECT_OK(transaction);
        EXPECT_OK(outbox::enqueue(*transaction, Lane::Other, ItemKind::Consent, subject, item));
        EXPECT_OK(transaction->commit());
        QCOMPARE(outbox::counts(*vault)->waitingOthers, 1);
    }

    void numbersAreNotUsedAgain()
    {
        join();
        queue(Lane::Other);
        auto transaction = WriteTransaction::begin(*vault);
        EXPECT_OK(transaction);
        EXPECT_OK(outbox::acknowledge(*transaction, outbox::waiting(*vault, Lane::Other, 1)->at(0).seq));
        EXPECT_OK(transaction->commit());
        queue(Lane::Other);
        QCOMPARE(outbox::waiting(*vault, Lane::Other, 1)->at(0).n, 2);
    }

    void aNumberThatWasRolledBackIsGivenAgain()
    {
        join();
        {
            auto transaction = WriteTransaction::begin(*vault);
            EXPECT_OK(transaction);
            EXPECT_OK(outbox::enqueue(*transaction, Lane::Other, ItemKind::Consent, subject, makeUuidV7(place->clock.now())));
        }
        queue(Lane::Other);
        QCOMPARE(outbox::waiting(*vault, Lane::Other, 1)->at(0).n, 1);
    }

    void theOldestComeFirst()
    {
        join();
        const Uuid first = queue(Lane::Closing);
        queue(Lane::Closing);
        const auto rows = outbox::waiting(*vault, Lane::Closing, 1);
        EXPECT_OK(rows);
        QCOMPARE(rows->size(), std::size_t(1));
        QVERIFY(rows->at(0).item == first);
    }

    void whatIsSetAsideIsListedAndDoesNotWait()
    {
        join();
        const Uuid item = queue(Lane::Other);
        auto transaction = WriteTransaction::begin(*vault);
        EXPECT_OK(transaction);
        EXPECT_OK(outbox::markSetAside(*transaction, outbox::waiting(*vault, Lane::Other, 1)->at(0).seq, "unknown purpose"));
        EXPECT_ERROR(outbox::markSetAside(*transaction, 4711, "no such"), ErrorCode::NotFound);
        EXPECT_OK(transaction->commit());
        QVERIFY(outbox::waiting(*vault, Lane::Other, 10)->empty());
        QCOMPARE(outbox::setAside(*vault)->at(0).setAside, std::string("unknown purpose"));
        QVERIFY(*outbox::isQueued(*vault, item));
    }

    void countsTellLanesApart()
    {
        join();
        queue(Lane::Closing);
        place->clock.advance(std::chrono::seconds(1));
        queue(Lane::Other);
        queue(Lane::Other);
        const auto counts = outbox::counts(*vault);
        EXPECT_OK(counts);
        QCOMPARE(counts->waitingClosings, 1);
        QCOMPARE(counts->waitingOthers, 2);
        QCOMPARE(counts->setAside, 0);
        QVERIFY(counts->oldest == place->clock.now() - std::chrono::seconds(1));
    }
};

ASSENT_TEST_CLASS(OutboxTest);
#include "tst_outbox.moc"
