#include "sync/hubunsubscribe.h"

#include "crypto/aead.h"

namespace assent::sync {
namespace {

constexpr std::string_view kTokenUse = "assent/unsubscribe-token/v1";

Error unknownToken() { return {ErrorCode::NotFound, "this link is not of this hub"}; }

} // namespace

Result<std::string> toToken(HubStore &store, const Unsubscription &what)
{
    json::Value inside;
    inside.set("c", what.channel.str());
    inside.set("k", what.controller.str());
    inside.set("p", what.purpose.str());
    inside.set("s", what.subject.toString());
    ASSENT_TRY(const SecretBytes key, store.deriveKey(kTokenUse));
    ASSENT_TRY(const Bytes sealed, aeadSeal(key.view(), asBytes(kTokenUse), asBytes(json::canonical(inside))));
    return toBase64Url(sealed);
}

Result<Unsubscription> fromToken(HubStore &store, std::string_view token)
{
    const auto sealed = fromBase64Url(token);
    if (!sealed || sealed->size() < kAeadNonceSize + kAeadTagSize)
        return unknownToken();
    ASSENT_TRY(const SecretBytes key, store.deriveKey(kTokenUse));
    const auto plain = aeadOpen(key.view(), asBytes(kTokenUse), *sealed);
    if (!plain)
        return unknownToken();
    ASSENT_TRY(const json::Value inside, json::parse(asText(plain->view())));
    json::Reader in(inside, "token");
    Unsubscription out{in.id<SubjectId>("s"), ControllerId(in.text("k")), PurposeId(in.text("p")), ChannelId(in.text("c"))};
    ASSENT_CHECK(in.finish());
    return out;
}

} // namespace assent::sync
