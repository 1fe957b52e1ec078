#include "hub/metrics.h"

#include <cstdio>

namespace assent::hub {
namespace {

std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.9g", value);
    return text;
}

void head(std::string &out, std::string_view name, std::string_view type, std::string_view help)
{
    out.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ").append(name).append(" ").append(type).append("\n");
}

void line(std::string &out, std::string_view name, std::string_view labels, const std::string &value)
{
    out.append(name);
    if (!labels.empty())
        out.append("{").append(labels).append("}");
    out.append(" ").append(value).append("\n");
}

template<typename T>
void single(std::string &out, std::string_view name, std::string_view type, std::string_view help, T value)
{
    head(out, name, type, help);
    line(out, name, "", number(static_cast<double>(value)));
}

std::string label(std::string_view name, std::string_view value) { return std::string(name) + "=\"" + std::string(value) + "\""; }

void addGauges(std::string &out, const Gauges &gauges)
{
    head(out, "assent_items_total", "counter", "Items that were pushed, by verdict.");
    line(out, "assent_items_total", label("verdict", "accepted"), std::to_string(gauges.accepted));
    line(out, "assent_items_total", label("verdict", "duplicate"), std::to_string(gauges.duplicate));
    line(out, "assent_items_total", label("verdict", "erased"), std::to_string(gauges.erased));
    line(out, "assent_items_total", label("verdict", "rejected"), std::to_string(gauges.rejected));
    single(out, "assent_queued_requests", "gauge", "Requests that wait for the store.", gauges.queued);
    single(out, "assent_waiting_pulls", "gauge", "Pulls that wait for something new.", gauges.waiting);
    single(out, "assent_store_bytes", "gauge", "Size of the store on the disk.", gauges.storeBytes);
    if (gauges.checkpointAge >= 0)
        single(out, "assent_checkpoint_age_seconds", "gauge", "Since the newest checkpoint of the ledger was made.", gauges.checkpointAge);
}

} // namespace

void Metrics::answered(std::string_view route, int status, std::chrono::nanoseconds spent, std::uint64_t in, std::uint64_t out)
{
    m_in += in;
    m_out += out;
    const double seconds = std::chrono::duration<double>(spent).count();
    const std::lock_guard lock(m_mutex);
    ++m_requests[{std::string(route), status}];
    Latency &latency = m_latencies.try_emplace(std::string(route)).first->second;
    ++latency.count;
    latency.sum += seconds;
    for (std::size_t i = 0; i < kBounds.size(); ++i)
        latency.below[i] += seconds <= kBounds[i] ? 1 : 0;
}

std::string Metrics::text(const Gauges &gauges) const
{
    std::string out;
    single(out, "assent_connections", "gauge", "Connections that are open.", m_open.load());
    single(out, "assent_connections_total", "counter", "Connections that were opened.", m_opened.load());
    single(out, "assent_body_bytes_in_total", "counter", "Bytes of requests' bodies.", m_in.load());
    single(out, "assent_body_bytes_out_total", "counter", "Bytes of answers' bodies.", m_out.load());
    addGauges(out, gauges);
    const std::lock_guard lock(m_mutex);
    head(out, "assent_requests_total", "counter", "Requests, by route and status.");
    for (const auto &[key, count] : m_requests)
        line(out, "assent_requests_total", label("route", key.first) + "," + label("status", std::to_string(key.second)), std::to_string(count));
    head(out, "assent_request_seconds", "histogram", "From a request's first byte to its answer's last, by route.");
    for (const auto &[route, latency] : m_latencies) {
        for (std::size_t i = 0; i < kBounds.size(); ++i)
            line(out, "assent_request_seconds_bucket", label("route", route) + "," + label("le", number(kBounds[i])), std::to_string(latency.below[i]));
        line(out, "assent_request_seconds_bucket", label("route", route) + "," + label("le", "+Inf"), std::to_string(latency.count));
        line(out, "assent_request_seconds_sum", label("route", route), number(latency.sum));
        line(out, "assent_request_seconds_count", label("route", route), std::to_string(latency.count));
    }
    return out;
}

} // namespace assent::hub
