#include "transfer/recordimport.h"

#include "consent/consentstore.h"
#include "consent/observation.h"
#include "ledger/ledger.h"
#include "receipt/dpvterms.h"
#include "transfer/recordkey.h"
#include "vault/erasures.h"

#include <algorithm>
#include <set>

namespace assent {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBatch = 500;
/// The widest that a local time is ahead of UTC.
constexpr auto kAhead = 14h;

std::optional<Act> actFor(RecordState state)
{
    switch (state) {
    case RecordState::Given:
    case RecordState::Renewed: return Act::Grant;
    case RecordState::Withdrawn: return Act::Withdraw;
    case RecordState::Refused: return Act::Refuse;
    case RecordState::Revoked: return Act::Revoke;
    case RecordState::Invalidated: return Act::Invalidate;
    case RecordState::Objected: return Act::Object;
    case RecordState::Requested: return Act::Request;
    case RecordState::Deferred: return Act::Defer;
    case RecordState::Unknown:
    case RecordState::Expired:
    case RecordState::NotObjected: break;
    }
    return std::nullopt;
}

/// A whole import: what the records say, as acts that are not recorded yet.
class RecordImport
{
public:
    RecordImport(Vault &vault, ProfileStore &profiles, const Catalogue &catalogue, const RecordImportOptions &options)
        : m_vault(vault), m_profiles(profiles), m_catalogue(catalogue), m_options(options),
          m_consents(vault, std::shared_ptr<const Catalogue>(std::shared_ptr<const Catalogue>(), &catalogue)), m_observations(vault)
    {
        m_report.dryRun = options.dryRun;
    }

    Result<void> plan(const ConsentDocument &document)
    {
        for (const ConsentRecord &record : document.records) {
            ++m_report.records;
            const std::size_t before = m_report.problems.size();
            ASSENT_CHECK(planRecord(document, record));
            m_report.refused += m_report.problems.size() > before ? 1 : 0;
        }
        return {};
    }

    Result<void> record(const WriteTransaction &transaction)
    {
        for (std::size_t at = 0; at < m_acts.size(); at += kBatch)
            ASSENT_CHECK(m_consents.record(transaction, std::span(m_acts).subspan(at, std::min(kBatch, m_acts.size() - at))));
        return {};
    }

    RecordImportReport &report() { return m_report; }

private:
    void problem(const ConsentRecord &record, std::string reason)
    {
        m_report.problems.push_back({record.line, record.place.empty() ? "the document" : record.place, std::move(reason)});
    }
    void problem(const RecordEvent &event, std::string reason) { m_report.problems.push_back({event.line, event.place, std::move(reason)}); }

    Result<void> planRecord(const ConsentDocument &document, const ConsentRecord &record)
    {
        const std::string name = !record.id.empty() ? record.id : record.identifier;
        if (name.empty()) {
            problem(record, "has no @id, so a second import could not tell it from a new one");
            return {};
        }
        ASSENT_TRY(const std::optional<Person> person, personOf(record));
        if (!person)
            return {};
        std::vector<RecordEvent> events = record.events;
        if (events.empty())
            problem(record, document.kind == ConsentDocument::Kind::Receipt ? "the receipt tells no event of this record" : "tells no consent event");
        dropUnordered(record, events);
        const std::string digest = recordDigest(m_options.source, name);
        ASSENT_TRY(std::vector<Observation> earlier, m_observations.of(person->id, m_options.source, digest));
        for (const RecordKey &key : keysOf(record)) {
            for (const RecordEvent &event : events)
                ASSENT_CHECK(planEvent(record, event, key, *person, digest, earlier));
        }
        return {};
    }

    /// Of several events without a time nobody can tell the last: what closes counts.
    void dropUnordered(const ConsentRecord &record, std::vector<RecordEvent> &events)
    {
        const auto undated = [](const RecordEvent &event) { return !event.time.has_value(); };
        if (events.size() < 2 || std::none_of(events.begin(), events.end(), undated))
            return;
        const auto opens = [](const RecordEvent &event) {
            const auto act = actFor(event.state);
            return act && !isClosing(*act);
        };
        if (std::erase_if(events, opens) > 0)
            problem(record, "has several events and not all have a time, so it cannot be told which came last; only what closes was taken");
    }

