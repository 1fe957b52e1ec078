// Enrolment, devices and how the hub keeps what it has.
#include "sync/hubfixture.h"

using namespace assent;
using namespace assent::sync;
using namespace assent::test;

namespace {

EnrolRequest requestOf(const Phone &phone, const std::string &code) { return {code, phone.id, phone.key.publicKey(), "a phone"}; }

} // namespace

class HubStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCodeEnrolsOneDeviceOnce()
    {
        TestHub hub;
        const std::string code = *hub.store().newCode({}, std::chrono::minutes(5));
        HubDevice device;
        EXPECT_OK(hub.store().redeem(requestOf(Phone(), code), device));
        EXPECT_ERROR(hub.store().redeem(requestOf(Phone(), code), device), ErrorCode::Denied);
    }

    void aCodeIsReadAsPeopleTypeIt()
    {
        TestHub hub;
        std::string code = *hub.store().newCode({}, std::chrono::minutes(5));
        std::string typed;
        for (const char c : code)
            typed += c == '-' ? ' ' : c == '0' ? 'o' : c == '1' ? 'l' : static_cast<char>(std::tolower(c));
        HubDevice device;
        EXPECT_OK(hub.store().redeem(requestOf(Phone(), typed), device));
    }

    void anExpiredOrUnknownCodeIsRefused()
    {
        TestHub hub;
        const std::string code = *hub.store().newCode({}, std::chrono::minutes(5));
        hub.clock.advance(std::chrono::minutes(5));
        HubDevice device;
        EXPECT_ERROR(hub.store().redeem(requestOf(Phone(), code), device), ErrorCode::Denied);
        EXPECT_ERROR(hub.store().redeem(requestOf(Phone(), "00000-00000-00000-00000"), device), ErrorCode::Denied);
        EXPECT_ERROR(hub.store().redeem(requestOf(Phone(), ""), device), ErrorCode::Denied);
    }

    void aRefusedEnrolmentLeavesTheCodeGood()
    {
        TestHub hub;
        const Phone other = hub.enrol();
        const std::string code = *hub.store().newCode({}, std::chrono::minutes(5));
        HubDevice device;
        EnrolRequest stolen{code, other.id, Phone().key.publicKey(), "another key"};
        EXPECT_ERROR(hub.store().redeem(stolen, device), ErrorCode::Conflict);
        EXPECT_OK(hub.store().redeem(requestOf(Phone(), code), device));
    }

    void aKnownDeviceEnrolsAgainAndItsOldTokenEnds()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        EXPECT_OK(hub.store().revoke(phone.id));
        HubDevice device;
        const auto token = hub.store().redeem(requestOf(phone, *hub.store().newCode({}, std::chrono::minutes(5))), device);
        EXPECT_OK(token);
        QVERIFY(!(*hub.store().deviceByToken(phone.token)).has_value());
        QVERIFY(!(*hub.store().deviceByToken(*token))->revoked);
    }

    void aPersonsCodeDoesNotTakeOverAnotherDevice()
    {
        TestHub hub;
        const Phone agent = hub.enrol();
        HubDevice device;
        const std::string code = *hub.store().newCode(Somebody().id, std::chrono::minutes(5));
        EXPECT_ERROR(hub.store().redeem(requestOf(agent, code), device), ErrorCode::Conflict);
        QVERIFY((*hub.store().deviceByToken(agent.token)).has_value());
    }

    void tokensAndCodesAreKeptAsHashesOnly()
    {
        TestHub hub;
        const std::string code = *hub.store().newCode({}, std::chrono::minutes(5));
        const Phone phone = hub.enrol();
        const std::string kept = hub.backend().dump("device") + hub.backend().dump("enrolment_code");
        QVERIFY(kept.find(phone.token) == std::string::npos);
        QVERIFY(kept.find(code) == std::string::npos);
        QVERIFY(kept.find("a phone") != std::string::npos); // the dump does see the cells
    }

    void enrolmentsAndRevocationsAreLeavesOfTheLedger()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        EXPECT_OK(hub.store().revoke(phone.id));
        EXPECT_OK(hub.store().revoke(phone.id));
        std::string acts;
        for (const auto &entry : hub.log()) {
            const json::Value leaf = *json::parse(asText(entry.body));
            acts += *leaf.find("act")->string() + (entry.kind == LeafKind::Device ? " " : "? ");
            QCOMPARE(*leaf.find("device_id")->string(), phone.id.toString());
        }
        QCOMPARE(acts, std::string("enrol revoke "));
    }

    void revokingAnUnknownDeviceIsNotFound()
    {
        TestHub hub;
        EXPECT_ERROR(hub.store().revoke(Phone().id), ErrorCode::NotFound);
    }

    void epochDevicesAndItemsAreThereAfterAReopening()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        QCOMPARE(words(hub.takeOne(phone, phone.event(Somebody(), Act::Withdraw))), std::string("accepted"));
        const std::string epoch = hub.store().epoch();
        hub.reopen();
        QCOMPARE(hub.store().epoch(), epoch);
        QCOMPARE(hub.pullAll(phone).size(), 1U);
        QCOMPARE((*hub.store().devices()).size(), 1U);
    }

    void aPayloadIsUnreadableWithoutTheTableOfKeys()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        hub.takeOne(phone, phone.event(Somebody(), Act::Withdraw));
        const std::string kept = hub.backend().dump("item");
        QVERIFY(!kept.empty());
        QVERIFY(kept.find("canary-in-the-payload") == std::string::npos);
        const auto pulled = hub.pullAll(phone);
        QVERIFY(std::get<ConsentItem>(pulled.at(0).body).event.payloadText.find("canary-in-the-payload") != std::string::npos);
    }

    void aSealHoldsForItsItemOnly()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const Somebody who;
        hub.takeOne(phone, phone.event(who, Act::Withdraw), 1);
        hub.takeOne(phone, phone.event(who, Act::Refuse), 2);
        EXPECT_OK(hub.backend().run("UPDATE item SET body=(SELECT body FROM item WHERE seq=1) WHERE seq=2"));
        EXPECT_ERROR(hub.store().pull(phone.known, "", 10), ErrorCode::Corrupt);
    }
};

ASSENT_TEST_CLASS(HubStoreTest);
#include "hub_store.moc"
