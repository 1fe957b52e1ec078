#include "crypto/argon2id.h"

#include <argon2.h>

namespace assent {

Result<SecretBytes> argon2id(ByteView password, ByteView salt, Argon2Cost cost, std::size_t length)
{
    SecretBytes out(length);
    const int code = argon2id_hash_raw(cost.passes, cost.memoryKiB, cost.lanes, password.data(), password.size(),
        salt.data(), salt.size(), out.data(), length);
    if (code == ARGON2_MEMORY_ALLOCATION_ERROR)
        return Error{ErrorCode::Io, "not enough memory for the key derivation"};
    if (code != ARGON2_OK)
        return Error{ErrorCode::Invalid, std::string("Argon2id: ") + argon2_error_message(code)};
    return out;
}

} // namespace assent
