#include "bench/store.h"

#include "consent/consentstore.h"
#include "profile/profilestore.h"
#include "sample/random.h"

#include <sqlite3.h>

namespace assent::bench {
namespace {

constexpr int kProfiles = 20;
constexpr std::size_t kAttributes = 20;
constexpr std::size_t kActs = 100;

/// A person with kAttributes facts and kActs decisions over all keys.
SubjectId addBusyPerson(const OpenTwins &open, int number)
{
    Person person = makePerson(number, SystemClock().now());
    while (person.attributes.size() < kAttributes) {
        Attribute more = person.attributes[person.attributes.size() % 8];
        more.id = AttributeId(makeUuidV7(SystemClock().now()));
        more.key = "fact_" + std::to_string(person.attributes.size());
        person.attributes.push_back(std::move(more));
    }
    ProfileStore profiles(open.vault, open.twins.catalogue);
    ConsentStore consents(open.vault, open.twins.catalogue);
    auto transaction = must(WriteTransaction::begin(open.vault), "a transaction");
    must(profiles.add(transaction, person), "a person");
    const auto keys = choosableKeys(consents, must(consents.view(person.id), "a view"));
    for (std::size_t i = 0; i < kActs; ++i) {
        const Decision decision = toggle(keys[i / 2 % keys.size()], i % 2 == 0);
        must(consents.decide(transaction, must(consents.view(person.id), "a view"), std::span(&decision, 1)), "a decision");
    }
    must(transaction.commit(), "a person");
    return person.id;
}

/// Puts one person's rows into the plain file as well.
void copyPerson(const OpenTwins &open, SubjectId id)
{
    const StoreTables tables(open.vault.db());
    const RowInserter inserter(open.plain, tables);
    const std::string seq = "(SELECT seq FROM subject WHERE id = x'" + toHex(id.bytes()) + "')";
    open.plain.transaction([&] {
        inserter.insert(tables.read(tables.find("subject"), "seq = " + seq));
        inserter.insert(tables.read(tables.find("attribute"), "subject = " + seq));
        inserter.insert(tables.read(tables.find("identifier"), "subject = " + seq));
        inserter.insert(tables.read(tables.find("ledger_entry"), "n IN (SELECT entry FROM consent_event WHERE subject = " + seq + ")"));
        inserter.insert(tables.read(tables.find("consent_event"), "subject = " + seq));
    });
}

/// All that the page of one person shows.
void openProfile(ProfileStore &profiles, ConsentStore &consents, SubjectId id)
{
    const Person person = must(profiles.person(id), "a person");
    const auto facts = survivors(person.attributes, consents.catalogue());
    const ConsentView view = must(consents.view(id), "a view");
    const auto states = consents.states(view, SystemClock().now());
    const auto history = must(consents.history(id), "a history");
    if (facts.size() != kAttributes || history.size() != kActs || states.empty())
        giveUp("a profile is not whole");
}

/// The person's rows by SQL alone, the events for the view and for the history.
class PlainProfile
{
public:
    explicit PlainProfile(PlainDatabase &plain)
        : m_read{plain.prepare("SELECT * FROM subject WHERE id = ?"),
              plain.prepare("SELECT i.* FROM subject s JOIN identifier i ON i.subject = s.seq WHERE s.id = ?"),
              plain.prepare("SELECT a.* FROM subject s JOIN attribute a ON a.subject = s.seq WHERE s.id = ?"), plain.prepare(kEvents), plain.prepare(kEvents)}
    {
    }

