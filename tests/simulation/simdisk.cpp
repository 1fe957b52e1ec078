#include "simulation/simdisk.h"

#include <fcntl.h>
#include <unistd.h>

#include <QtGlobal>

namespace assent::test {
namespace {

bool isUnder(std::string_view file, std::string_view folder)
{
    return file.size() > folder.size() && file.starts_with(folder) && file[folder.size()] == '/';
}

/// A file of a machine that is dead.
class PlainFile
{
public:
    explicit PlainFile(const std::string &path) : m_file(::open(path.c_str(), O_RDWR | O_CLOEXEC)) {}
    ~PlainFile()
    {
        if (m_file >= 0)
            ::close(m_file);
    }
    PlainFile(const PlainFile &) = delete;
    PlainFile &operator=(const PlainFile &) = delete;

    bool isThere() const { return m_file >= 0; }
    void write(ByteView bytes, std::int64_t offset) const
    {
        if (::pwrite(m_file, bytes.data(), bytes.size(), offset) != static_cast<ssize_t>(bytes.size()))
            qFatal("the simulated disk is full");
    }
    void cut(std::int64_t size) const
    {
        if (::ftruncate(m_file, size) != 0)
            qFatal("the simulated disk fails");
    }

private:
    int m_file;
};

} // namespace

void SimDisk::dieAfter(const std::filesystem::path &machine, int calls) { m_countdowns[machine.string()] = calls; }

bool SimDisk::isDead(const std::filesystem::path &machine) const
{
    const auto found = m_countdowns.find(machine.string());
    return found != m_countdowns.end() && found->second == 0;
}

bool SimDisk::admits(const char *file)
{
    for (auto &[folder, countdown] : m_countdowns) {
        if (isUnder(file, folder) && (countdown == 0 || --countdown == 0))
            return false;
    }
    return true;
}

void SimDisk::writes(const char *file, ByteView bytes, std::int64_t offset, Bytes before, std::int64_t size)
{
    m_waiting[file].push_back({offset, Bytes(bytes.begin(), bytes.end()), std::move(before), size});
}

void SimDisk::cuts(const char *file, std::int64_t offset, Bytes before, std::int64_t size)
{
    m_waiting[file].push_back({offset, {}, std::move(before), size});
}

void SimDisk::forget(const std::filesystem::path &machine)
{
    std::erase_if(m_waiting, [&](const auto &waiting) { return isUnder(waiting.first, machine.string()); });
}

void SimDisk::revive(const std::filesystem::path &machine, bool powerCut)
{
    m_countdowns.erase(machine.string());
    for (const auto &[file, changes] : m_waiting) {
        if (powerCut && isUnder(file, machine.string()))
            losePart(file, changes);
    }
    forget(machine);
}

/// Takes all changes back, then makes some of them again.
void SimDisk::losePart(const std::string &file, const std::vector<Change> &changes)
{
    const PlainFile disk(file);
    if (!disk.isThere())
        return;
    for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
        disk.write(change->before, change->offset);
        disk.cut(change->sizeBefore);
    }
    for (const Change &change : changes) {
        const int luck = m_random.between(0, 3);
        if (luck == 0)
            continue;
        const ByteView bytes(change.written);
        if (change.written.empty())
            disk.cut(change.offset);
        else
            disk.write(luck == 1 ? bytes.first(bytes.size() / 2) : bytes, change.offset);
    }
}

} // namespace assent::test
