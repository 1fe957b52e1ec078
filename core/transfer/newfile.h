#pragma once

#include "base/bytes.h"

#include <filesystem>

namespace assent {

/// A file written beside its place, which it takes in one step. Until then it
/// has another name, mode 0600, and goes with this object.
class NewFile
{
public:
    static Result<NewFile> write(const std::filesystem::path &target, ByteView content);
    NewFile(NewFile &&other) noexcept;
    NewFile &operator=(NewFile &&) = delete;
    NewFile(const NewFile &) = delete;
    ~NewFile();

    /// Conflict when there is a file at the target and `overwrite` is off.
    /// Durable when this returns.
    Result<void> take(bool overwrite);

private:
    NewFile(std::filesystem::path target, std::filesystem::path beside) : m_target(std::move(target)), m_beside(std::move(beside)) {}
    std::filesystem::path m_target;
    std::filesystem::path m_beside; ///< empty: nothing to remove
};

} // namespace assent
