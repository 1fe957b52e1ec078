#pragma once

#include "base/json.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace assent::bench {

/// One figure beside a baseline that was taken in the same run.
struct Figure
{
    std::string name;
    double value = 0;
    std::string unit;
    std::optional<double> baseline;
    std::string baselineName;
    std::optional<double> ratio; ///< value / baseline
    std::string bar;             ///< in words; empty when the figure has none
    std::optional<bool> holds;   ///< null where the run is smaller than its bar's
};

json::Value toJson(const Figure &figure);
std::string toText(const Figure &figure);

double median(std::vector<double> values);

/// Seconds that the call takes.
double timed(const std::function<void()> &call);

/// Runs both in turn, `rounds` times each, and gives the medians.
struct Pair
{
    double value = 0;
    double baseline = 0;
};
Pair interleaved(int rounds, const std::function<double(int round)> &value, const std::function<double(int round)> &baseline);

/// Milliseconds that single calls took, and those of their baselines.
struct Latencies
{
    std::vector<double> values;
    std::vector<double> baselines;

    /// Times both once, in turns first.
    void measure(const std::function<void()> &value, const std::function<void()> &baseline);
};
/// The smallest value that `share` (0…1) of all do not exceed.
double percentile(std::vector<double> values, double share);
/// A figure in milliseconds; `limit` is the bar.
Figure latencyFigure(std::string name, const Latencies &latencies, double share, std::string baselineName, double limit, const std::string &where, bool tells);

/// What a benchmark may use, and how large it should be.
struct Settings
{
    int people = 20000;
    int rounds = 5;
    std::string folder;   ///< empty, on a real disk, removed afterwards
    std::string only;     ///< of store and sync: figures whose names begin so
    std::string keep;     ///< of ui and sync.decision: where their stores stay for the next run; empty: nowhere
    std::string programs; ///< where assent-hub and assent are

    /// False for a group of figures that was not asked for.
    bool wants(std::string_view group) const { return group.starts_with(only) || only.starts_with(group); }
};

std::vector<Figure> storeFigures(const Settings &settings);
std::vector<Figure> consentFigures(const Settings &settings);
std::vector<Figure> syncFigures(const Settings &settings);
std::vector<Figure> uiFigures(const Settings &settings);

/// What this program is called with to be the process that imports: it reads a
/// store's folder, its key in hex and then files from standard input, a line
/// each, and answers with seconds and peak memory in KiB.
inline constexpr const char *kImportChild = "--import-child";
int importChild();

/// Ends the program with a message: a benchmark that cannot run has no figure.
[[noreturn]] void giveUp(const std::string &what);

template<typename T>
T must(Result<T> result, const char *what)
{
    if (!result)
        giveUp(std::string(what) + ": " + result.error().toString());
    return std::move(result).value();
}
inline void must(Result<void> result, const char *what)
{
    if (!result)
        giveUp(std::string(what) + ": " + result.error().toString());
}

} // namespace assent::bench
