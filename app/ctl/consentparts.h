#pragma once

#include "storeaccess.h"

#include <CLI/CLI.hpp>

namespace assent::ctl {

/// Which choices an argument list means: --purpose, --class, --channel and
/// --recipient. What is left out is open.
class ConsentParts
{
public:
    void addTo(CLI::App &app, bool withClass);
    /// NotFound names the known ones when the catalogue does not hold a name.
    Result<KeyPattern> pattern(const Catalogue &catalogue) const;
    bool open() const { return m_purpose.empty() && m_class.empty() && m_channel.empty() && m_recipient.empty(); }

    /// The one key that is meant. A part left out is a wrong call, unless the
    /// purpose has only one; the message names what the purpose offers.
    Result<ConsentKey> key(const Catalogue &catalogue, const PersonaId &persona) const;

private:
    std::string m_purpose;
    std::string m_class;
    std::string m_channel;
    std::string m_recipient;
};

/// The keys of a view that a pattern covers, with their states.
std::vector<KeyState> statesWithin(const OpenStore &store, const ConsentView &view, const KeyPattern &pattern, Timestamp at);

/// {"purpose","channel","recipient","state","allowed","effective","model",
///  "since","valid_until","not_yet_active","waiting_to_send","conflict"}
json::Value toJson(const KeyState &state);
json::Array toJson(const std::vector<KeyState> &states);
std::string toText(const std::vector<KeyState> &states);

} // namespace assent::ctl
