#pragma once

#include "vault/fixture.h"

#include <openssl/evp.h>

#include <memory>

namespace assent::test {

/// A page of a SQLCipher file as it lies there: ciphertext, then the vector and
/// the seal. The first one begins with the salt.
inline std::string decryptedPage(std::string_view page, std::size_t start, const SecretBytes &rawKey)
{
    constexpr std::size_t kReserved = 48;
    const auto bytes = asBytes(page);
    const auto cipher = bytes.subspan(start, page.size() - kReserved - start);
    std::string plain(cipher.size(), '\0');
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    int size = 0;
    const bool done = EVP_DecryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, rawKey.view().data(), bytes.data() + bytes.size() - kReserved)
        && EVP_CIPHER_CTX_set_padding(context.get(), 0)
        && EVP_DecryptUpdate(context.get(), reinterpret_cast<Byte *>(plain.data()), &size, cipher.data(), static_cast<int>(cipher.size()));
    if (!done)
        qFatal("a page does not decrypt");
    return plain;
}

/// How many pages of the file hold a text, free pages and slack included: what
/// someone with the key could find past SQL.
inline int pagesWith(const fs::path &file, const SecretBytes &rawKey, std::string_view text)
{
    constexpr std::size_t kPage = 4096;
    constexpr std::size_t kSalt = 16;
    const std::string content = readFile(file);
    int found = 0;
    for (std::size_t at = 0; at + kPage <= content.size(); at += kPage) {
        const std::string plain = decryptedPage(std::string_view(content).substr(at, kPage), at == 0 ? kSalt : 0, rawKey);
        found += plain.find(text) != std::string::npos ? 1 : 0;
    }
    return found;
}

} // namespace assent::test
