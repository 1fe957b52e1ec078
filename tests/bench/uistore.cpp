#include "bench/uistore.h"

#include "bench/fixture.h"
#include "bench/store.h"
#include "profile/profilestore.h"

#include <QFile>

#include <algorithm>

namespace assent::bench {
namespace {

constexpr int kPeopleAtOnce = 10'000;
constexpr int kActsAtOnce = 500;
constexpr const char *kNote = "/bench-ui.json"; ///< written last: the store is whole

void addPeople(Vault &vault, ProfileStore &profiles, int people)
{
    for (int done = 1; done < people;) {
        auto transaction = must(WriteTransaction::begin(vault), "a transaction");
        for (const int end = std::min(done + kPeopleAtOnce, people); done < end; ++done)
            must(profiles.add(transaction, makePerson(done, vault.clock().now())), "a person");
        must(transaction.commit(), "people");
    }
}

/// Allows and withdraws in turns, over some years.
void addHistory(Vault &vault, const std::shared_ptr<const Catalogue> &catalogue, SubjectId subject)
{
    ConsentStore consents(vault, catalogue);
    const auto keys = choosableKeys(consents, must(consents.view(subject), "a view"));
    const Timestamp first = vault.clock().now() - std::chrono::hours(3 * kUiEvents);
    for (int done = 0; done < kUiEvents;) {
        std::vector<Decision> decisions;
        for (int i = 0; i < kActsAtOnce; ++i, ++done) {
            Decision decision = toggle(keys[std::size_t(done / 2) % keys.size()], done % 2 == 0);
            decision.decidedAt = first + std::chrono::hours(3 * done);
            decision.noticeVersion = isOpening(decision.act) ? 1 : 0;
            decisions.push_back(std::move(decision));
        }
        must(consents.decide(must(consents.view(subject), "a view"), decisions), "acts");
    }
}

SubjectId make(const std::string &folder, int people)
{
    const SystemClock clock;
    const auto catalogue = sampleCatalogue();
    const OpenStore store = newStore(folder, *catalogue, clock, kBulkCacheMiB);
    ProfileStore profiles(*store.vault, catalogue);
    const Person first = makePerson(0, clock.now());
    auto transaction = must(WriteTransaction::begin(*store.vault), "a transaction");
    must(profiles.add(transaction, first), "a person");
    must(transaction.commit(), "a person");
    addHistory(*store.vault, catalogue, first.id);
    addPeople(*store.vault, profiles, people);
    return first.id;
}

std::optional<UiStore> kept(const std::string &folder, int people)
{
    QFile note(QString::fromStdString(folder + kNote));
    if (!note.open(QIODevice::ReadOnly))
        return std::nullopt;
    const json::Value value = must(json::parse(note.readAll().toStdString()), "the note beside the kept store");
    if (int(*value.find("people")->number()) != people)
        giveUp(folder + " holds a store of another number of people: remove it, or ask for as many");
    return UiStore{folder, must(SubjectId::parse(*value.find("subject")->string()), "the note beside the kept store")};
}

} // namespace

UiStore uiStore(const Settings &settings)
{
    const std::string folder = settings.keep.empty() ? settings.folder + "/ui" : settings.keep;
    if (auto store = kept(folder, settings.people))
        return *store;
    const SubjectId subject = make(folder, settings.people);
    json::Value value;
    value.set("people", double(settings.people));
    value.set("subject", subject.toString());
    QFile note(QString::fromStdString(folder + kNote));
    if (!note.open(QIODevice::WriteOnly) || note.write(QByteArray::fromStdString(json::pretty(value))) < 0)
        giveUp("cannot write into " + folder);
    return {folder, subject};
}

} // namespace assent::bench
