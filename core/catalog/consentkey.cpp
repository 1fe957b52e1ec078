#include "catalog/consentkey.h"

namespace assent {
namespace {

constexpr std::string_view kOpen = "*";

template<typename NameType>
json::Value partOf(const std::optional<NameType> &name)
{
    return json::Value(name ? name->str() : std::string(kOpen));
}

/// Absent when open. An empty name is a fault: it could be read either way.
std::optional<std::string> readPart(json::Reader &in, std::string_view name)
{
    std::string text = in.text(name);
    if (text.empty())
        in.fail(name, "must be a name or \"*\"");
    if (text == kOpen)
        return std::nullopt;
    return text;
}

template<typename NameType>
std::optional<NameType> readName(json::Reader &in, std::string_view name)
{
    auto text = readPart(in, name);
    return text ? std::optional(NameType(*std::move(text))) : std::nullopt;
}

} // namespace

KeyPattern KeyPattern::of(const ConsentKey &key)
{
    return {key.controller, key.persona, key.purpose, std::nullopt, key.channel, key.recipient};
}

std::optional<ConsentKey> KeyPattern::concrete() const
{
    if (controller.empty() || !persona || !purpose || purposeClass || !channel || !recipient)
        return std::nullopt;
    return ConsentKey{controller, *persona, *purpose, *channel, *recipient};
}

json::Value toJson(const KeyPattern &pattern)
{
    json::Object out{
        {"controller", pattern.controller.str()},
        {"persona", pattern.persona ? pattern.persona->toString() : std::string(kOpen)},
        {"purpose", partOf(pattern.purpose)},
    };
    if (pattern.purposeClass)
        out.emplace_back("purpose_class", *pattern.purposeClass);
    out.emplace_back("channel", partOf(pattern.channel));
    out.emplace_back("recipient", partOf(pattern.recipient));
    return out;
}

Result<KeyPattern> keyPatternFromJson(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    in.only({"controller", "persona", "purpose", "purpose_class", "channel", "recipient"});
    KeyPattern pattern;
    pattern.controller = ControllerId(in.text("controller"));
    if (pattern.controller.empty() || pattern.controller.str() == kOpen)
        in.fail("controller", "must be named: it is never left open");
    if (in.text("persona") != kOpen)
        pattern.persona = in.id<PersonaId>("persona");
    pattern.purpose = readName<PurposeId>(in, "purpose");
    if (in.has("purpose_class"))
        pattern.purposeClass = readPart(in, "purpose_class");
    if (pattern.purpose && pattern.purposeClass)
        in.fail("purpose_class", "stands only where the purpose is \"*\"");
    pattern.channel = readName<ChannelId>(in, "channel");
    pattern.recipient = readName<RecipientId>(in, "recipient");
    ASSENT_CHECK(in.finish());
    return pattern;
}

} // namespace assent
