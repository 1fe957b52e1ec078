#pragma once

#include <string>
#include <vector>

namespace assent::ctl {

inline constexpr int kTableColumns = 100;

/// Aligned text columns for people. A table that would be wider than the limit
/// shortens its widest elastic columns; fixed ones (ids, numbers, times) stay
/// whole. Cells are made printable.
class Table
{
public:
    struct Column
    {
        std::string title;
        enum class Kind { Elastic, Fixed, Number } kind = Kind::Elastic;
    };

    explicit Table(std::vector<Column> columns) : m_columns(std::move(columns)) {}
    /// One cell for each column; missing ones are empty.
    void add(std::vector<std::string> cells);
    bool empty() const { return m_rows.empty(); }
    /// Title line, rows; columns that are empty in every row are left out.
    std::string toText(int limit = kTableColumns) const;

private:
    std::vector<int> widths(int limit) const;

    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

/// "label   value" lines for one thing, values aligned. Empty values are left out.
std::string facts(const std::vector<std::pair<std::string, std::string>> &lines);

} // namespace assent::ctl
