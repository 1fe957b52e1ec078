#include "conformance/cases.h"

#include "conformance/kinds.h"

#include <algorithm>

namespace assent::conformance {
namespace {

struct Kind
{
    std::string_view name;
    std::vector<std::string_view> parameters;
    Result<std::string> (*run)(std::span<const std::string> parameters, std::string input);
};

const std::vector<Kind> &table()
{
    static const std::vector<Kind> all = {
        {"json", {}, runJson},
        {"jcs", {}, runJcs},
        {"csv", {}, runCsv},
        {"merkle-inclusion", {}, runInclusion},
        {"merkle-consistency", {}, runConsistency},
        {"consent-record", {}, runConsentRecord},
        {"aead", {}, runAead},
        {"hmac", {}, runHmac},
        {"hkdf", {}, runHkdf},
        {"ed25519", {}, runEd25519},
        {"argon2id", {}, runArgon2id},
    };
    return all;
}

const Kind *find(std::string_view name)
{
    const auto it = std::find_if(table().begin(), table().end(), [&](const Kind &kind) { return kind.name == name; });
    return it == table().end() ? nullptr : &*it;
}

} // namespace

std::vector<std::string_view> kinds()
{
    std::vector<std::string_view> names;
    for (const Kind &kind : table())
        names.push_back(kind.name);
    return names;
}

bool isKind(std::string_view kind) { return find(kind) != nullptr; }

std::span<const std::string_view> parametersOf(std::string_view kind)
{
    const Kind *found = find(kind);
    return found ? std::span<const std::string_view>(found->parameters) : std::span<const std::string_view>();
}

Result<std::string> run(std::string_view kind, std::span<const std::string> parameters, std::string input)
{
    const Kind *found = find(kind);
    if (!found)
        return Error{ErrorCode::NotFound, "no such kind"};
    return found->run(parameters, std::move(input));
}

} // namespace assent::conformance
