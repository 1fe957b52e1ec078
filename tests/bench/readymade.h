#pragma once

#include "bench/measure.h"
#include "sync/messages.h"

namespace assent::bench {

/// A person as far as acts need one.
struct Someone
{
    SubjectId id{makeUuidV7(SystemClock().now())};
    PersonaId persona{makeUuidV7(SystemClock().now())};
    Bytes pseudonymKey = must(randomBytes(32), "a pseudonym key");
};

/// Withdrawals of these people in turns, at most 500, as a client signs them in one batch.
std::vector<sync::ConsentItem> signedItems(DeviceId device, const SigningKey &key, std::span<const Someone> people, int count);

} // namespace assent::bench
