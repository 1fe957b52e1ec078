#pragma once

#include "base/expect.h"
#include "base/registry.h"
#include "fakes/fakeclock.h"
#include "vault/vault.h"

#include <QTemporaryDir>

#include <fstream>

namespace assent::test {

namespace fs = std::filesystem;

inline std::string readFile(const fs::path &file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void writeFile(const fs::path &file, const std::string &content)
{
    std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
}

inline void flipByte(const fs::path &file, std::size_t offset)
{
    std::string content = readFile(file);
    content.at(offset) = static_cast<char>(content.at(offset) ^ 0x55);
    writeFile(file, content);
}

/// Two tables that a transaction always fills alike.
inline constexpr Migration kPairSchema[] = {
    {1, "CREATE TABLE a(n INTEGER PRIMARY KEY, body BLOB); CREATE TABLE b(n INTEGER PRIMARY KEY);"}};

/// A folder for a store, and what opens it.
struct Place
{
    QTemporaryDir temporary;
    fs::path folder = fs::path(temporary.path().toStdString()) / "store";
    SecretBytes key = *randomSecret(48);
    FakeClock clock;
    Vault::Options options;

    Place() = default;
    explicit Place(std::span<const Migration> schema) { options.schema = schema; }

    auto create() { return Vault::create(folder, key, clock, options); }
    auto open() { return Vault::open(folder, key, clock, options); }
    fs::path file(const char *name = "store.db") const { return folder / name; }

    /// The store's file alone: the log is moved into it and everything closed.
    Result<void> createAndClose()
    {
        ASSENT_TRY(const auto vault, create());
        return {};
    }
};

inline Result<void> addPair(Vault &vault, std::int64_t n, std::size_t size = 100)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault));
    ASSENT_TRY(Statement a, vault.db().prepare("INSERT INTO a(n, body) VALUES(?, ?)"));
    ASSENT_CHECK(a.bind(1, n).bind(2, Bytes(size, 7)).run());
    ASSENT_TRY(Statement b, vault.db().prepare("INSERT INTO b(n) VALUES(?)"));
    ASSENT_CHECK(b.bind(1, n).run());
    return transaction.commit();
}

} // namespace assent::test
