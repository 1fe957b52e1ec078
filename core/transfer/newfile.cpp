#include "transfer/newfile.h"

#include "crypto/secret.h"
#include "vault/files.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace assent {
namespace {

Result<void> writeAll(int file, ByteView content)
{
    while (!content.empty()) {
        const ssize_t count = ::write(file, content.data(), content.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return files::systemError("writing the export");
        content = content.subspan(static_cast<std::size_t>(count));
    }
    if (::fsync(file) != 0)
        return files::systemError("writing the export");
    return {};
}

std::filesystem::path folderOf(const std::filesystem::path &file)
{
    const auto folder = file.parent_path();
    return folder.empty() ? std::filesystem::path(".") : folder;
}

} // namespace

Result<NewFile> NewFile::write(const std::filesystem::path &target, ByteView content)
{
    ASSENT_TRY(const Bytes random, randomBytes(8));
    std::filesystem::path beside = folderOf(target) / ("." + target.filename().string() + "." + toHex(random) + ".part");
    const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return files::systemError("making the export's file");
    NewFile made(target, std::move(beside));
    const auto written = writeAll(file, content);
    const bool closed = ::close(file) == 0;
    if (!written)
        return written.error();
    if (!closed)
        return files::systemError("writing the export");
    return made;
}

NewFile::NewFile(NewFile &&other) noexcept : m_target(std::move(other.m_target)), m_beside(std::exchange(other.m_beside, {})) {}

NewFile::~NewFile()
{
    if (!m_beside.empty())
        ::unlink(m_beside.c_str());
}

Result<void> NewFile::take(bool overwrite)
{
    // A hard link refuses an existing name in the same step; rename does not.
    const bool done = overwrite ? std::rename(m_beside.c_str(), m_target.c_str()) == 0 : ::link(m_beside.c_str(), m_target.c_str()) == 0;
    if (!done && errno == EEXIST)
        return Error{ErrorCode::Conflict, "there is a file of this name"};
    if (!done && !overwrite && (errno == EPERM || errno == EOPNOTSUPP)) { // no links on this file system
        if (::renameat2(AT_FDCWD, m_beside.c_str(), AT_FDCWD, m_target.c_str(), RENAME_NOREPLACE) != 0)
            return errno == EEXIST ? Error{ErrorCode::Conflict, "there is a file of this name"} : files::systemError("naming the export");
    } else if (!done) {
        return files::systemError("naming the export");
    }
    ::unlink(m_beside.c_str());
    m_beside.clear();
    return files::syncFolder(folderOf(m_target));
}

} // namespace assent
