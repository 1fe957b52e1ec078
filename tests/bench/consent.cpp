#include "bench/fixture.h"

#include "consent/consentstore.h"
#include "profile/profilestore.h"

#include <sqlite3.h>

namespace assent::bench {
namespace {

constexpr int kDecisions = 200; ///< in one round, each a commit of its own

SubjectId addPerson(Vault &vault, const std::shared_ptr<const Catalogue> &catalogue, int number)
{
    ProfileStore profiles(vault, catalogue);
    const Person person = makePerson(number, vault.clock().now());
    auto transaction = must(WriteTransaction::begin(vault), "a transaction");
    must(profiles.add(transaction, person), "a person");
    must(transaction.commit(), "a person");
    return person.id;
}

/// A key that can be granted.
ConsentKey choosableKey(const ConsentStore &consents, const ConsentView &view)
{
    for (const KeyState &state : consents.states(view, SystemClock().now())) {
        if (state.state.model == ConsentModel::OptIn)
            return state.key;
    }
    giveUp("the sample catalogue has no opt-in purpose");
}

Decision toggle(const ConsentKey &key, bool grant)
{
    Decision decision;
    decision.act = grant ? Act::Grant : Act::Withdraw;
    decision.pattern = KeyPattern::of(key);
    decision.servedMode = grant ? ServedMode::Screen : ServedMode::None;
    return decision;
}

/// Decisions a second, each durable before the next; a person each, so that no
/// history grows long.
double decide(Vault &vault, ConsentStore &consents, const std::vector<SubjectId> &subjects)
{
    std::vector<ConsentView> views;
    for (SubjectId subject : subjects)
        views.push_back(must(consents.view(subject), "a view"));
    const ConsentKey key = choosableKey(consents, views.front());
    const double seconds = timed([&] {
        for (int i = 0; i < kDecisions; ++i) {
            const ConsentView &view = views[static_cast<std::size_t>(i) % views.size()];
            ConsentKey own = key;
            own.persona = view.persona;
            const Decision decision = toggle(own, i % 2 == 0);
            must(consents.decide(view, std::span(&decision, 1)), "a decision");
        }
    });
    static_cast<void>(vault);
    return kDecisions / seconds;
}

/// The same bytes in one commit each.
double commitPlain(PlainDatabase &plain, sqlite3_stmt *write)
{
    const Bytes core(640, 0x41);
    const std::string payload(900, 'p');
    static std::int64_t id = 0;
    const double seconds = timed([&] {
        for (int i = 0; i < kDecisions; ++i) {
            plain.run("BEGIN IMMEDIATE");
            insert(write, ++id, ByteView(core), std::string_view(payload));
            plain.run("COMMIT");
        }
    });
    return kDecisions / seconds;
}

Figure decisionFigure(const Settings &settings, Vault &vault, const std::shared_ptr<const Catalogue> &catalogue, const std::vector<SubjectId> &subjects)
{
    ConsentStore consents(vault, catalogue);
    PlainDatabase plain(settings.folder + "/commits.db", 32);
    plain.run("CREATE TABLE decision(id INTEGER PRIMARY KEY, core BLOB, payload TEXT)");
    sqlite3_stmt *write = plain.prepare("INSERT INTO decision VALUES(?,?,?)");
    const Pair rate = interleaved(settings.rounds,
        [&](int) { return decide(vault, consents, subjects); }, [&](int) { return commitPlain(plain, write); });
    return {"consent.decisions", rate.value, "1/s", rate.baseline, "plain SQLite commits of the same bytes, synchronous FULL",
        rate.value / rate.baseline, "", {}};
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
    const SubjectId subject = addPerson(vault, catalogue, 900000);
    for (int i = 0; i < acts; ++i) {
        const ConsentView view = must(consents.view(subject), "a view");
        const Decision decision = toggle(choosableKey(consents, view), i % 2 == 0);
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

} // namespace

std::vector<Figure> consentFigures(const Settings &settings)
{
    const SystemClock clock;
    const auto catalogue = sampleCatalogue();
    OpenStore store = newStore(settings.folder + "/consent", *catalogue, clock);
    std::vector<SubjectId> subjects;
    for (int i = 0; i < 100; ++i)
        subjects.push_back(addPerson(*store.vault, catalogue, i));
    return {decisionFigure(settings, *store.vault, catalogue, subjects), signatureFigure(settings, *store.vault),
        stateFigure(settings, *store.vault, catalogue, 20)};
}

} // namespace assent::bench
