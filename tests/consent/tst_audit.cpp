#include "consent/audit.h"
#include "consent/store.h"

using namespace assent;
using namespace assent::test;

namespace {

/// Three decisions of one person; entries 0 to 2.
struct Fixture : LawStore
{
    Fixture()
    {
        for (int i = 0; i < 3; ++i) {
            if (!decide(view(anna), i % 2 == 0 ? grantOf(offers) : withdrawalOf(KeyPattern::of(offers))).ok())
                qFatal("not decided");
        }
    }
    Ledger::Report verify()
    {
        NoProgress quiet;
        return *Ledger(*vault).verify(quiet, consentAudit(*vault));
    }
    void tamper(const char *sql)
    {
        if (!vault->db().run(sql).ok())
            qFatal("not changed");
    }

    Person anna = add();
    ConsentKey offers = lawKey(anna.persona, "offers", "email");
};

} // namespace

class AuditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasDecidedPasses()
    {
        Fixture f;
        const Ledger::Report report = f.verify();
        QCOMPARE(QString::fromStdString(report.fault), QString());
        QCOMPARE(report.entries, std::uint64_t{3});
    }

    void aChangedPayloadNamesItsEntry()
    {
        Fixture f;
        f.tamper("UPDATE consent_event SET payload = replace(payload, 'email', 'phone') WHERE entry = 1");
        const Ledger::Report report = f.verify();
        QVERIFY(!report.fault.empty());
        QCOMPARE(report.firstBad.value_or(99), std::uint64_t{1});
    }

    void aChangedSignatureNamesItsEntry()
    {
        Fixture f;
        f.tamper("UPDATE consent_event SET proof = zeroblob(80) WHERE entry = 2");
        QCOMPARE(f.verify().firstBad.value_or(99), std::uint64_t{2});
    }

    void anErasedPayloadLeavesTheEntryValid()
    {
        Fixture f;
        f.tamper("DELETE FROM consent_event WHERE entry = 1");
        QCOMPARE(QString::fromStdString(f.verify().fault), QString());
    }
};

ASSENT_TEST_CLASS(AuditTest);

#include "tst_audit.moc"
