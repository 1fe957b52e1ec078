#include "bench/measure.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace assent::bench {
namespace {

json::Value orNull(const std::optional<double> &value) { return value ? json::Value(*value) : json::Value(); }

std::string rounded(double value)
{
    char text[64];
    std::snprintf(text, sizeof text, value >= 100 ? "%.0f" : value >= 1 ? "%.2f" : "%.4f", value);
    return text;
}

} // namespace

json::Value toJson(const Figure &figure)
{
    json::Value value;
    value.set("name", figure.name);
    value.set("value", figure.value);
    value.set("unit", figure.unit);
    value.set("baseline", orNull(figure.baseline));
    value.set("baseline_name", figure.baselineName.empty() ? json::Value() : json::Value(figure.baselineName));
    value.set("ratio", orNull(figure.ratio));
    value.set("bar", figure.bar.empty() ? json::Value() : json::Value(figure.bar));
    value.set("holds", figure.holds ? json::Value(*figure.holds) : json::Value());
    return value;
}

std::string toText(const Figure &figure)
{
    std::string text = figure.name + ": " + rounded(figure.value) + " " + figure.unit;
    if (figure.baseline)
        text += " (" + figure.baselineName + ": " + rounded(*figure.baseline) + ")";
    if (figure.ratio)
        text += ", ratio " + rounded(*figure.ratio);
    if (!figure.bar.empty())
        text += ", bar " + figure.bar + (figure.holds ? (*figure.holds ? ": holds" : ": MISSED") : ": run too small to tell");
    return text;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double timed(const std::function<void()> &call)
{
    const auto start = std::chrono::steady_clock::now();
    call();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Pair interleaved(int rounds, const std::function<double(int)> &value, const std::function<double(int)> &baseline)
{
    std::vector<double> values;
    std::vector<double> baselines;
    for (int round = 0; round < rounds; ++round) {
        values.push_back(value(round));
        baselines.push_back(baseline(round));
    }
    return {median(std::move(values)), median(std::move(baselines))};
}

void Latencies::measure(const std::function<void()> &value, const std::function<void()> &baseline)
{
    const bool baselineFirst = values.size() % 2 == 1;
    if (baselineFirst)
        baselines.push_back(1000 * timed(baseline));
    values.push_back(1000 * timed(value));
    if (!baselineFirst)
        baselines.push_back(1000 * timed(baseline));
}

double percentile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
}

Figure latencyFigure(std::string name, const Latencies &latencies, double share, std::string baselineName, double limit, const std::string &where, bool tells)
{
    Figure figure{std::move(name), percentile(latencies.values, share), "ms", percentile(latencies.baselines, share), std::move(baselineName),
        {}, "<= " + rounded(limit) + " ms" + where, {}};
    figure.ratio = figure.value / *figure.baseline;
    if (tells)
        figure.holds = figure.value <= limit;
    return figure;
}

void giveUp(const std::string &what)
{
    std::fprintf(stderr, "assent-bench: %s\n", what.c_str());
    std::exit(1);
}

} // namespace assent::bench
