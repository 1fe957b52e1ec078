#include "bench/fixture.h"

#include "catalog/catalogstore.h"

#include <sqlite3.h>

#include <array>

namespace assent::bench {
namespace {

constexpr std::array<const char *, 8> kGiven{"Anna", "Łukasz", "Chloé", "Jürgen", "Mei", "Grace", "Iker", "João"};
constexpr std::array<const char *, 8> kFamily{"Nowak", "Wiśniewski", "Dubois", "Müller", "Chen", "Hopper", "Etxeberria", "Silva"};

Attribute fact(std::string key, std::string value, AttributeKind kind, Timestamp now)
{
    Attribute attribute;
    attribute.id = AttributeId(makeUuidV7(now));
    attribute.key = std::move(key);
    attribute.value = std::move(value);
    attribute.kind = kind;
    attribute.source = SourceId("loyalty_crm");
    attribute.sourceEvent = "import";
    attribute.collectedAt = now;
    attribute.purposes = {PurposeId("booking_messages")};
    attribute.retainUntil = now + std::chrono::days(1000);
    return attribute;
}

void must(int code, sqlite3 *handle)
{
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
        giveUp(std::string("plain SQLite: ") + sqlite3_errmsg(handle));
}

} // namespace

Person makePerson(int number, Timestamp now)
{
    const auto n = static_cast<std::size_t>(number);
    const std::string tail = std::to_string(number);
    Person person = bench::must(Person::make(now), "a person");
    person.source = SourceId("loyalty_crm");
    const std::string email = "p" + tail + "@example.com";
    const std::string phone = "+48600" + std::to_string(1000000 + number);
    const std::string loyalty = "MC" + std::to_string(10000000 + number);
    for (const auto &[type, value] : {std::pair{"email", email}, {"phone", phone}, {"loyalty_id", loyalty}})
        person.identifiers.push_back({type, value, person.source, now, {}});
    person.attributes = {
        fact("given_name", kGiven[n % 8], AttributeKind::Identity, now),
        fact("family_name", kFamily[(n / 8) % 8] + std::string("-") + tail, AttributeKind::Identity, now),
        fact("birth_date", "19" + std::to_string(50 + number % 50) + "-03-01", AttributeKind::Identity, now),
        fact("street", "Main Street " + tail, AttributeKind::Descriptive, now),
        fact("postcode", std::to_string(10000 + number % 90000), AttributeKind::Descriptive, now),
        fact("city", "Gdańsk", AttributeKind::Descriptive, now),
        fact("loyalty_tier", number % 3 == 0 ? "gold" : "blue", AttributeKind::Behavioural, now),
        fact("seat_preference", number % 2 == 0 ? "aisle" : "window", AttributeKind::Attitudinal, now),
    };
    return person;
}

std::shared_ptr<const Catalogue> sampleCatalogue()
{
    const std::filesystem::path resources = ASSENT_RESOURCE_DIR;
    return std::make_shared<const Catalogue>(bench::must(
        loadCatalogueFiles(resources / "sample/catalogue.json", resources / "rules/regimes.json"), "the sample catalogue"));
}

OpenStore newStore(const std::filesystem::path &folder, const Catalogue &catalogue, const Clock &clock, int cacheMiB)
{
    OpenStore store;
    store.key = bench::must(randomSecret(48), "a key");
    Vault::Options options;
    options.cacheMiB = cacheMiB;
    store.vault = bench::must(Vault::create(folder, store.key, clock, options), "a new store");
    auto transaction = bench::must(WriteTransaction::begin(*store.vault), "a transaction");
    bench::must(publishCatalogue(transaction, catalogue), "the catalogue");
    bench::must(transaction.commit(), "the catalogue");
    return store;
}

PlainDatabase::PlainDatabase(const std::filesystem::path &file, int cacheMiB)
{
    must(sqlite3_open(file.c_str(), &m_handle), m_handle);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA temp_store=MEMORY;"
        "PRAGMA foreign_keys=ON; PRAGMA cache_size=-" + std::to_string(cacheMiB * 1024));
    for (const Migration &migration : replicaSchema())
        run(std::string(migration.sql));
}

PlainDatabase::~PlainDatabase()
{
    for (sqlite3_stmt *statement : m_statements)
        sqlite3_finalize(statement);
    sqlite3_close(m_handle);
}

void PlainDatabase::run(const std::string &sql) { must(sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr), m_handle); }

sqlite3_stmt *PlainDatabase::prepare(const std::string &sql)
{
    sqlite3_stmt *statement = nullptr;
    must(sqlite3_prepare_v2(m_handle, sql.c_str(), -1, &statement, nullptr), m_handle);
    m_statements.push_back(statement);
    return statement;
}

void bindOne(sqlite3_stmt *statement, int index, std::int64_t value) { sqlite3_bind_int64(statement, index, value); }
void bindOne(sqlite3_stmt *statement, int index, std::string_view text)
{
    sqlite3_bind_text(statement, index, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}
void bindOne(sqlite3_stmt *statement, int index, ByteView blob)
{
    sqlite3_bind_blob(statement, index, blob.data(), static_cast<int>(blob.size()), SQLITE_TRANSIENT);
}
void bindOne(sqlite3_stmt *statement, int index, std::nullptr_t) { sqlite3_bind_null(statement, index); }

void finish(sqlite3_stmt *statement)
{
    must(sqlite3_step(statement), sqlite3_db_handle(statement));
    sqlite3_reset(statement);
}

} // namespace assent::bench
