#pragma once

#include "base/json.h"
#include "base/uuid.h"

#include <optional>
#include <string>

namespace assent {

/// Recipient of the controller's own use.
inline const RecipientId kSelf{"self"};

/// What one consent decides: all parts concrete (DOMAIN.md section 2).
struct ConsentKey
{
    ControllerId controller;
    PersonaId persona;
    PurposeId purpose;
    ChannelId channel;
    RecipientId recipient;
    auto operator<=>(const ConsentKey &) const = default;
};

/// What a closing act covers: any part but the controller may be left open.
/// A purpose covers its descendants; a purpose class covers its purposes,
/// those of later catalogues too. At most one of purpose and purposeClass.
struct KeyPattern
{
    ControllerId controller;
    std::optional<PersonaId> persona;
    std::optional<PurposeId> purpose;
    std::optional<std::string> purposeClass;
    std::optional<ChannelId> channel;
    std::optional<RecipientId> recipient;

    static KeyPattern of(const ConsentKey &key);
    /// The key, when every part is concrete.
    std::optional<ConsentKey> concrete() const;
    auto operator<=>(const KeyPattern &) const = default;
};

/// {"controller","persona","purpose","purpose_class","channel","recipient"},
/// an open part is "*"; purpose_class only where it is used.
json::Value toJson(const KeyPattern &pattern);
Result<KeyPattern> keyPatternFromJson(const json::Value &value, std::string path);

} // namespace assent