    void read(SubjectId id)
    {
        std::size_t rows = 0;
        for (sqlite3_stmt *statement : m_read)
            rows += readAll(statement, id.bytes());
        if (rows != 1 + 3 + kAttributes + 2 * kActs)
            giveUp("a plain profile is not whole");
    }

private:
    static constexpr const char *kEvents = "SELECT e.*, l.* FROM subject s JOIN consent_event e ON e.subject = s.seq"
                                           " JOIN ledger_entry l ON l.n = e.entry WHERE s.id = ?";
    std::vector<sqlite3_stmt *> m_read;
};

/// Bytes of the rows that the last decision wrote: core, payload, salt, proof, ids.
std::size_t bytesOfLastDecision(Vault &vault)
{
    const StoreTables tables(vault.db());
    std::size_t bytes = 0;
    for (const auto &[table, where] : {std::pair{"ledger_entry", "n = (SELECT max(n) FROM ledger_entry)"},
             std::pair{"consent_event", "entry = (SELECT max(n) FROM ledger_entry)"}}) {
        for (const Row &row : tables.read(tables.find(table), where))
            bytes += row.bytes();
    }
    return bytes;
}

/// One decision of somebody, on a view that was open before.
class Decider
{
public:
    explicit Decider(const OpenTwins &open) : m_vault(open.vault), m_people(open.twins.people), m_consents(open.vault, open.twins.catalogue) {}

    void prepare()
    {
        Statement read = must(m_vault.db().prepare("SELECT id FROM subject WHERE seq = ?"), "a statement");
        must(read.bind(1, m_random.between(1, m_people)).step(), "a subject");
        m_view.emplace(must(m_consents.view(must(SubjectId::fromBytes(read.blob(0)), "an id")), "a view"));
        m_decision = toggle(m_random.pick(choosableKeys(m_consents, *m_view)), m_random.chance(50));
    }
    void decide() { must(m_consents.decide(*m_view, std::span(&m_decision, 1)), "a decision"); }

private:
    Vault &m_vault;
    int m_people;
    ConsentStore m_consents;
    sample::Random m_random{4, 0};
    std::optional<ConsentView> m_view;
    Decision m_decision;
};

} // namespace

Figure profileFigure(const OpenTwins &open)
{
    std::vector<SubjectId> people;
    for (int i = 0; i < kProfiles; ++i) {
        people.push_back(addBusyPerson(open, open.twins.people + i));
        copyPerson(open, people.back());
    }
    ProfileStore profiles(open.vault, open.twins.catalogue);
    ConsentStore consents(open.vault, open.twins.catalogue);
    PlainProfile plain(open.plain);
    Latencies latencies;
    for (int round = 0; round < open.settings.rounds * 10; ++round) {
        for (SubjectId id : people)
            latencies.measure([&] { openProfile(profiles, consents, id); }, [&] { plain.read(id); });
    }
    return latencyFigure("store.profile_p99", latencies, 0.99, "plain SQLite: the same rows by SQL alone", 10, "", true);
}

Figure decisionFigure(const OpenTwins &open)
{
    Decider decider(open);
    decider.prepare();
    decider.decide();
    const Bytes row(bytesOfLastDecision(open.vault), 0x41);
    PlainDatabase plain(open.settings.folder + "/commits.db", kCacheMiB);
    plain.run("CREATE TABLE decision(id INTEGER PRIMARY KEY, bytes BLOB)");
    sqlite3_stmt *write = plain.prepare("INSERT INTO decision(bytes) VALUES(?)");
    Latencies latencies;
    const Bytes message(56, 0x41); // as long as what a batch is signed as
    std::vector<double> signatures; // in turns with the others: what follows a flush runs with cold caches
    for (int i = 0; i < 200 * open.settings.rounds; ++i) {
        decider.prepare();
        latencies.measure([&] { decider.decide(); }, [&] { plain.transaction([&] { insert(write, ByteView(row)); }); });
        signatures.push_back(1000 * timed([&] { must(open.vault.deviceKey().sign(message), "a signature"); }));
    }
    const double baseline = median(latencies.baselines);
    const double limit = 1.5 * baseline + median(signatures);
    Figure figure{"store.decision", median(latencies.values), "ms", baseline,
        "plain SQLite: a commit of its " + std::to_string(row.size()) + " bytes, synchronous FULL", {}, {}, {}};
    figure.ratio = figure.value / baseline;
    figure.bar = "<= 1.5 x baseline + one signature = " + std::to_string(limit).substr(0, 5) + " ms";
    figure.holds = figure.value <= limit;
    return figure;
}

} // namespace assent::bench