    /// The one person whom the record means; nothing, and a problem, otherwise.
    Result<std::optional<Person>> personOf(const ConsentRecord &record)
    {
        ASSENT_TRY(const std::set<SubjectId> named, namedIn(record));
        if (m_options.subject && !named.empty() && !named.contains(*m_options.subject)) {
            problem(record, "names another person than the one that was said");
            return std::optional<Person>();
        }
        if (!m_options.subject && named.size() != 1) {
            problem(record, named.empty() ? "names nobody who is known here; say whom it is about" : "names more than one person; say whom it is about");
            return std::optional<Person>();
        }
        ASSENT_TRY(Person person, m_profiles.person(m_options.subject ? *m_options.subject : *named.begin()));
        return std::optional(std::move(person));
    }

    Result<std::set<SubjectId>> namedIn(const ConsentRecord &record)
    {
        std::set<SubjectId> found;
        for (const RecordParty &party : record.subjects) {
            std::vector<std::string> names = party.identifiers;
            names.push_back(party.id);
            for (const std::string &name : names)
                ASSENT_CHECK(findPerson(name, found));
        }
        return found;
    }

    Result<void> findPerson(std::string name, std::set<SubjectId> &found)
    {
        for (const char *scheme : {"urn:uuid:", "mailto:", "tel:"}) {
            if (name.starts_with(scheme))
                name.erase(0, std::string_view(scheme).size());
        }
        if (name.empty())
            return {};
        if (const auto id = SubjectId::parse(name); id && m_profiles.person(*id))
            found.insert(*id);
        for (const char *type : {"email", "phone", "customer_number", "loyalty_id", "esp_record", "social_login"}) {
            const auto people = m_profiles.findByIdentifier(type, name);
            if (!people && people.error().code == ErrorCode::Invalid)
                continue; // not of this type
            if (!people)
                return people.error();
            found.insert(people->begin(), people->end());
        }
        return {};
    }

    std::vector<RecordKey> keysOf(const ConsentRecord &record)
    {
        RecordKeys keys = recordKeys(record, m_catalogue, m_options.purpose, m_options.channel);
        for (std::string &reason : keys.problems)
            problem(record, std::move(reason));
        return std::move(keys.keys);
    }

    Result<void> planEvent(const ConsentRecord &record, const RecordEvent &event, const RecordKey &key, const Person &person,
        const std::string &digest, std::vector<Observation> &earlier)
    {
        const auto act = actFor(event.state);
        if (!act) {
            ++m_report.silent;
            return {};
        }
        const Timestamp now = m_vault.clock().now();
        std::optional<Timestamp> stated = event.time ? std::optional(event.time->at) : std::nullopt;
        const bool future = stated && *stated > now + kAhead;
        if (future && !isClosing(*act)) {
            problem(event, "is in the future");
            return {};
        }
        if (future)
            stated.reset();
        Decision decision = decisionOf(*act, event, key, person, digest, stated, now);
        if (!isClosing(*act) && !admit(record, event, key, decision))
            return {};
        return planAct(event, decision, stated, person, digest, earlier);
    }

    Decision decisionOf(Act act, const RecordEvent &event, const RecordKey &key, const Person &person, const std::string &digest,
        std::optional<Timestamp> stated, Timestamp now) const
    {
        Decision decision;
        decision.act = act;
        decision.pattern = key.pattern;
        if (key.pattern.channel && key.pattern.recipient)
            decision.pattern.persona = person.persona;
        decision.actorRole = ActorRole::Import;
        decision.actorId = m_options.source.str();
        decision.method = ConsentMethod::Import;
        decision.verificationId = verificationOf(digest, stated);
        decision.locale = person.language;
        decision.reason = recordStateName(event.state);
        decision.collectionPoint = "import";
        decision.decidedAt = std::min(stated.value_or(now), now);
        if (isOpening(act) && m_options.notice) {
            decision.servedMode = ServedMode::Attested;
            decision.noticeVersion = *m_options.notice;
        }
        return decision;
    }

