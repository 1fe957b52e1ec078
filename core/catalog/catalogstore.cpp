#include "catalog/catalogstore.h"

namespace assent {
namespace {

struct InForce
{
    int version = 0;
    Digest hash = {};
    std::string body;
};

Result<std::optional<InForce>> inForce(Statement &find)
{
    ASSENT_TRY(const bool found, find.step());
    if (!found)
        return std::optional<InForce>();
    auto hash = toDigest(find.blob(1));
    if (!hash)
        return Error{ErrorCode::Corrupt, "the catalogue's hash is not a SHA-256 value"};
    return std::optional(InForce{static_cast<int>(find.integer(0)), *hash, std::string(find.text(2))});
}

Result<std::optional<InForce>> newest(Vault &vault)
{
    ASSENT_TRY(Statement find, vault.db().prepare("SELECT version, hash, body FROM catalogue ORDER BY version DESC LIMIT 1"));
    return inForce(find);
}

} // namespace

Result<void> publishCatalogue(const WriteTransaction &transaction, const Catalogue &catalogue)
{
    Vault &vault = transaction.vault();
    ASSENT_TRY(const auto old, newest(vault));
    if (old && old->hash == catalogue.hash())
        return {};
    if (old && catalogue.version() <= old->version)
        return Error{ErrorCode::Conflict, "catalogue version " + std::to_string(catalogue.version())
                + " is not newer than version " + std::to_string(old->version) + ", which is in force"};
    ASSENT_TRY(Statement insert, vault.db().prepare("INSERT INTO catalogue(version, hash, body, loaded_at) VALUES(?,?,?,?)"));
    insert.bind(1, catalogue.version()).bind(2, catalogue.hash()).bind(3, catalogue.source()).bind(4, vault.clock().now());
    return insert.run();
}

namespace {

Result<std::shared_ptr<const Catalogue>> parseStored(const InForce &row)
{
    ASSENT_TRY(Catalogue catalogue, Catalogue::parse(row.body, "stored catalogue"));
    if (catalogue.hash() != row.hash || catalogue.version() != row.version)
        return Error{ErrorCode::Corrupt, "the stored catalogue does not match its hash"};
    return std::shared_ptr<const Catalogue>(std::make_shared<Catalogue>(std::move(catalogue)));
}

} // namespace

Result<std::shared_ptr<const Catalogue>> loadCatalogue(Vault &vault)
{
    ASSENT_TRY(const auto row, newest(vault));
    if (!row)
        return Error{ErrorCode::NotFound, "the store has no catalogue yet"};
    return parseStored(*row);
}

Result<std::shared_ptr<const Catalogue>> loadCatalogueAt(Vault &vault, Timestamp at)
{
    ASSENT_TRY(Statement find, vault.db().prepare("SELECT version, hash, body FROM catalogue"
        " WHERE loaded_at <= ? OR version = (SELECT min(version) FROM catalogue) ORDER BY version DESC LIMIT 1"));
    find.bind(1, at);
    ASSENT_TRY(const auto row, inForce(find));
    if (!row)
        return Error{ErrorCode::NotFound, "the store has no catalogue yet"};
    return parseStored(*row);
}

} // namespace assent
