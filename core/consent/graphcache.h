#pragma once

#include "consent/law.h"
#include "vault/seal.h"

#include <list>

namespace assent {

/// The graphs of those who were looked at last. A graph goes with the seal over its
/// events: while the stored seal is the same, or goes on from it, nothing that was
/// read before has to be read again.
class GraphCache
{
public:
    /// The subject's graph as stored. Corrupt when the stored events are not those
    /// that were sealed. Within a snapshot.
    Result<ConsentGraph> read(Database &db, std::int64_t subject);

private:
    struct Known
    {
        std::int64_t subject = 0; ///< subject.seq
        Seal seal;
        std::int64_t lastEntry = -1; ///< of the ledger; the events behind it are new
        ConsentGraph graph{{}};
    };
    Known take(std::int64_t subject);
    static Result<void> readOn(Database &db, Known &known);

    static constexpr std::size_t kMost = 32;
    std::list<Known> m_known; ///< the last used first
};

} // namespace assent
