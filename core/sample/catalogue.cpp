#include "sample/sample.h"

#include "sample/texts.h"

namespace assent {
namespace {

/// The day on which the file's dates are right.
constexpr std::chrono::sys_days kWritten = std::chrono::year(2026) / 11 / 22;

Result<void> moveDates(json::Value &document, std::chrono::days by)
{
    json::Value *notices = nullptr;
    for (json::Member &member : *document.object()) {
        if (member.first == "notices")
            notices = &member.second;
    }
    if (!notices || !notices->isArray())
        return Error{ErrorCode::Invalid, "the sample catalogue has no notices"};
    for (json::Value &notice : *notices->array()) {
        for (json::Member &member : *notice.object()) {
            if (member.first != "versions")
                continue;
            for (json::Value &version : *member.second.array()) {
                ASSENT_TRY(const Timestamp effective, fromRfc3339(*version.find("effective")->string()));
                version.set("effective", toRfc3339(effective + by));
            }
        }
    }
    return {};
}

} // namespace

Result<Catalogue> sampleCatalogue(Timestamp now)
{
    ASSENT_TRY(json::Value document, json::parse(sample::catalogueText()));
    ASSENT_CHECK(moveDates(document, std::chrono::floor<std::chrono::days>(now) - kWritten));
    return joinCatalogue({json::pretty(document), "sample/catalogue.json"}, {sample::rulesText(), "rules/regimes.json"});
}

} // namespace assent
