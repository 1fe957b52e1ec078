#include "base/expect.h"
#include "base/registry.h"
#include "consent/canonicalcore.h"
#include "crypto/hash.h"
#include "ledger/ledger.h"

using namespace assent;

namespace {

template<typename IdType>
IdType idOf(int number)
{
    std::array<Byte, 16> bytes = {};
    bytes[6] = 0x70;
    bytes[8] = 0x80;
    bytes[15] = static_cast<Byte>(number);
    return IdType(Uuid(bytes));
}

Digest filled(Byte byte)
{
    Digest digest;
    digest.fill(byte);
    return digest;
}

SigningKey keyOf(Byte seed) { return *SigningKey::fromSeed(filled(seed)); }

EventPayload payloadOf()
{
    EventPayload payload;
    payload.key = {ControllerId("acme"), idOf<PersonaId>(9), PurposeId("offers"), {}, ChannelId("email"), RecipientId("self")};
    payload.actorId = "self";
    payload.notice = NoticeId("marketing");
    payload.noticeVersion = 2;
    payload.noticeHash = filled(3);
    payload.locale = "pl";
    payload.served = idOf<ServedId>(7);
    payload.servedMode = ServedMode::Screen;
    payload.purposeVersion = 4;
    payload.legalBasis = "consent";
    payload.validUntil = *fromRfc3339("2028-03-01T09:00:00Z");
    payload.collectionPoint = "desktop";
    payload.appVersion = "0.1.0";
    payload.attachments = {{"letter.pdf", "application/pdf", filled(5)}};
    payload.jurisdiction = "PL";
    payload.policyRule = "eu";
    return payload;
}

EventCore coreOf(int number = 1)
{
    EventCore core;
    core.id = idOf<EventId>(number);
    core.device = idOf<DeviceId>(2);
    core.act = Act::Grant;
    core.parents = {filled(1), filled(2)};
    core.decidedAt = *fromRfc3339("2026-03-01T09:30:00Z");
    core.pseudonym = filled(4);
    return core;
}

/// A whole event, as it travels.
struct Parts
{
    explicit Parts(EventPayload payload = payloadOf(), EventCore core = coreOf()) : payloadText(toCanonical(payload))
    {
        core.payloadHash = sha256({salt, asBytes(payloadText)});
        coreText = toCanonical(core);
        proof = signBatch(std::span(&coreText, 1), keyOf(1))->front();
    }
    auto assemble() const { return assembleEvent(coreText, salt, payloadText, proof); }

    Bytes salt = Bytes(32, 6);
    std::string payloadText;
    std::string coreText;
    BatchProof proof;
};

std::vector<std::string> coresOf(int count)
{
    std::vector<std::string> cores;
    for (int i = 0; i < count; ++i) {
        EventCore core = coreOf();
        core.decidedAt += std::chrono::milliseconds(i);
        cores.push_back(toCanonical(core));
    }
    return cores;
}

/// What format version 1 looks like on disk and on the wire, for good.
constexpr std::string_view kGoldenCore =
    R"({"act":"grant","decided_at":"2026-03-01T09:30:00.000Z","device_id":"00000000-0000-7000-8000-000000000002",)"
    R"("event_id":"00000000-0000-7000-8000-000000000001","parents":["AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE",)"
    R"("AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI"],"payload_hash":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",)"
    R"("pseudonym":"BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ","v":1})";

constexpr std::string_view kGoldenPayload =
    R"({"actor_id":"self","actor_role":"self","app_version":"0.1.0","attachments":[{"media_type":"application/pdf",)"
    R"("name":"letter.pdf","sha256":"BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU"}],"collection_point":"desktop",)"
    R"("jurisdiction":"PL","key":{"channel":"email","controller":"acme","persona":"00000000-0000-7000-8000-000000000009",)"
    R"("purpose":"offers","recipient":"self"},"legal_basis":"consent","locale":"pl","method":"toggle",)"
    R"("notice_hash":"AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM","notice_id":"marketing","notice_version":2,)"
    R"("policy_rule":"eu","purpose_version":4,"served_id":"00000000-0000-7000-8000-000000000007","served_mode":"screen",)"
    R"("v":1,"valid_until":"2028-03-01T09:00:00.000Z"})";

} // namespace

class EventTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCoresTextIsThatOfVersionOne() { QCOMPARE(toCanonical(coreOf()), std::string(kGoldenCore)); }
    void thePayloadsTextIsThatOfVersionOne() { QCOMPARE(toCanonical(payloadOf()), std::string(kGoldenPayload)); }

    void everyMemberOfAPayloadStandsWhereRfc8785WantsIt()
    {
        EventPayload full = payloadOf();
        full.key.purpose.reset();
        full.key.purposeClass = "marketing";
        full.actorId = "an \"agent\"\\\n\t\x01 \xC4\x99";
        full.onBehalfReason = "asked by telephone";
        full.verificationId = "v-1";
        full.reason = "\xF0\x9F\x98\x80";
        full.attachments.push_back({"b\"c.pdf", "application/pdf", filled(6)});
        EventPayload open;
        open.key.controller = ControllerId("acme");
        for (const EventPayload &payload : {full, open}) {
            const std::string text = toCanonical(payload);
            const auto value = json::parse(text);
            EXPECT_OK(value);
            QCOMPARE(text, json::canonical(*value));
        }
        QCOMPARE(json::parse(toCanonical(full))->object()->size(), std::size_t{22});
        QCOMPARE(toCanonical(*eventPayloadFromJson(toCanonical(full))), toCanonical(full));
        QCOMPARE(json::canonical(toJson(full.key)), json::canonical(*json::parse(toCanonical(full))->find("key")));
        QCOMPARE(json::canonical(toJson(open.key)), json::canonical(*json::parse(toCanonical(open))->find("key")));
    }

    void aCoreReadsBackAsItWas()
    {
        const auto core = eventCoreFromJson(kGoldenCore);
        EXPECT_OK(core);
        QCOMPARE(toCanonical(*core), std::string(kGoldenCore));
    }

    /// A space in front makes the general reader read it.
    void bothReadersOfCoresAgree()
    {
        const std::string golden(kGoldenCore);
        QVERIFY(readCanonicalCore(golden));
        EventCore alone = coreOf();
        alone.parents.clear();
        QCOMPARE(toCanonical(*readCanonicalCore(toCanonical(alone))), toCanonical(alone));
        int read = 0;
        for (std::size_t at = 0; at < golden.size(); ++at) {
            for (const char other : {'a', '0', 'A', '"', '\\', ',', ' ', '}', '\0'}) {
                std::string text = golden;
                text[at] = other;
                const auto quick = readCanonicalCore(text);
                const auto general = eventCoreFromJson(" " + text);
                QVERIFY2(!quick || general.ok(), text.c_str());
                if (quick)
                    QCOMPARE(toCanonical(*quick), toCanonical(*general));
                read += quick ? 1 : 0;
            }
            QVERIFY(!readCanonicalCore(golden.substr(0, at)));
        }
        QVERIFY(read > 100);
        QVERIFY(!readCanonicalCore(golden + " ") && !readCanonicalCore(""));
    }

    /// A space in front makes the general reader read it.
    void bothReadersOfPayloadsAgree()
    {
        EventPayload plain = payloadOf();
        plain.attachments.clear();
        EventPayload open;
        open.key.controller = ControllerId("acme");
        open.actorId = "an \"agent\"\\\n\x01 \xC4\x99";
        open.onBehalfReason = "asked by telephone";
        open.verificationId = "v-1";
        open.reason = "\xF0\x9F\x98\x80";
        int read = 0;
        for (const EventPayload &payload : {plain, open}) {
            const std::string golden = toCanonical(payload);
            QVERIFY(readCanonicalPayload(golden));
            QCOMPARE(toCanonical(*readCanonicalPayload(golden)), golden);
            for (std::size_t at = 0; at < golden.size(); ++at) {
                for (const char other : {'a', '0', 'A', '*', '"', '\\', ',', ' ', '}', '\0', '\xC4'}) {
                    std::string text = golden;
                    text[at] = other;
                    const auto quick = readCanonicalPayload(text);
                    const auto general = eventPayloadFromJson(" " + text);
                    QVERIFY2(!quick || general.ok(), text.c_str());
                    if (quick)
                        QCOMPARE(toCanonical(*quick), toCanonical(*general));
                    read += quick ? 1 : 0;
                }
                QVERIFY(!readCanonicalPayload(golden.substr(0, at)));
            }
            QVERIFY(!readCanonicalPayload(golden + " ") && !readCanonicalPayload(""));
        }
        QVERIFY(read > 1000);
        QVERIFY(!readCanonicalPayload(toCanonical(payloadOf()))); // attachments
    }

    void aPayloadReadsBackAsItWas()
    {
        const auto payload = eventPayloadFromJson(kGoldenPayload);
        EXPECT_OK(payload);
        QCOMPARE(toCanonical(*payload), std::string(kGoldenPayload));
        QVERIFY(payload->attachments == payloadOf().attachments);
    }

    void anOpenPatternReadsBackAsItWas()
    {
        EventPayload payload;
        payload.key = {ControllerId("acme"), {}, {}, "marketing", {}, {}};
        payload.actorId = "self";
        const auto read = eventPayloadFromJson(toCanonical(payload));
        EXPECT_OK(read);
        QVERIFY(read->key == payload.key);
    }

    void everyActHasAName()
    {
        for (Act act : {Act::Grant, Act::Confirm, Act::Withdraw, Act::Refuse, Act::Object, Act::Revoke, Act::Invalidate,
                 Act::Signal, Act::Request, Act::Defer})
            QVERIFY(actFromName(actName(act)) == act);
        QVERIFY(!actFromName("expire").has_value());
    }

    void aWholeEventIsAccepted()
    {
        const auto event = Parts().assemble();
        EXPECT_OK(event);
        QVERIFY(event->hash() == merkle::leafHash(asBytes(event->coreText)));
        QVERIFY(verifyProof(event->coreText, event->proof, keyOf(1).publicKey()));
    }

    void aChangedPayloadIsRefused()
    {
        Parts parts;
        parts.payloadText.replace(parts.payloadText.find("offers"), 6, "trains");
        EXPECT_ERROR(parts.assemble(), ErrorCode::Invalid);
    }

    void aChangedSaltIsRefused()
    {
        Parts parts;
        parts.salt[0] ^= 1;
        EXPECT_ERROR(parts.assemble(), ErrorCode::Invalid);
    }

    void aShortSaltIsRefused()
    {
        Parts parts;
        parts.salt.pop_back();
        EXPECT_ERROR(parts.assemble(), ErrorCode::Invalid);
    }

    void aChangedCoreFailsItsSignature()
    {
        Parts parts;
        parts.coreText.replace(parts.coreText.find("grant"), 5, "defer");
        const auto event = parts.assemble();
        EXPECT_OK(event);
        QVERIFY(!verifyProof(event->coreText, event->proof, keyOf(1).publicKey()));
    }

    void aCoreThatIsNotCanonicalIsRefused()
    {
        Parts parts;
        parts.coreText.insert(1, " ");
        EXPECT_ERROR(parts.assemble(), ErrorCode::Invalid);
    }

    void aCoreWithAFieldTooManyIsRefused()
    {
        std::string text(kGoldenCore);
        text.insert(text.size() - 1, R"(,"x":1)");
        EXPECT_ERROR(eventCoreFromJson(text), ErrorCode::Invalid);
    }

    void anOpeningOnAPatternIsRefused()
    {
        EventPayload payload = payloadOf();
        payload.key.channel.reset();
        EXPECT_ERROR(Parts(payload).assemble(), ErrorCode::Invalid);
    }

    void aClosingOnAPatternIsAccepted()
    {
        EventPayload payload = payloadOf();
        payload.key = {ControllerId("acme"), {}, {}, {}, {}, {}};
        EventCore core = coreOf();
        core.act = Act::Withdraw;
        EXPECT_OK(Parts(payload, core).assemble());
    }

    void aProofReadsBackAsItWas()
    {
        const std::vector<std::string> cores = coresOf(5);
        const BatchProof proof = signBatch(cores, keyOf(1))->at(3);
        const auto read = batchProofFromBytes(encode(proof));
        EXPECT_OK(read);
        QVERIFY(read->index == 3 && read->size == 5 && read->path == proof.path && read->signature == proof.signature);
    }

    void aCutProofIsRefused()
    {
        Bytes bytes = encode(signBatch(coresOf(5), keyOf(1))->at(3));
        bytes.pop_back();
        EXPECT_ERROR(batchProofFromBytes(bytes), ErrorCode::Invalid);
        EXPECT_ERROR(batchProofFromBytes(ByteView(bytes).first(79)), ErrorCode::Invalid);
    }

    void everyEventOfABatchProvesItself_data()
    {
        QTest::addColumn<int>("count");
        for (int count : {1, 2, 3, 500})
            QTest::newRow(std::to_string(count).c_str()) << count;
    }
    void everyEventOfABatchProvesItself()
    {
        QFETCH(int, count);
        const std::vector<std::string> cores = coresOf(count);
        const auto proofs = signBatch(cores, keyOf(1));
        EXPECT_OK(proofs);
        for (std::size_t i = 0; i < cores.size(); i += cores.size() > 10 ? 83 : 1)
            QVERIFY(verifyProof(cores[i], proofs->at(i), keyOf(1).publicKey()));
        QVERIFY(verifyProof(cores.back(), proofs->back(), keyOf(1).publicKey()));
    }

    void aBatchOfMoreThanFiveHundredIsRefused() { EXPECT_ERROR(signBatch(coresOf(501), keyOf(1)), ErrorCode::Invalid); }

    void anotherKeyDoesNotVerify()
    {
        const std::vector<std::string> cores = coresOf(2);
        QVERIFY(!verifyProof(cores[0], signBatch(cores, keyOf(1))->front(), keyOf(2).publicKey()));
    }

    void theProofOfAnotherEventDoesNotVerify()
    {
        const std::vector<std::string> cores = coresOf(3);
        const auto proofs = *signBatch(cores, keyOf(1));
        QVERIFY(!verifyProof(cores[0], proofs[1], keyOf(1).publicKey()));
    }

    void aProofWithAnotherPlaceDoesNotVerify()
    {
        const std::vector<std::string> cores = coresOf(3);
        BatchProof proof = signBatch(cores, keyOf(1))->at(1);
        proof.index = 0;
        QVERIFY(!verifyProof(cores[1], proof, keyOf(1).publicKey()));
        proof.index = 1;
        proof.size = 2;
        QVERIFY(!verifyProof(cores[1], proof, keyOf(1).publicKey()));
    }

    void aPseudonymDependsOnKeyAndSubject()
    {
        const Bytes key(32, 1);
        const Bytes other(32, 2);
        const auto subject = idOf<SubjectId>(1);
        QVERIFY(pseudonymOf(key, subject) == pseudonymOf(key, subject));
        QVERIFY(pseudonymOf(key, subject) != pseudonymOf(other, subject));
        QVERIFY(pseudonymOf(key, subject) != pseudonymOf(key, idOf<SubjectId>(2)));
    }
};

ASSENT_TEST_CLASS(EventTest);

#include "tst_event.moc"
