#include "catalog/cataloguediff.h"

#include <algorithm>

namespace assent {
namespace {

/// What an element of a list goes by, or nothing when its place is all it has.
std::optional<std::string> nameOf(const json::Value &value)
{
    if (const json::Value *id = value.find("id"); id && id->isString())
        return *id->string();
    if (const json::Value *version = value.find("version"); version && version->isNumber())
        return json::canonical(*version);
    return std::nullopt;
}

/// Members of an object, or of a list whose elements have names; in order.
std::optional<std::vector<std::pair<std::string, const json::Value *>>> named(const json::Value &value)
{
    std::vector<std::pair<std::string, const json::Value *>> out;
    if (const json::Object *object = value.object()) {
        for (const auto &[name, member] : *object)
            out.emplace_back(name, &member);
        return out;
    }
    if (!value.isArray() || value.array()->empty())
        return std::nullopt;
    for (const json::Value &entry : *value.array()) {
        auto name = nameOf(entry);
        if (!name)
            return std::nullopt;
        out.emplace_back(*std::move(name), &entry);
    }
    return out;
}

void compare(const std::string &path, const json::Value *before, const json::Value *after, std::vector<CatalogueChange> &out)
{
    if (!before || !after) {
        out.push_back({path, before ? std::optional(*before) : std::nullopt, after ? std::optional(*after) : std::nullopt});
        return;
    }
    const auto old = named(*before);
    const auto now = named(*after);
    if (!old || !now) {
        if (json::canonical(*before) != json::canonical(*after))
            out.push_back({path, *before, *after});
        return;
    }
    const auto find = [](const auto &list, const std::string &name) -> const json::Value * {
        const auto it = std::find_if(list.begin(), list.end(), [&](const auto &entry) { return entry.first == name; });
        return it == list.end() ? nullptr : it->second;
    };
    const std::string prefix = path.empty() ? "" : path + ".";
    for (const auto &[name, value] : *now)
        compare(prefix + name, find(*old, name), value, out);
    for (const auto &[name, value] : *old) {
        if (!find(*now, name))
            compare(prefix + name, value, nullptr, out);
    }
}

} // namespace

Result<std::vector<CatalogueChange>> diffCatalogues(const Catalogue &before, const Catalogue &after)
{
    ASSENT_TRY(const json::Value old, json::parse(before.source()));
    ASSENT_TRY(const json::Value now, json::parse(after.source()));
    std::vector<CatalogueChange> changes;
    compare("", &old, &now, changes);
    return changes;
}

} // namespace assent
