#include "sync/hubfixture.h"

#include "crypto/hash.h"

#include <QDir>
#include <QFileInfo>

namespace assent::test {

using namespace sync;

namespace {

EventPayload payloadOf(const Somebody &who, Act act)
{
    EventPayload payload;
    payload.key = KeyPattern::of({ControllerId("airline"), who.persona, PurposeId("newsletter"), ChannelId("email"), kSelf});
    payload.actorId = "self";
    payload.locale = "en";
    payload.jurisdiction = "EU";
    payload.legalBasis = "consent";
    payload.reason = isClosing(act) ? "canary-in-the-payload" : "";
    if (isOpening(act)) {
        payload.notice = NoticeId("privacy");
        payload.noticeVersion = 1;
        payload.servedMode = ServedMode::Screen;
    }
    return payload;
}

class EmbeddedBackend final : public HubBackend
{
public:
    EmbeddedBackend(std::filesystem::path folder, const SecretBytes &key) : m_folder(std::move(folder)), m_key(key) {}
    Result<std::unique_ptr<HubStore>> open(const Clock &clock) override { return HubStore::open(m_folder, m_key, clock); }
    Result<void> run(const std::string &sql) override
    {
        ASSENT_TRY(const auto vault, openVault());
        return vault->db().run(sql);
    }
    std::string dump(const std::string &table) override
    {
        const auto vault = openVault();
        auto rows = (*vault)->db().prepare("SELECT * FROM " + table);
        std::string out;
        while (*rows->step()) {
            for (int column = 0; column < 10; ++column)
                out += std::string(rows->text(column)) + "\n";
        }
        return out;
    }
    Result<void> forgetItems() override { return run("DELETE FROM item; DELETE FROM sqlite_sequence"); }
    Result<void> refuseTheSecond() override
    {
        return run("CREATE TRIGGER full BEFORE INSERT ON sequence WHEN new.n = 2 BEGIN SELECT raise(ABORT, 'full'); END");
    }
    Result<void> admitAll() override { return run("DROP TRIGGER full"); }
    Result<void> addLeaves(int count, const Clock &clock) override
    {
        ASSENT_TRY(const auto vault, openVault());
        std::vector<std::string> bodies;
        for (int i = 0; i < count; ++i)
            bodies.push_back("{\"n\":" + std::to_string(i) + "}");
        std::vector<Ledger::Entry> entries;
        for (const std::string &body : bodies)
            entries.push_back({LeafKind::Device, asBytes(body), clock.now()});
        ASSENT_TRY(auto transaction, WriteTransaction::begin(*vault));
        ASSENT_TRY([[maybe_unused]] const std::int64_t first, Ledger(*vault).append(transaction, entries));
        return transaction.commit();
    }

private:
    Result<std::unique_ptr<Vault>> openVault()
    {
        static const FakeClock clock;
        Vault::Options options;
        options.schema = hubSchema();
        options.kind = "hub";
        return Vault::open(m_folder, m_key, clock, options);
    }
    std::filesystem::path m_folder;
    const SecretBytes &m_key;
};

} // namespace

BackendMaker makeBackend = [](const std::filesystem::path &folder, const SecretBytes &key) -> std::unique_ptr<HubBackend> {
    return std::make_unique<EmbeddedBackend>(folder, key);
};

QString memoryFolder()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/tst_hub-XXXXXX");
}

Somebody::Somebody()
{
    person = *Person::make(FakeClock().now());
    id = person.id;
    persona = person.persona;
    pseudonymKey = person.pseudonymKey;
    person.source = SourceId("web");
}

Phone::Phone() : id(makeUuidV7(FakeClock().now())), key(*SigningKey::generate()) {}

ConsentItem Phone::event(const Somebody &who, Act act, std::optional<EventId> eventId) const
{
    const std::string payload = toCanonical(payloadOf(who, act));
    const Bytes salt = *randomBytes(32);
    EventCore core;
    core.id = eventId.value_or(EventId(makeUuidV7(FakeClock().now())));
    core.device = id;
    core.act = act;
    core.decidedAt = FakeClock().now();
    core.pseudonym = pseudonymOf(who.pseudonymKey, who.id);
    core.payloadHash = sha256({salt, asBytes(payload)});
    const std::string text = toCanonical(core);
    const auto proofs = *signBatch({&text, 1}, key);
    auto event = assembleEvent(text, salt, payload, proofs.front());
    if (!event)
        qFatal("the test's own event does not hold: %s", event.error().toString().c_str());
    return {who.id, who.persona, who.pseudonymKey, *std::move(event)};
}

Push &Push::add(const ItemBody &body, std::int64_t n, std::optional<Lane> lane)
{
    addRaw(toJson(body), n);
    m_envelope.items.back().lane = lane.value_or(itemLane(body));
    return *this;
}

Push &Push::addRaw(json::Value body, std::int64_t n)
{
    m_envelope.items.push_back({Lane::Other, n, std::move(body), "items[" + std::to_string(m_envelope.items.size()) + "].item"});
    return *this;
}

