#include "bench/fixture.h"

#include "consent/consentstore.h"
#include "profile/profilestore.h"

#include <sqlite3.h>

namespace assent::bench {
namespace {

SubjectId addPerson(Vault &vault, const std::shared_ptr<const Catalogue> &catalogue, int number)
{
    ProfileStore profiles(vault, catalogue);
    const Person person = makePerson(number, vault.clock().now());
    auto transaction = must(WriteTransaction::begin(vault), "a transaction");
    must(profiles.add(transaction, person), "a person");
    must(transaction.commit(), "a person");
    return person.id;
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

} // namespace

std::vector<Figure> consentFigures(const Settings &settings)
{
    const SystemClock clock;
    const auto catalogue = sampleCatalogue();
    OpenStore store = newStore(settings.folder + "/consent", *catalogue, clock);
    return {signatureFigure(settings, *store.vault), stateFigure(settings, *store.vault, catalogue, 20)};
}

} // namespace assent::bench
