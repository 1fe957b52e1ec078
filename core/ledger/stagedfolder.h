#pragma once

#include "base/result.h"

#include <filesystem>

namespace assent {

/// A folder that is filled beside its place, which it takes in one step. Until
/// then it has another name, mode 0700, and goes with this object.
class StagedFolder
{
public:
    /// Conflict when there is something at the place already, other than an
    /// empty folder.
    static Result<StagedFolder> make(const std::filesystem::path &place);
    StagedFolder(StagedFolder &&other) noexcept;
    StagedFolder &operator=(StagedFolder &&) = delete;
    StagedFolder(const StagedFolder &) = delete;
    ~StagedFolder();

    /// Writes one file, and the folders above it.
    Result<void> write(const std::string &name, std::string_view content);
    /// Durable when this returns.
    Result<void> take();

    std::uint64_t files() const { return m_files; }
    std::uint64_t bytes() const { return m_bytes; }

private:
    StagedFolder(std::filesystem::path place, std::filesystem::path beside) : m_place(std::move(place)), m_beside(std::move(beside)) {}
    std::filesystem::path m_place;
    std::filesystem::path m_beside; ///< empty: nothing to remove
    std::uint64_t m_files = 0;
    std::uint64_t m_bytes = 0;
};

} // namespace assent
