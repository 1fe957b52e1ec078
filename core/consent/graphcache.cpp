#include "consent/graphcache.h"

#include <algorithm>

namespace assent {

Result<ConsentGraph> GraphCache::read(Database &db, std::int64_t subject)
{
    ASSENT_TRY(const Seal sealed, readSeal(db, subject));
    Known known = take(subject);
    if (known.seal != sealed)
        ASSENT_CHECK(readOn(db, known));
    if (known.seal != sealed) {
        // What is known may be of a transaction that was rolled back.
        known = {};
        known.subject = subject;
        ASSENT_CHECK(readOn(db, known));
    }
    // A choice that a lost page would show must not be told.
    if (known.seal != sealed)
        return sealBroken();
    const ConsentGraph graph = known.graph;
    m_known.push_front(std::move(known));
    if (m_known.size() > kMost)
        m_known.pop_back();
    return graph;
}

/// What is known of the subject, if anything, which is no longer in the list.
GraphCache::Known GraphCache::take(std::int64_t subject)
{
    const auto found = std::find_if(m_known.begin(), m_known.end(), [subject](const Known &known) { return known.subject == subject; });
    Known known;
    if (found != m_known.end()) {
        known = std::move(*found);
        m_known.erase(found);
    }
    known.subject = subject;
    return known;
}

/// Adds the events behind the last known one.
Result<void> GraphCache::readOn(Database &db, Known &known)
{
    ASSENT_TRY(Statement read, db.prepare("SELECT l.body, e.payload, e.entry FROM consent_event e"
        " JOIN ledger_entry l ON l.n = e.entry WHERE e.subject = ? AND e.entry > ? ORDER BY e.entry"));
    read.bind(1, known.subject).bind(2, known.lastEntry);
    std::vector<GraphAct> acts = known.graph.acts();
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            break;
        GraphAct act;
        act.hash = merkle::leafHash(read.blob(0));
        known.seal.add(act.hash);
        ASSENT_TRY(act.core, eventCoreFromJson(asText(read.blob(0))));
        ASSENT_TRY(act.payload, eventPayloadFromJson(read.text(1)));
        acts.push_back(std::move(act));
        known.lastEntry = read.integer(2);
    }
    known.graph = ConsentGraph(std::move(acts));
    return {};
}

} // namespace assent
