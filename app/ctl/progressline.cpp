#include "progressline.h"

#include "interrupt.h"
#include "text.h"

#include <cstdio>

#include <unistd.h>

namespace assent::ctl {
namespace {

using namespace std::chrono_literals;

constexpr auto kRedraw = 100ms;
constexpr auto kSparse = 5s;
constexpr auto kSettle = 1s; ///< no rate is worth showing before

} // namespace

ProgressLine::ProgressLine(std::string doing, std::string unit)
    : m_doing(std::move(doing)), m_unit(std::move(unit)), m_terminal(::isatty(STDERR_FILENO) == 1),
      m_start(std::chrono::steady_clock::now()), m_shown(m_start)
{
}

ProgressLine::~ProgressLine()
{
    if (m_drawn && m_terminal)
        std::fputs("\r\x1b[K", stderr);
}

bool ProgressLine::report(std::uint64_t done, std::uint64_t total)
{
    const Time now = std::chrono::steady_clock::now();
    if (now - m_shown >= (m_terminal ? std::chrono::milliseconds(kRedraw) : std::chrono::milliseconds(kSparse))) {
        m_shown = now;
        m_drawn = true;
        const std::string line = lineFor(done, total, now);
        std::fprintf(stderr, m_terminal ? "\r%s\x1b[K" : "%s\n", line.c_str());
        std::fflush(stderr);
    }
    return !interrupt::requested();
}

std::string ProgressLine::lineFor(std::uint64_t done, std::uint64_t total, Time now) const
{
    std::string line = m_doing + "  " + grouped(static_cast<std::int64_t>(done));
    if (total > 0)
        line += " of " + grouped(static_cast<std::int64_t>(total));
    line += " " + m_unit;
    if (total > 0)
        line += "  " + std::to_string(done * 100 / total) + " %";
    const double seconds = std::chrono::duration<double>(now - m_start).count();
    if (now - m_start < kSettle || done == 0)
        return line;
    const double rate = static_cast<double>(done) / seconds;
    line += "  " + grouped(static_cast<std::int64_t>(rate)) + "/s";
    if (total > done)
        line += "  " + span(std::chrono::seconds(static_cast<std::int64_t>(static_cast<double>(total - done) / rate))) + " left";
    return line;
}

} // namespace assent::ctl
