#include "vault/process.h"

#include <sys/prctl.h>
#include <sys/resource.h>

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

} // namespace assent
