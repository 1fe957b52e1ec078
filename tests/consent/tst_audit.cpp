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

    void append(LeafKind kind, const std::string &body)
    {
        const Ledger::Entry entry{kind, asBytes(body), clock.now()};
        auto transaction = *WriteTransaction::begin(*vault);
        if (!Ledger(*vault).append(transaction, {&entry, 1}).ok() || !transaction.commit().ok())
            qFatal("not appended");
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

    void anEntryThatIsStoredAsAnotherKindIsNamed_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("an act of staff") << static_cast<int>(LeafKind::Staff);
        QTest::newRow("about a device") << static_cast<int>(LeafKind::Device);
        QTest::newRow("of an unknown kind") << 7;
    }
    void anEntryThatIsStoredAsAnotherKindIsNamed()
    {
        QFETCH(int, kind);
        Fixture f;
        f.tamper(("UPDATE ledger_entry SET kind = " + std::to_string(kind) + " WHERE n = 1").c_str());
        const Ledger::Report report = f.verify();
        QCOMPARE(report.firstBad.value_or(99), std::uint64_t{1});
        QVERIFY2(report.fault.find(QTest::currentDataTag()) != std::string::npos, report.fault.c_str());
    }

    void whatIsNoDecisionIsNotTakenForOne_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        QTest::newRow("staff") << QByteArray("{\"kind\":\"retention\",\"v\":1}") << static_cast<int>(LeafKind::Staff);
        QTest::newRow("staff about a device") << QByteArray("{\"device_id\":\"x\",\"kind\":\"role\"}") << static_cast<int>(LeafKind::Staff);
        QTest::newRow("device") << QByteArray("{\"act\":\"enrol\",\"device_id\":\"x\",\"v\":1}") << static_cast<int>(LeafKind::Device);
        QTest::newRow("no JSON") << QByteArray("staff") << static_cast<int>(LeafKind::Staff);
    }
    void whatIsNoDecisionIsNotTakenForOne()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, kind);
        Fixture f;
        f.append(static_cast<LeafKind>(kind), body.toStdString());
        QCOMPARE(QString::fromStdString(f.verify().fault), QString());
        for (int other = 0; other < 3; ++other) {
            if (other == kind)
                continue;
            f.tamper(("UPDATE ledger_entry SET kind = " + std::to_string(other) + " WHERE n = 3").c_str());
            QCOMPARE(f.verify().firstBad.value_or(99), std::uint64_t{3});
        }
    }

    void aDecisionThatIsStoredWithAnotherEntryIsNamed()
    {
        Fixture f;
        f.append(LeafKind::Staff, "{\"kind\":\"retention\",\"v\":1}");
        f.tamper("UPDATE consent_event SET entry = 3 WHERE entry = 0; UPDATE consent_event SET entry = 0 WHERE entry = 2;"
                 "UPDATE consent_event SET entry = 2 WHERE entry = 3");
        QCOMPARE(f.verify().firstBad.value_or(99), std::uint64_t{0});
    }

    void aDecisionUnderAnotherIdIsNamed()
    {
        Fixture f;
        f.tamper("UPDATE consent_event SET id = randomblob(16) WHERE entry = 1");
        QCOMPARE(f.verify().firstBad.value_or(99), std::uint64_t{1});
    }

    void aDecisionForAnEntryOfStaffIsNamed()
    {
        Fixture f;
        f.append(LeafKind::Staff, "{\"kind\":\"retention\",\"v\":1}");
        f.tamper("UPDATE consent_event SET entry = 3 WHERE entry = 2");
        QCOMPARE(f.verify().firstBad.value_or(99), std::uint64_t{3});
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
