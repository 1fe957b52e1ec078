// assent-bench: figures beside their baselines, taken in the same run.
#include "bench/measure.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdio>
#include <map>

using namespace assent;
using namespace assent::bench;

namespace {

using Group = std::vector<Figure> (*)(const Settings &);

const std::map<std::string, Group> &groups()
{
    static const std::map<std::string, Group> all{
        {"store", storeFigures}, {"consent", consentFigures}, {"sync", syncFigures}, {"ui", uiFigures}};
    return all;
}

std::vector<Figure> measure(const std::vector<std::string> &names, const Settings &settings, bool json)
{
    std::vector<Figure> figures;
    for (const std::string &name : names) {
        std::fprintf(stderr, "measuring %s …\n", name.c_str());
        for (Figure &figure : groups().at(name)(settings)) {
            if (!json)
                std::printf("%s\n", toText(figure).c_str());
            figures.push_back(std::move(figure));
        }
    }
    return figures;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 2 && std::string_view(argv[1]) == kImportChild)
        return importChild();
    CLI::App app("Measures Assent, each figure beside a baseline of the same run.", "assent-bench");
    std::vector<std::string> names;
    Settings settings;
    bool json = false;
    bool quick = false;
    std::vector<std::string> known;
    for (const auto &[name, group] : groups())
        known.push_back(name);
    app.add_option("group", names, "What to measure (default: everything): consent, store, sync, ui")->check(CLI::IsMember(known));
    app.add_option("--people", settings.people, "People in the store (default 20000)")->check(CLI::Range(100, 10'000'000));
    app.add_option("--rounds", settings.rounds, "Runs of each figure and baseline; medians are told (default 5)")->check(CLI::Range(1, 100));
    app.add_option("--only", settings.only, "Of store and sync: only figures whose names begin so, such as sync.decision, and what they need");
    app.add_option("--keep", settings.keep, "Of ui and sync.decision: the folder of their stores, made where there are none yet and kept for the next run");
    app.add_flag("--quick", quick, "A small run that only shows that it works: 1,000 people, one round");
    app.add_flag("--json", json, "One JSON array on standard output");
    CLI11_PARSE(app, argc, argv);

    QTemporaryDir folder;
    if (!folder.isValid())
        giveUp("no temporary folder");
    settings.folder = folder.path().toStdString();
    settings.programs = QCoreApplication::applicationDirPath().toStdString();
    if (quick) {
        settings.people = 1000;
        settings.rounds = 1;
    }
    const std::vector<Figure> figures = measure(names.empty() ? known : names, settings, json);
    if (json) {
        json::Value array{json::Array{}};
        for (const Figure &figure : figures)
            array.push(toJson(figure));
        std::printf("%s\n", json::pretty(array).c_str());
    }
    return 0;
}
