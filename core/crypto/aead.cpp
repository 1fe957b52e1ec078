#include "crypto/aead.h"

#include <openssl/evp.h>

#include <memory>

namespace assent {
namespace {

struct FreeContext
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

Result<void> checkSizes(ByteView key, ByteView nonce)
{
    if (key.size() != kAeadKeySize)
        return Error{ErrorCode::Invalid, "an AES-256-GCM key has 32 bytes"};
    if (nonce.size() != kAeadNonceSize)
        return Error{ErrorCode::Invalid, "an AES-256-GCM nonce has 12 bytes"};
    return {};
}

/// Fetched once: an implicit fetch at each call costs more than a short text.
const EVP_CIPHER *algorithm()
{
    static const EVP_CIPHER *fetched = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return fetched;
}

Error broken() { return Error{ErrorCode::Io, "AES-256-GCM is not available in this OpenSSL"}; }

} // namespace

Result<Bytes> aeadEncrypt(ByteView key, ByteView nonce, ByteView aad, ByteView plain)
{
    ASSENT_CHECK(checkSizes(key, nonce));
    const Context context(EVP_CIPHER_CTX_new());
    Bytes out(plain.size() + kAeadTagSize);
    int size = 0;
    const bool done = context && EVP_EncryptInit_ex2(context.get(), algorithm(), key.data(), nonce.data(), nullptr) == 1
        && (aad.empty() || EVP_EncryptUpdate(context.get(), nullptr, &size, aad.data(), static_cast<int>(aad.size())) == 1)
        && (plain.empty() || EVP_EncryptUpdate(context.get(), out.data(), &size, plain.data(), static_cast<int>(plain.size())) == 1)
        && EVP_EncryptFinal_ex(context.get(), out.data() + plain.size(), &size) == 1
        && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kAeadTagSize, out.data() + plain.size()) == 1;
    if (!done)
        return broken();
    return out;
}

Result<SecretBytes> aeadDecrypt(ByteView key, ByteView nonce, ByteView aad, ByteView cipher)
{
    ASSENT_CHECK(checkSizes(key, nonce));
    if (cipher.size() < kAeadTagSize)
        return Error{ErrorCode::Corrupt, "sealed text is shorter than its tag"};
    const ByteView body = cipher.first(cipher.size() - kAeadTagSize);
    Bytes tag = toBytes(cipher.last(kAeadTagSize));
    const Context context(EVP_CIPHER_CTX_new());
    SecretBytes out(body.size());
    int size = 0;
    Byte rest[16];
    const bool ready = context && EVP_DecryptInit_ex2(context.get(), algorithm(), key.data(), nonce.data(), nullptr) == 1
        && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kAeadTagSize, tag.data()) == 1
        && (aad.empty() || EVP_DecryptUpdate(context.get(), nullptr, &size, aad.data(), static_cast<int>(aad.size())) == 1)
        && (body.empty() || EVP_DecryptUpdate(context.get(), out.data(), &size, body.data(), static_cast<int>(body.size())) == 1);
    if (!ready)
        return broken();
    if (EVP_DecryptFinal_ex(context.get(), rest, &size) != 1)
        return Error{ErrorCode::Corrupt, "sealed text does not open with this key"};
    return out;
}

Result<Bytes> aeadSeal(ByteView key, ByteView aad, ByteView plain)
{
    ASSENT_TRY(Bytes sealed, randomBytes(kAeadNonceSize));
    ASSENT_TRY(const Bytes cipher, aeadEncrypt(key, sealed, aad, plain));
    sealed.insert(sealed.end(), cipher.begin(), cipher.end());
    return sealed;
}

Result<SecretBytes> aeadOpen(ByteView key, ByteView aad, ByteView sealed)
{
    if (sealed.size() < kAeadNonceSize + kAeadTagSize)
        return Error{ErrorCode::Corrupt, "sealed text is too short"};
    return aeadDecrypt(key, sealed.first(kAeadNonceSize), aad, sealed.subspan(kAeadNonceSize));
}

} // namespace assent
