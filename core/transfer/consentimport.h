#pragma once

#include "consent/consentstore.h"
#include "consent/observation.h"
#include "transfer/rowreader.h"

namespace assent {

/// Makes consent acts of what rows say, in batches that share a signature. Uses
/// the vault's thread.
class ConsentImport
{
public:
    ConsentImport(Vault &vault, const Catalogue &catalogue, SourceId source);

    /// What a row's statements make of a person: acts not yet recorded.
    struct Plan
    {
        std::vector<PreparedAct> acts;
        ConsentCounts counts;
        /// Why an opening is refused; `acts` then holds only closings.
        std::optional<RowProblem> problem;
    };
    /// `isNew`: the person is not in the store yet, and nothing was said of them.
    /// `lookups`: the row's identifiers, by which someone who was erased is known.
    Result<Plan> plan(const RowPerson &row, const Person &person, bool isNew, std::span<const std::int64_t> lookups);

    /// Takes the acts of someone who is in the store by now. Recorded at
    /// once when 500 have come together, else by flush().
    Result<void> take(const WriteTransaction &transaction, Plan plan);
    /// Before every commit, or acts are lost.
    Result<void> flush(const WriteTransaction &transaction);

    const ConsentCounts &counts() const { return m_counts; }

private:
    Result<std::optional<PreparedAct>> actOf(const RowPerson &row, const Person &person, const ConsentStatement &statement,
        std::span<const Observation> earlier, Plan &plan) const;
    Result<std::vector<ConsentStatement>> notVoid(const RowPerson &row, std::span<const std::int64_t> lookups, Plan &plan);
    Result<std::vector<Observation>> earlierOf(const RowPerson &row, const Person &person);

    Vault &m_vault;
    ConsentStore m_consents;
    Observations m_observations;
    SourceId m_source;
    std::vector<PreparedAct> m_pending;
    ConsentCounts m_counts;
};

} // namespace assent
