#pragma once

#include <sqlite3.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace assent {

/// The idle statements of one connection, one for each text.
class StatementPool
{
public:
    StatementPool() = default;
    StatementPool(const StatementPool &) = delete;
    StatementPool &operator=(const StatementPool &) = delete;
    ~StatementPool() { close(); }

    sqlite3_stmt *take(std::string_view sql)
    {
        const auto found = m_idle.find(sql);
        return found == m_idle.end() ? nullptr : std::exchange(found->second, nullptr);
    }

    void give(sqlite3_stmt *statement)
    {
        if (sqlite3_stmt **place = placeFor(statement)) {
            sqlite3_reset(statement);
            sqlite3_clear_bindings(statement);
            *place = statement;
        } else {
            sqlite3_finalize(statement);
        }
    }

    void close()
    {
        m_open = false;
        for (const auto &[sql, statement] : m_idle)
            sqlite3_finalize(statement);
        m_idle.clear();
    }

private:
    static constexpr std::size_t kMostTexts = 256;

    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    sqlite3_stmt **placeFor(sqlite3_stmt *statement)
    {
        const char *text = sqlite3_sql(statement);
        if (!text) // there was no memory for it
            return nullptr;
        const std::string_view sql = text;
        auto found = m_idle.find(sql);
        if (found == m_idle.end() && m_open && m_idle.size() < kMostTexts)
            found = m_idle.emplace(sql, nullptr).first;
        return found == m_idle.end() || found->second ? nullptr : &found->second;
    }

    std::unordered_map<std::string, sqlite3_stmt *, Hash, std::equal_to<>> m_idle; ///< null: in use
    bool m_open = true;
};

} // namespace assent
