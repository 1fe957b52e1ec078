#include "profile/retention.h"

#include "ledger/ledger.h"
#include "vault/outbox.h"

#include <algorithm>

namespace assent {
namespace {

constexpr std::size_t kBatch = 500;        ///< people in one transaction
constexpr std::int64_t kStretch = 10'000;  ///< people looked through between two reports
/// In meta while removed words may still be in the search index.
constexpr std::string_view kWordsToForget = "search.words_to_forget";

/// What of one person went or would go.
struct Share
{
    SubjectId subject;
    Digest pseudonym = {};
    Removal removal;
};

void count(RetentionTally &tally, const Attribute &attribute, bool firstOfPerson)
{
    ++tally.values;
    tally.people += firstOfPerson ? 1 : 0;
    const std::optional<Timestamp> end = attribute.retainUntil;
    if (!end)
        return;
    tally.earliest = std::min(tally.earliest.value_or(*end), *end);
    tally.latest = std::max(tally.latest.value_or(*end), *end);
}

void count(RetentionReport &report, const Removal &removal)
{
    std::set<std::string> keys;
    std::set<PurposeId> purposes;
    ++report.people;
    report.values += std::ssize(removal.attributes);
    report.identifiers += std::ssize(removal.identifiers);
    report.wholePeople += removal.wholePerson ? 1 : 0;
    for (const Attribute &attribute : removal.attributes) {
        count(report.keys[attribute.key], attribute, keys.insert(attribute.key).second);
        for (const PurposeId &purpose : attribute.purposes)
            count(report.purposes[purpose], attribute, purposes.insert(purpose).second);
    }
}

/// The body of the sealed record: README.md. Nothing in it can be guessed.
std::string recordOf(const Share &share, const Uuid &run, Timestamp at)
{
    json::Array removed;
    for (const Attribute &attribute : share.removal.attributes)
        removed.emplace_back(attribute.id.toString());
    json::Value body;
    body.set("v", 1);
    body.set("kind", "retention");
    body.set("run", run.toString());
    body.set("at", toRfc3339(at));
    body.set("pseudonym", toBase64Url(share.pseudonym));
    body.set("removed", std::move(removed));
    body.set("identifiers", std::ssize(share.removal.identifiers));
    body.set("person_removed", share.removal.wholePerson);
    return json::canonical(body);
}

/// True for a person to whom a row of any table but these refers. Whatever
/// refers to a person is taken for proof, tables of later versions too.
Result<std::string> proofQuery(Database &db)
{
    std::string query = "SELECT 0";
    ASSENT_TRY(Statement tables, db.prepare(
        "SELECT t.name, k.\"from\" FROM sqlite_schema t, pragma_foreign_key_list(t.name) k"
        " WHERE t.type = 'table' AND k.\"table\" = 'subject' AND t.name NOT IN ('attribute', 'identifier', 'person_card')"));
    for (;;) {
        ASSENT_TRY(const bool more, tables.step());
        if (!more)
            return query;
        query += " OR EXISTS(SELECT 1 FROM \"" + std::string(tables.text(0)) + "\" WHERE \"" + std::string(tables.text(1)) + "\" = s.seq)";
    }
}

/// One run from its first stretch to its report.
class Run
{
public:
    Run(Vault &vault, ProfileStore &profiles, bool dryRun, Timestamp at, Progress &progress)
        : m_vault(vault), m_profiles(profiles), m_progress(progress)
    {
        m_report.dryRun = dryRun;
        m_report.at = at;
        if (!dryRun)
            m_report.run = makeUuidV7(vault.clock().now());
    }

