#include "bench/fixture.h"
#include "bench/store.h"

#include "consent/audit.h"
#include "consent/pointintime.h"
#include "crypto/hash.h"
#include "ledger/ledger.h"
#include "profile/profilestore.h"
#include "sample/random.h"

#include <sqlite3.h>

#include <algorithm>

namespace assent::bench {
namespace {

/// People of these numbers, a thousand in a transaction.
std::vector<SubjectId> addPeople(Vault &vault, const std::shared_ptr<const Catalogue> &catalogue, int first, int count)
{
    constexpr int kAtOnce = 1000;
    ProfileStore profiles(vault, catalogue);
    std::vector<SubjectId> ids;
    for (int done = 0; done < count; done += kAtOnce) {
        std::vector<Person> people;
        for (int i = done; i < std::min(count, done + kAtOnce); ++i) {
            people.push_back(makePerson(first + i, vault.clock().now()));
            ids.push_back(people.back().id);
        }
        auto transaction = must(WriteTransaction::begin(vault), "a transaction");
        must(profiles.addAll(transaction, people), "people");
        must(transaction.commit(), "people");
    }
    return ids;
}

/// A signature alone, which every decision contains.
Figure signatureFigure(const Settings &settings, Vault &vault)
{
    std::vector<double> rates;
    const std::string message(640, 'm');
    for (int round = 0; round < settings.rounds; ++round) {
        rates.push_back(1000 / timed([&] {
            for (int i = 0; i < 1000; ++i)
                must(vault.deviceKey().sign(asBytes(message)), "a signature");
        }));
    }
    return {"crypto.ed25519_sign", median(std::move(rates)), "1/s", {}, "", {}, "", {}};
}

/// Every key of one person with a history of `acts` decisions.
Figure stateFigure(const Settings &settings, Vault &vault, const std::shared_ptr<const Catalogue> &catalogue, int acts)
{
    ConsentStore consents(vault, catalogue);
    const SubjectId subject = addPeople(vault, catalogue, 900000, 1).front();
    for (int i = 0; i < acts; ++i) {
        const ConsentView view = must(consents.view(subject), "a view");
        const Decision decision = toggle(choosableKeys(consents, view).front(), i % 2 == 0);
        must(consents.decide(view, std::span(&decision, 1)), "a decision");
    }
    auto rows = must(vault.db().prepare("SELECT l.body, e.payload FROM consent_event e JOIN ledger_entry l ON l.n = e.entry"
                                        " JOIN subject s ON s.seq = e.subject WHERE s.id = ?"), "a statement");
    const Pair time = interleaved(settings.rounds * 4,
        [&](int) { return 1000 * timed([&] { consents.states(must(consents.view(subject), "a view"), SystemClock().now()); }); },
        [&](int) {
            return 1000 * timed([&] {
                rows.bind(1, subject.bytes());
                while (must(rows.step(), "a row")) {
                }
                rows.reset();
            });
        });
    return {"consent.state_of_subject_" + std::to_string(acts) + "_acts", time.value, "ms", time.baseline,
        "reading the same rows by SQL alone", time.value / time.baseline, "", {}};
}

constexpr int kBatch = 500;

/// What an import's acts are hashed and signed with, by OpenSSL alone: salt and
/// payload, core, leaf, a node for each of the batch and of the log, the seal.
void hashAndSign(std::span<const PreparedAct> acts, const SigningKey &key)
{
    Digest node = {};
    for (const PreparedAct &act : acts) {
        sha256({act.event.salt, asBytes(act.event.payloadText)});
        node = merkle::leafHash(asBytes(act.event.coreText));
        merkle::leafHash(asBytes(act.event.coreText));
        for (int i = 0; i < 3; ++i)
            node = sha256({node, node});
    }
    must(key.sign(node), "a signature");
}

/// Acts as an import makes them, of one person after the other's.
class Batches
{
public:
    Batches(Vault &vault, const std::shared_ptr<const Catalogue> &catalogue, int people)
        : m_vault(vault), m_consents(vault, catalogue)
    {
        for (const SubjectId subject : addPeople(vault, catalogue, 700000, people))
            m_views.push_back(must(m_consents.view(subject), "a view"));
        m_keys = choosableKeys(m_consents, m_views.front());
    }

