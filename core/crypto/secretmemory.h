#pragma once

#include "base/bytes.h"

namespace assent {

/// Memory for secrets, kept out of swap and core dumps where the system allows it.
/// Pages hold nothing else and stay locked for the life of the process: to lock them
/// for each secret costs more than what is done with it, and to unlock one would
/// unlock its neighbours on the page. From any thread.
class SecretMemory
{
public:
    /// Zeroed. Throws std::bad_alloc, as `new` does.
    static Byte *take(std::size_t size);
    /// Wipes. `size` as it was taken.
    static void give(Byte *memory, std::size_t size) noexcept;
};

} // namespace assent
