#include "consent/canonicalcore.h"

namespace assent {
namespace {

/// Takes texts off the front; once one is not there, none is any more.
class Scanner
{
public:
    explicit Scanner(std::string_view text) : m_rest(text) {}

    bool has(std::string_view expected) const { return !m_failed && m_rest.starts_with(expected); }
    void skip(std::string_view expected)
    {
        m_failed = m_failed || !m_rest.starts_with(expected);
        if (!m_failed)
            m_rest.remove_prefix(expected.size());
    }
    /// Up to the closing quotation mark. What needs an escape is not in a core.
    std::string_view quoted()
    {
        skip("\"");
        const auto end = m_failed ? std::string_view::npos : m_rest.find_first_of("\"\\");
        m_failed = m_failed || end == std::string_view::npos || m_rest[end] != '"';
        if (m_failed)
            return {};
        const std::string_view out = m_rest.substr(0, end);
        m_rest.remove_prefix(end + 1);
        return out;
    }
    /// The value of the next member, through its reader.
    template<typename Value, typename Read>
    void read(std::string_view before, Value &value, Read parse)
    {
        skip(before);
        const std::string_view text = quoted();
        if (m_failed)
            return;
        auto parsed = parse(text);
        m_failed = !parsed;
        if (!m_failed)
            value = *std::move(parsed);
    }
    bool done() const { return !m_failed && m_rest.empty(); }

private:
    std::string_view m_rest;
    bool m_failed = false;
};

Result<Digest> digestFrom(std::string_view text)
{
    ASSENT_TRY(const Bytes bytes, fromBase64Url(text));
    return toDigest(bytes);
}

} // namespace

std::optional<EventCore> readCanonicalCore(std::string_view text)
{
    Scanner in(text);
    EventCore core;
    in.read("{\"act\":", core.act, actFromName);
    in.read(",\"decided_at\":", core.decidedAt, [](std::string_view time) { return fromRfc3339(time); });
    in.read(",\"device_id\":", core.device, DeviceId::parse);
    in.read(",\"event_id\":", core.id, EventId::parse);
    in.skip(",\"parents\":[");
    for (bool first = true; in.has(first ? "\"" : ","); first = false)
        in.read(first ? "" : ",", core.parents.emplace_back(), digestFrom);
    in.read("],\"payload_hash\":", core.payloadHash, digestFrom);
    in.read(",\"pseudonym\":", core.pseudonym, digestFrom);
    in.skip(",\"v\":1}");
    return in.done() ? std::optional(std::move(core)) : std::nullopt;
}

} // namespace assent
