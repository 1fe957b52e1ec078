#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace assent {

/// A set of small numbers that somebody else holds.
class Bits
{
public:
    explicit Bits(std::span<const std::uint64_t> words) : m_words(words) {}
    bool has(std::size_t member) const { return (m_words[member / 64] >> (member % 64) & 1) != 0; }
    std::span<const std::uint64_t> words() const { return m_words; }

private:
    std::span<const std::uint64_t> m_words;
};

/// Sets of numbers below a limit, one for each row.
class BitRows
{
public:
    BitRows() = default;
    BitRows(std::size_t rows, std::size_t limit) : m_width((limit + 63) / 64), m_words(rows * m_width) {}

    Bits row(std::size_t row) const { return Bits(std::span(m_words).subspan(row * m_width, m_width)); }
    void add(std::size_t row, std::size_t member) { m_words[row * m_width + member / 64] |= std::uint64_t{1} << (member % 64); }
    void addAll(std::size_t row, Bits members)
    {
        for (std::size_t i = 0; i < m_width; ++i)
            m_words[row * m_width + i] |= members.words()[i];
    }

private:
    std::size_t m_width = 0;
    std::vector<std::uint64_t> m_words;
};

} // namespace assent
