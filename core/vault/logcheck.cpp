#include "vault/logcheck.h"

#include "base/bytes.h"
#include "vault/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace assent {
namespace {

namespace fs = std::filesystem;

// The format: https://sqlite.org/fileformat2.html#the_write_ahead_log
constexpr std::size_t kHeaderSize = 32;
constexpr std::size_t kFrameHeaderSize = 24;
constexpr std::size_t kSaltAt = 16;     ///< in the header
constexpr std::size_t kFrameSaltAt = 8; ///< in a frame's
constexpr std::size_t kSaltSize = 8;
constexpr std::size_t kSumAt = 24;
constexpr std::size_t kFrameSumAt = 16;
constexpr std::uint32_t kMagic = 0x377f0682; ///< the lowest bit: sums of big-endian words
constexpr std::uint32_t kSmallestPage = 512;
constexpr std::uint32_t kLargestPage = 65536;

std::uint32_t bigEndian(const Byte *at)
{
    return std::uint32_t{at[0]} << 24 | std::uint32_t{at[1]} << 16 | std::uint32_t{at[2]} << 8 | at[3];
}

std::uint32_t littleEndian(const Byte *at)
{
    return std::uint32_t{at[3]} << 24 | std::uint32_t{at[2]} << 16 | std::uint32_t{at[1]} << 8 | at[0];
}

/// The running sum of a log.
class Sum
{
public:
    explicit Sum(bool bigWords) : m_bigWords(bigWords) {}
    void add(ByteView bytes)
    {
        const auto word = m_bigWords ? &bigEndian : &littleEndian;
        for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
            m_first += word(bytes.data() + at) + m_second;
            m_second += word(bytes.data() + at + 4) + m_first;
        }
    }
    bool is(const Byte *stored) const { return m_first == bigEndian(stored) && m_second == bigEndian(stored + 4); }

private:
    bool m_bigWords;
    std::uint32_t m_first = 0;
    std::uint32_t m_second = 0;
};

class LogReader
{
public:
    explicit LogReader(int file) : m_file(file) {}
    LogReader(const LogReader &) = delete;
    LogReader &operator=(const LogReader &) = delete;
    ~LogReader() { ::close(m_file); }

    /// False at the end, where less is left.
    Result<bool> fill(std::span<Byte> into)
    {
        std::size_t size = 0;
        while (size < into.size()) {
            const ssize_t got = ::read(m_file, into.data() + size, into.size() - size);
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                return files::systemError("could not read the log");
            if (got == 0)
                return false;
            size += static_cast<std::size_t>(got);
        }
        return true;
    }

private:
    int m_file;
};

bool isHeader(std::span<const Byte, kHeaderSize> header, std::uint32_t pageSize)
{
    const bool known = (bigEndian(header.data()) & ~1U) == kMagic && pageSize >= kSmallestPage && pageSize <= kLargestPage
        && (pageSize & (pageSize - 1)) == 0;
    Sum sum((header[3] & 1) != 0);
    sum.add(header.first<kSumAt>());
    return known && sum.is(header.data() + kSumAt);
}

/// Commits from the first frame on whose sum does not fit.
Result<int> commitsBehindDamage(LogReader &log, std::span<const Byte, kHeaderSize> header, std::uint32_t pageSize)
{
    Sum sum((header[3] & 1) != 0);
    sum.add(header.first<kSumAt>());
    Bytes frame(kFrameHeaderSize + pageSize);
    const ByteView view(frame);
    bool whole = true;
    int commits = 0;
    for (;;) {
        ASSENT_TRY(const bool more, log.fill(frame));
        if (!more)
            return commits;
        // Frames with other salts are what an earlier round of the log left.
        const bool ours = std::memcmp(frame.data() + kFrameSaltAt, header.data() + kSaltAt, kSaltSize) == 0;
        sum.add(view.first(kFrameSaltAt));
        sum.add(view.subspan(kFrameHeaderSize));
        whole = whole && ours && sum.is(frame.data() + kFrameSumAt);
        const bool commit = bigEndian(frame.data() + 4) != 0;
        commits += !whole && ours && commit ? 1 : 0;
    }
}

} // namespace

Result<void> checkLog(const fs::path &log)
{
    const int file = ::open(log.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT)
        return {};
    if (file < 0)
        return files::systemError("could not open the log");
    LogReader reader(file);
    std::array<Byte, kHeaderSize> header;
    ASSENT_TRY(const bool begun, reader.fill(header));
    if (!begun)
        return {};
    const std::uint32_t pageSize = bigEndian(header.data() + 8);
    if (!isHeader(header, pageSize))
        return Error{ErrorCode::Corrupt, "the head of the store's log is damaged"};
    ASSENT_TRY(const int behind, commitsBehindDamage(reader, header, pageSize));
    if (behind > 1)
        return Error{ErrorCode::Corrupt, "the store's log is damaged with commits behind it"};
    return {};
}

} // namespace assent
