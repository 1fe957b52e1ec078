#include "sync/hubjourney.h"

#include "sample/sample.h"
#include "sync/plainsocket.h"
#include "sync/sealed.h"

#include "crypto/sealedbox.h"

#include <QFile>

#include <atomic>
#include <thread>

namespace assent::test {

using namespace sync;

QStringList journeyOptions(const HubProgram &hub)
{
    const auto catalogue = sampleCatalogue(SystemClock().now());
    QFile file(hub.path(QStringLiteral("catalogue.json")));
    if (!catalogue || !file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(catalogue->source())) < 0)
        qFatal("no catalogue for the hub");
    return {QStringLiteral("--catalog"), file.fileName(), QStringLiteral("--device-rate"), QStringLiteral("10"),
        QStringLiteral("--address-rate"), QStringLiteral("0"), QStringLiteral("--public-url"), QStringLiteral("https://hub.example")};
}

Journey::Journey(const HubProgram &hub, const std::string &right, const std::string &wrong)
    : m_hub(hub), m_right(*QtHttpTransport::create(right)), m_wrong(*QtHttpTransport::create(wrong))
{
}

HttpResponse Journey::send(Transport &door, const HttpRequest &request)
{
    auto response = door.send(request);
    if (!response) {
        m_faults.insert(request.method + " " + request.path + ": " + response.error().toString());
        return {};
    }
    if (response->body.find("stoplight.io") != std::string::npos)
        m_faults.insert(request.method + " " + request.path + " → " + std::to_string(response->status) + ": " + response->body);
    return *std::move(response);
}

json::Value Journey::well(int status, const std::string &method, const std::string &path, const std::string &token, const std::string &body,
    const std::string &type)
{
    HttpRequest request{method, path, {}, body};
    if (!body.empty())
        request.headers["content-type"] = type;
    if (!token.empty())
        request.headers["authorization"] = "Bearer " + token;
    const HttpResponse response = send(*m_right, request);
    if (response.status == status)
        m_routes.insert(method + " " + std::string(HubService::routeName(path)));
    else
        m_faults.insert(method + " " + path + " is " + std::to_string(response.status) + ": " + response.body);
    return bodyOf(response);
}

void Journey::badly(int status, const std::string &problem, const std::string &method, const std::string &path, const std::string &token,
    const std::string &body, std::map<std::string, std::string> headers)
{
    if (!body.empty())
        headers.emplace("content-type", "application/json");
    if (!token.empty())
        headers["authorization"] = "Bearer " + token;
    const HttpResponse response = send(*m_wrong, {method, path, std::move(headers), body});
    if (response.status == status && problemName(response) == problem)
        m_problems.insert(problem);
    else
        m_faults.insert(method + " " + path + " is " + std::to_string(response.status) + " and no " + problem + ": " + response.body);
}

Phone Journey::enrol(const QStringList &arguments)
{
    Phone phone;
    const std::string code = m_hub.run(QStringList{QStringLiteral("code")} + arguments).out.trimmed().toStdString();
    const EnrolRequest request{code, phone.id, phone.key.publicKey(), "a phone"};
    const json::Value answer = well(201, "POST", "/v1/devices", {}, json::canonical(toJson(request)));
    if (const json::Value *token = answer.find("token"))
        phone.token = *token->string();
    if (arguments.isEmpty() && m_problems.empty()) {
        badly(403, "code_refused", "POST", "/v1/devices", {}, json::canonical(toJson(request)));
        const std::string again = m_hub.run({QStringLiteral("code")}).out.trimmed().toStdString();
        const EnrolRequest other{again, phone.id, Phone().key.publicKey(), "a thief's"};
        badly(409, "device_known", "POST", "/v1/devices", {}, json::canonical(toJson(other)));
    }
    return phone;
}

void Journey::travel()
{
    well(200, "GET", "/healthz");
    well(200, "GET", "/readyz");
    well(200, "GET", "/v1/capabilities");
    enrolling();
    syncing();
    checkingTheLog();
    asking();
    closing();
    parting();
    beingWrong();
    askingTooOften();
}

void Journey::enrolling()
{
    m_phone = enrol({});
    m_own = enrol({QStringLiteral("--subject"), QString::fromStdString(m_who.id.toString())});
    m_system = enrol({QStringLiteral("--role"), QStringLiteral("system")});
    m_revoked = enrol({});
    m_hub.run({QStringLiteral("devices"), QStringLiteral("revoke"), QStringLiteral("--device"), QString::fromStdString(m_revoked.id.toString())});
}