    Result<RetentionReport> run()
    {
        const auto walked = walk();
        const auto forgotten = m_report.dryRun ? Result<void>() : forget();
        ASSENT_CHECK(walked);
        ASSENT_CHECK(forgotten);
        return std::move(m_report);
    }

private:
    /// The whole table in the order that it lies in: an index over end dates
    /// would cost every insert (README.md).
    Result<void> walk()
    {
        ASSENT_TRY(const std::string proof, proofQuery(m_vault.db()));
        ASSENT_TRY(m_hasProof, m_vault.db().prepare(proof + " FROM subject s WHERE s.id = ?"));
        ASSENT_TRY(m_hasHub, outbox::hasHub(m_vault));
        ASSENT_TRY(const std::int64_t last, m_vault.db().integer("SELECT coalesce(max(seq), 0) FROM subject"));
        for (std::int64_t place = 0; place < last; place += kStretch) {
            ASSENT_TRY(const std::vector<SubjectId> due, dueWithin(place, place + kStretch));
            for (std::size_t i = 0; i < due.size(); i += kBatch) {
                ASSENT_CHECK(goOn(place, last));
                ASSENT_CHECK(batch(std::span(due).subspan(i, std::min(kBatch, due.size() - i))));
            }
            ASSENT_CHECK(goOn(std::min(place + kStretch, last), last));
        }
        return {};
    }

    Result<void> goOn(std::int64_t done, std::int64_t total)
    {
        if (!m_progress.report(static_cast<std::uint64_t>(done), static_cast<std::uint64_t>(total)))
            return Error{ErrorCode::Cancelled, "the retention run was cancelled"};
        return {};
    }

    Result<std::vector<SubjectId>> dueWithin(std::int64_t after, std::int64_t upTo)
    {
        ASSENT_TRY(Statement read, m_vault.db().prepare(
            "SELECT s.id FROM (SELECT DISTINCT subject FROM attribute WHERE subject > ? AND subject <= ? AND retain_until <= ?) d"
            " JOIN subject s ON s.seq = d.subject"));
        read.bind(1, after).bind(2, upTo).bind(3, m_report.at);
        std::vector<SubjectId> out;
        for (;;) {
            ASSENT_TRY(const bool more, read.step());
            if (!more)
                return out;
            ASSENT_TRY(const SubjectId id, SubjectId::fromBytes(read.blob(0)));
            out.push_back(id);
        }
    }

    Result<void> batch(std::span<const SubjectId> people)
    {
        ASSENT_TRY(const std::vector<Share> shares, m_report.dryRun ? sharesOf(people) : take(people));
        for (const Share &share : shares)
            count(m_report, share.removal);
        return {};
    }

    /// Looked at again inside the transaction: another program may have been there.
    Result<std::vector<Share>> take(std::span<const SubjectId> people)
    {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
        ASSENT_TRY(std::vector<Share> shares, sharesOf(people));
        if (shares.empty())
            return shares;
        for (const Share &share : shares)
            ASSENT_CHECK(m_profiles.remove(transaction, share.subject, share.removal));
        ASSENT_CHECK(m_vault.setMeta(kWordsToForget, "yes"));
        ASSENT_TRY(const std::int64_t first, seal(transaction, shares));
        ASSENT_CHECK(transaction.commit());
        m_report.firstEntry = m_report.firstEntry.value_or(first);
        m_report.lastEntry = first + std::ssize(shares) - 1;
        m_report.entries += std::ssize(shares);
        return shares;
    }

    Result<std::vector<Share>> sharesOf(std::span<const SubjectId> people)
    {
        std::vector<Share> out;
        for (const SubjectId &id : people) {
            const auto person = m_profiles.person(id);
            if (!person && person.error().code == ErrorCode::NotFound)
                continue;
            if (!person)
                return person.error();
            Share share{id, pseudonymOf(person->pseudonymKey, id), dueOf(*person, m_report.at)};
            if (share.removal.empty())
                continue;
            if (share.removal.attributes.size() == person->attributes.size()) {
                ASSENT_TRY(share.removal.wholePerson, mayGo(id));
            }
            out.push_back(std::move(share));
        }
        return out;
    }

