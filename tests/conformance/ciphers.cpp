// Wycheproof cases with their group's fields merged in. The verdict is ours:
// the case's own "result" is never looked at.
#include "conformance/kinds.h"

#include "base/json.h"
#include "crypto/aead.h"
#include "crypto/argon2id.h"
#include "crypto/hash.h"
#include "crypto/signature.h"

namespace assent::conformance {
namespace {

// A case from outside may not take the machine down.
constexpr std::int64_t kMaxMemoryKiB = 2 * 1024 * 1024;
constexpr std::int64_t kMaxPasses = 1000;
constexpr std::int64_t kMaxLength = 1024 * 1024;

Error refused(std::string detail) { return Error{ErrorCode::Invalid, std::move(detail)}; }

Bytes hexOf(json::Reader &in, std::string_view name)
{
    auto bytes = fromHex(in.text(name));
    if (!bytes)
        in.fail(name, bytes.error().detail);
    return bytes ? *std::move(bytes) : Bytes{};
}

Bytes hexOr(json::Reader &in, std::string_view name) { return in.absent(name) ? Bytes{} : hexOf(in, name); }

/// RFC 2104, section 5: a truncated tag has at least half of the hash's bits.
Result<std::size_t> macSize(json::Reader &in, std::size_t tagSize)
{
    const std::int64_t bits = in.integerOr("tagSize", static_cast<std::int64_t>(tagSize) * 8);
    ASSENT_CHECK(in.finish());
    if (bits % 8 != 0 || bits < 128 || bits > 256)
        return refused("a tag of HMAC-SHA-256 has 16 to 32 bytes");
    return static_cast<std::size_t>(bits / 8);
}

/// The key stands as "pk", or under "publicKey" or "key", by the file's age.
Result<PublicKey> publicKeyOf(const json::Value &value)
{
    const json::Value *key = value.find("pk");
    for (const char *name : {"publicKey", "key"}) {
        const json::Value *holder = value.find(name);
        if (!key && holder)
            key = holder->isString() ? holder : holder->find("pk");
    }
    if (!key || !key->string())
        return refused("there is no public key");
    ASSENT_TRY(const Bytes bytes, fromHex(*key->string()));
    return toPublicKey(bytes);
}

} // namespace

Result<std::string> runAead(Parameters, std::string input)
{
    ASSENT_TRY(const json::Value value, json::parse(input));
    json::Reader in(value, "");
    const Bytes key = hexOf(in, "key");
    const Bytes nonce = hexOf(in, "iv");
    const Bytes aad = hexOr(in, "aad");
    const Bytes message = hexOf(in, "msg");
    Bytes sealed = hexOf(in, "ct");
    const Bytes tag = hexOf(in, "tag");
    if (in.integerOr("tagSize", kAeadTagSize * 8) != kAeadTagSize * 8)
        in.fail("tagSize", "must be 128");
    ASSENT_CHECK(in.finish());
    if (tag.size() != kAeadTagSize)
        return refused("a tag has 16 bytes");
    sealed.insert(sealed.end(), tag.begin(), tag.end());
    ASSENT_TRY(const SecretBytes opened, aeadDecrypt(key, nonce, aad, sealed));
    if (!equalInConstantTime(opened.view(), message))
        return refused("it opens to another message");
    ASSENT_TRY(const Bytes made, aeadEncrypt(key, nonce, aad, message));
    return toHex(made);
}

Result<std::string> runHmac(Parameters, std::string input)
{
    ASSENT_TRY(const json::Value value, json::parse(input));
    json::Reader in(value, "");
    const Bytes key = hexOf(in, "key");
    const Bytes message = hexOf(in, "msg");
    const Bytes tag = hexOf(in, "tag");
    ASSENT_TRY(const std::size_t size, macSize(in, tag.size()));
    const Digest made = hmacSha256(key, message);
    const ByteView cut = ByteView(made).first(size);
    if (!equalInConstantTime(cut, tag))
        return refused("the tag is another");
    return toHex(cut);
}

Result<std::string> runHkdf(Parameters, std::string input)
{
    ASSENT_TRY(const json::Value value, json::parse(input));
    json::Reader in(value, "");
    const Bytes key = hexOf(in, "ikm");
    const Bytes salt = hexOr(in, "salt");
    const Bytes info = hexOr(in, "info");
    const auto size = static_cast<std::size_t>(in.integer("size", 0));
    const Bytes expected = hexOr(in, "okm");
    ASSENT_CHECK(in.finish());
    ASSENT_TRY(const SecretBytes made, hkdfSha256(key, salt, info, size));
    if (in.has("okm") && !equalInConstantTime(made.view(), expected))
        return refused("the derived key is another");
    return toHex(made.view());
}

Result<std::string> runEd25519(Parameters, std::string input)
{
    ASSENT_TRY(const json::Value value, json::parse(input));
    json::Reader in(value, "");
    const Bytes message = hexOf(in, "msg");
    const Bytes signature = hexOf(in, "sig");
    ASSENT_CHECK(in.finish());
    ASSENT_TRY(const PublicKey key, publicKeyOf(value));
    if (!verifySignature(key, message, signature))
        return refused("the signature does not hold");
    return toHex(signature);
}

Result<std::string> runArgon2id(Parameters, std::string input)
{
    ASSENT_TRY(const json::Value value, json::parse(input));
    json::Reader in(value, "");
    const std::string password = in.text("password");
    const std::string salt = in.text("salt");
    const auto passes = in.integer("t", 0, kMaxPasses);
    const auto memory = in.integer("m_kib", 0, kMaxMemoryKiB);
    const auto lanes = in.integer("p", 0, 255);
    const auto length = in.integer("length", 0, kMaxLength);
    ASSENT_CHECK(in.finish());
    const Argon2Cost cost{static_cast<std::uint32_t>(passes), static_cast<std::uint32_t>(memory), static_cast<std::uint32_t>(lanes)};
    ASSENT_TRY(const SecretBytes made, argon2id(asBytes(password), asBytes(salt), cost, static_cast<std::size_t>(length)));
    return toHex(made.view());
}

} // namespace assent::conformance
