#pragma once

#include "base/expect.h"
#include "base/registry.h"
#include "fakes/fakeclock.h"
#include "sync/hubservice.h"

#include <QTemporaryDir>

namespace assent::test {

/// A name for QTemporaryDir in memory where there is such a folder: these tests
/// make many stores and cut no power.
QString memoryFolder();

/// Someone whose choices travel.
struct Somebody
{
    Somebody();
    SubjectId id;
    PersonaId persona;
    Bytes pseudonymKey;
    Person person;
};

/// A device with a key: makes events, and pushes once it is enrolled.
struct Phone
{
    Phone();
    DeviceId id;
    SigningKey key;
    std::string token;
    sync::HubDevice known; ///< as the hub knows it

    /// One event about somebody, signed; openings and closings on one key.
    sync::ConsentItem event(const Somebody &who, Act act, std::optional<EventId> eventId = {}) const;
};

/// Items with their numbers, as the hub reads them off the wire.
class Push
{
public:
    explicit Push(const Phone &phone) { m_envelope.device = phone.id; }
    Push &add(const sync::ItemBody &body, std::int64_t n, std::optional<Lane> lane = {});
    Push &addRaw(json::Value body, std::int64_t n);
    const sync::PushEnvelope &envelope() const { return m_envelope; }
    std::string text() const; ///< the request's body

private:
    sync::PushEnvelope m_envelope;
};

/// Where the rows of a test's hub lie, and what can be done beneath the hub.
class HubBackend
{
public:
    virtual ~HubBackend() = default;
    virtual Result<std::unique_ptr<sync::HubStore>> open(const Clock &clock) = 0;
    /// SQL that both stores understand.
    virtual Result<void> run(const std::string &sql) = 0;
    /// All of a table's cells.
    virtual std::string dump(const std::string &table) = 0;
    /// As if an older copy had been put back.
    virtual Result<void> forgetItems() = 0;
    /// Fails who stores a device's second number, until admitAll().
    virtual Result<void> refuseTheSecond() = 0;
    virtual Result<void> admitAll() = 0;
    /// So many leaves of devices at once, for a long log.
    virtual Result<void> addLeaves(int count, const Clock &clock) = 0;
};
using BackendMaker = std::unique_ptr<HubBackend> (*)(const std::filesystem::path &folder, const SecretBytes &key);
/// The embedded store's, unless a program links postgresbackend.cpp.
extern BackendMaker makeBackend;

/// A hub without sockets, on rows of its own.
class TestHub
{
public:
    TestHub();
    void reopen();
    /// Its folder becomes a copy of this one.
    void putBack(const std::filesystem::path &copy);
    sync::HubStore &store() { return *m_store; }
    sync::HubService &service() { return *m_service; }
    HubBackend &backend() { return *m_backend; }
    /// Another one on the same rows, as another program would have.
    Result<std::unique_ptr<sync::HubStore>> openAnother() { return m_backend->open(clock); }
    /// The log after a tidying. Fails the test unless the last checkpoint is
    /// signed and its root is that of the entries.
    std::vector<sync::HubRows::LogEntry> log();

    Phone enrol(std::optional<SubjectId> scope = {});
    /// The verdicts of a push by a device as the hub knows it now.
    Result<std::vector<sync::PushResult>> take(const Phone &phone, const Push &push);
    /// The verdict of a push of one item.
    sync::PushResult takeOne(const Phone &phone, const sync::ItemBody &body, std::int64_t n = 1);
    /// Everything that a device may see, fetched in pages.
    std::vector<sync::PulledItem> pullAll(const Phone &phone, int page = 100);

    sync::HttpResponse get(const std::string &path, const std::string &token = {});
    sync::HttpResponse post(const std::string &path, const std::string &body, const std::string &token = {});

    std::filesystem::path folder() const { return m_temporary.filePath(QStringLiteral("hub")).toStdString(); }
    const SecretBytes &key() const { return m_key; }
    FakeClock clock;

private:
    QTemporaryDir m_temporary{memoryFolder()};
    SecretBytes m_key = *randomSecret(48);
    std::unique_ptr<HubBackend> m_backend;
    std::unique_ptr<sync::HubStore> m_store;
    std::unique_ptr<sync::HubService> m_service;
};

sync::AttributeItem attributeOf(const Somebody &who, const std::string &value);
/// "rejected: wrong_device", "accepted", "accepted (flagged)", …
std::string words(const sync::PushResult &result);
std::string problemName(const sync::HttpResponse &response);
json::Value bodyOf(const sync::HttpResponse &response);

} // namespace assent::test
