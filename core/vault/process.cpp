#include "vault/process.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>

namespace assent {

Result<void> forbidCoreDumps()
{
    const rlimit none{0, 0};
    const bool limited = ::setrlimit(RLIMIT_CORE, &none) == 0;
    // A crash handler behind a pipe ignores the limit; this it respects.
    const bool undumpable = ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
    if (!limited || !undumpable)
        return Error{ErrorCode::Io, "core dumps could not be forbidden"};
    return {};
}

Result<SecretBytes> readSecretLine(const NextByte &next)
{
    constexpr std::size_t longest = 4096;
    SecretBytes line(longest);
    std::size_t size = 0;
    for (;;) {
        Byte byte = 0;
        ASSENT_TRY(const bool more, next(byte));
        if (!more || byte == '\n')
            break;
        if (size == longest)
            return Error{ErrorCode::Invalid, "the secret is longer than 4,096 bytes"};
        line.data()[size++] = byte;
        wipe(&byte, 1);
    }
    if (size > 0 && line.data()[size - 1] == '\r')
        --size;
    return SecretBytes(line.view().first(size));
}

Result<SecretBytes> readSecretLine(int descriptor)
{
    return readSecretLine([descriptor](Byte &byte) -> Result<bool> {
        for (;;) {
            const ssize_t got = ::read(descriptor, &byte, 1);
            if (got >= 0)
                return got == 1;
            if (errno != EINTR)
                return Error{ErrorCode::Io, "the secret cannot be read from the descriptor"};
        }
    });
}

} // namespace assent
