#include "sync/erasuremessages.h"

namespace assent::sync {
namespace {

json::Value partsOf(const Erasure &erasure)
{
    json::Value value;
    value.set("core", erasure.text);
    value.set("signature", toBase64Url(erasure.signature));
    return value;
}

Result<Erasure> readErasure(json::Reader &in)
{
    std::string core = in.text("core");
    const Bytes signature = in.base64url("signature");
    ASSENT_CHECK(in.finish());
    auto erasure = erasureFromText(std::move(core), signature);
    if (erasure)
        return erasure;
    in.fail("core", erasure.error().detail);
    return in.finish().error();
}

std::string_view nameOf(Verdict verdict)
{
    return verdict == Verdict::Accepted ? "accepted" : verdict == Verdict::Duplicate ? "duplicate" : "rejected";
}

} // namespace

json::Value toJson(std::span<const OfferedErasure> offered)
{
    json::Value list{json::Array{}};
    for (const OfferedErasure &one : offered) {
        json::Value value = partsOf(one.erasure);
        if (one.subject)
            value.set("subject", one.subject->toString());
        list.push(std::move(value));
    }
    json::Value out;
    out.set("erasures", std::move(list));
    return out;
}

Result<std::vector<OfferedErasure>> offeredErasuresFromJson(const json::Value &value)
{
    json::Reader in(value, "");
    in.only({"erasures"});
    const json::Array &list = in.list("erasures");
    if (list.size() > static_cast<std::size_t>(kMaxErasures))
        in.fail("erasures", "has more than " + std::to_string(kMaxErasures) + " entries");
    ASSENT_CHECK(in.finish());
    std::vector<OfferedErasure> out;
    for (std::size_t i = 0; i < list.size(); ++i) {
        json::Reader entry(list[i], "erasures[" + std::to_string(i) + "]");
        entry.only({"core", "signature", "subject"});
        OfferedErasure offered;
        offered.subject = entry.idIf<SubjectId>("subject");
        ASSENT_TRY(offered.erasure, readErasure(entry));
        out.push_back(std::move(offered));
    }
    return out;
}

json::Value toJson(std::span<const ErasureResult> results)
{
    json::Value list{json::Array{}};
    for (const ErasureResult &result : results) {
        json::Value value;
        value.set("verdict", nameOf(result.verdict));
        if (!result.reason.empty())
            value.set("reason", result.reason);
        list.push(std::move(value));
    }
    json::Value out;
    out.set("results", std::move(list));
    return out;
}

Result<std::vector<ErasureResult>> erasureResultsFromJson(const json::Value &value)
{
    json::Reader in(value, "");
    const json::Array &list = in.list("results");
    ASSENT_CHECK(in.finish());
    std::vector<ErasureResult> out;
    for (std::size_t i = 0; i < list.size(); ++i) {
        json::Reader entry(list[i], "results[" + std::to_string(i) + "]");
        const std::string verdict = entry.text("verdict");
        ErasureResult result{Verdict::Rejected, entry.textOr("reason", {})};
        ASSENT_CHECK(entry.finish());
        if (verdict == nameOf(Verdict::Accepted))
            result.verdict = Verdict::Accepted;
        else if (verdict == nameOf(Verdict::Duplicate))
            result.verdict = Verdict::Duplicate;
        out.push_back(std::move(result));
    }
    return out;
}

json::Value toJson(const ErasurePage &page)
{
    json::Value list{json::Array{}};
    for (const ToldErasure &told : page.erasures) {
        json::Value value = partsOf(told.erasure);
        value.set("device_key", toBase64Url(told.deviceKey));
        list.push(std::move(value));
    }
    json::Value out;
    out.set("erasures", std::move(list));
    out.set("cursor", page.cursor);
    out.set("more", page.more);
    return out;
}

Result<ErasurePage> erasurePageFromJson(const json::Value &value)
{
    json::Reader in(value, "");
    ErasurePage page;
    page.cursor = in.text("cursor");
    page.more = in.boolean("more");
    const json::Array &list = in.list("erasures");
    ASSENT_CHECK(in.finish());
    for (std::size_t i = 0; i < list.size(); ++i) {
        json::Reader entry(list[i], "erasures[" + std::to_string(i) + "]");
        ToldErasure told;
        told.deviceKey = entry.digest("device_key");
        ASSENT_TRY(told.erasure, readErasure(entry));
        page.erasures.push_back(std::move(told));
    }
    return page;
}

} // namespace assent::sync
