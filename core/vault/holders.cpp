#include "vault/holders.h"

#include "crypto/secret.h"

#include <fcntl.h>

#include <cerrno>

namespace assent {
namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

constexpr int kHolderByte = 1;
constexpr std::size_t kRequestLimit = 1024;

Result<void> hold(int lockFile, short type, int limitMillis, std::string_view taken)
{
    if (files::lockByte(lockFile, kHolderByte, type, SteadyClock::now() + std::chrono::milliseconds(limitMillis)))
        return {};
    if (errno == EAGAIN || errno == EACCES)
        return Error{ErrorCode::Io, std::string(taken)};
    return files::systemError("could not lock the store");
}

std::string lastRequest(const fs::path &folder)
{
    auto content = files::read(folder / kLockRequest, kRequestLimit);
    return content ? *std::move(content) : std::string();
}

} // namespace

Result<void> KeyHolder::share(int lockFile, int limitMillis)
{
    return hold(lockFile, F_RDLCK, limitMillis, "another program has the store for itself");
}

Result<KeyHolder> KeyHolder::alone(const fs::path &folder, int limitMillis)
{
    ASSENT_TRY(files::LockFile lockFile, files::LockFile::open(folder));
    ASSENT_CHECK(hold(lockFile.get(), F_WRLCK, limitMillis, "another program has the store open"));
    return KeyHolder(std::move(lockFile));
}

Result<void> requestLock(const fs::path &folder)
{
    // Random, so that one who compares contents sees every request.
    ASSENT_TRY(const Bytes name, randomBytes(16));
    return files::replace(folder / kLockRequest, toHex(name) + "\n");
}

LockRequests::LockRequests(fs::path folder) : m_folder(std::move(folder)), m_seen(lastRequest(m_folder)) {}

bool LockRequests::made() const
{
    const std::string last = lastRequest(m_folder);
    return !last.empty() && last != m_seen;
}

} // namespace assent
