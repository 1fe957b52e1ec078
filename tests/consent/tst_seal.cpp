#include "consent/store.h"
#include "vault/seal.h"

#include <QProcess>

using namespace assent;
using namespace assent::test;
using namespace Qt::StringLiterals;

namespace {

/// Somebody who allowed something and then took it back.
struct Fixture : LawStore
{
    Person anna = add();
    ConsentKey offers = lawKey(anna.persona, "offers", "email");

    Fixture()
    {
        if (!decide(anna, grantOf(offers)).ok() || !decide(anna, withdrawalOf(everything())).ok())
            qFatal("not decided");
    }

    /// What a page of an older version would leave out.
    void lose(const char *sql)
    {
        if (!vault->db().run("PRAGMA foreign_keys=OFF").ok() || !vault->db().run(sql).ok())
            qFatal("nothing was lost");
    }
    Result<void> check()
    {
        NoProgress silent;
        return vault->check(silent);
    }
};

/// Copies by another program: this one must not open a store's file by itself.
void copy(const QString &from, const QString &to)
{
    if (QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-r"), from, to}) != 0)
        qFatal("not copied");
}

} // namespace

class SealTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLostDecisionIsNoStateAndNoHistory_data()
    {
        QTest::addColumn<QString>("loss");
        QTest::newRow("the event") << "DELETE FROM consent_event WHERE entry = 1";
        QTest::newRow("its ledger entry") << "DELETE FROM ledger_entry WHERE n = 1";
        QTest::newRow("the seal") << "DELETE FROM consent_seal";
        QTest::newRow("all events") << "DELETE FROM consent_event";
    }
    void aLostDecisionIsNoStateAndNoHistory()
    {
        QFETCH(QString, loss);
        Fixture f;
        EXPECT_OK(f.check());
        f.lose(loss.toUtf8().constData());
        EXPECT_ERROR(f.consents->view(f.anna.id), ErrorCode::Corrupt);
        EXPECT_ERROR(f.consents->history(f.anna.id), ErrorCode::Corrupt);
        EXPECT_ERROR(f.consents->historyPage(f.anna.id, {}, 1), ErrorCode::Corrupt);
        EXPECT_ERROR(f.check(), ErrorCode::Corrupt);
    }

    void aSealOfAnotherHistoryIsCorrupt()
    {
        Fixture f;
        f.lose("UPDATE consent_seal SET chain = zeroblob(32)");
        EXPECT_ERROR(f.consents->view(f.anna.id), ErrorCode::Corrupt);
        EXPECT_ERROR(f.check(), ErrorCode::Corrupt);
    }

    void aShorterHistoryIsNotALostOne()
    {
        Fixture f;
        QCOMPARE(f.consents->history(f.anna.id, 1)->size(), std::size_t{1});
    }

    void aLostFactIsNoPerson()
    {
        Fixture f;
        EXPECT_OK(f.people->declare(f.anna.id, "city", "Łódź"));
        EXPECT_OK(f.people->person(f.anna.id));
        f.lose("DELETE FROM attribute");
        EXPECT_ERROR(f.people->person(f.anna.id), ErrorCode::Corrupt);
        EXPECT_ERROR(f.check(), ErrorCode::Corrupt);
    }

    void othersAreReadAllTheSame()
    {
        Fixture f;
        const Person other = f.add();
        f.lose("DELETE FROM consent_event WHERE entry = 1");
        EXPECT_OK(f.consents->view(other.id));
    }

    void aMigrationSealsWhatIsThere()
    {
        Fixture f;
        const Seal sealed = *readSeal(f.vault->db(), 1);
        QCOMPARE(sealed.events, 2);
        f.lose("DELETE FROM consent_seal");
        EXPECT_OK(sealEveryone(f.vault->db()));
        QVERIFY(*readSeal(f.vault->db(), 1) == sealed);
    }

    void anOlderFileUnderANewerLogIsRefused()
    {
        Fixture f;
        const QString store = f.folder.path();
        QTemporaryDir place;
        const QString old = place.filePath(u"old.db"_s);
        f.close();
        copy(store + u"/store.db"_s, old);
        f.open();
        EXPECT_OK(f.decide(f.anna, grantOf(f.offers)));
        f.close();
        f.open();
        EXPECT_OK(f.decide(f.anna, withdrawalOf(everything())));

        // As a crash leaves it: with its log.
        copy(store, place.filePath(u"whole"_s));
        copy(store, place.filePath(u"mixed"_s));
        copy(old, place.filePath(u"mixed/store.db"_s));
        const auto open = [&](const QString &name) { return Vault::open(place.filePath(name).toStdString(), f.key, f.clock); };
        EXPECT_OK(open(u"whole"_s));
        EXPECT_ERROR(open(u"mixed"_s), ErrorCode::Corrupt);
    }
};

ASSENT_TEST_CLASS(SealTest);

#include "tst_seal.moc"
