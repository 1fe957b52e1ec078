#pragma once

#include "failure.h"

namespace assent::ctl {

/// Standard output and standard error. With --json standard output gets exactly
/// one document and nothing else; without it, text for people.
class Console
{
public:
    void setJson(bool on) { m_json = on; }
    bool json() const { return m_json; }

    /// The result of the command, for --json; without it nothing happens. Once.
    void document(const json::Value &value);
    /// Text for people; with --json nothing happens.
    void print(std::string_view text);
    /// A message on standard error, in both forms.
    void note(std::string_view text);
    /// Why the command failed: an explanation on standard error and, with
    /// --json and no document yet, {"error":{…}}.
    void fail(const Error &error);
    /// Io when something could not be written.
    Result<void> finish();

private:
    bool m_json = false;
    bool m_documented = false;
};

} // namespace assent::ctl
