#include "table.h"

#include "text.h"

#include <algorithm>
#include <numeric>

namespace assent::ctl {
namespace {

constexpr int kGap = 2;
constexpr int kNarrowest = 8;

std::string padded(const std::string &cell, int width, bool right)
{
    const int missing = std::max(0, width - displayWidth(cell));
    const std::string space(static_cast<std::size_t>(missing), ' ');
    return right ? space + cell : cell + space;
}

std::string withoutTrailingSpace(std::string line)
{
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

int totalOf(const std::vector<int> &widths)
{
    const auto used = std::count_if(widths.begin(), widths.end(), [](int width) { return width > 0; });
    return std::accumulate(widths.begin(), widths.end(), 0) + kGap * std::max<int>(0, static_cast<int>(used) - 1);
}

} // namespace

void Table::add(std::vector<std::string> cells)
{
    cells.resize(m_columns.size());
    for (std::string &cell : cells)
        cell = printable(cell);
    m_rows.push_back(std::move(cells));
}

std::vector<int> Table::widths(int limit) const
{
    std::vector<int> widths(m_columns.size(), 0);
    for (const auto &row : m_rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(row[i]));
    }
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (widths[i] > 0)
            widths[i] = std::max(widths[i], displayWidth(m_columns[i].title));
    }
    while (totalOf(widths) > limit) {
        int widest = -1;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const bool elastic = m_columns[i].kind == Column::Kind::Elastic;
            if (elastic && widths[i] > kNarrowest && (widest < 0 || widths[i] > widths[static_cast<std::size_t>(widest)]))
                widest = static_cast<int>(i);
        }
        if (widest < 0)
            break;
        --widths[static_cast<std::size_t>(widest)];
    }
    return widths;
}

std::string Table::toText(int limit) const
{
    const std::vector<int> columns = widths(limit);
    const auto lineOf = [&](const auto &cellAt) {
        std::string line;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i] == 0)
                continue;
            if (!line.empty())
                line.append(kGap, ' ');
            line += padded(shortened(cellAt(i), columns[i]), columns[i], m_columns[i].kind == Column::Kind::Number);
        }
        return withoutTrailingSpace(std::move(line));
    };
    std::string text = lineOf([&](std::size_t i) { return m_columns[i].title; });
    for (const auto &row : m_rows)
        text += lineOf([&](std::size_t i) { return row[i]; });
    return text;
}

std::string facts(const std::vector<std::pair<std::string, std::string>> &lines)
{
    int width = 0;
    for (const auto &[label, value] : lines)
        width = std::max(width, value.empty() ? 0 : displayWidth(label));
    std::string text;
    for (const auto &[label, value] : lines) {
        if (!value.empty())
            text += withoutTrailingSpace(padded(label, width + kGap, false) + printable(value));
    }
    return text;
}

} // namespace assent::ctl
