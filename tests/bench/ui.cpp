#include "bench/fixture.h"

#include "catalog/catalogstore.h"
#include "profile/profilestore.h"
#include "vault/slots.h"

#include <QProcess>
#include <QString>

#include <unistd.h>

namespace assent::bench {
namespace {

constexpr std::string_view kPassphrase = "bench passphrase";

struct UiStore
{
    std::string folder;
    SubjectId subject; ///< who is at the computer
};

UiStore makeStore(const Settings &settings)
{
    const std::string folder = settings.folder + "/ui";
    const SystemClock clock;
    const auto catalogue = sampleCatalogue();
    Slots slotsOfStore = must(Slots::create(folder), "slots");
    must(slotsOfStore.setPassphrase(slotsOfStore.freshKey(), SecretBytes(kPassphrase), kArgon2Floor), "a passphrase");
    auto vault = must(Vault::create(folder, slotsOfStore.freshKey(), clock), "a store");
    auto transaction = must(WriteTransaction::begin(*vault), "a transaction");
    must(publishCatalogue(transaction, *catalogue), "the catalogue");
    ProfileStore profiles(*vault, catalogue);
    const Person first = makePerson(0, clock.now());
    must(profiles.add(transaction, first), "a person");
    for (int i = 1; i < settings.people; ++i)
        must(profiles.add(transaction, makePerson(i, clock.now())), "a person");
    must(transaction.commit(), "people");
    return {folder, first.id};
}

/// What `assent --measure` prints: {"first_frame_ms", "rss_mb"}.
json::Value measureOnce(const Settings &settings, const UiStore &store)
{
    int ends[2];
    const std::string line = std::string(kPassphrase) + "\n";
    if (::pipe(ends) != 0 || ::write(ends[1], line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        giveUp("no pipe");
    ::close(ends[1]);
    QProcess process;
    process.start(QStringLiteral("xvfb-run"), {QStringLiteral("-a"), QString::fromStdString(settings.programs + "/assent"),
        QStringLiteral("--store"), QString::fromStdString(store.folder), QStringLiteral("--measure"),
        QStringLiteral("--subject"), QString::fromStdString(store.subject.toString()),
        QStringLiteral("--passphrase-fd"), QString::number(ends[0])});
    const bool ended = process.waitForStarted() && process.waitForFinished(60000);
    ::close(ends[0]);
    if (!ended || process.exitCode() != 0)
        giveUp("assent --measure failed: " + process.readAllStandardError().right(500).toStdString());
    return must(json::parse(process.readAllStandardOutput().trimmed().toStdString()), "what assent --measure printed");
}

} // namespace

std::vector<Figure> uiFigures(const Settings &settings)
{
    qputenv("QT_QUICK_BACKEND", "software");
    const UiStore store = makeStore(settings);
    std::vector<double> frames;
    std::vector<double> memory;
    for (int round = 0; round < settings.rounds; ++round) {
        const json::Value figures = measureOnce(settings, store);
        frames.push_back(*figures.find("first_frame_ms")->number());
        memory.push_back(*figures.find("rss_mb")->number());
    }
    Figure frame{"ui.start_to_first_frame", median(std::move(frames)), "ms", {}, "", {}, "<= 1000 ms with 1,000,000 people", {}};
    Figure resident{"ui.resident_memory", median(std::move(memory)), "MB", {}, "", {}, "<= 200 MB with 1,000,000 people", {}};
    if (settings.people >= 1'000'000) {
        frame.holds = frame.value <= 1000;
        resident.holds = resident.value <= 200;
    }
    return {frame, resident};
}

} // namespace assent::bench