    /// The key of the pseudonym goes with the person: no event needs it, and the
    /// ledger then says that somebody went and not who. What a hub knows stays as
    /// a bare row, for later facts of that person to find.
    Result<bool> mayGo(SubjectId id)
    {
        m_hasProof->reset();
        m_hasProof->bind(1, id.bytes());
        ASSENT_TRY(const bool found, m_hasProof->step());
        const bool proof = found && m_hasProof->integer(0) != 0;
        m_hasProof->reset();
        if (proof || !m_hasHub)
            return !proof;
        return outbox::isQueued(m_vault, id.uuid());
    }

    Result<std::int64_t> seal(const WriteTransaction &transaction, const std::vector<Share> &shares)
    {
        std::vector<std::string> bodies;
        for (const Share &share : shares)
            bodies.push_back(recordOf(share, *m_report.run, m_report.at));
        std::vector<Ledger::Entry> entries;
        for (const std::string &body : bodies)
            entries.push_back({LeafKind::Staff, asBytes(body), m_vault.clock().now()});
        return Ledger(m_vault).append(transaction, entries);
    }

    /// Also for a run before this one that died on its way.
    Result<void> forget()
    {
        ASSENT_TRY(const std::optional<std::string> words, m_vault.meta(kWordsToForget));
        if (words.value_or("no") == "no")
            return {};
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
        ASSENT_CHECK(forgetDeletedWords(transaction));
        ASSENT_CHECK(m_vault.setMeta(kWordsToForget, "no"));
        ASSENT_CHECK(transaction.commit());
        const auto moved = m_vault.rebuild();
        m_report.inFile = moved.ok();
        return moved || moved.error().code == ErrorCode::Io ? Result<void>() : moved;
    }

    Vault &m_vault;
    ProfileStore &m_profiles;
    Progress &m_progress;
    std::optional<Statement> m_hasProof;
    bool m_hasHub = false;
    RetentionReport m_report;
};

json::Value timeOrNull(std::optional<Timestamp> time) { return time ? json::Value(toRfc3339(*time)) : json::Value(); }

json::Value toJson(const std::string &nameOfName, const std::string &name, const RetentionTally &tally)
{
    json::Value value;
    value.set(nameOfName, name);
    value.set("values", tally.values);
    value.set("people", tally.people);
    value.set("earliest", timeOrNull(tally.earliest));
    value.set("latest", timeOrNull(tally.latest));
    return value;
}

json::Value ledgerJson(const RetentionReport &report)
{
    if (report.entries == 0)
        return {};
    json::Value value;
    value.set("first", *report.firstEntry);
    value.set("last", *report.lastEntry);
    value.set("entries", report.entries);
    return value;
}

} // namespace

json::Value toJson(const RetentionReport &report)
{
    json::Array keys;
    for (const auto &[key, tally] : report.keys)
        keys.push_back(toJson("key", key, tally));
    json::Array purposes;
    for (const auto &[purpose, tally] : report.purposes)
        purposes.push_back(toJson("purpose", purpose.str(), tally));
    json::Value value;
    value.set("dry_run", report.dryRun);
    value.set("run", report.run ? json::Value(report.run->toString()) : json::Value());
    value.set("at", toRfc3339(report.at));
    value.set("people", report.people);
    value.set("values", report.values);
    value.set("identifiers", report.identifiers);
    value.set("whole_people", report.wholePeople);
    value.set("keys", std::move(keys));
    value.set("purposes", std::move(purposes));
    value.set("ledger", ledgerJson(report));
    value.set("in_file", report.inFile);
    return value;
}

Result<RetentionReport> runRetention(Vault &vault, ProfileStore &profiles, const RetentionOptions &options, Progress &progress)
{
    const Timestamp now = vault.clock().now();
    const Timestamp at = options.at.value_or(now);
    if (at > now && !options.dryRun)
        return Error{ErrorCode::Invalid, "what has not ended yet is not removed", {{}, 0, 0, "at"}};
    return Run(vault, profiles, options.dryRun, at, progress).run();
}

} // namespace assent
