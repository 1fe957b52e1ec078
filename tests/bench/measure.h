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

/// What a benchmark may use, and how large it should be.
struct Settings
{
    int people = 20000;
    int rounds = 5;
    std::string folder;   ///< empty, on a real disk, removed afterwards
    std::string programs; ///< where assent-hub and assent are
};

std::vector<Figure> storeFigures(const Settings &settings);
std::vector<Figure> consentFigures(const Settings &settings);
std::vector<Figure> syncFigures(const Settings &settings);
std::vector<Figure> uiFigures(const Settings &settings);

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