void Journey::syncing()
{
    Push push(m_phone);
    push.add(PersonItem{m_who.person}, 1).add(m_phone.event(m_who, Act::Withdraw), 1).add(attributeOf(m_who, "aisle"), 2);
    push.add(m_phone.event(m_who, Act::Grant), 3).addRaw(json::Value(json::Object{}), 4);
    well(200, "POST", "/v1/sync/push", m_phone.token, push.text());
    well(200, "POST", "/v1/sync/push", m_phone.token, push.text());
    well(200, "POST", "/v1/sync/push", m_revoked.token, Push(m_revoked).add(m_revoked.event(m_who, Act::Withdraw), 1).text());
    const json::Value page = well(200, "GET", "/v1/sync/pull?limit=2", m_phone.token);
    const std::string cursor = page.find("cursor") ? *page.find("cursor")->string() : std::string();
    well(200, "GET", "/v1/sync/pull?limit=500&wait=1&cursor=" + cursor, m_phone.token);
    well(200, "GET", "/v1/subjects/" + m_who.id.toString() + "/events?limit=3", m_own.token);
}

void Journey::checkingTheLog()
{
    well(200, "GET", "/v1/sync/pull?limit=1", m_own.token); // seals what came
    well(200, "GET", "/v1/log/checkpoint", m_own.token);
    const json::Value proof = well(200, "GET", "/v1/log/proof?entry=0", m_own.token);
    const std::string width = proof.find("size") ? std::to_string(static_cast<int>(*proof.find("size")->number())) : "1";
    well(200, "GET", "/v1/log/tile/0/000.p/" + width, m_own.token);
    badly(404, "not_found", "GET", "/v1/log/tile/0/001", m_own.token);
    badly(404, "not_found", "GET", "/v1/log/tile/0/x001/001", m_own.token);
    badly(404, "not_found", "GET", "/v1/log/tile/0/x001/001.p/1", m_own.token);
    badly(404, "not_found", "GET", "/v1/log/tile/0/x001/x001/001.p/1", m_own.token);
}

void Journey::asking()
{
    const std::string about = "/v1/decision?subject=" + m_who.id.toString();
    well(200, "GET", about + "&purpose=newsletter&channel=email&recipient=self", m_system.token);
    well(200, "GET", about + "&purpose=newsletter&channel=email&recipient=self", m_own.token);
    well(200, "GET", about + "&purpose=data_sale&channel=data&recipient=quillmark&jurisdiction=US-CA", m_system.token);
    badly(403, "out_of_scope", "GET", about + "&purpose=newsletter&channel=email&recipient=self", m_phone.token);
    badly(400, "invalid_query", "GET", about + "&purpose=spam&channel=email&recipient=self", m_system.token);
    const std::string nobody = Somebody().id.toString();
    badly(404, "unknown_subject", "GET", "/v1/decision?purpose=newsletter&channel=email&recipient=self&subject=" + nobody, m_system.token);
}

