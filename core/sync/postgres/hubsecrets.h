#pragma once

#include "crypto/argon2id.h"
#include "crypto/signature.h"
#include "sync/postgres/connection.h"

namespace assent::sync::postgres {

/// What the passphrase opens: the same for all hubs of one database.
///
///   passphrase → Argon2id → HKDF → wraps the root key (assent_keys.root)
///   root key → HKDF → wraps a key for each subject (assent_keys.subject_key)
///                   → seals the log key's seed, bound to name and epoch (hub)
struct HubSecrets
{
    /// Opens them, or makes those that are missing; inside a transaction that
    /// holds the lock of migrations. Locked: another passphrase. Corrupt: data
    /// without its keys, or keys of other data. `cost` is that of a new root key;
    /// nothing: calibrateArgon2().
    static Result<HubSecrets> open(Connection &connection, const SecretBytes &passphrase, const Clock &clock,
        const std::optional<Argon2Cost> &cost);

    Result<Bytes> wrap(ByteView subject, const SecretBytes &key) const;
    Result<SecretBytes> unwrap(ByteView subject, ByteView wrapped) const;

    StoreId name;
    std::string epoch;
    SigningKey logKey;
    SecretBytes wrapping; ///< of subjects' keys
};

} // namespace assent::sync::postgres
