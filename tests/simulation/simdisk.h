#pragma once

#include "faults/faults.h"
#include "sample/random.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace assent::test {

/// The disks of several machines in this process, a folder each, on a real file
/// system in memory. A machine can die at any call to its disk; with it may go,
/// as when the power is cut, any part of what was not flushed.
class SimDisk final : public DiskWatcher
{
public:
    explicit SimDisk(sample::Random &random) : m_random(random) { faults::watchDisk(this); }
    ~SimDisk() override { faults::watchDisk(nullptr); }
    SimDisk(const SimDisk &) = delete;
    SimDisk &operator=(const SimDisk &) = delete;

    /// The machine of this folder dies at the `calls`th call to its disk from now on.
    void dieAfter(const std::filesystem::path &machine, int calls);
    bool isDead(const std::filesystem::path &machine) const;
    /// Its files are closed; it may start again. With `powerCut` some of what was
    /// not flushed is lost: whole writes, or the second half of one.
    void revive(const std::filesystem::path &machine, bool powerCut);
    /// Nothing more happens to it until further notice.
    void spare(const std::filesystem::path &machine) { m_countdowns.erase(machine.string()); }
    /// Its folder was replaced: what was written before is no longer waiting.
    void forget(const std::filesystem::path &machine);

    bool admits(const char *file) override;
    void writes(const char *file, ByteView bytes, std::int64_t offset, Bytes before, std::int64_t size) override;
    void cuts(const char *file, std::int64_t offset, Bytes before, std::int64_t size) override;
    void flushed(const char *file) override { m_waiting.erase(file); }

private:
    /// A change that was not flushed, with what it takes to take it back.
    struct Change
    {
        std::int64_t offset = 0;
        Bytes written;  ///< empty: the file was cut at `offset`
        Bytes before;   ///< what was there, as far as the file went
        std::int64_t sizeBefore = 0;
    };
    void losePart(const std::string &file, const std::vector<Change> &changes);

    sample::Random &m_random;
    std::map<std::string, int> m_countdowns; ///< by the machine's folder; 0: dead
    std::map<std::string, std::vector<Change>> m_waiting; ///< by file
};

} // namespace assent::test
