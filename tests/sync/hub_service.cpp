// The REST interface without its sockets.
#include "sync/hubfixture.h"

using namespace assent;
using namespace assent::sync;
using namespace assent::test;

namespace {

/// JSON with ' for " (moc does not read raw strings).
QString quoted(const char *text) { return QString::fromUtf8(text).replace(QLatin1Char('\''), QLatin1Char('"')); }

std::string textAt(const HttpResponse &response, std::string_view name)
{
    const json::Value body = bodyOf(response);
    const json::Value *value = body.find(name);
    return value && value->string() ? *value->string() : std::string();
}

} // namespace

class HubServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void healthAndCapabilitiesNeedNoToken()
    {
        TestHub hub;
        QCOMPARE(hub.get("/healthz").status, 200);
        const HttpResponse response = hub.get("/v1/capabilities");
        QCOMPARE(response.status, 200);
        const auto capabilities = capabilitiesFromJson(bodyOf(response));
        EXPECT_OK(capabilities);
        QCOMPARE(capabilities->hubEpoch, hub.store().epoch());
        QVERIFY(capabilities->serverTime == hub.clock.now());
    }

    void aDeviceEnrolsPushesAndPulls()
    {
        TestHub hub;
        Phone phone;
        const std::string code = *hub.store().newCode({}, std::chrono::minutes(5));
        const EnrolRequest request{code, phone.id, phone.key.publicKey(), "a phone"};
        const HttpResponse enrolled = hub.post("/v1/devices", json::canonical(toJson(request)));
        QCOMPARE(enrolled.status, 201);
        const std::string token = (*enrolResponseFromJson(bodyOf(enrolled))).token;
        const HttpResponse pushed = hub.post("/v1/sync/push", Push(phone).add(phone.event(Somebody(), Act::Grant), 1).text(), token);
        QCOMPARE(pushed.status, 200);
        QCOMPARE(words((*pushResponseFromJson(bodyOf(pushed))).results.at(0)), std::string("accepted"));
        const HttpResponse pulled = hub.get("/v1/sync/pull?limit=10", token);
        QCOMPARE(pulled.status, 200);
        const auto page = pullResponseFromJson(bodyOf(pulled));
        EXPECT_OK(page);
        QCOMPARE(page->items.size(), 1U);
        const HttpResponse next = hub.get("/v1/sync/pull?limit=10&cursor=" + page->cursor, token);
        QCOMPARE((*pullResponseFromJson(bodyOf(next))).items.size(), 0U);
    }

    void aUsedCodeIsAProblemOfItsOwn()
    {
        TestHub hub;
        Phone phone;
        const EnrolRequest request{"00000-00000-00000-00000", phone.id, phone.key.publicKey(), "a phone"};
        const HttpResponse response = hub.post("/v1/devices", json::canonical(toJson(request)));
        QCOMPARE(response.status, 403);
        QCOMPARE(problemName(response), std::string("code_refused"));
        QCOMPARE(response.headers.at("content-type"), std::string("application/problem+json"));
    }

    void pushAndPullNeedAKnownToken_data()
    {
        QTest::addColumn<QString>("field");
        QTest::newRow("none") << QString();
        QTest::newRow("unknown") << QStringLiteral("Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        QTest::newRow("empty") << QStringLiteral("Bearer ");
        QTest::newRow("another scheme") << QStringLiteral("Basic dXNlcjpwYXNz");
    }
    void pushAndPullNeedAKnownToken()
    {
        QFETCH(QString, field);
        TestHub hub;
        HttpRequest request{"GET", "/v1/sync/pull", {}, {}};
        if (!field.isNull())
            request.headers["authorization"] = field.toStdString();
        const HttpResponse response = hub.service().handle(request);
        QCOMPARE(response.status, 401);
        QVERIFY(response.headers.at("www-authenticate").starts_with("Bearer"));
        request.method = "POST";
        request.path = "/v1/sync/push";
        QCOMPARE(hub.service().handle(request).status, 401);
    }

    void brokenJsonIsToldWithItsLine()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const HttpResponse response = hub.post("/v1/sync/push", "{\n \"device\": ,\n}", phone.token);
        QCOMPARE(response.status, 400);
        QCOMPARE(problemName(response), std::string("invalid_json"));
        const json::Value body = bodyOf(response);
        QCOMPARE(*body.find("line")->number(), 2.0);
    }

    void aWrongFieldIsNamed_data()
    {
        QTest::addColumn<QString>("items");
        QTest::addColumn<QString>("field");
        QTest::newRow("no list") << QStringLiteral("{}") << QStringLiteral("items");
        QTest::newRow("no object") << QStringLiteral("[1]") << QStringLiteral("items[0]");
        QTest::newRow("lane") << quoted("[{'lane':'fast','n':1,'item':{}}]") << QStringLiteral("items[0].lane");
        QTest::newRow("number") << quoted("[{'lane':'other','n':0,'item':{}}]") << QStringLiteral("items[0].n");
        QTest::newRow("further") << quoted("[{'lane':'other','n':1,'item':{},'x':1}]") << QStringLiteral("items[0].x");
    }
    void aWrongFieldIsNamed()
    {
        QFETCH(QString, items);
        QFETCH(QString, field);
        TestHub hub;
        const Phone phone = hub.enrol();
        const std::string body = "{\"device\":\"" + phone.id.toString() + "\",\"items\":" + items.toStdString() + "}";
        const HttpResponse response = hub.post("/v1/sync/push", body, phone.token);
        QCOMPARE(response.status, 422);
        QCOMPARE(problemName(response), std::string("invalid_content"));
        QCOMPARE(textAt(response, "field"), field.toStdString());
    }

    void anotherDevicesNameIsNotAccepted()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const HttpResponse response = hub.post("/v1/sync/push", Push(Phone()).text(), phone.token);
        QCOMPARE(response.status, 403);
        QCOMPARE(problemName(response), std::string("wrong_device"));
    }

    void tooMuchIsRefused()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        QCOMPARE(hub.post("/v1/sync/push", std::string(kMaxPushBytes + 1, ' '), phone.token).status, 413);
        Push many(phone);
        for (int n = 1; n <= kMaxPushItems + 1; ++n)
            many.addRaw(json::Value(json::Object{}), n);
        const HttpResponse response = hub.post("/v1/sync/push", many.text(), phone.token);
        QCOMPARE(response.status, 413);
        QCOMPARE(textAt(response, "field"), std::string("items"));
    }

    void pathsAndMethodsThatAreNotThere()
    {
        TestHub hub;
        QCOMPARE(hub.get("/").status, 404);
        QCOMPARE(hub.get("/v1/sync/pull/").status, 404);
        QCOMPARE(hub.get("/v1/sync/push").status, 405);
        QCOMPARE(hub.get("/v1/sync/push").headers.at("allow"), std::string("POST"));
        QCOMPARE(hub.post("/v1/capabilities", "{}").headers.at("allow"), std::string("GET, HEAD"));
        QCOMPARE(hub.service().handle({"HEAD", "/healthz", {}, {}}).status, 200);
    }

    void onlyJsonIsSpoken()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        HttpRequest request{"POST", "/v1/sync/push", {{"authorization", "Bearer " + phone.token}, {"content-type", "text/plain"}}, "{}"};
        QCOMPARE(hub.service().handle(request).status, 415);
        request.headers["content-type"] = "Application/JSON; charset=utf-8";
        QCOMPARE(hub.service().handle(request).status, 422);
        request.headers["content-encoding"] = "gzip";
        QCOMPARE(hub.service().handle(request).status, 415);
    }

    void anAnswerInAnotherTypeIsNotToBeHad_data()
    {
        QTest::addColumn<QString>("accept");
        QTest::addColumn<int>("status");
        QTest::newRow("all") << QStringLiteral("*/*") << 200;
        QTest::newRow("json among others") << QStringLiteral("text/html, application/json;q=0.5") << 200;
        QTest::newRow("application") << QStringLiteral("application/*") << 200;
        QTest::newRow("html") << QStringLiteral("text/html") << 406;
        QTest::newRow("no json") << QStringLiteral("application/json;q=0") << 406;
    }
    void anAnswerInAnotherTypeIsNotToBeHad()
    {
        QFETCH(QString, accept);
        TestHub hub;
        QTEST(hub.service().handle({"GET", "/healthz", {{"accept", accept.toStdString()}}, {}}).status, "status");
    }

    void theQueryIsChecked_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("field");
        QTest::newRow("limit 0") << QStringLiteral("limit=0") << QStringLiteral("limit");
        QTest::newRow("limit above") << QStringLiteral("limit=501") << QStringLiteral("limit");
        QTest::newRow("no number") << QStringLiteral("limit=ten") << QStringLiteral("limit");
        QTest::newRow("nothing") << QStringLiteral("limit=") << QStringLiteral("limit");
        QTest::newRow("unknown") << QStringLiteral("since=1") << QStringLiteral("query");
        QTest::newRow("broken percent") << QStringLiteral("cursor=%4") << QStringLiteral("query");
        QTest::newRow("cursor") << QStringLiteral("cursor=%41") << QStringLiteral("cursor");
    }
    void theQueryIsChecked()
    {
        QFETCH(QString, query);
        QFETCH(QString, field);
        TestHub hub;
        const Phone phone = hub.enrol();
        const HttpResponse response = hub.get("/v1/sync/pull?" + query.toStdString(), phone.token);
        QCOMPARE(response.status, 400);
        QCOMPARE(textAt(response, "field"), field.toStdString());
    }

    void aCursorOfAnotherEpochIsAConflict()
    {
        TestHub hub;
        TestHub before;
        const Phone there = before.enrol();
        const std::string cursor = (*before.store().pull(there.known, "", 10)).cursor;
        const Phone phone = hub.enrol();
        const HttpResponse response = hub.get("/v1/sync/pull?cursor=" + cursor, phone.token);
        QCOMPARE(response.status, 409);
        QCOMPARE(problemName(response), std::string("must_refetch"));
    }

    void aRevokedTokenStillClosesAndSeesNothing()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        EXPECT_OK(hub.store().revoke(phone.id));
        const Somebody who;
        const HttpResponse pushed = hub.post("/v1/sync/push",
            Push(phone).add(phone.event(who, Act::Withdraw), 1).add(phone.event(who, Act::Grant), 1).text(), phone.token);
        QCOMPARE(pushed.status, 200);
        const auto results = (*pushResponseFromJson(bodyOf(pushed))).results;
        QCOMPARE(words(results.at(0)), std::string("accepted (flagged)"));
        QCOMPARE(words(results.at(1)), std::string("rejected: device_revoked"));
        const HttpResponse pulled = hub.get("/v1/sync/pull", phone.token);
        QCOMPARE(pulled.status, 403);
        QCOMPARE(problemName(pulled), std::string("device_revoked"));
    }

    void routesAreNamedWithoutQueries()
    {
        QCOMPARE(std::string(HubService::routeName("/v1/sync/pull?cursor=secret")), std::string("/v1/sync/pull"));
        QCOMPARE(std::string(HubService::routeName("/v1/subjects/somebody")), std::string("none"));
    }
};

ASSENT_TEST_CLASS(HubServiceTest);
#include "hub_service.moc"
