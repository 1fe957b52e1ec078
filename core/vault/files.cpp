#include "vault/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <system_error>
#include <thread>

namespace assent::files {
namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

Result<void> sync(const fs::path &path, int flags)
{
    const Descriptor file(path, flags);
    if (!file.ok() || ::fsync(file.get()) != 0)
        return systemError("could not flush " + path.filename().string());
    return {};
}

Result<void> writeNew(const fs::path &file, std::string_view content)
{
    const Descriptor out(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (!out.ok())
        return systemError("could not make " + file.filename().string());
    ASSENT_CHECK(writeAll(out.get(), content));
    if (::fsync(out.get()) != 0)
        return systemError("could not flush " + file.filename().string());
    return {};
}

/// Calls `attempt` until it succeeds or the time is over.
template<typename Attempt>
bool before(SteadyClock::time_point deadline, Attempt attempt)
{
    while (!attempt()) {
        if ((errno != EWOULDBLOCK && errno != EAGAIN && errno != EACCES && errno != EINTR) || SteadyClock::now() >= deadline)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

/// In a store.lock: one waits here for the writers' lock.
constexpr int kGateByte = 0;

fs::path beside(const fs::path &file) { return fs::path(file).concat(".new"); }

} // namespace

Error systemError(std::string_view doing)
{
    const int code = errno;
    return Error{ErrorCode::Io, std::string(doing) + ": " + std::generic_category().message(code)};
}

Descriptor::Descriptor(const fs::path &path, int flags, unsigned mode) : m_file(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}

Descriptor::~Descriptor()
{
    if (m_file >= 0)
        ::close(m_file);
}

Result<void> writeAll(int file, std::string_view content)
{
    while (!content.empty()) {
        const ssize_t written = ::write(file, content.data(), content.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return systemError("could not write");
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> ensureFolder(const fs::path &folder)
{
    std::error_code fault;
    const bool made = fs::create_directories(folder, fault);
    if (fault)
        return Error{ErrorCode::Io, "could not make the store's folder: " + fault.message()};
    if (!made && !fs::is_empty(folder, fault))
        return {};
    if (fault || ::chmod(folder.c_str(), 0700) != 0)
        return systemError("could not close the store's folder to others");
    return {};
}

Result<void> syncFolder(const fs::path &folder) { return sync(folder, O_RDONLY | O_DIRECTORY); }
Result<void> syncFile(const fs::path &file) { return sync(file, O_RDONLY); }

Result<std::string> read(const fs::path &file, std::size_t limit)
{
    const Descriptor in(file, O_RDONLY);
    if (!in.ok() && errno == ENOENT)
        return Error{ErrorCode::NotFound, file.filename().string() + " is not there"};
    if (!in.ok())
        return systemError("could not open " + file.filename().string());
    std::string content(limit + 1, '\0');
    std::size_t size = 0;
    while (size < content.size()) {
        const ssize_t got = ::read(in.get(), content.data() + size, content.size() - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return systemError("could not read " + file.filename().string());
        if (got == 0)
            break;
        size += static_cast<std::size_t>(got);
    }
    if (size > limit)
        return Error{ErrorCode::Corrupt, file.filename().string() + " is too large"};
    content.resize(size);
    return content;
}

Result<void> replace(const fs::path &file, std::string_view content)
{
    ASSENT_CHECK(stage(file, content));
    return settle(file);
}

Result<void> stage(const fs::path &file, std::string_view content)
{
    const fs::path made = beside(file);
    Result<void> written = writeNew(made, content);
    if (!written)
        ::unlink(made.c_str());
    return written;
}

Result<void> settle(const fs::path &file)
{
    if (::rename(beside(file).c_str(), file.c_str()) != 0)
        return systemError("could not replace " + file.filename().string());
    return syncFolder(file.parent_path());
}

Result<LockFile> LockFile::open(const fs::path &folder)
{
    const fs::path path = folder / "store.lock";
    int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) // a reader of a store on read-only media
        file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return systemError("could not open the store's lock");
    return LockFile(file);
}

LockFile::~LockFile()
{
    if (m_file >= 0)
        ::close(m_file);
}

bool lockByte(int lockFile, int byte, short type, SteadyClock::time_point deadline)
{
    struct flock lock = {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    lock.l_start = byte;
    lock.l_len = 1;
    return before(deadline, [&] { return ::fcntl(lockFile, F_OFD_SETLK, &lock) == 0; });
}

Result<WritersLock> WritersLock::take(int lockFile, int limitMillis)
{
    // Whoever waits holds the gate, so that one who writes in a tight loop has
    // to queue behind and cannot starve the others.
    const auto deadline = SteadyClock::now() + std::chrono::milliseconds(limitMillis);
    const bool gate = lockByte(lockFile, kGateByte, F_WRLCK, deadline);
    const bool held = gate && before(deadline, [&] { return ::flock(lockFile, LOCK_EX | LOCK_NB) == 0; });
    const int fault = errno;
    if (gate)
        lockByte(lockFile, kGateByte, F_UNLCK, deadline);
    if (held)
        return WritersLock(lockFile);
    if (fault == EWOULDBLOCK || fault == EAGAIN || fault == EACCES)
        return Error{ErrorCode::Io, "another program is writing"};
    errno = fault;
    return systemError("could not take the writers' lock");
}

void WritersLock::release(int lockFile) { ::flock(lockFile, LOCK_UN); }

WritersLock::~WritersLock()
{
    if (m_file >= 0)
        release(m_file);
}

} // namespace assent::files
