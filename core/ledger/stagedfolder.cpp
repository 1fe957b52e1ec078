#include "ledger/stagedfolder.h"

#include "crypto/secret.h"
#include "vault/files.h"

#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace assent {
namespace {

namespace fs = std::filesystem;

Error taken() { return {ErrorCode::Conflict, "there is something in this place already; name a folder that is new or empty"}; }

/// Without the slash that people put behind a folder.
Result<fs::path> placeOf(const fs::path &given)
{
    std::error_code fault;
    fs::path place = fs::absolute(given, fault).lexically_normal();
    if (!place.has_filename())
        place = place.parent_path();
    if (fault || place == place.root_path())
        return Error{ErrorCode::Invalid, "is no name for a new folder"};
    return place;
}

} // namespace

Result<StagedFolder> StagedFolder::make(const fs::path &given)
{
    ASSENT_TRY(const fs::path place, placeOf(given));
    std::error_code fault;
    const auto there = fs::symlink_status(place, fault);
    if (fs::exists(there) && (!fs::is_directory(there) || !fs::is_empty(place, fault) || fault))
        return taken();
    ASSENT_TRY(const Bytes random, randomBytes(8));
    fs::path beside = place.parent_path() / ("." + place.filename().string() + "." + toHex(random) + ".part");
    if (::mkdir(beside.c_str(), 0700) != 0)
        return files::systemError("making a folder beside the export's place");
    return StagedFolder(place, std::move(beside));
}

StagedFolder::StagedFolder(StagedFolder &&other) noexcept
    : m_place(std::move(other.m_place)), m_beside(std::exchange(other.m_beside, {})), m_files(other.m_files), m_bytes(other.m_bytes)
{
}

StagedFolder::~StagedFolder()
{
    std::error_code ignored; // what is left has a name that says so
    if (!m_beside.empty())
        fs::remove_all(m_beside, ignored);
}

Result<void> StagedFolder::write(const std::string &name, std::string_view content)
{
    const fs::path file = m_beside / name;
    std::error_code fault;
    fs::create_directories(file.parent_path(), fault);
    if (fault)
        return Error{ErrorCode::Io, "making a folder of the export: " + fault.message()};
    const files::Descriptor out(file, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (!out.ok())
        return files::systemError("making a file of the export");
    ASSENT_CHECK(files::writeAll(out.get(), content));
    ++m_files;
    m_bytes += content.size();
    return {};
}

Result<void> StagedFolder::take()
{
    {
        // One flush for thousands of small files.
        const files::Descriptor folder(m_beside, O_RDONLY | O_DIRECTORY);
        if (!folder.ok() || ::syncfs(folder.get()) != 0)
            return files::systemError("flushing the export");
    }
    // Takes the place of an empty folder too, and of no other.
    if (::rename(m_beside.c_str(), m_place.c_str()) != 0)
        return errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR ? taken() : files::systemError("naming the export");
    m_beside.clear();
    return files::syncFolder(m_place.parent_path());
}

} // namespace assent
