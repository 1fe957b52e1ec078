#include "vault/freshness.h"

namespace assent::freshness {
namespace {

namespace fs = std::filesystem;

struct Token
{
    Bytes now;
    Bytes before;
};

Result<Token> read(Database &db)
{
    ASSENT_TRY(Statement find, db.prepare("SELECT now, before FROM store_epoch WHERE id = 1"));
    ASSENT_TRY(const bool found, find.step());
    if (!found)
        return Error{ErrorCode::Corrupt, "the store lacks its token"};
    return Token{toBytes(find.blob(0)), toBytes(find.blob(1))};
}

} // namespace

Result<bool> isKept(Database &db)
{
    ASSENT_TRY(Statement find, db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'store_epoch'"));
    return find.step();
}

bool logIsEmpty(const fs::path &file)
{
    std::error_code fault;
    const auto size = fs::file_size(fs::path(file).concat("-wal"), fault);
    return fault || size == 0;
}

Result<void> mark(Database &db)
{
    ASSENT_TRY(Statement change, db.prepare("UPDATE store_epoch SET before = now, now = randomblob(16) WHERE id = 1"));
    return change.run();
}

Result<void> check(Database &db, const fs::path &file, const SecretBytes &key)
{
    ASSENT_TRY(const Token log, read(db));
    auto alone = Database::open(file, key, Database::Mode::FileAlone, 1);
    // A page that a crash tore while it was moved stands whole in the log.
    const auto token = alone ? read(**alone) : Result<Token>(alone.error());
    if (!token || token->now == log.now || token->now == log.before)
        return {};
    return Error{ErrorCode::Corrupt, "the store's file is older than its log"};
}

} // namespace assent::freshness
