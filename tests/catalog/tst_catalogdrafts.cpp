#include "base/expect.h"
#include "base/registry.h"
#include "catalog/answered.h"
#include "catalog/catalogdrafts.h"
#include "catalog/catalogstore.h"
#include "catalog/staffname.h"
#include "fakes/fakeclock.h"

#include <QTemporaryDir>

using namespace assent;
using namespace assent::test;

namespace {

const std::string kAnna = "Anna Nowak";
const std::string kJan = "Jan Kowal";

CatalogueText version(int number, const std::string &text = answeredCatalogue())
{
    auto read = readCatalogueText(changed(text, "\"version\": 3", "\"version\": " + std::to_string(number)), "acme.json");
    if (!read)
        qFatal("a catalogue of the test is wrong: %s", read.error().toString().c_str());
    return *std::move(read);
}

} // namespace

/// Draft, review and publication by two people.
class CatalogDraftsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock.setTime(*fromRfc3339("2026-02-01"));
        m_folder = std::make_unique<QTemporaryDir>();
        auto vault = Vault::create(m_folder->path().toStdString(), *randomSecret(48), m_clock);
        EXPECT_OK(vault);
        m_vault = *std::move(vault);
        m_drafts = std::make_unique<CatalogueDrafts>(*m_vault, fewQuestionsRead());
        auto transaction = WriteTransaction::begin(*m_vault);
        EXPECT_OK(transaction);
        EXPECT_OK(publishCatalogue(*transaction, version(3).catalogue));
        EXPECT_OK(transaction->commit());
    }

    void twoPeoplePutAVersionInForce()
    {
        const auto draft = m_drafts->draft(version(4), kAnna);
        EXPECT_OK(draft);
        QCOMPARE((*loadCatalogue(*m_vault))->version(), 3);
        EXPECT_OK(m_drafts->approve(*draft, kJan));
        QCOMPARE((*loadCatalogue(*m_vault))->version(), 3);
        EXPECT_OK(m_drafts->publish(*draft, kJan));
        QCOMPARE((*loadCatalogue(*m_vault))->version(), 4);
    }

    void everyStepIsALeafThatSaysWhoWhenAndWhat()
    {
        const int draft = *m_drafts->draft(version(4), kAnna);
        m_clock.advance(std::chrono::hours(1));
        EXPECT_OK(m_drafts->approve(draft, kJan));
        EXPECT_OK(m_drafts->publish(draft, kJan));
        auto read = *m_vault->db().prepare("SELECT body FROM ledger_entry WHERE kind = 1 ORDER BY n");
        std::vector<CatalogueRecord> records;
        while (*read.step())
            records.push_back(**catalogueRecordFromJson(asText(read.blob(0))));
        QCOMPARE(records.size(), std::size_t{4});
        QVERIFY(records[1].act == CatalogueAct::Drafted && records[1].by == kAnna);
        QVERIFY(records[2].act == CatalogueAct::Approved && records[2].by == kJan);
        QVERIFY(records[3].act == CatalogueAct::Published && records[3].version == 4);
        QVERIFY(records[2].at == records[1].at + std::chrono::hours(1));
        for (std::size_t i = 1; i < records.size(); ++i) {
            QVERIFY(records[i].draft == draft && records[i].hash == version(4).catalogue.hash());
            QVERIFY(records[i].checklist == fewQuestionsRead().hash());
        }
    }

    void theAuthorNeitherReviewsNorPublishes()
    {
        const int draft = *m_drafts->draft(version(4), kAnna);
        EXPECT_ERROR(m_drafts->approve(draft, kAnna), ErrorCode::Denied);
        EXPECT_ERROR(m_drafts->approve(draft, "  anna   NOWAK "), ErrorCode::Denied); // another spelling is no second person
        EXPECT_ERROR(m_drafts->reject(draft, kAnna, "never mind"), ErrorCode::Denied);
        EXPECT_OK(m_drafts->approve(draft, kJan));
        EXPECT_ERROR(m_drafts->publish(draft, kAnna), ErrorCode::Denied);
        QCOMPARE((*loadCatalogue(*m_vault))->version(), 3);
    }

    void nothingIsPublishedWithoutAReview()
    {
        const int draft = *m_drafts->draft(version(4), kAnna);
        EXPECT_ERROR(m_drafts->publish(draft, kJan), ErrorCode::Conflict);
        QCOMPARE(entries(), 2);
    }

    void aRejectedDraftIsAtItsEnd()
    {
        const int draft = *m_drafts->draft(version(4), kAnna);
        EXPECT_ERROR(m_drafts->reject(draft, kJan, " "), ErrorCode::Invalid);
        EXPECT_OK(m_drafts->reject(draft, kJan, "the retention is missing"));
        EXPECT_ERROR(m_drafts->approve(draft, kJan), ErrorCode::Conflict);
        EXPECT_ERROR(m_drafts->publish(draft, kJan), ErrorCode::Conflict);
        const auto known = m_drafts->find(draft);
        EXPECT_OK(known);
        QCOMPARE(known->steps.back().reason, std::string("the retention is missing"));
        EXPECT_OK(m_drafts->draft(version(4), kAnna)); // anew
    }

    void aReasonIsNotInTheLedgerInWords()
    {
        const int draft = *m_drafts->draft(version(4), kAnna);
        EXPECT_OK(m_drafts->reject(draft, kJan, "ask Ms Dubois"));
        QCOMPARE(*m_vault->db().integer("SELECT count(*) FROM ledger_entry WHERE instr(body, 'Dubois') > 0"), 0);
    }

    void aChangedReasonIsFound()
    {
        const int draft = *m_drafts->draft(version(4), kAnna);
        EXPECT_OK(m_drafts->reject(draft, kJan, "too long"));
        EXPECT_OK(m_vault->db().run("UPDATE catalogue_step SET reason = 'too short' WHERE reason != ''"));
        EXPECT_ERROR(m_drafts->find(draft), ErrorCode::Corrupt);
    }

    void aChangedDraftIsFound()
    {
        const int draft = *m_drafts->draft(version(4), kAnna);
        EXPECT_OK(m_vault->db().run("UPDATE catalogue_draft SET body = replace(body, 'Deals.', 'Trades.')"));
        EXPECT_ERROR(m_drafts->approve(draft, kJan), ErrorCode::Corrupt);
        EXPECT_OK(m_vault->db().run("UPDATE catalogue_draft SET hash = zeroblob(32)"));
        EXPECT_ERROR(m_drafts->find(draft), ErrorCode::Corrupt);
    }

    void whatMayNotFollowIsNotStored()
    {
        const auto draft = m_drafts->draft(version(4, changed(answeredCatalogue(), "Deals.", "Bargains.")), kAnna);
        EXPECT_ERROR(draft, ErrorCode::Invalid);
        QCOMPARE(draft.error().where.field, std::string("purposes[1].version"));
        QCOMPARE(*m_vault->db().integer("SELECT count(*) FROM catalogue_draft"), 0);
        QCOMPARE(entries(), 1);
    }

    void openQuestionsWaitForTheReview()
    {
        const std::string text = changed(answeredCatalogue(), ", \"renewed\": {\"answered\": \"yes\", \"where\": \"The keys stop.\"}", "");
        const auto draft = m_drafts->draft(version(4, text), kAnna);
        EXPECT_OK(draft);
        const auto approved = m_drafts->approve(*draft, kJan);
        EXPECT_ERROR(approved, ErrorCode::Invalid);
        QCOMPARE(approved.error().where.field, std::string("notices[0].versions[1].checklist.renewed"));
        QCOMPARE(approved.error().where.file, std::string("draft 1"));
        QVERIFY(approved.error().where.line > 0);
    }

    void ofTwoApprovedDraftsOneIsPublished()
    {
        const int first = *m_drafts->draft(version(4), kAnna);
        const int second = *m_drafts->draft(version(4), kJan);
        EXPECT_OK(m_drafts->approve(first, kJan));
        EXPECT_OK(m_drafts->approve(second, kAnna));
        EXPECT_OK(m_drafts->publish(first, kJan));
        const auto late = m_drafts->publish(second, kAnna);
        EXPECT_ERROR(late, ErrorCode::Invalid);
        QCOMPARE(late.error().where.field, std::string("version"));
    }

    void aStoreWithoutACatalogueTakesNoDraft()
    {
        const QTemporaryDir folder;
        const auto vault = Vault::create(folder.path().toStdString(), *randomSecret(48), m_clock);
        EXPECT_OK(vault);
        EXPECT_ERROR(CatalogueDrafts(**vault, fewQuestionsRead()).draft(version(3), kAnna), ErrorCode::NotFound);
    }

    void whoDoesItIsNamed()
    {
        for (const std::string &name : {std::string(), std::string("  "), std::string("Anna\xE2\x80\x8B"), std::string(101, 'a')})
            EXPECT_ERROR(m_drafts->draft(version(4), name), ErrorCode::Invalid);
    }

    void spellingsOfOneName()
    {
        QVERIFY(isSameStaff("Łukasz", " łukasz"));
        QVERIFY(isSameStaff("Zoe\xCC\x81", "zoé")); // composed or not
        QVERIFY(!isSameStaff("Anna", "Anne"));
    }

    void theAuditFindsAChangedCatalogue()
    {
        const int draft = *m_drafts->draft(version(4), kAnna);
        EXPECT_OK(m_drafts->approve(draft, kJan));
        EXPECT_OK(m_drafts->publish(draft, kJan));
        QVERIFY(ledgerFault().empty());
        EXPECT_OK(m_vault->db().run("UPDATE catalogue SET body = replace(body, 'Deals.', 'Trades.') WHERE version = 3"));
        QCOMPARE(ledgerFault(), std::string("catalogue version 3 is not stored as it was published"));
    }

    void theAuditFindsALostCatalogue()
    {
        EXPECT_OK(m_vault->db().run("DELETE FROM catalogue"));
        QVERIFY(!ledgerFault().empty());
    }

private:
    std::int64_t entries() { return *m_vault->db().integer("SELECT count(*) FROM ledger_entry"); }
    std::string ledgerFault()
    {
        NoProgress silent;
        const auto report = Ledger(*m_vault).verify(silent, catalogueAudit());
        return report ? report->fault : report.error().detail;
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Vault> m_vault;
    std::unique_ptr<CatalogueDrafts> m_drafts;
};

ASSENT_TEST_CLASS(CatalogDraftsTest);
#include "tst_catalogdrafts.moc"
