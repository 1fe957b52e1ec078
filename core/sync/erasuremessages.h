#pragma once

#include "profile/erasure.h"
#include "sync/messages.h"

namespace assent::sync {

inline constexpr int kMaxErasures = 500; ///< of a request or an answer

/// POST /v1/erasures: {"erasures":[{"core","signature","subject"?}]}. Who made the
/// erasure names the person, so that the hub finds what came without a pseudonym;
/// it keeps no such id.
struct OfferedErasure
{
    Erasure erasure;
    std::optional<SubjectId> subject;
};
json::Value toJson(std::span<const OfferedErasure> offered);
Result<std::vector<OfferedErasure>> offeredErasuresFromJson(const json::Value &value);

/// {"results":[{"verdict","reason"?}]}, in the order of the erasures.
struct ErasureResult
{
    Verdict verdict = Verdict::Rejected; ///< never Erased
    std::string reason; ///< "wrong_device", "bad_signature", "wrong_subject", "out_of_scope"
};
json::Value toJson(std::span<const ErasureResult> results);
Result<std::vector<ErasureResult>> erasureResultsFromJson(const json::Value &value);

/// GET /v1/erasures?cursor=…: {"erasures":[{"core","signature","device_key"}],"cursor","more"}
struct ToldErasure
{
    Erasure erasure;
    PublicKey deviceKey = {};
};
struct ErasurePage
{
    std::vector<ToldErasure> erasures;
    std::string cursor; ///< opaque
    bool more = false;
};
json::Value toJson(const ErasurePage &page);
Result<ErasurePage> erasurePageFromJson(const json::Value &value);

} // namespace assent::sync