std::string Push::text() const
{
    json::Value items{json::Array{}};
    for (const PushedItem &item : m_envelope.items) {
        json::Value entry;
        entry.set("lane", item.lane == Lane::Closing ? "closing" : "other");
        entry.set("n", item.n);
        entry.set("item", item.body);
        items.push(std::move(entry));
    }
    json::Value out;
    out.set("device", m_envelope.device.toString());
    out.set("items", std::move(items));
    return json::canonical(out);
}

TestHub::TestHub() : m_backend(makeBackend(folder(), m_key)) { reopen(); }

void TestHub::putBack(const std::filesystem::path &copy)
{
    m_service.reset();
    m_store.reset();
    std::filesystem::remove_all(folder());
    std::filesystem::copy(copy, folder(), std::filesystem::copy_options::recursive);
    reopen();
}

void TestHub::reopen()
{
    m_service.reset();
    m_store.reset();
    auto opened = m_backend->open(clock);
    if (!opened)
        qFatal("the test's hub does not open: %s", opened.error().toString().c_str());
    m_store = *std::move(opened);
    m_service = std::make_unique<HubService>(*m_store, clock);
}

std::vector<HubRows::LogEntry> TestHub::log()
{
    const auto tidied = m_store->tidy(false);
    auto entries = m_store->logEntries(0, 1000);
    const auto note = m_store->checkpoint();
    const auto sealed = tidied && entries && note ? openCheckpoint(*note, m_store->logKey()) : Result<Checkpoint>(Error{});
    if (!sealed)
        qFatal("the hub's log has no checkpoint that holds");
    merkle::Frontier tree;
    for (const auto &entry : *entries)
        tree.append(ledgerLeaf(entry.body, entry.receivedAt));
    if (tree.size() != sealed->size || tree.root() != sealed->root)
        qFatal("the hub's log is not what its checkpoint says");
    return *std::move(entries);
}

Phone TestHub::enrol(std::optional<SubjectId> scope)
{
    Phone phone;
    const auto code = m_store->newCode(scope, std::chrono::minutes(5));
    auto token = code ? m_store->redeem({*code, phone.id, phone.key.publicKey(), "a phone"}, phone.known) : Result<std::string>(code.error());
    if (!token)
        qFatal("the test's device is not enrolled: %s", token.error().toString().c_str());
    phone.token = *std::move(token);
    return phone;
}

Result<std::vector<PushResult>> TestHub::take(const Phone &phone, const Push &push)
{
    ASSENT_TRY(const auto device, m_store->device(phone.id));
    if (!device)
        return Error{ErrorCode::NotFound, "the device is not enrolled"};
    ASSENT_TRY(sync::PushResponse taken, m_store->take(*device, !device->revoked, push.envelope()));
    return std::move(taken.results);
}

PushResult TestHub::takeOne(const Phone &phone, const ItemBody &body, std::int64_t n)
{
    auto results = take(phone, Push(phone).add(body, n));
    if (!results || results->size() != 1)
        qFatal("a push of one item has no verdict");
    return results->front();
}

std::vector<PulledItem> TestHub::pullAll(const Phone &phone, int page)
{
    std::vector<PulledItem> items;
    std::string cursor;
    for (;;) {
        const auto device = m_store->device(phone.id);
        auto response = device && *device ? m_store->pull(**device, cursor, page) : Result<PullResponse>(Error{});
        if (!response)
            qFatal("a pull failed: %s", response.error().toString().c_str());
        for (PulledItem &item : response->items)
            items.push_back(std::move(item));
        cursor = response->cursor;
        if (!response->more)
            return items;
    }
}

HttpResponse TestHub::get(const std::string &path, const std::string &token)
{
    HttpRequest request{"GET", path, {}, {}};
    if (!token.empty())
        request.headers["authorization"] = "Bearer " + token;
    return m_service->handle(request);
}

HttpResponse TestHub::post(const std::string &path, const std::string &body, const std::string &token)
{
    HttpRequest request{"POST", path, {{"content-type", "application/json"}}, body};
    if (!token.empty())
        request.headers["authorization"] = "Bearer " + token;
    return m_service->handle(request);
}

AttributeItem attributeOf(const Somebody &who, const std::string &value)
{
    Attribute attribute;
    attribute.id = AttributeId(makeUuidV7(FakeClock().now()));
    attribute.key = "seat_preference";
    attribute.value = value;
    attribute.source = SourceId("web");
    attribute.collectedAt = FakeClock().now();
    return {who.id, attribute};
}

std::string words(const PushResult &result)
{
    switch (result.verdict) {
    case Verdict::Accepted: return result.flagged ? "accepted (flagged)" : "accepted";
    case Verdict::Duplicate: return "duplicate";
    case Verdict::Erased: return "erased";
    case Verdict::Rejected: return "rejected: " + result.reason;
    }
    return {};
}

std::string problemName(const HttpResponse &response)
{
    const auto problem = problemFromJson(response.body);
    const std::string prefix = "urn:assent:problem:";
    return problem && problem->type.starts_with(prefix) ? problem->type.substr(prefix.size()) : response.body;
}

json::Value bodyOf(const HttpResponse &response) { return json::parse(response.body).ok() ? *json::parse(response.body) : json::Value(); }

} // namespace assent::test
