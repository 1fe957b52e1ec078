#include "base/clock.h"

#include <string>

namespace assent {
namespace {

using namespace std::chrono;

/// Reads exactly `count` digits and moves past them; -1 when they are not there.
int digits(std::string_view &text, std::size_t count)
{
    if (text.size() < count)
        return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool skip(std::string_view &text, char c)
{
    if (text.empty() || text.front() != c)
        return false;
    text.remove_prefix(1);
    return true;
}

/// Appends so many digits.
void put(std::string &out, unsigned value, int count)
{
    unsigned unit = 1;
    for (int i = 1; i < count; ++i)
        unit *= 10;
    for (; unit > 0; unit /= 10)
        out += static_cast<char>('0' + value / unit % 10);
}

Error notATime() { return Error{ErrorCode::Invalid, "not a date and time in the form 2026-03-01T09:30:00Z"}; }

Result<sys_days> readDate(std::string_view &text)
{
    const int y = digits(text, 4);
    const bool dash1 = skip(text, '-');
    const int m = digits(text, 2);
    const bool dash2 = skip(text, '-');
    const int d = digits(text, 2);
    const year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
    if (y < 0 || !dash1 || !dash2 || !date.ok())
        return notATime();
    return sys_days{date};
}

Result<milliseconds> readFraction(std::string_view &text)
{
    if (!skip(text, '.'))
        return milliseconds{0};
    int value = 0;
    int read = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        if (read < 3)
            value = value * 10 + (text.front() - '0');
        ++read;
        text.remove_prefix(1);
    }
    if (read == 0 || read > 9)
        return notATime();
    for (int i = read; i < 3; ++i)
        value *= 10;
    return milliseconds{value};
}

Result<minutes> readOffset(std::string_view &text)
{
    if (skip(text, 'Z') || skip(text, 'z'))
        return minutes{0};
    const int sign = skip(text, '+') ? 1 : skip(text, '-') ? -1 : 0;
    const int h = digits(text, 2);
    const bool colon = skip(text, ':');
    const int m = digits(text, 2);
    if (sign == 0 || h < 0 || h > 23 || !colon || m < 0 || m > 59)
        return notATime();
    return minutes{sign * (h * 60 + m)};
}

} // namespace

std::string toRfc3339(Timestamp t)
{
    const auto day = floor<days>(t);
    const year_month_day date{day};
    const hh_mm_ss time{t - day};
    const int y = static_cast<int>(date.year());
    std::string out = y >= 0 && y <= 9999 ? std::string() : std::to_string(y);
    out.reserve(24);
    if (out.empty())
        put(out, static_cast<unsigned>(y), 4);
    put(out += '-', static_cast<unsigned>(date.month()), 2);
    put(out += '-', static_cast<unsigned>(date.day()), 2);
    put(out += 'T', static_cast<unsigned>(time.hours().count()), 2);
    put(out += ':', static_cast<unsigned>(time.minutes().count()), 2);
    put(out += ':', static_cast<unsigned>(time.seconds().count()), 2);
    put(out += '.', static_cast<unsigned>(time.subseconds().count()), 3);
    return out += 'Z';
}

Result<Timestamp> fromRfc3339(std::string_view text)
{
    ASSENT_TRY(const sys_days day, readDate(text));
    if (text.empty())
        return Timestamp{day};
    if (!skip(text, 'T') && !skip(text, 't') && !skip(text, ' '))
        return notATime();
    const int h = digits(text, 2);
    const bool colon1 = skip(text, ':');
    const int m = digits(text, 2);
    const bool colon2 = skip(text, ':');
    const int s = digits(text, 2);
    if (h < 0 || h > 23 || !colon1 || m < 0 || m > 59 || !colon2 || s < 0 || s > 60)
        return notATime();
    ASSENT_TRY(const milliseconds fraction, readFraction(text));
    ASSENT_TRY(const minutes offset, readOffset(text));
    if (!text.empty())
        return notATime();
    return Timestamp{day} + hours{h} + minutes{m} + seconds{s} + fraction - offset;
}

Timestamp SystemClock::now() const { return floor<milliseconds>(system_clock::now()); }

} // namespace assent
