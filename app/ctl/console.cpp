#include "console.h"

#include <cstdio>

namespace assent::ctl {
namespace {

void write(std::FILE *stream, std::string_view text) { std::fwrite(text.data(), 1, text.size(), stream); }

} // namespace

void Console::document(const json::Value &value)
{
    if (!m_json || m_documented)
        return;
    m_documented = true;
    write(stdout, json::pretty(value));
    write(stdout, "\n");
}

void Console::print(std::string_view text)
{
    if (m_json)
        return;
    write(stdout, text);
    if (!text.ends_with('\n'))
        write(stdout, "\n");
}

void Console::note(std::string_view text)
{
    std::fflush(stdout);
    write(stderr, text);
    if (!text.ends_with('\n'))
        write(stderr, "\n");
}

void Console::fail(const Error &error)
{
    note(explain(error));
    json::Value value;
    value.set("error", toJson(error));
    document(value);
}

Result<void> Console::finish()
{
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
        return Error{ErrorCode::Io, "standard output could not be written"};
    return {};
}

} // namespace assent::ctl
