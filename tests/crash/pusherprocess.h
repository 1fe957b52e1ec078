#pragma once

#include "crash/toldprocess.h"

#include <set>

namespace assent::test {

/// A run of assent-pusher.
class PusherProcess final : public ToldProcess
{
public:
    PusherProcess(const QString &store, const std::string &hubUrl, const std::string &keyHex, std::uint64_t seed);

    /// Events that are durable in its store, by its word.
    const std::set<std::string> &committed() const { return m_committed; }
    /// Those of them that the hub has, by its word.
    const std::set<std::string> &synced() const { return m_synced; }

private:
    void take(const std::string &line) override;

    std::set<std::string> m_committed;
    std::set<std::string> m_synced;
};

} // namespace assent::test
