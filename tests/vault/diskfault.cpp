#include "vault/diskfault.h"

#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstddef>

namespace assent::test {
namespace {

std::atomic<bool> armed{false};
std::atomic<int> calls{0};
int faultAt = 0;
DiskFault kind = DiskFault::Kill;

/// Whether the fault is due now.
bool due() { return armed && ++calls == faultAt; }

/// The call of the same name that this file hides.
template<typename Function>
Function hidden(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

[[noreturn]] void die()
{
    ::kill(::getpid(), SIGKILL);
    for (;;)
        ::pause();
}

int failed()
{
    errno = EIO;
    return -1;
}

template<typename Function, typename... Arguments>
int perform(const char *name, Arguments... arguments)
{
    static const auto call = hidden<Function>(name);
    if (!due())
        return call(arguments...);
    return kind == DiskFault::Fail ? failed() : (die(), -1);
}

/// Counted and not done: a killed process loses nothing that it wrote, and
/// flushing takes most of a test's time.
int flush()
{
    if (!due())
        return 0;
    return kind == DiskFault::Fail ? failed() : (die(), -1);
}

template<typename Function, typename... Place>
ssize_t put(const char *name, int file, const void *from, std::size_t size, Place... place)
{
    static const auto call = hidden<Function>(name);
    if (!due())
        return call(file, from, size, place...);
    if (kind == DiskFault::Fail)
        return failed();
    [[maybe_unused]] const ssize_t half = call(file, from, size / 2, place...);
    die();
}

} // namespace

void armDisk(DiskFault fault, int atCall)
{
    kind = fault;
    faultAt = atCall;
    calls = 0;
    armed = true;
}

int disarmDisk()
{
    armed = false;
    return calls;
}

} // namespace assent::test

using namespace assent::test;

extern "C" {

ssize_t write(int file, const void *from, std::size_t size)
{
    return put<ssize_t (*)(int, const void *, std::size_t)>("write", file, from, size);
}

ssize_t pwrite(int file, const void *from, std::size_t size, off_t at)
{
    return put<ssize_t (*)(int, const void *, std::size_t, off_t)>("pwrite", file, from, size, at);
}

ssize_t pwrite64(int file, const void *from, std::size_t size, off64_t at)
{
    return put<ssize_t (*)(int, const void *, std::size_t, off64_t)>("pwrite64", file, from, size, at);
}

int ftruncate(int file, off_t size) noexcept { return perform<int (*)(int, off_t)>("ftruncate", file, size); }
int ftruncate64(int file, off64_t size) noexcept { return perform<int (*)(int, off64_t)>("ftruncate64", file, size); }
int fsync(int) { return flush(); }
int fdatasync(int) { return flush(); }
int rename(const char *from, const char *to) noexcept { return perform<int (*)(const char *, const char *)>("rename", from, to); }
int unlink(const char *file) noexcept { return perform<int (*)(const char *)>("unlink", file); }
int remove(const char *file) noexcept { return perform<int (*)(const char *)>("remove", file); }

} // extern "C"
