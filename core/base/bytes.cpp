#include "base/bytes.h"

#include <algorithm>

namespace assent {
namespace {

constexpr std::string_view kStandard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrl = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::string encode64(ByteView bytes, std::string_view alphabet, bool pad)
{
    std::string out;
    out.resize((bytes.size() * 4 + 2) / 3);
    char *to = out.data();
    std::size_t at = 0;
    for (; at + 3 <= bytes.size(); at += 3) {
        const std::uint32_t group = static_cast<std::uint32_t>(bytes[at] << 16 | bytes[at + 1] << 8 | bytes[at + 2]);
        for (int shift = 18; shift >= 0; shift -= 6)
            *to++ = alphabet[(group >> shift) & 63];
    }
    if (const std::size_t rest = bytes.size() - at; rest > 0) {
        const std::uint32_t group = static_cast<std::uint32_t>(bytes[at] << 16 | (rest > 1 ? bytes[at + 1] << 8 : 0));
        for (int shift = 18; to != out.data() + out.size(); shift -= 6)
            *to++ = alphabet[(group >> shift) & 63];
    }
    while (pad && out.size() % 4 != 0)
        out += '=';
    return out;
}

std::array<std::int8_t, 256> reverse(std::string_view alphabet)
{
    std::array<std::int8_t, 256> table;
    table.fill(-1);
    for (std::size_t i = 0; i < alphabet.size(); ++i)
        table[static_cast<Byte>(alphabet[i])] = static_cast<std::int8_t>(i);
    return table;
}

Result<Bytes> decode64(std::string_view text, const std::array<std::int8_t, 256> &table)
{
    if (text.size() % 4 == 1)
        return Error{ErrorCode::Invalid, "base64 text has an impossible length"};
    Bytes out(text.size() * 3 / 4);
    Byte *to = out.data();
    std::int32_t faults = 0; // negative once a character is none
    const auto value = [&](std::size_t at) {
        const std::int32_t digit = table[static_cast<Byte>(text[at])];
        faults |= digit;
        return static_cast<std::uint32_t>(digit);
    };
    std::size_t at = 0;
    for (; at + 4 <= text.size(); at += 4) {
        const std::uint32_t group = value(at) << 18 | value(at + 1) << 12 | value(at + 2) << 6 | value(at + 3);
        *to++ = static_cast<Byte>(group >> 16);
        *to++ = static_cast<Byte>(group >> 8);
        *to++ = static_cast<Byte>(group);
    }
    std::uint32_t stray = 0;
    if (const std::size_t rest = text.size() - at; rest > 0) {
        const std::uint32_t group = value(at) << 18 | value(at + 1) << 12 | (rest > 2 ? value(at + 2) << 6 : 0);
        *to++ = static_cast<Byte>(group >> 16);
        if (rest > 2)
            *to++ = static_cast<Byte>(group >> 8);
        stray = group & (rest > 2 ? 0xFFU : 0xFFFFU);
    }
    if (faults < 0)
        return Error{ErrorCode::Invalid, "a character that is not base64"};
    if (stray != 0)
        return Error{ErrorCode::Invalid, "base64 text with stray bits at its end"};
    return out;
}

/// Length of the sequence that starts with `lead`, or 0.
int sequenceLength(Byte lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    if (lead >= 0xF0 && lead <= 0xF4)
        return 4;
    return 0;
}

bool secondByteFits(Byte lead, Byte second)
{
    const Byte low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const Byte high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= low && second <= high;
}

} // namespace

std::string toHex(ByteView bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (Byte byte : bytes) {
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

Result<Bytes> fromHex(std::string_view hex)
{
    if (hex.size() % 2 != 0)
        return Error{ErrorCode::Invalid, "hexadecimal text of odd length"};
    Bytes out;
    out.reserve(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = hexValue(hex[i]);
        const int low = hexValue(hex[i + 1]);
        if (high < 0 || low < 0)
            return Error{ErrorCode::Invalid, "a character that is not hexadecimal"};
        out.push_back(static_cast<Byte>(high * 16 + low));
    }
    return out;
}

std::string toBase64(ByteView bytes) { return encode64(bytes, kStandard, true); }
std::string toBase64Url(ByteView bytes) { return encode64(bytes, kUrl, false); }

Result<Bytes> fromBase64(std::string_view text)
{
    static const auto table = reverse(kStandard);
    if (text.size() % 4 != 0)
        return Error{ErrorCode::Invalid, "base64 text without its padding"};
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=')
        ++padding;
    return decode64(text.substr(0, text.size() - padding), table);
}

Result<Bytes> fromBase64Url(std::string_view text)
{
    static const auto table = reverse(kUrl);
    return decode64(text, table);
}

Result<Digest> toDigest(ByteView bytes)
{
    Digest digest;
    if (bytes.size() != digest.size())
        return Error{ErrorCode::Invalid, "a SHA-256 value has 32 bytes, this has " + std::to_string(bytes.size())};
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

bool isUtf8(std::string_view text)
{
    const ByteView bytes = asBytes(text);
    for (std::size_t i = 0; i < bytes.size();) {
        const int length = sequenceLength(bytes[i]);
        if (length == 0 || i + static_cast<std::size_t>(length) > bytes.size())
            return false;
        if (length > 1 && !secondByteFits(bytes[i], bytes[i + 1]))
            return false;
        for (std::size_t k = 2; k < static_cast<std::size_t>(length); ++k) {
            if ((bytes[i + k] & 0xC0) != 0x80)
                return false;
        }
        i += static_cast<std::size_t>(length);
    }
    return true;
}

} // namespace assent
