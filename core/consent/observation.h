#pragma once

#include "consent/event.h"
#include "vault/vault.h"

namespace assent {

/// Imports are observations (DOMAIN.md section 2, consequence 9): what a source
/// said of a record and a key before, as the events themselves tell it.
///
/// Such an act has the role `import`, the source as its actor, and as its
/// verification id  record:DIGEST  or  record:DIGEST@TIME . DIGEST names the
/// record; TIME is when the status came about by the source's own word, which
/// may differ from `decided_at`: that is never later than the import.
struct Observation
{
    Act act = Act::Withdraw;
    KeyPattern key;
    Timestamp decidedAt;
    std::optional<Timestamp> stated;
};

/// Nothing when the act is no observation of this source and record.
std::optional<Observation> observationOf(const EventCore &core, const EventPayload &payload, const SourceId &source,
    std::string_view recordDigest);

/// A status as a source gives it now. The time is that of the record (`ofRecord`)
/// or of the whole file; without one nothing is known of it.
struct SourceStatus
{
    Act act = Act::Withdraw;
    KeyPattern key;
    std::optional<Timestamp> stated;
    bool ofRecord = false;
};

enum class News {
    Change,    ///< an act is to be made
    Unchanged, ///< the source said so before
    Stale,     ///< the source has said something later
};

/// What a status adds to the earlier observations of the same record, in the
/// order in which they were recorded; those of other keys do not matter.
///
/// A closing act with a record's time later than all before is a change though
/// the last one closed too: the person came back and left between two files.
/// What a source says without a time never makes a closing act stale.
News newsOf(const SourceStatus &status, std::span<const Observation> earlier);

/// Names a record: the first 16 bytes of SHA-256(source ‖ 0 ‖ record id), in
/// upper case hexadecimal.
std::string recordDigest(const SourceId &source, std::string_view recordId);
std::string verificationOf(std::string_view recordDigest, std::optional<Timestamp> stated);

/// The id of a source's n-th act (from 0) for a record and a key: UUIDv8 of
/// SHA-256(device ‖ source ‖ 0 ‖ record digest ‖ key ‖ n). The device is in it
/// since two devices that import one file sign different events.
EventId observationId(const DeviceId &device, const SourceId &source, std::string_view recordDigest, const KeyPattern &key,
    std::uint64_t n);

/// Reads the observations of a source about a record. Uses the vault's thread.
class Observations
{
public:
    explicit Observations(Vault &vault) : m_vault(vault) {}
    Result<std::vector<Observation>> of(SubjectId subject, const SourceId &source, std::string_view recordDigest);

private:
    Vault &m_vault;
    std::optional<Statement> m_find; // kept: it runs for every person of an import
};

} // namespace assent
