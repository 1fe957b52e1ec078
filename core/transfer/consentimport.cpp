#include "transfer/consentimport.h"

#include "ledger/ledger.h"
#include "vault/erasures.h"

#include <algorithm>

namespace assent {
namespace {

constexpr std::size_t kBatch = 500;

Observation observationIn(const ConsentEvent &event, std::optional<Timestamp> stated)
{
    return {event.core.act, event.payload.key, event.core.decidedAt, stated};
}

/// One person's default persona, or all of them where a part is open.
KeyPattern keyFor(const ConsentRule &rule, const Person &person)
{
    KeyPattern key = rule.key;
    if (key.purpose && key.channel && key.recipient)
        key.persona = person.persona;
    return key;
}

Decision decisionOf(const ConsentStatement &statement, const SourceId &source, const Person &person, const std::string &digest, Timestamp now)
{
    Decision decision;
    decision.act = statement.act;
    decision.pattern = keyFor(*statement.rule, person);
    decision.actorRole = ActorRole::Import;
    decision.actorId = source.str();
    decision.method = ConsentMethod::Import;
    decision.verificationId = verificationOf(digest, statement.stated);
    decision.locale = person.language;
    decision.reason = statement.word;
    decision.collectionPoint = "import";
    decision.decidedAt = std::min(statement.stated.value_or(now), now);
    if (!isClosing(statement.act) && statement.rule->notice) {
        decision.servedMode = ServedMode::Attested;
        decision.noticeVersion = *statement.rule->notice;
    }
    return decision;
}

} // namespace

ConsentCounts &ConsentCounts::operator+=(const ConsentCounts &other)
{
    grants += other.grants;
    withdrawals += other.withdrawals;
    refusals += other.refusals;
    requests += other.requests;
    unchanged += other.unchanged;
    stale += other.stale;
    suppressed += other.suppressed;
    return *this;
}

// The catalogue is the caller's and outlives this; nothing is to be freed.
ConsentImport::ConsentImport(Vault &vault, const Catalogue &catalogue, SourceId source)
    : m_vault(vault), m_consents(vault, std::shared_ptr<const Catalogue>(std::shared_ptr<const Catalogue>(), &catalogue)),
      m_observations(vault), m_source(std::move(source))
{
}

Result<ConsentImport::Plan> ConsentImport::plan(const RowPerson &row, const Person &person, bool isNew, std::span<const std::int64_t> lookups)
{
    Plan plan;
    if (row.consents.empty())
        return plan;
    std::vector<Observation> earlier;
    if (!isNew) {
        ASSENT_TRY(earlier, earlierOf(row, person));
    }
    ASSENT_TRY(const std::vector<ConsentStatement> statements, notVoid(row, lookups, plan));
    for (const ConsentStatement &statement : statements) {
        ASSENT_TRY(auto act, actOf(row, person, statement, earlier, plan));
        if (!act)
            continue;
        earlier.push_back(observationIn(act->event, statement.stated));
        plan.acts.push_back(*std::move(act));
    }
    if (plan.problem) {
        std::erase_if(plan.acts, [](const PreparedAct &act) { return !isClosing(act.event.core.act); });
        plan.counts.grants = plan.counts.requests = 0;
    }
    return plan;
}

/// What closes is never void.
Result<std::vector<ConsentStatement>> ConsentImport::notVoid(const RowPerson &row, std::span<const std::int64_t> lookups, Plan &plan)
{
    std::vector<ConsentStatement> statements = row.consents;
    const auto opens = [](const ConsentStatement &statement) { return !isClosing(statement.act); };
    if (std::none_of(statements.begin(), statements.end(), opens))
        return statements;
    ASSENT_TRY(const auto erased, erasures::suppressedAt(m_vault.db(), lookups));
    if (erased) {
        plan.counts.suppressed += std::erase_if(statements, [&](const ConsentStatement &statement) {
            return opens(statement) && (!statement.stated || *statement.stated <= *erased);
        });
    }
    return statements;
}

Result<std::optional<PreparedAct>> ConsentImport::actOf(const RowPerson &row, const Person &person, const ConsentStatement &statement,
    std::span<const Observation> earlier, Plan &plan) const
{
    const Decision decision = decisionOf(statement, m_source, person, row.digest, m_vault.clock().now());
    const News news = newsOf({statement.act, decision.pattern, statement.stated, statement.ofRecord}, earlier);
    if (news != News::Change) {
        ++(news == News::Stale ? plan.counts.stale : plan.counts.unchanged);
        return std::optional<PreparedAct>();
    }
    const auto number = std::count_if(earlier.begin(), earlier.end(), [&](const Observation &o) { return o.key == decision.pattern; });
    const ConsentView view{person.id, person.persona, person.jurisdiction, person.language, ConsentGraph({}), {}};
    auto act = m_consents.prepare(view, pseudonymOf(person.pseudonymKey, person.id), decision,
        observationId(m_vault.deviceId(), m_source, row.digest, decision.pattern, static_cast<std::uint64_t>(number)));
    if (!act && act.error().code != ErrorCode::Denied && act.error().code != ErrorCode::Invalid)
        return std::move(act).error();
    if (!act) {
        const bool attested = !isOpening(statement.act) || statement.rule->notice;
        plan.problem = RowProblem{statement.where.line, statement.where.column, statement.where.field,
            attested ? act.error().detail : "a grant needs its notice, and the mapping does not attest that it was served"};
        return std::optional<PreparedAct>();
    }
    ++plan.counts.of(statement.act);
    return std::optional(*std::move(act));
}

/// What the store holds, and then what is about to be recorded.
Result<std::vector<Observation>> ConsentImport::earlierOf(const RowPerson &row, const Person &person)
{
    ASSENT_TRY(std::vector<Observation> earlier, m_observations.of(person.id, m_source, row.digest));
    for (const PreparedAct &act : m_pending) {
        if (act.subject != person.id)
            continue;
        if (auto observation = observationOf(act.event.core, act.event.payload, m_source, row.digest))
            earlier.push_back(*std::move(observation));
    }
    return earlier;
}

Result<void> ConsentImport::take(const WriteTransaction &transaction, Plan plan)
{
    m_counts += plan.counts;
    for (PreparedAct &act : plan.acts) {
        m_pending.push_back(std::move(act));
        if (m_pending.size() == kBatch)
            ASSENT_CHECK(flush(transaction));
    }
    return {};
}

Result<void> ConsentImport::flush(const WriteTransaction &transaction)
{
    if (m_pending.empty())
        return {};
    ASSENT_CHECK(m_consents.record(transaction, m_pending));
    m_pending.clear();
    return {};
}

} // namespace assent
