#pragma once

#include "base/progress.h"
#include "catalog/catalogue.h"
#include "vault/vault.h"

#include <memory>

namespace assent {

/// The catalogue of an invented airline with the regime rules, as if published
/// so that its newest notice took effect some four weeks before `now`: all
/// dates of notices move by whole days. Needs no files.
Result<Catalogue> sampleCatalogue(Timestamp now);

struct SampleOptions
{
    int people = 5000; ///< the tour person included; at least 1
    std::uint64_t seed = 1;
    Timestamp now;     ///< the end of the history, not later than the vault's clock
    int days = 60;     ///< length of the consent history
};

struct SampleReport
{
    int people = 0;
    std::int64_t identifiers = 0;
    std::int64_t attributes = 0;
    std::int64_t events = 0;
    std::map<std::string, std::int64_t> acts; ///< events by actName()
    SubjectId tourPerson;
};

/// Fills a store with made-up people and what they decided. The same people,
/// seed and now give the same people (ids, names, identifiers, facts) and the
/// same decisions; keys, salts and event ids are random. More people with the
/// same seed only adds some. Works with any catalogue: what names a purpose that
/// it lacks is left out.
///
/// Runs in batches of kSampleBatch people, each one transaction, on the vault's
/// thread. Cancelled, or an error in a later batch: the batches before it stay,
/// whole, and the detail says how many people there are. Conflict when the store
/// already holds the sample of this seed.
inline constexpr int kSampleBatch = 250;
Result<SampleReport> makeSample(Vault &vault, std::shared_ptr<const Catalogue> catalogue, const SampleOptions &options, Progress &progress);

/// The person that the sample guarantees: Anna Nowak, with facts from every
/// source, a conflict of phone numbers, and every kind of act and state. NotFound
/// when the store holds no sample.
Result<SubjectId> samplePerson(Vault &vault);

} // namespace assent
