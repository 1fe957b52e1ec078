#include "bench/fixture.h"
#include "bench/store.h"
#include "bench/uiscreen.h"
#include "bench/uistore.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <map>
#include <unistd.h>

namespace assent::bench {
namespace {

/// The end of a pipe with the passphrase in it, for a program to read.
class PassphrasePipe
{
public:
    PassphrasePipe()
    {
        int ends[2];
        const std::string line = std::string(kPassphrase) + "\n";
        if (::pipe(ends) != 0 || ::write(ends[1], line.data(), line.size()) != static_cast<ssize_t>(line.size()))
            giveUp("no pipe");
        ::close(ends[1]);
        m_end = ends[0];
    }
    ~PassphrasePipe() { ::close(m_end); }
    PassphrasePipe(const PassphrasePipe &) = delete;
    PassphrasePipe &operator=(const PassphrasePipe &) = delete;
    QString number() const { return QString::number(m_end); }

private:
    int m_end = -1;
};

/// The desktop program on the store, looked at from outside and used from inside.
class Runs
{
public:
    explicit Runs(const Settings &settings)
        : m_settings(settings), m_store(uiStore(settings)), m_keepass(QStandardPaths::findExecutable(QStringLiteral("keepassxc")))
        , m_home(QString::fromStdString(settings.folder + "/home"))
    {
        QDir().mkpath(m_home);
        QFile::setPermissions(m_home, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    }

    void start()
    {
        const PassphrasePipe passphrase;
        const Screen::Start ours = m_screen.watch(program(), arguments(passphrase), m_screen.environment(m_home));
        m_frames.push_back(ours.firstFrameMs);
        m_memory.push_back(ours.residentMb);
        if (m_keepass.isEmpty())
            return;
        const Screen::Start theirs = m_screen.watch(m_keepass, {}, m_screen.environment(m_home));
        m_keepassFrames.push_back(theirs.firstFrameMs);
        m_keepassMemory.push_back(theirs.residentMb);
    }
    void use();
    std::vector<Figure> figures() const;

private:
    QString program() const { return QString::fromStdString(m_settings.programs + "/assent"); }
    QStringList arguments(const PassphrasePipe &passphrase) const
    {
        return {QStringLiteral("--store"), QString::fromStdString(m_store.folder), QStringLiteral("--subject"),
            QString::fromStdString(m_store.subject.toString()), QStringLiteral("--passphrase-fd"), passphrase.number()};
    }
    Figure startFigure(std::string name, const std::vector<double> &values, std::string unit, const std::vector<double> &keepass, double limit) const;
    double slowestPage() const;

    const Settings &m_settings;
    UiStore m_store;
    Screen m_screen;
    QString m_keepass; ///< empty: it is not installed
    QString m_home;
    std::vector<double> m_frames, m_memory, m_keepassFrames, m_keepassMemory;
    std::vector<double> m_homes, m_palettes, m_results, m_scrollBusy, m_scrollRender, m_calls, m_worst;
    std::map<std::string, std::vector<double>> m_pages; ///< "history, first": of each run
};

std::vector<double> numbers(const json::Value &list)
{
    std::vector<double> out;
    for (const json::Value &value : *list.array())
        out.push_back(*value.number());
    return out;
}

double largest(const std::vector<double> &values) { return *std::max_element(values.begin(), values.end()); }

void Runs::use()
{
    const PassphrasePipe passphrase;
    QProcess process;
    process.setProcessEnvironment(m_screen.environment(m_home));
    process.start(program(), arguments(passphrase) + QStringList{QStringLiteral("--measure")});
    if (!process.waitForStarted() || !process.waitForFinished(300000) || process.exitCode() != 0)
        giveUp("assent --measure failed: " + process.readAllStandardError().right(500).toStdString());
    const std::string text = process.readAllStandardOutput().trimmed().toStdString();
    std::fprintf(stderr, "%s\n", text.c_str());
    const json::Value said = must(json::parse(text), "what assent --measure printed");
    m_homes.push_back(*said.find("home_ms")->number());
    m_palettes.push_back(largest(numbers(*said.find("palette_ms"))));
    for (const double ms : numbers(*said.find("results_ms")))
        m_results.push_back(ms);
    for (const auto &[page, times] : *said.find("pages")->object()) {
        const std::vector<double> visits = numbers(times);
        m_pages[page + ", first"].push_back(visits.front());
        m_pages[page + ", again"].push_back(visits[1]);
    }
    const json::Value &scrolling = *said.find("scrolling");
    if (*scrolling.find("count")->number() < 300)
        giveUp("the history did not scroll");
    m_scrollBusy.push_back(*scrolling.find("busy_ms")->find("p95")->number());
    m_scrollRender.push_back(*scrolling.find("render_ms")->find("p95")->number());
    m_calls.push_back(*said.find("calls_over_16ms")->number());
    const auto &worst = *said.find("worst_calls")->array();
    m_worst.push_back(worst.empty() ? 0 : *worst.front().find("ms")->number());
}

Figure Runs::startFigure(std::string name, const std::vector<double> &values, std::string unit, const std::vector<double> &keepass, double limit) const
{
    Figure figure{std::move(name), median(values), unit, {}, "", {}, "<= " + std::to_string(int(limit)) + " " + unit + " with 1,000,000 people", {}};
    if (!keepass.empty()) {
        figure.baseline = median(keepass);
        figure.baselineName = "KeePassXC, no file open, seen in the same way";
        figure.ratio = figure.value / *figure.baseline;
    }
    if (m_settings.people >= kBarPeople)
        figure.holds = figure.value <= limit;
    return figure;
}

double Runs::slowestPage() const
{
    double slowest = 0;
    for (const auto &[page, times] : m_pages)
        slowest = std::max(slowest, median(times));
    return slowest;
}

Figure figureOf(std::string name, double value, std::string unit, double limit, bool tells = true)
{
    Figure figure{std::move(name), value, unit, {}, "", {}, "<= " + std::to_string(int(limit)) + " " + unit, {}};
    if (tells)
        figure.holds = value <= limit;
    else
        figure.bar += " with 1,000,000 people";
    return figure;
}

std::vector<Figure> Runs::figures() const
{
    return {startFigure("ui.start_to_first_frame", m_frames, "ms", m_keepassFrames, 1000),
        startFigure("ui.resident_memory", m_memory, "MB", m_keepassMemory, 200),
        {"ui.start_to_home", median(m_homes), "ms", {}, "", {}, "", {}},
        figureOf("ui.palette_open", median(m_palettes), "ms", 50),
        figureOf("ui.palette_results_p95", percentile(m_results, 0.95), "ms", 100, m_settings.people >= kBarPeople),
        figureOf("ui.screen_change", slowestPage(), "ms", 150),
        figureOf("ui.first_profile_paint", median(m_pages.at("data, first")), "ms", 200),
        figureOf("ui.scroll_frame_p95", median(m_scrollBusy), "ms", 16),
        figureOf("ui.scroll_render_p95", median(m_scrollRender), "ms", 16),
        figureOf("ui.model_calls_over_16ms", largest(m_calls), "calls", 0),
        figureOf("ui.model_call_worst", largest(m_worst), "ms", 16)};
}

} // namespace

std::vector<Figure> uiFigures(const Settings &settings)
{
    Runs runs(settings);
    for (int round = 0; round < settings.rounds; ++round) {
        runs.start();
        runs.use();
    }
    return runs.figures();
}

} // namespace assent::bench
