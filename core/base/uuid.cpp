#include "base/uuid.h"

#include <algorithm>
#include <mutex>
#include <random>

#include <sys/random.h>

namespace assent {
namespace {

void fillRandom(Byte *out, std::size_t size)
{
    if (::getrandom(out, size, 0) == static_cast<ssize_t>(size))
        return;
    std::random_device device; // only on kernels without getrandom
    std::generate(out, out + size, [&device] { return static_cast<Byte>(device()); });
}

void stamp(std::array<Byte, 16> &bytes, int version)
{
    bytes[6] = static_cast<Byte>((bytes[6] & 0x0F) | (version << 4));
    bytes[8] = static_cast<Byte>((bytes[8] & 0x3F) | 0x80);
}

Error notAnId() { return {ErrorCode::Invalid, "not an id in the form 01890a5d-ac96-774b-bcce-b302099a8057"}; }

} // namespace

Result<Uuid> Uuid::parse(std::string_view text)
{
    if (text.size() != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' || std::count(text.begin(), text.end(), '-') != 4)
        return notAnId();
    std::array<char, 32> hex;
    std::copy_if(text.begin(), text.end(), hex.begin(), [](char c) { return c != '-'; });
    const auto bytes = fromHex({hex.data(), hex.size()});
    return bytes ? fromBytes(*bytes) : notAnId();
}

Result<Uuid> Uuid::fromBytes(ByteView bytes)
{
    if (bytes.size() != 16)
        return Error{ErrorCode::Invalid, "an id has 16 bytes, this has " + std::to_string(bytes.size())};
    std::array<Byte, 16> out;
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return Uuid{out};
}

std::string Uuid::toString() const
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(36, '-');
    std::size_t at = 0;
    for (const Byte byte : m_bytes) {
        at += at == 8 || at == 13 || at == 18 || at == 23 ? 1 : 0;
        text[at++] = digits[byte >> 4];
        text[at++] = digits[byte & 15];
    }
    return text;
}

Uuid makeUuidV7(Timestamp at)
{
    // RFC 9562, 6.2, method 1: the 12 bits of rand_a and the first 14 of rand_b
    // count within a millisecond, so that ids made in one burst stay in order.
    static std::mutex mutex;
    static std::int64_t lastMillis = 0;
    static std::uint32_t counter = 0;

    std::array<Byte, 16> bytes;
    fillRandom(bytes.data() + 6, 10);
    std::uint32_t count;
    std::int64_t millis = std::max<std::int64_t>(toMillis(at), 0);
    {
        const std::lock_guard lock(mutex);
        if (millis <= lastMillis) { // a clock that goes back does not take the order with it
            if (++counter >> 26 != 0) {
                ++lastMillis;
                counter = 0;
            }
            millis = lastMillis;
        } else {
            lastMillis = millis;
            counter = (static_cast<std::uint32_t>(bytes[6]) << 8 | bytes[7]) & 0xFFFF;
        }
        count = counter;
    }
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<Byte>(millis >> (8 * (5 - i)));
    bytes[6] = static_cast<Byte>((count >> 22) & 0x0F);
    bytes[7] = static_cast<Byte>(count >> 14);
    bytes[8] = static_cast<Byte>((count >> 8) & 0x3F);
    bytes[9] = static_cast<Byte>(count);
    stamp(bytes, 7);
    return Uuid{bytes};
}

Uuid makeUuidV8(const Digest &digest)
{
    std::array<Byte, 16> bytes;
    std::copy_n(digest.begin(), bytes.size(), bytes.begin());
    stamp(bytes, 8);
    return Uuid{bytes};
}

} // namespace assent