void Journey::closing()
{
    const std::string who = "{\"subject\":\"" + m_who.id.toString() + "\",";
    const json::Value made = well(201, "POST", "/v1/unsubscribe-tokens", m_system.token, who + "\"purpose\":\"newsletter\",\"channel\":\"email\"}");
    const std::string link = "/v1/unsubscribe/" + (made.find("token") ? *made.find("token")->string() : std::string("AAAA"));
    well(200, "GET", link);
    well(200, "POST", link, {}, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded");
    badly(400, "bad_request", "POST", link, {}, "List-Unsubscribe=Maybe", {{"content-type", "application/x-www-form-urlencoded"}});
    well(404, "GET", "/v1/unsubscribe/AAAA");
    well(200, "POST", "/v1/signals/gpc", m_system.token, who + "\"device\":\"browser\",\"jurisdiction\":\"US-CA\"}");
    badly(422, "invalid_content", "POST", "/v1/signals/gpc", m_system.token, who + "\"device\":\"\"}");
}

/// Devices, closing acts of a locked store, and people who want to be forgotten.
void Journey::parting()
{
    well(200, "GET", "/v1/devices", m_phone.token);
    well(200, "POST", "/v1/devices/revoke", m_phone.token, "{\"device\":\"" + m_revoked.id.toString() + "\"}");
    const json::Value capabilities = well(200, "GET", "/v1/capabilities");
    const auto key = capabilities.find("seal_key") ? fromBase64Url(*capabilities.find("seal_key")->string()) : Result<Bytes>(Error{});
    json::Value acts = *json::parse(Push(m_phone).add(m_phone.event(m_who, Act::Withdraw), 2).text());
    acts.set("token", m_phone.token);
    const auto sealed = key && key->size() == 32 ? sealFor(*toDigest(*key), kSealContext, asBytes(json::canonical(acts))) : Result<Bytes>(Error{});
    well(200, "POST", "/v1/sync/sealed", {}, "{\"sealed\":\"" + toBase64Url(sealed ? *sealed : Bytes()) + "\"}");
    badly(422, "not_sealed_for_this_hub", "POST", "/v1/sync/sealed", {}, "{\"sealed\":\"AAAA\"}");

    const Somebody leaving;
    json::Value core;
    core.set("act", "erase");
    core.set("actor_role", "self");
    core.set("at", toRfc3339(SystemClock().now()));
    core.set("device_id", m_phone.id.toString());
    core.set("erasure_id", makeUuidV7(SystemClock().now()).toString());
    core.set("pseudonym", toBase64Url(pseudonymOf(leaving.pseudonymKey, leaving.id)));
    core.set("v", 1);
    json::Value erasure;
    erasure.set("core", json::canonical(core));
    erasure.set("signature", toBase64Url(*m_phone.key.sign(asBytes(json::canonical(core)))));
    json::Value body;
    body.set("erasures", json::Value(json::Array{erasure}));
    well(200, "POST", "/v1/erasures", m_phone.token, json::canonical(body));
    well(200, "GET", "/v1/erasures", m_phone.token);
}

void Journey::beingWrong()
{
    badly(401, "unauthenticated", "GET", "/v1/sync/pull", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    badly(403, "device_revoked", "GET", "/v1/sync/pull", m_revoked.token);
    badly(403, "wrong_device", "POST", "/v1/sync/push", m_phone.token, Push(m_own).text());
    badly(400, "invalid_query", "GET", "/v1/sync/pull?limit=501", m_phone.token);
    badly(409, "must_refetch", "GET", "/v1/sync/pull?cursor=" + toBase64Url(asBytes("{\"epoch\":\"another\",\"seen\":[0]}")), m_phone.token);
    badly(422, "invalid_content", "POST", "/v1/sync/push", m_phone.token, "{}");
    badly(415, "media_type", "POST", "/v1/sync/push", m_phone.token, "x", {{"content-type", "text/plain"}});
    Push many(m_phone);
    for (int n = 1; n <= kMaxPushItems + 1; ++n)
        many.addRaw(json::Value(json::Object{}), n);
    badly(413, "too_large", "POST", "/v1/sync/push", m_phone.token, many.text());
    badly(406, "not_acceptable", "GET", "/v1/capabilities", {}, {}, {{"accept", "text/html"}});
    badly(431, "header_too_large", "GET", "/healthz", {}, {}, {{"x-large", std::string(9000, 'x')}});
}

/// Past the door as fast as it goes, so that what comes through it is too much.
void Journey::askingTooOften()
{
    const std::string token = "a-token-of-nobody-that-asks-and-asks-and-asks";
    std::atomic<bool> over{false};
    std::thread others([&over, &token, port = m_hub.port()] {
        while (!over) {
            PlainSocket socket("127.0.0.1", port);
            socket.write("GET /v1/sync/pull HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer " + token + "\r\nConnection: close\r\n\r\n");
            socket.readToEnd();
        }
    });
    bool refused = false;
    for (int i = 0; i < 500 && !refused; ++i) {
        const HttpResponse response = send(*m_wrong, {"GET", "/v1/sync/pull", {{"authorization", "Bearer " + token}}, {}});
        refused = response.status == 429 && problemName(response) == "too_many_requests" && response.headers.contains("retry-after");
    }
    over = true;
    others.join();
    if (refused)
        m_problems.insert("too_many_requests");
    else
        m_faults.insert("nobody says that it is too often");
}

} // namespace assent::test
