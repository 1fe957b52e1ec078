#include "consent/store.h"

using namespace assent;
using namespace assent::test;
using Fixture = AnnasStore;

class HistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void historyIsNewestFirst()
    {
        Fixture f;
        const auto first = f.decide(f.anna, f.grant());
        const auto second = f.decide(f.anna, withdrawalOf(everything()));
        const auto history = f.consents->history(f.anna.id);
        EXPECT_OK(history);
        QCOMPARE(history->size(), std::size_t{2});
        QVERIFY(history->at(0).event.core.id == second->core.id && history->at(1).event.core.id == first->core.id);
        QCOMPARE(history->at(0).entry, 1);
    }

    void historyIsOfOnePersonAndNoLongerThanAsked()
    {
        Fixture f;
        const Person ben = f.add();
        EXPECT_OK(f.decide(ben, withdrawalOf(everything())));
        EXPECT_OK(f.decide(f.anna, f.grant()));
        EXPECT_OK(f.decide(f.anna, withdrawalOf(everything())));
        QCOMPARE(f.consents->history(f.anna.id)->size(), std::size_t{2});
        QCOMPARE(f.consents->history(f.anna.id, 1)->size(), std::size_t{1});
    }

    void historyIsReadOnByPages()
    {
        Fixture f;
        const Person ben = f.add();
        std::vector<EventId> made;
        for (int i = 0; i < 7; ++i) {
            made.insert(made.begin(), f.decide(f.anna, i % 2 == 0 ? f.grant() : withdrawalOf(everything()))->core.id);
            EXPECT_OK(f.decide(ben, withdrawalOf(everything())));
        }
        std::vector<EventId> read;
        std::optional<std::int64_t> before;
        for (const std::size_t size : {3u, 3u, 1u, 0u}) {
            const auto page = f.consents->historyPage(f.anna.id, before, 3);
            EXPECT_OK(page);
            QCOMPARE(page->total, 7);
            QCOMPARE(page->entries.size(), size);
            for (const HistoryEntry &entry : page->entries)
                read.push_back(entry.event.core.id);
            before = page->entries.empty() ? before : page->entries.back().entry;
        }
        QVERIFY(read == made);
    }

    void historyTellsWhatStillWaits()
    {
        Fixture f;
        f.joinHub();
        EXPECT_OK(f.decide(f.anna, f.grant()));
        QVERIFY(f.consents->history(f.anna.id)->front().waiting);
        f.acknowledgeAll();
        QVERIFY(!f.consents->history(f.anna.id)->front().waiting);
    }

    void anEventIsFoundByItsId()
    {
        Fixture f;
        const auto event = f.decide(f.anna, f.grant());
        QCOMPARE(f.consents->event(event->core.id)->coreText, event->coreText);
        QVERIFY(*f.consents->subjectOf(event->core.id) == f.anna.id);
        EXPECT_ERROR(f.consents->event(EventId(makeUuidV7(f.clock.now()))), ErrorCode::NotFound);
    }

    void aServedNoticeIsRecordedAndNamedByTheGrant()
    {
        Fixture f;
        const NoticeVersion &notice = *f.catalogue->notice(NoticeId("marketing"), 1);
        const auto served = f.consents->recordServed(f.anna.id, notice, "en", ServedMode::Screen);
        EXPECT_OK(served);
        Decision decision = f.grant();
        decision.served = *served;
        QVERIFY(f.decide(f.anna, decision)->payload.served == *served);
        QCOMPARE(*f.vault->db().text("SELECT mode FROM served_notice"), std::string("screen"));
    }

    void servingToAnUnknownPersonIsNotFound()
    {
        LawStore store;
        const NoticeVersion &notice = *store.catalogue->notice(NoticeId("marketing"), 1);
        EXPECT_ERROR(store.consents->recordServed(SubjectId(makeUuidV7(store.clock.now())), notice, "en", ServedMode::Screen),
            ErrorCode::NotFound);
    }
};

ASSENT_TEST_CLASS(HistoryTest);

#include "tst_history.moc"
