#pragma once

#include "sync/hubchoices.h"
#include "sync/hubfixture.h"

namespace assent::test {

/// Signed by a phone, as its store would send it.
inline sync::OfferedErasure erasureOf(const Phone &by, const Somebody &who)
{
    json::Value core;
    core.set("act", "erase");
    core.set("actor_role", "self");
    core.set("at", toRfc3339(FakeClock().now()));
    core.set("device_id", by.id.toString());
    core.set("erasure_id", makeUuidV7(FakeClock().now()).toString());
    core.set("pseudonym", toBase64Url(pseudonymOf(who.pseudonymKey, who.id)));
    core.set("v", 1);
    const std::string text = json::canonical(core);
    const auto erasure = erasureFromText(text, *by.key.sign(asBytes(text)));
    if (!erasure)
        qFatal("the test's own erasure does not hold: %s", erasure.error().toString().c_str());
    return {*erasure, who.id};
}

} // namespace assent::test
