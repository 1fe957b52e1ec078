#include "catalog/catalogstore.h"

#include "catalog/catalogrecord.h"

namespace assent {
namespace {

struct Row
{
    int version = 0;
    Digest hash = {};
    std::string body;
};

/// The first row of a query for version, hash and body.
Result<std::optional<Row>> readRow(Statement &find)
{
    ASSENT_TRY(const bool found, find.step());
    if (!found)
        return std::optional<Row>();
    auto hash = toDigest(find.blob(1));
    if (!hash)
        return Error{ErrorCode::Corrupt, "the catalogue's hash is not a SHA-256 value"};
    return std::optional(Row{static_cast<int>(find.integer(0)), *hash, std::string(find.text(2))});
}

/// The row of a version, or the newest.
Result<std::optional<Row>> newest(Vault &vault, std::optional<int> version)
{
    ASSENT_TRY(Statement find, vault.db().prepare(
        "SELECT version, hash, body FROM catalogue WHERE version = coalesce(?, version) ORDER BY version DESC LIMIT 1"));
    version ? find.bind(1, *version) : find.bindNull(1);
    return readRow(find);
}

Result<std::shared_ptr<const Catalogue>> read(const Row &row)
{
    ASSENT_TRY(Catalogue catalogue, Catalogue::parse(row.body, "stored catalogue"));
    if (catalogue.hash() != row.hash || catalogue.version() != row.version)
        return Error{ErrorCode::Corrupt, "the stored catalogue does not match its hash"};
    return std::shared_ptr<const Catalogue>(std::make_shared<Catalogue>(std::move(catalogue)));
}

} // namespace

Result<void> publishCatalogue(const WriteTransaction &transaction, const Catalogue &catalogue, std::string_view by)
{
    Vault &vault = transaction.vault();
    ASSENT_TRY(const auto old, newest(vault, std::nullopt));
    if (old && old->hash == catalogue.hash())
        return {};
    if (old)
        return Error{ErrorCode::Conflict, "catalogue version " + std::to_string(old->version)
                + " is in force; a later one is drafted, reviewed and published by two people"};
    ASSENT_CHECK(insertCatalogue(transaction, catalogue));
    CatalogueRecord record{CatalogueAct::Founded, std::string(by), vault.clock().now(), 0, catalogue.version(), catalogue.hash(), {}, {}};
    ASSENT_TRY([[maybe_unused]] const std::int64_t entry, writeRecord(transaction, record));
    return {};
}

Result<void> insertCatalogue(const WriteTransaction &transaction, const Catalogue &catalogue)
{
    ASSENT_TRY(Statement insert, transaction.db().prepare("INSERT INTO catalogue(version, hash, body, loaded_at) VALUES(?,?,?,?)"));
    insert.bind(1, catalogue.version()).bind(2, catalogue.hash()).bind(3, catalogue.source());
    insert.bind(4, transaction.vault().clock().now());
    return insert.run();
}

Result<std::shared_ptr<const Catalogue>> loadCatalogue(Vault &vault)
{
    ASSENT_TRY(const auto row, newest(vault, std::nullopt));
    if (!row)
        return Error{ErrorCode::NotFound, "the store has no catalogue yet"};
    return read(*row);
}

Result<std::shared_ptr<const Catalogue>> loadCatalogue(Vault &vault, int version)
{
    ASSENT_TRY(const auto row, newest(vault, version));
    if (row)
        return read(*row);
    ASSENT_TRY(const auto published, publishedCatalogues(vault));
    std::string known;
    for (const PublishedCatalogue &catalogue : published)
        known += (known.empty() ? "" : ", ") + std::to_string(catalogue.version);
    return Error{ErrorCode::NotFound, "no catalogue version " + std::to_string(version) + " was published here; "
            + (known.empty() ? std::string("none was") : "there are " + known)};
}

Result<std::shared_ptr<const Catalogue>> loadCatalogueAt(Vault &vault, Timestamp at, const std::shared_ptr<const Catalogue> &held)
{
    ASSENT_TRY(Statement find, vault.db().prepare("SELECT version, hash, body FROM catalogue"
        " ORDER BY loaded_at > ?1, CASE WHEN loaded_at > ?1 THEN version ELSE -version END LIMIT 1"));
    ASSENT_TRY(const auto row, readRow(find.bind(1, at)));
    if (!row)
        return Error{ErrorCode::NotFound, "the store has no catalogue yet"};
    return held && held->hash() == row->hash ? held : read(*row);
}

Result<std::vector<PublishedCatalogue>> publishedCatalogues(Vault &vault)
{
    ASSENT_TRY(Statement read, vault.db().prepare("SELECT version, hash, loaded_at FROM catalogue ORDER BY version DESC"));
    std::vector<PublishedCatalogue> out;
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            return out;
        ASSENT_TRY(const Digest hash, toDigest(read.blob(1)));
        out.push_back({static_cast<int>(read.integer(0)), hash, read.time(2)});
    }
}

} // namespace assent