    std::vector<PreparedAct> next()
    {
        std::vector<PreparedAct> acts;
        for (int i = 0; i < kBatch; ++i, ++m_made) {
            const ConsentView &view = m_views[m_made % m_views.size()];
            ConsentKey key = m_keys[m_made / m_views.size() % m_keys.size()];
            key.persona = view.persona;
            Decision decision = toggle(key, m_made % 2 == 0);
            decision.actorRole = ActorRole::Import;
            decision.method = ConsentMethod::Import;
            decision.servedMode = isOpening(decision.act) ? ServedMode::Attested : ServedMode::None;
            acts.push_back(must(m_consents.prepare(view, Digest{}, decision, EventId(makeUuidV7(m_vault.clock().now()))), "an act"));
        }
        return acts;
    }

    void record(std::span<PreparedAct> acts)
    {
        auto transaction = must(WriteTransaction::begin(m_vault), "a transaction");
        must(m_consents.record(transaction, acts), "a batch");
        must(transaction.commit(), "a batch");
    }

    SubjectId someone() const { return m_views[m_views.size() / 2].subject; }
    ConsentStore &consents() { return m_consents; }

private:
    Vault &m_vault;
    ConsentStore m_consents;
    std::vector<ConsentView> m_views;
    std::vector<ConsentKey> m_keys;
    std::size_t m_made = 0;
};

/// What the store's library alone takes for as many bytes: one table of an encrypted
/// file, no index, no tree, nothing hashed.
class BareTable
{
public:
    explicit BareTable(const std::string &file)
        : m_db(must(Database::open(file, must(randomSecret(48), "a key"), Database::Mode::Create, kBulkCacheMiB), "an encrypted file"))
    {
        must(m_db->run("CREATE TABLE act(n INTEGER PRIMARY KEY, bytes BLOB)"), "a table");
    }
    void insert(std::span<const Bytes> rows)
    {
        must(m_db->run("BEGIN IMMEDIATE"), "a transaction");
        for (const Bytes &row : rows) {
            Statement write = must(m_db->prepare("INSERT INTO act(bytes) VALUES(?)"), "a statement");
            must(write.lend(1, ByteView(row)).run(), "a row");
        }
        must(m_db->run("COMMIT"), "a transaction");
    }

private:
    std::unique_ptr<Database> m_db;
};

std::vector<Bytes> rowsOf(std::span<const PreparedAct> acts)
{
    std::vector<Bytes> rows;
    for (const PreparedAct &act : acts) {
        const ConsentEvent &event = act.event;
        rows.emplace_back(event.coreText.size() + event.payloadText.size() + event.salt.size() + encode(event.proof).size(), Byte{'a'});
    }
    return rows;
}

std::vector<Figure> appendFigures(const Settings &settings, Vault &vault, Batches &batches, int events)
{
    BareTable bare(settings.folder + "/bare.db");
    std::vector<double> times;
    std::vector<double> bareTimes;
    std::vector<double> baselines;
    for (int done = 0; done < events; done += kBatch) {
        std::vector<PreparedAct> acts = batches.next();
        times.push_back(1000 * timed([&] { batches.record(acts); }));
        const std::vector<Bytes> rows = rowsOf(acts);
        bareTimes.push_back(1000 * timed([&] { bare.insert(rows); }));
        baselines.push_back(1000 * timed([&] { hashAndSign(acts, vault.deviceKey()); }));
    }
    const std::string baselineName = "OpenSSL: the same hashes and signature";
    Figure append{"consent.append_500", median(times), "ms", median(baselines), baselineName, {}, "ratio <= 3", {}};
    append.ratio = append.value / *append.baseline;
    append.holds = *append.ratio <= 3;
    Figure floor{"consent.append_500_bare", median(bareTimes), "ms", append.baseline, baselineName, median(bareTimes) / *append.baseline, "", {}};
    return {std::move(append), std::move(floor)};
}

/// Every entry read, its payload hashed, its path walked, its signature checked.
Figure verifyFigure(const Settings &settings, Vault &vault, int events)
{
    const std::string body(520, 'b');
    const std::string payload(700, 'p');
    const Signature signature = must(vault.deviceKey().sign(asBytes(body)), "a signature");
    const Pair time = interleaved(std::min(settings.rounds, 3),
        [&](int) {
            return timed([&] {
                NoProgress silent;
                const auto report = must(Ledger(vault).verify(silent, consentAudit(vault)), "a verification");
                if (!report.fault.empty())
                    giveUp("the ledger does not hold: " + report.fault);
            });
        },
        [&](int) {
            return timed([&] {
                Digest node = {};
                for (int i = 0; i < events; ++i) {
                    sha256(asBytes(payload));
                    merkle::leafHash(asBytes(body));
                    node = merkle::leafHash(asBytes(body));
                    for (int step = 0; step < 10; ++step) // nine of the batch, one of the log
                        node = sha256({node, node});
                    if (i % kBatch == 0 && !verifySignature(vault.deviceKey().publicKey(), asBytes(body), signature))
                        giveUp("a signature does not hold");
                }
            });
        });
    Figure figure{"consent.verify", time.value, "s", time.baseline, "OpenSSL: the same hashes and signatures", time.value / time.baseline,
        "ratio <= 3 at 1,000,000 events", {}};
    if (events >= 1'000'000)
        figure.holds = *figure.ratio <= 3;
    return figure;
}

Figure pointInTimeFigure(const Settings &settings, Vault &vault, Batches &batches, int events)
{
    std::vector<double> times;
    for (int i = 0; i < 20 * settings.rounds; ++i) {
        times.push_back(1000 * timed([&] {
            must(pointInTime(vault, batches.consents(), batches.someone(), vault.clock().now()), "a point in time");
        }));
    }
    std::sort(times.begin(), times.end());
    Figure figure{"consent.point_in_time_p99", times[times.size() * 99 / 100], "ms", {}, "", {}, "<= 20 ms on 10,000,000 events", {}};
    if (events >= 10'000'000)
        figure.holds = figure.value <= 20;
    return figure;
}

/// What a receipt needs of the log: the path of an entry anywhere in it.
Figure pathFigure(const Settings &settings, Vault &vault)
{
    Ledger ledger(vault);
    const std::uint64_t size = must(ledger.size(), "the log");
    sample::Random random{5, 0};
    std::vector<double> times;
    for (int i = 0; i < 20 * settings.rounds; ++i) {
        const std::uint64_t entry = static_cast<std::uint64_t>(random.between(0, static_cast<int>(size) - 1));
        times.push_back(1000 * timed([&] { must(ledger.inclusionPaths(std::span(&entry, 1), size), "a path"); }));
    }
    return {"consent.proof_path_p99", percentile(std::move(times), 0.99), "ms", {}, "", {}, "", {}};
}

} // namespace

std::vector<Figure> consentFigures(const Settings &settings)
{
    const SystemClock clock;
    const auto catalogue = sampleCatalogue();
    OpenStore store = newStore(settings.folder + "/consent", *catalogue, clock);
    std::vector<Figure> figures{signatureFigure(settings, *store.vault), stateFigure(settings, *store.vault, catalogue, 20)};
    Figure thousand = stateFigure(settings, *store.vault, catalogue, 1000);
    thousand.bar = "<= 2 ms";
    thousand.holds = thousand.value <= 2;
    figures.push_back(std::move(thousand));
    // Twenty events a person.
    const int events = std::max(kBatch, settings.people / kBatch * kBatch);
    OpenStore many = newStore(settings.folder + "/ledger", *catalogue, clock, kBulkCacheMiB);
    Batches batches(*many.vault, catalogue, std::max(1, events / 20));
    for (Figure &figure : appendFigures(settings, *many.vault, batches, events))
        figures.push_back(std::move(figure));
    figures.push_back(verifyFigure(settings, *many.vault, events));
    figures.push_back(pointInTimeFigure(settings, *many.vault, batches, events));
    figures.push_back(pathFigure(settings, *many.vault));
    return figures;
}

} // namespace assent::bench
