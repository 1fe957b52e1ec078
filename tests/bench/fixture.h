#pragma once

#include "bench/measure.h"
#include "catalog/catalogue.h"
#include "profile/person.h"
#include "vault/vault.h"

#include <filesystem>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace assent::bench {

/// A person with 8 attributes and 3 identifiers, the same for the same number.
Person makePerson(int number, Timestamp now);

/// The sample catalogue.
std::shared_ptr<const Catalogue> sampleCatalogue();

struct OpenStore
{
    SecretBytes key;
    std::unique_ptr<Vault> vault;
};
/// A new encrypted store with the sample catalogue in force.
OpenStore newStore(const std::filesystem::path &folder, const Catalogue &catalogue, const Clock &clock, int cacheMiB = 32);

/// An unencrypted file with the same tables, cache and durability: the baseline.
class PlainDatabase
{
public:
    PlainDatabase(const std::filesystem::path &file, int cacheMiB);
    ~PlainDatabase();
    PlainDatabase(const PlainDatabase &) = delete;
    PlainDatabase &operator=(const PlainDatabase &) = delete;

    void run(const std::string &sql);
    sqlite3_stmt *prepare(const std::string &sql);
    sqlite3 *handle() const { return m_handle; }

private:
    sqlite3 *m_handle = nullptr;
    std::vector<sqlite3_stmt *> m_statements;
};

/// Binds the values in their order, steps to the end and resets. Blobs are Bytes
/// or ByteView, the rest text or whole numbers; nullptr binds null.
void bindOne(sqlite3_stmt *statement, int index, std::int64_t value);
void bindOne(sqlite3_stmt *statement, int index, std::string_view text);
void bindOne(sqlite3_stmt *statement, int index, ByteView blob);
void bindOne(sqlite3_stmt *statement, int index, std::nullptr_t);
void finish(sqlite3_stmt *statement);

template<typename... Values>
void insert(sqlite3_stmt *statement, const Values &...values)
{
    int index = 0;
    (bindOne(statement, ++index, values), ...);
    finish(statement);
}

} // namespace assent::bench
