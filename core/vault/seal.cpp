#include "vault/seal.h"

#include "crypto/hash.h"
#include "crypto/merkle.h"

namespace assent {
namespace {

/// Walks through all events, one person's after the other's, and gives each
/// person's sum to `take`.
template<typename Take>
Result<void> sumEvents(Database &db, Progress &progress, Take take)
{
    ASSENT_TRY(Statement read, db.prepare("SELECT e.subject, l.body FROM consent_event e"
        " LEFT JOIN ledger_entry l ON l.n = e.entry ORDER BY e.subject, e.entry"));
    std::int64_t subject = 0;
    Seal sum;
    for (std::uint64_t n = 0;; ++n) {
        if ((n & 1023) == 0 && !progress.report(n, 0))
            return Error{ErrorCode::Cancelled, "the check was cancelled"};
        ASSENT_TRY(const bool more, read.step());
        if (sum.events > 0 && (!more || read.integer(0) != subject)) {
            ASSENT_CHECK(take(subject, sum));
            sum = {};
        }
        if (!more)
            return {};
        if (read.isNull(1))
            return sealBroken();
        subject = read.integer(0);
        sum.add(merkle::leafHash(read.blob(1)));
    }
}

/// Corrupt when the query finds a row.
Result<void> expectNone(Database &db, const char *query)
{
    ASSENT_TRY(Statement find, db.prepare(query));
    ASSENT_TRY(const bool found, find.step());
    if (found)
        return sealBroken();
    return {};
}

} // namespace

Error sealBroken() { return {ErrorCode::Corrupt, "a part of what is stored about a person is missing or older than the rest"}; }

void Seal::add(const Digest &eventHash)
{
    chain = sha256({chain, eventHash});
    ++events;
}

Result<Seal> readSeal(Database &db, std::int64_t subject)
{
    ASSENT_TRY(Statement read, db.prepare("SELECT events, chain FROM consent_seal WHERE subject = ?"));
    ASSENT_TRY(const bool found, read.bind(1, subject).step());
    Seal seal;
    if (!found)
        return seal;
    seal.events = read.integer(0);
    ASSENT_TRY(seal.chain, toDigest(read.blob(1)));
    return seal;
}

Result<void> writeSeal(Database &db, std::int64_t subject, const Seal &seal)
{
    ASSENT_TRY(Statement write, db.prepare("INSERT INTO consent_seal(subject, events, chain) VALUES(?,?,?)"
        " ON CONFLICT(subject) DO UPDATE SET events = excluded.events, chain = excluded.chain"));
    return write.bind(1, subject).bind(2, seal.events).bind(3, seal.chain).run();
}

Result<void> sealEveryone(Database &db)
{
    NoProgress silent;
    return sumEvents(db, silent, [&db](std::int64_t subject, const Seal &sum) { return writeSeal(db, subject, sum); });
}

Result<void> checkSeals(Database &db, Progress &progress)
{
    std::int64_t people = 0;
    ASSENT_CHECK(sumEvents(db, progress, [&](std::int64_t subject, const Seal &sum) -> Result<void> {
        ++people;
        ASSENT_TRY(const Seal stored, readSeal(db, subject));
        if (stored != sum)
            return sealBroken();
        return {};
    }));
    ASSENT_TRY(const std::int64_t sealed, db.integer("SELECT count(*) FROM consent_seal"));
    if (sealed != people)
        return sealBroken();
    ASSENT_CHECK(expectNone(db, "SELECT 1 FROM subject s WHERE facts <> (SELECT count(*) FROM attribute a WHERE a.subject = s.seq)"
        " OR identifiers <> (SELECT count(*) FROM identifier i WHERE i.subject = s.seq)"));
    ASSENT_CHECK(expectNone(db, "SELECT 1 FROM attribute a WHERE NOT EXISTS(SELECT 1 FROM subject s WHERE s.seq = a.subject)"
        " OR NOT EXISTS(SELECT 1 FROM provenance p WHERE p.n = a.provenance)"));
    return expectNone(db, "SELECT 1 FROM identifier i WHERE NOT EXISTS(SELECT 1 FROM subject s WHERE s.seq = i.subject)");
}

} // namespace assent
