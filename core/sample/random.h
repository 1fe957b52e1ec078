#pragma once

#include "base/uuid.h"

#include <span>

namespace assent::sample {

/// SplitMix64: the same numbers on every machine, and a stream of its own for
/// each person, so that nobody depends on how many come before. Not for keys.
class Random
{
public:
    Random(std::uint64_t seed, std::uint64_t stream) : m_state(mix(seed + kStep) ^ mix(stream * 2 + 1)) {}

    std::uint64_t next() { return mix(m_state += kStep); }
    /// From low to high, both included.
    int between(int low, int high) { return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1)); }
    bool chance(int percent) { return between(1, 100) <= percent; }

    template<typename List>
    const auto &pick(const List &list)
    {
        return list[next() % std::size(list)];
    }

    /// A UUIDv7 of this instant whose other bits come from this stream.
    Uuid uuid(Timestamp at)
    {
        std::array<Byte, 16> bytes;
        const auto millis = static_cast<std::uint64_t>(toMillis(at));
        const std::uint64_t high = (millis << 16) | 0x7000 | (next() & 0x0FFF);
        const std::uint64_t low = (next() >> 2) | 0x8000000000000000ULL;
        for (std::size_t i = 0; i < 8; ++i) {
            bytes[i] = static_cast<Byte>(high >> (8 * (7 - i)));
            bytes[8 + i] = static_cast<Byte>(low >> (8 * (7 - i)));
        }
        return Uuid{bytes};
    }

private:
    static constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15ULL;
    static constexpr std::uint64_t mix(std::uint64_t z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

    std::uint64_t m_state;
};

} // namespace assent::sample
