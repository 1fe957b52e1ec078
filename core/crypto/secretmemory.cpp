#include "crypto/secretmemory.h"

#include <openssl/crypto.h>

#include <sys/mman.h>

#include <array>
#include <bit>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

namespace assent {
namespace {

constexpr std::size_t kSmallest = 32;
constexpr std::size_t kLargest = 4096; ///< larger ones have pages of their own
constexpr std::size_t kChunk = 64 * 1024;
constexpr std::size_t kClasses = std::bit_width(kLargest / kSmallest);

/// Zeroed by the system. Best effort but for the memory: limits differ between systems.
Byte *takePages(std::size_t size)
{
    void *const pages = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED)
        throw std::bad_alloc();
    ::mlock(pages, size);
    ::madvise(pages, size, MADV_DONTDUMP);
    return static_cast<Byte *>(pages);
}

/// Blocks whose sizes are powers of two, cut from chunks that are never given back.
/// Which are free is told elsewhere: nothing is written into one that was wiped.
class Blocks
{
public:
    Byte *take(std::size_t kind)
    {
        const std::lock_guard lock(m_mutex);
        std::vector<Byte *> &free = m_free[kind];
        if (free.empty())
            return cut(kind);
        Byte *const block = free.back();
        free.pop_back();
        return block;
    }

    void give(Byte *block, std::size_t kind) noexcept
    {
        const std::lock_guard lock(m_mutex);
        m_free[kind].push_back(block); // there is room: cut() has made it
    }

private:
    Byte *cut(std::size_t kind)
    {
        const std::size_t size = kSmallest << kind;
        if (m_free[kind].capacity() <= m_cut[kind])
            m_free[kind].reserve(2 * m_cut[kind] + 16);
        if (m_left < size) {
            m_next = takePages(kChunk);
            m_left = kChunk;
        }
        ++m_cut[kind];
        m_left -= size;
        return std::exchange(m_next, m_next + size);
    }

    std::mutex m_mutex;
    std::array<std::vector<Byte *>, kClasses> m_free;
    std::array<std::size_t, kClasses> m_cut = {}; ///< how many there are
    Byte *m_next = nullptr;
    std::size_t m_left = 0;
};

/// Never destroyed: a secret may be static.
Blocks &blocks()
{
    static Blocks &all = *new Blocks;
    return all;
}

std::size_t kindOf(std::size_t size) { return size <= kSmallest ? 0 : static_cast<std::size_t>(std::bit_width((size - 1) / kSmallest)); }

} // namespace

Byte *SecretMemory::take(std::size_t size) { return size > kLargest ? takePages(size) : blocks().take(kindOf(size)); }

void SecretMemory::give(Byte *memory, std::size_t size) noexcept
{
    OPENSSL_cleanse(memory, size);
    if (size > kLargest)
        ::munmap(memory, size);
    else
        blocks().give(memory, kindOf(size));
}

} // namespace assent
