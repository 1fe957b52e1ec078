#include "sync/postgres/connection.h"

#include <charconv>

namespace assent::sync::postgres {
namespace {

template<typename Number>
void append(Bytes &out, Number value)
{
    for (int shift = static_cast<int>(sizeof(Number)) * 8 - 8; shift >= 0; shift -= 8)
        out.push_back(static_cast<Byte>(value >> shift));
}

template<typename Number>
Bytes bigEndian(Number value)
{
    Bytes out;
    append(out, value);
    return out;
}

} // namespace

Parameters &Parameters::number(std::int64_t value)
{
    m_values.push_back(bigEndian(static_cast<std::uint64_t>(value)));
    return *this;
}

Parameters &Parameters::small(int value)
{
    m_values.push_back(bigEndian(static_cast<std::uint16_t>(value)));
    return *this;
}

Parameters &Parameters::flag(bool value)
{
    m_values.push_back(Bytes{static_cast<Byte>(value ? 1 : 0)});
    return *this;
}

Parameters &Parameters::bytes(ByteView value)
{
    m_values.push_back(toBytes(value));
    return *this;
}

Parameters &Parameters::null()
{
    m_values.push_back(std::nullopt);
    return *this;
}

Parameters &Parameters::list(List list)
{
    m_values.push_back(std::move(list.m_bytes));
    return *this;
}

/// Dimensions, "has nulls", the elements' type, their number, the first index.
Parameters::List::List(std::uint32_t type, std::size_t size)
{
    for (const std::uint32_t word : {size > 0 ? 1U : 0U, 1U, type})
        append(m_bytes, word);
    if (size > 0) {
        append(m_bytes, static_cast<std::uint32_t>(size));
        append(m_bytes, 1U);
    }
}

void Parameters::List::length(std::uint32_t size) { append(m_bytes, size); }

void Parameters::List::number(std::int64_t value)
{
    length(8);
    append(m_bytes, static_cast<std::uint64_t>(value));
}

void Parameters::List::small(int value)
{
    length(2);
    append(m_bytes, static_cast<std::uint16_t>(value));
}

void Parameters::List::bytes(ByteView value)
{
    length(static_cast<std::uint32_t>(value.size()));
    m_bytes.insert(m_bytes.end(), value.begin(), value.end());
}

void Parameters::List::null() { length(UINT32_MAX); }

std::int64_t Rows::changed() const
{
    const std::string_view text = PQcmdTuples(m_result.get());
    std::int64_t out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

ByteView Rows::bytes(int row, int column) const
{
    const auto *begin = reinterpret_cast<const Byte *>(PQgetvalue(m_result.get(), row, column));
    return {begin, static_cast<std::size_t>(PQgetlength(m_result.get(), row, column))};
}

std::int64_t Rows::number(int row, int column) const
{
    const ByteView value = bytes(row, column);
    std::uint64_t out = !value.empty() && (value.front() & 0x80) ? UINT64_MAX : 0; // the sign
    for (const Byte byte : value)
        out = out << 8 | byte;
    return static_cast<std::int64_t>(out);
}

} // namespace assent::sync::postgres
