// Messages that are read and written without a document, beside those that have one.
#include "sync/hubfixture.h"

#include "crypto/hash.h"
#include "sync/messagetext.h"

using namespace assent;
using namespace assent::sync;
using namespace assent::test;

namespace {

/// What the general reader makes of a push: the envelope, or nothing.
std::optional<PushEnvelope> readGenerally(const std::string &text)
{
    const auto value = json::parse(text);
    auto push = value ? pushEnvelopeFromJson(*value) : Result<PushEnvelope>(value.error());
    return push ? std::optional(*std::move(push)) : std::nullopt;
}

std::string describe(Lane lane, std::int64_t n, const ReadItem &read)
{
    return std::string(laneName(lane)) + ' ' + std::to_string(n) + ' ' + (read.body ? read.text : read.body.error().toString());
}

/// All that the hub takes from a push.
std::string describe(const PushEnvelope &push)
{
    std::string out = push.device.toString() + ' ' + push.sent;
    for (const PushedItem &item : push.items)
        out += '\n' + describe(item.lane, item.n, item.read ? *item.read : readItem(item));
    return out;
}

std::string entryText(const ItemBody &body, std::int64_t n)
{
    return "{\"item\":" + itemText(body) + ",\"lane\":\"" + std::string(laneName(itemLane(body))) + "\",\"n\":" + std::to_string(n) + '}';
}

std::string pushText(const Phone &phone, const std::vector<ItemBody> &bodies)
{
    std::string items;
    for (std::size_t i = 0; i < bodies.size(); ++i)
        items += (i > 0 ? "," : "") + entryText(bodies[i], static_cast<std::int64_t>(i) + 1);
    return "{\"device\":\"" + phone.id.toString() + "\",\"sent\":\"here\",\"items\":[" + items + "]}";
}

std::vector<ItemBody> itemsOfAllKinds(const Phone &phone)
{
    const Somebody who;
    Attribute fact;
    fact.id = AttributeId(makeUuidV7(FakeClock().now()));
    fact.value = "a \"b\"\\\n\xC4\x99";
    return {phone.event(who, Act::Withdraw), PersonItem{who.person}, AttributeItem{who.id, fact}, phone.event(who, Act::Grant)};
}

} // namespace

class MessageTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anItemsTextIsTheCanonicalFormOfItsDocument()
    {
        for (const ItemBody &body : itemsOfAllKinds(Phone()))
            QCOMPARE(itemText(body), json::canonical(toJson(body)));
    }

    void aPushIsReadAsTheGeneralReaderReadsIt()
    {
        const Phone phone;
        std::vector<ItemBody> bodies;
        for (int i = 0; i < 50; ++i) {
            for (ItemBody &body : itemsOfAllKinds(phone))
                bodies.push_back(std::move(body));
        }
        const std::string text = pushText(phone, bodies);
        const auto general = readGenerally(text);
        QVERIFY(general.has_value());
        for (const int threads : {1, 2}) {
            const auto quick = readPush(text, threads);
            QVERIFY(quick && quick->items.size() == bodies.size());
            QCOMPARE(describe(*quick), describe(*general));
            for (const PushedItem &item : quick->items)
                QVERIFY(item.read && item.read->body);
        }
    }

    /// Whatever byte is another: what the quick reader takes the general one takes too,
    /// and both make the same of it.
    void bothReadersAgreeOnFaults()
    {
        const Phone phone;
        const std::string golden = pushText(phone, itemsOfAllKinds(phone));
        int taken = 0;
        int refused = 0;
        for (std::size_t at = 0; at < golden.size(); ++at) {
            for (const char other : {'"', '\\', '}', ']', ',', ' ', 'A', 'b', '1', '\xC4'}) {
                std::string text = golden;
                text[at] = other;
                const auto quick = readPush(text, 1);
                const auto general = readGenerally(text);
                refused += quick ? 0 : 1;
                if (!quick)
                    continue;
                QVERIFY2(general, text.c_str());
                QCOMPARE(describe(*quick), describe(*general));
                ++taken;
            }
        }
        QVERIFY(taken > 1000 && refused > 1000);
    }

    /// The same id written otherwise must not make another item of it.
    void anIdInCapitalsIsTheSameItem()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        Somebody who;
        who.id = *SubjectId::parse("0190ab5d-ac96-774b-bcce-b302099a80ff");
        const ConsentItem event = phone.event(who, Act::Withdraw);
        std::string text = pushText(phone, {event});
        text.replace(text.find("\"sent\":\"here\","), 14, "");
        QCOMPARE(hub.post("/v1/sync/push", text, phone.token).status, 200);
        const auto at = text.rfind("0190ab5d");
        std::string loud = text;
        loud.replace(at, 36, "0190AB5D-AC96-774B-BCCE-B302099A80FF");
        const auto answer = hub.post("/v1/sync/push", loud, phone.token);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.find("duplicate") != std::string::npos);
    }

    void aPushWithoutItemsIsLeftToTheGeneralReader()
    {
        const Phone phone;
        QVERIFY(readPush(pushText(phone, {}), 1));
        QVERIFY(!readPush("{\"device\":\"" + phone.id.toString() + "\"}", 1));
        QVERIFY(!readPush("[]", 1) && !readPush("", 1));
    }

    void aTooLongPushIsLeftToTheGeneralReader()
    {
        const Phone phone;
        const std::vector<ItemBody> most(static_cast<std::size_t>(kMaxPushItems), phone.event(Somebody(), Act::Withdraw));
        QVERIFY(readPush(pushText(phone, most), 2));
        std::vector<ItemBody> more = most;
        more.push_back(more.front());
        QVERIFY(!readPush(pushText(phone, more), 2));
    }

    void answersAreReadBack()
    {
        PushResponse response;
        response.place = "a\"place";
        response.follows = "cursor";
        for (const Verdict verdict : {Verdict::Accepted, Verdict::Duplicate, Verdict::Erased})
            response.results.push_back({7, Lane::Closing, verdict, {}, {}, false, FakeClock().now()});
        response.results[2].receivedAt.reset();
        response.results[1].lane = Lane::Other;
        const auto same = [](const PushResponse &a, const PushResponse &b) { return toText(a) == toText(b) && a.results.size() == b.results.size(); };
        const auto plain = readPushResponse(toText(response));
        EXPECT_OK(plain);
        QVERIFY(same(*plain, response));
        QVERIFY(plain->results[0].receivedAt == response.results[0].receivedAt && plain->results[1].lane == Lane::Other);
        response.results.push_back({8, Lane::Other, Verdict::Rejected, "malformed", "items[3]: \"x\"", false, {}});
        response.results.push_back({9, Lane::Closing, Verdict::Accepted, {}, {}, true, FakeClock().now()});
        response.lost = true;
        const auto value = json::parse(toText(response));
        EXPECT_OK(value);
        QCOMPARE(json::canonical(*value), toText(response));
        const auto full = readPushResponse(toText(response));
        EXPECT_OK(full);
        QVERIFY(same(*full, response));
        QVERIFY(full->lost && full->results[3].detail == "items[3]: \"x\"" && full->results[4].flagged);
        std::string loose = toText(response);
        loose.insert(loose.size() - 2, ",");
        EXPECT_ERROR(readPushResponse(loose), ErrorCode::Protocol);
        response.results.resize(2);
        response.lost = false;
        loose = toText(response);
        loose.insert(loose.size() - 2, ",");
        EXPECT_ERROR(readPushResponse(loose), ErrorCode::Protocol);
        EXPECT_ERROR(readPushResponse("{"), ErrorCode::Protocol);
        EXPECT_ERROR(readPushResponse("{}"), ErrorCode::Protocol);
    }
};

ASSENT_TEST_CLASS(MessageTextTest);
#include "hub_messagetext.moc"
