#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

using Byte = std::uint8_t;
using Bytes = std::vector<Byte>;
using ByteView = std::span<const Byte>;
using Digest = std::array<Byte, 32>; ///< a SHA-256 value

inline ByteView asBytes(std::string_view text)
{
    return {reinterpret_cast<const Byte *>(text.data()), text.size()};
}
inline std::string_view asText(ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}
inline Bytes toBytes(ByteView view) { return {view.begin(), view.end()}; }

/// Lower-case hexadecimal.
std::string toHex(ByteView bytes);
/// Accepts both cases; fails with Invalid on anything else or an odd length.
Result<Bytes> fromHex(std::string_view hex);

/// RFC 4648 section 4, with padding.
std::string toBase64(ByteView bytes);
/// RFC 4648 section 5, without padding.
std::string toBase64Url(ByteView bytes);
/// Accepts exactly what toBase64 writes; non-canonical forms are Invalid.
Result<Bytes> fromBase64(std::string_view text);
/// Accepts exactly what toBase64Url writes; non-canonical forms are Invalid.
Result<Bytes> fromBase64Url(std::string_view text);

/// Fails with Invalid when the view is not 32 bytes long.
Result<Digest> toDigest(ByteView bytes);

/// True when the bytes are well-formed UTF-8 (RFC 3629: no surrogates, no
/// overlong forms, at most U+10FFFF).
bool isUtf8(std::string_view text);

} // namespace assent
