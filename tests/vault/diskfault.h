#pragma once

namespace assent::test {

/// What happens at the n-th call by which this process changes a disk: write,
/// pwrite, ftruncate, fsync, fdatasync, rename, unlink and remove, SQLite's among
/// them. One fault, then all is well again. Programs that link diskfault.cpp.
enum class DiskFault {
    Kill, ///< SIGKILL; a write has done its first half
    Fail, ///< EIO
};

/// Counts from 1; 0 only counts.
void armDisk(DiskFault fault, int atCall);
/// The calls since; nothing happens any more.
int disarmDisk();

} // namespace assent::test