    /// What stands in the way of an act that is no closing one; sets when it ends.
    bool admit(const ConsentRecord &record, const RecordEvent &event, const RecordKey &key, Decision &decision)
    {
        if (!key.openParts.empty()) {
            problem(event, key.openParts);
            return false;
        }
        if (!isOpening(decision.act))
            return true;
        if (!m_options.notice) {
            problem(event, "a consent needs its notice, and nothing attests that it was served");
            return false;
        }
        const ConsentEnd lapse = consentEndOf(event, record, *decision.decidedAt);
        if (!lapse.fault.empty()) {
            problem(event, lapse.fault);
            return false;
        }
        decision.validUntil = lapse.at;
        return true;
    }

    /// From before the person was erased; what closes never is.
    Result<bool> isVoid(const Decision &decision, std::optional<Timestamp> stated, const Person &person)
    {
        if (isClosing(decision.act))
            return false;
        std::vector<std::int64_t> lookups;
        for (const Identifier &identifier : person.identifiers)
            lookups.push_back(m_profiles.lookupOf(identifier.type, identifier.value));
        ASSENT_TRY(const auto erased, erasures::suppressedAt(m_vault.db(), lookups));
        return erased && (!stated || *stated <= *erased);
    }

    Result<void> planAct(const RecordEvent &event, const Decision &decision, std::optional<Timestamp> stated, const Person &person,
        const std::string &digest, std::vector<Observation> &earlier)
    {
        ASSENT_TRY(const bool suppressed, isVoid(decision, stated, person));
        if (suppressed) {
            ++m_report.consents.suppressed;
            return {};
        }
        const News news = newsOf({decision.act, decision.pattern, stated, true}, earlier);
        if (news != News::Change) {
            ++(news == News::Stale ? m_report.consents.stale : m_report.consents.unchanged);
            return {};
        }
        const auto number = std::count_if(earlier.begin(), earlier.end(), [&](const Observation &o) { return o.key == decision.pattern; });
        const ConsentView view{person.id, person.persona, person.jurisdiction, person.language, ConsentGraph({}), {}};
        auto act = m_consents.prepare(view, pseudonymOf(person.pseudonymKey, person.id), decision,
            observationId(m_vault.deviceId(), m_options.source, digest, decision.pattern, static_cast<std::uint64_t>(number)));
        if (!act && act.error().code != ErrorCode::Denied && act.error().code != ErrorCode::Invalid)
            return std::move(act).error();
        if (!act) {
            problem(event, act.error().detail);
            return {};
        }
        earlier.push_back({decision.act, decision.pattern, *decision.decidedAt, stated});
        ++m_report.consents.of(decision.act);
        m_acts.push_back(*std::move(act));
        return {};
    }

    Vault &m_vault;
    ProfileStore &m_profiles;
    const Catalogue &m_catalogue;
    const RecordImportOptions &m_options;
    ConsentStore m_consents;
    Observations m_observations;
    std::vector<PreparedAct> m_acts;
    RecordImportReport m_report;
};

} // namespace

json::Value toJson(const RecordImportReport &report)
{
    json::Value acts;
    acts.set("grant", report.consents.grants);
    acts.set("withdraw", report.consents.withdrawals);
    acts.set("refuse", report.consents.refusals);
    acts.set("request", report.consents.requests);
    json::Array problems;
    for (const RecordProblem &problem : report.problems) {
        json::Value value;
        value.set("line", problem.line);
        value.set("pointer", problem.pointer);
        value.set("reason", problem.reason);
        problems.push_back(std::move(value));
    }
    json::Value value;
    value.set("dry_run", report.dryRun);
    value.set("refused_whole", report.refusedWhole);
    value.set("records", report.records);
    value.set("refused", report.refused);
    value.set("acts", std::move(acts));
    value.set("observed_unchanged", report.consents.unchanged);
    value.set("stale", report.consents.stale);
    value.set("suppressed", report.consents.suppressed);
    value.set("silent", report.silent);
    value.set("problems", std::move(problems));
    return value;
}

Result<RecordImportReport> importRecords(Vault &vault, ProfileStore &profiles, const Catalogue &catalogue,
    const ConsentDocument &document, const RecordImportOptions &options)
{
    RecordImport import(vault, profiles, catalogue, options);
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault));
    ASSENT_CHECK(import.plan(document));
    import.report().refusedWhole = options.strict && !import.report().problems.empty();
    if (!options.dryRun && !import.report().refusedWhole) {
        ASSENT_CHECK(import.record(transaction));
        ASSENT_CHECK(transaction.commit());
    }
    return std::move(import.report());
}

} // namespace assent
