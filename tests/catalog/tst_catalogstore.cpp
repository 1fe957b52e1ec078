#include "base/expect.h"
#include "base/registry.h"
#include "catalog/catalogrecord.h"
#include "catalog/catalogstore.h"
#include "catalog/small.h"
#include "fakes/fakeclock.h"

#include <QTemporaryDir>

using namespace assent;

namespace {

std::string versionOf(int number) { return changed(smallCatalogue(), R"("version": 3)", R"("version": )" + std::to_string(number)); }

} // namespace

class CatalogStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto vault = Vault::create(m_folder->path().toStdString(), *randomSecret(48), m_clock);
        EXPECT_OK(vault);
        m_vault = *std::move(vault);
    }

    void aNewStoreHasNoCatalogue() { EXPECT_ERROR(loadCatalogue(*m_vault), ErrorCode::NotFound); }

    void whatWasPublishedIsInForce()
    {
        EXPECT_OK(publish(smallCatalogue()));
        const auto loaded = loadCatalogue(*m_vault);
        EXPECT_OK(loaded);
        QVERIFY((*loaded)->hash() == Catalogue::parse(smallCatalogue(), "acme.json")->hash());
    }

    void theFirstLeavesALeafInTheLedger()
    {
        EXPECT_OK(publish(smallCatalogue()));
        const auto body = m_vault->db().text("SELECT body FROM ledger_entry WHERE kind = 1");
        EXPECT_OK(body);
        const auto record = catalogueRecordFromJson(*body);
        EXPECT_OK(record);
        QVERIFY(*record && (*record)->act == CatalogueAct::Founded);
        QVERIFY((*record)->hash == (*loadCatalogue(*m_vault))->hash() && (*record)->version == 3);
        QVERIFY((*record)->at == m_clock.now());
    }

    void aSecondIsNotPublishedWithoutTheFourEyes()
    {
        EXPECT_OK(publish(versionOf(3)));
        EXPECT_ERROR(publish(versionOf(4)), ErrorCode::Conflict);
        QCOMPARE((*loadCatalogue(*m_vault))->version(), 3);
        QCOMPARE(*m_vault->db().integer("SELECT count(*) FROM ledger_entry"), 1);
    }

    void aVersionThatWasNeverPublishedIsNotFound()
    {
        EXPECT_OK(publish(versionOf(3)));
        EXPECT_OK(loadCatalogue(*m_vault, 3));
        const auto none = loadCatalogue(*m_vault, 2);
        EXPECT_ERROR(none, ErrorCode::NotFound);
        QVERIFY(none.error().detail.find("there are 3") != std::string::npos);
    }

    void thatOfATimeIsTheOneInForceThen()
    {
        EXPECT_ERROR(loadCatalogueAt(*m_vault, m_clock.now()), ErrorCode::NotFound);
        EXPECT_OK(publish(versionOf(3)));
        const Timestamp between = m_clock.now();
        m_clock.advance(std::chrono::hours(1));
        {
            auto transaction = *WriteTransaction::begin(*m_vault);
            EXPECT_OK(insertCatalogue(transaction, *Catalogue::parse(versionOf(4), "four")));
            EXPECT_OK(transaction.commit());
        }
        QCOMPARE((*loadCatalogueAt(*m_vault, between))->version(), 3);
        QCOMPARE((*loadCatalogueAt(*m_vault, between - std::chrono::hours(1)))->version(), 3);
        QCOMPARE((*loadCatalogueAt(*m_vault, m_clock.now()))->version(), 4);
    }

    void theSameOnceMoreIsNothing()
    {
        EXPECT_OK(publish(versionOf(3)));
        EXPECT_OK(publish(versionOf(3)));
        QCOMPARE(*m_vault->db().integer("SELECT count(*) FROM catalogue"), 1);
    }

    void anotherTextOfTheSameVersionIsAConflict()
    {
        EXPECT_OK(publish(versionOf(3)));
        EXPECT_ERROR(publish(changed(smallCatalogue(), "Deals.", "Bargains.")), ErrorCode::Conflict);
    }

    void aChangedRowIsCorrupt()
    {
        EXPECT_OK(publish(smallCatalogue()));
        EXPECT_OK(m_vault->db().run("UPDATE catalogue SET body = replace(body, 'Deals.', 'Trades.')"));
        EXPECT_ERROR(loadCatalogue(*m_vault), ErrorCode::Corrupt);
    }

private:
    Result<void> publish(const std::string &text)
    {
        ASSENT_TRY(const Catalogue catalogue, Catalogue::parse(text, "acme.json"));
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(*m_vault));
        ASSENT_CHECK(publishCatalogue(transaction, catalogue));
        return transaction.commit();
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Vault> m_vault;
};

ASSENT_TEST_CLASS(CatalogStoreTest);
#include "tst_catalogstore.moc"
