// Closing acts that a locked store sends: POST /v1/sync/sealed.
#include "sync/hubroutes.h"
#include "sync/hubstate.h"
#include "sync/messagetext.h"
#include "sync/sealed.h"

namespace assent::sync {

namespace {

/// The text opened, or the problem to answer with.
std::variant<json::Value, HttpResponse> openText(const SealKey &key, const json::Value &body)
{
    json::Reader in(body, "");
    in.only({"sealed"});
    const Bytes sealed = in.base64url("sealed");
    if (const auto whole = in.finish(); !whole)
        return contentProblem(whole.error());
    const auto plain = key.open(kSealContext, sealed);
    auto text = plain ? json::parse(asText(plain->view())) : Result<json::Value>(plain.error());
    if (!text)
        return problem(422, "not_sealed_for_this_hub", "the text does not open with this hub's key, or is none", {{}, 0, 0, "sealed"});
    return *std::move(text);
}

struct Sender
{
    HubDevice device;
    bool entitled = false; ///< its token is known; else its closing acts are flagged
};

Result<std::optional<Sender>> senderOf(HubStore &store, const PushEnvelope &push, std::string_view token)
{
    ASSENT_TRY(const auto byToken, store.deviceByToken(token));
    if (byToken && byToken->id == push.device)
        return std::optional(Sender{*byToken, !byToken->revoked});
    ASSENT_TRY(const auto byId, store.device(push.device));
    return byId ? std::optional(Sender{*byId, false}) : std::nullopt;
}

} // namespace

Result<SealKey> HubStore::sealKey()
{
    ASSENT_TRY(const SecretBytes seed, deriveKey("assent/hub-seal/v1"));
    return SealKey::fromSeed(seed.view());
}

/// Nobody signs in: who wrote it stands inside, and each act is signed.
HttpResponse HubService::State::sealed(const HubCall &call)
{
    ASSENT_OR_ANSWER(const json::Value body, readBody(call.request));
    const auto key = store.sealKey();
    if (!key)
        return storeProblem(key.error());
    auto opened = openText(*key, body);
    if (auto *fault = std::get_if<HttpResponse>(&opened))
        return std::move(*fault);
    const json::Value &text = std::get<json::Value>(opened);
    json::Reader in(text, "");
    in.only({"device", "items", "token"});
    const std::string token = in.text("token");
    json::Value inner;
    for (const char *name : {"device", "items"}) {
        if (const json::Value *part = text.find(name))
            inner.set(name, *part);
    }
    const auto push = in.finish() ? pushEnvelopeFromJson(inner) : Result<PushEnvelope>(in.finish().error());
    if (!push)
        return contentProblem(push.error());
    if (push->items.size() > static_cast<std::size_t>(kMaxPushItems))
        return problem(413, "too_large", "more than " + std::to_string(kMaxPushItems) + " items");
    for (const PushedItem &item : push->items) {
        if (item.lane != Lane::Closing)
            return problem(422, "invalid_content", "only closing acts are taken sealed", {{}, 0, 0, item.path});
    }
    const auto sender = senderOf(store, *push, token);
    if (!sender)
        return storeProblem(sender.error());
    if (!*sender)
        return problem(403, "wrong_device", "the device is not enrolled here");
    const auto response = store.take((*sender)->device, (*sender)->entitled, *push);
    if (!response)
        return storeProblem(response.error());
    for (const PushResult &result : response->results)
        count(result.verdict);
    return answerText(200, toText(*response));
}

} // namespace assent::sync
