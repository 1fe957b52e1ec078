#include "base/expect.h"
#include "base/registry.h"
#include "receipt/people.h"
#include "transfer/receiptsheet.h"

#include <functional>

using namespace assent;

namespace {

const std::string kNoKey;

/// Every text within a value, by a path to change it.
void forEachText(json::Value &value, const std::function<void(std::string &)> &change)
{
    if (json::Array *array = value.array()) {
        for (json::Value &element : *array)
            forEachText(element, change);
    } else if (json::Object *object = value.object()) {
        for (auto &[name, member] : *object)
            forEachText(member, change);
    } else if (const std::string *text = value.string()) {
        std::string changed = *text;
        change(changed);
        value = json::Value(changed);
    }
}

int countTexts(json::Value value)
{
    int count = 0;
    forEachText(value, [&count](std::string &) { ++count; });
    return count;
}

} // namespace

class ReceiptTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::People> m_people;

    Result<CheckedReceipt> check(const json::Value &value, const std::string &key = kNoKey)
    {
        return checkReceipt(json::pretty(value), "receipt.jsonld", key);
    }
    std::string logKey() { return Ledger(*m_people->store.vault).verifierKey(); }

private Q_SLOTS:
    void init() { m_people = std::make_unique<test::People>(); }
    void cleanup() { m_people.reset(); }

    void aReceiptProvesItself()
    {
        const ConsentEvent event = m_people->grant(m_people->anna);
        const Receipt receipt = m_people->receipt(m_people->anna, event);
        for (const ReceiptFormat format : {ReceiptFormat::JsonLd, ReceiptFormat::Kantara}) {
            const auto checked = check(m_people->sealed(receipt, format), logKey());
            EXPECT_OK(checked);
            QVERIFY(checked->core.id == event.core.id);
            QCOMPARE(checked->proof.entry, receipt.proof.entry);
        }
    }

    void itStaysGenuineWhenTheLogGrows()
    {
        const json::Value sealed = m_people->sealed(m_people->receipt(m_people->anna, m_people->grant(m_people->anna)));
        for (int i = 0; i < 9; ++i)
            m_people->grant(m_people->bert);
        EXPECT_OK(check(sealed, logKey()));
        EXPECT_OK(Ledger(*m_people->store.vault).checkpoint());
        EXPECT_OK(check(sealed));
    }

    void everyActInALongLogHasItsProof()
    {
        for (int i = 0; i < 13; ++i)
            m_people->grant(i % 3 == 0 ? m_people->bert : m_people->anna);
        const auto receipts = m_people->receipts(m_people->anna);
        EXPECT_OK(receipts);
        QCOMPARE(receipts->size(), std::size_t(8));
        for (const Receipt &receipt : *receipts)
            EXPECT_OK(check(m_people->sealed(receipt), logKey()));
    }

    void anyChangedTextIsFound()
    {
        const json::Value sealed = m_people->sealed(m_people->receipt(m_people->anna, m_people->grant(m_people->anna)));
        const int texts = countTexts(sealed);
        QVERIFY(texts > 50);
        for (int at = 0; at < texts; ++at) {
            json::Value changed = sealed;
            int i = 0;
            forEachText(changed, [&](std::string &text) {
                if (i++ == at)
                    text.insert(text.size() / 2, "x");
            });
            QVERIFY2(!check(changed).ok(), QByteArray::number(at).constData());
        }
    }

    void anAddedOrMissingMemberIsFound()
    {
        const json::Value sealed = m_people->sealed(m_people->receipt(m_people->anna, m_people->grant(m_people->anna)));
        json::Value more = sealed;
        more.set("schema:comment", "and everything else");
        EXPECT_ERROR(check(more), ErrorCode::Denied);
        for (const auto &[name, value] : *sealed.object()) {
            json::Value less = sealed;
            std::erase_if(*less.object(), [&name = name](const json::Member &member) { return member.first == name; });
            QVERIFY2(!check(less).ok(), name.c_str());
        }
        json::Value unsealed = sealed;
        std::erase_if(*unsealed.object(), [](const json::Member &member) { return member.first == "assent:seal"; });
        EXPECT_ERROR(check(unsealed), ErrorCode::Invalid);
    }

    void spacingAndOrderDoNotMatter()
    {
        const json::Value sealed = m_people->sealed(m_people->receipt(m_people->anna, m_people->grant(m_people->anna)));
        EXPECT_OK(checkReceipt(json::canonical(sealed), "receipt.jsonld", logKey()));
    }

    void anotherLogsKeyIsNotAccepted()
    {
        const json::Value sealed = m_people->sealed(m_people->receipt(m_people->anna, m_people->grant(m_people->anna)));
        test::People others;
        const auto checked = check(sealed, Ledger(*others.store.vault).verifierKey());
        EXPECT_ERROR(checked, ErrorCode::Denied);
        QCOMPARE(checked.error().where.field, std::string("assent:seal.log_key"));
    }

    /// A holder of a real entry who signs other words with a key of their own.
    void wordsThatTheEntryDoesNotSayAreFoundEvenWhenSigned()
    {
        Receipt receipt = m_people->receipt(m_people->anna, m_people->grant(m_people->anna));
        const auto field = [&](const Receipt &forged) {
            const auto checked = check(m_people->sealed(forged), logKey());
            return checked ? std::string("accepted") : checked.error().where.field;
        };
        Receipt forged = receipt;
        forged.document.records.front().events.front().state = RecordState::Withdrawn;
        QCOMPARE(field(forged), std::string("dpv:hasConsentStatus"));
        forged = receipt;
        forged.document.records.front().events.front().time->at -= std::chrono::seconds(1);
        QCOMPARE(field(forged), std::string("dpv:isIndicatedAtTime"));
        forged = receipt;
        forged.document.records.front().process.processes.front().purposes.front().id = "urn:assent:purpose:profiling";
        QCOMPARE(field(forged), std::string("dpv:hasPurpose"));
        forged = receipt;
        forged.document.records.front().notices.front().version = 2;
        QCOMPARE(field(forged), std::string("dpv:hasNotice"));
        forged = receipt;
        forged.document.records.front().subjects.front().id = "urn:assent:pseudonym:x";
        QCOMPARE(field(forged), std::string("dpv:hasDataSubject"));
    }

    void theReceiptIsAboutWhatWasServedThen()
    {
        const ConsentEvent event = m_people->grant(m_people->anna);
        const ConsentRecord record = m_people->receipt(m_people->anna, event).document.records.front();
        const NoticeVersion *notice = m_people->store.catalogue->noticeAt(event.payload.notice, event.core.decidedAt);
        QVERIFY(notice);
        const NoticeRevision &revision = notice->revisions.at("pl");
        QCOMPARE(record.notices.front().sha256, toHex(revision.hash));
        QCOMPARE(record.notices.front().title, revision.title);
        QCOMPARE(record.notices.front().language, std::string("pl"));
        QVERIFY(record.events.front().state == RecordState::Given);
        QCOMPARE(record.process.processes.front().channels, std::vector<std::string>{"email"});
        QVERIFY(missingFields(record).empty());
        QVERIFY(m_people->receipt(m_people->anna, m_people->grant(m_people->anna)).document.records.front().events.front().state == RecordState::Renewed);
    }

    void aWithdrawalOfEverythingNamesEveryPurposeThatItCovers()
    {
        const Receipt receipt = m_people->receipt(m_people->anna, m_people->withdrawAll(m_people->anna));
        const std::vector<RecordProcess> &covered = receipt.document.records.front().process.processes;
        const auto isAbout = [&covered](const char *purpose) {
            return std::any_of(covered.begin(), covered.end(), [purpose](const RecordProcess &process) {
                return process.purposes.front().id == purposeUrn(PurposeId(purpose));
            });
        };
        QVERIFY(isAbout("newsletter") && isAbout("analytics"));
        QVERIFY(!isAbout("booking_messages")); // the contract needs them: no choice
        EXPECT_OK(check(m_people->sealed(receipt), logKey()));
        EXPECT_ERROR(sealReceipt(receipt, ReceiptFormat::Kantara, m_people->store.vault->logKey()), ErrorCode::Invalid);
    }

    void nobodyElseIsInAReceipt()
    {
        Decision decision = m_people->grantOf("newsletter", "email", m_people->consents.view(m_people->anna)->persona);
        decision.actorRole = ActorRole::Agent;
        decision.actorId = "agent-halina-7";
        decision.onBehalfReason = "call with Halina";
        const ConsentEvent event = m_people->decide(m_people->anna, decision);
        const Receipt receipt = m_people->receipt(m_people->anna, event);
        for (const ReceiptFormat format : {ReceiptFormat::JsonLd, ReceiptFormat::Kantara}) {
            const json::Value sealed = m_people->sealed(receipt, format);
            const std::string text = json::canonical(sealed);
            for (const std::string &secret : {std::string("halina"), std::string("Halina"), std::string("anna@example.com"),
                     m_people->anna.toString(), m_people->bert.toString()})
                QVERIFY2(text.find(secret) == std::string::npos, secret.c_str());
            EXPECT_OK(check(sealed, logKey()));
        }
        QVERIFY(receipt.proof.payload.empty());
    }

    void anotherPersonsEventGivesNoReceipt()
    {
        const ConsentEvent event = m_people->grant(m_people->bert);
        EXPECT_ERROR(m_people->receipts(m_people->anna, {event.core.id}), ErrorCode::NotFound);
        QCOMPARE(m_people->receipts(m_people->anna)->size(), std::size_t(0));
    }

    void theJsonLdIsReadAsItWasMeant()
    {
        const Receipt receipt = m_people->receipt(m_people->anna, m_people->grant(m_people->anna));
        const auto read = readConsentDocument(json::pretty(m_people->sealed(receipt)), "receipt.jsonld");
        EXPECT_OK(read);
        QVERIFY(read->records == receipt.document.records);
        QVERIFY(read->unknownTerms.empty());
        QCOMPARE(read->notRead, std::vector<std::string>{"/assent:seal"});
    }

    void theSheetIsInThePersonsLanguage_data()
    {
        QTest::addColumn<QByteArray>("language");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("en") << QByteArray("en") << QByteArray("You gave your consent.");
        QTest::newRow("zh_TW") << QByteArray("zh_TW") << QByteArray("您已同意。");
        QTest::newRow("pl") << QByteArray("pl") << QByteArray("Zgoda została wyrażona.");
        QTest::newRow("fr") << QByteArray("fr") << QByteArray("Vous avez donné votre consentement.");
    }
    void theSheetIsInThePersonsLanguage()
    {
        QFETCH(QByteArray, language);
        QFETCH(QByteArray, sentence);
        const Receipt receipt = m_people->receipt(m_people->anna, m_people->grant(m_people->anna), language.toStdString());
        const QByteArray text = QByteArray::fromStdString(receiptText(receipt, {}, language.toStdString()));
        QVERIFY2(text.contains(sentence), text.constData());
        const std::string &purpose = m_people->store.catalogue->purpose(PurposeId("newsletter"))->name.in(language.toStdString());
        QVERIFY2(text.contains(QByteArray::fromStdString(purpose) + " (newsletter)"), text.constData());
        const std::string &channel = m_people->store.catalogue->channel(ChannelId("email"))->name.in(language.toStdString());
        QVERIFY2(text.contains(": " + QByteArray::fromStdString(channel) + "\n"), text.constData());
        QVERIFY(!text.contains("dpv:") && !text.contains("urn:"));
    }

    void othersAreCalledByTheirNames()
    {
        Decision decision = m_people->grantOf("data_sharing", "data", m_people->consents.view(m_people->anna)->persona);
        const Purpose &sharing = *m_people->store.catalogue->purpose(PurposeId("data_sharing"));
        const RecipientId other = sharing.recipients.front();
        decision.pattern.recipient = other;
        const Receipt receipt = m_people->receipt(m_people->anna, m_people->decide(m_people->anna, decision), "fr");
        const std::string text = receiptText(receipt, {}, "fr");
        for (const std::string &name : {sharing.name.in("fr"), m_people->store.catalogue->recipient(other)->name,
                 m_people->store.catalogue->channel(ChannelId("data"))->name.in("fr")})
            QVERIFY2(text.find(name) != std::string::npos, (name + "\n" + text).c_str());
    }

    void theSheetRunsNothing()
    {
        Receipt receipt = m_people->receipt(m_people->anna, m_people->grant(m_people->anna));
        receipt.document.records.front().process.controllers.front().name = "<script>alert('x')</script>";
        const std::string html = receiptHtml(receipt, "00", "en");
        QVERIFY(html.find("<script") == std::string::npos);
        QVERIFY(html.find("&lt;script&gt;") != std::string::npos);
    }
};

ASSENT_TEST_CLASS(ReceiptTest);
#include "tst_receipt.moc"
