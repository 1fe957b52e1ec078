#include "bench/readymade.h"

#include "crypto/hash.h"
#include "ledger/ledger.h"

namespace assent::bench {
namespace {

EventPayload payloadOf(const Someone &who)
{
    EventPayload payload;
    payload.key = KeyPattern::of({ControllerId("orivane"), who.persona, PurposeId("newsletter"), ChannelId("email"), kSelf});
    payload.actorId = "self";
    payload.locale = "en";
    payload.jurisdiction = "EU";
    payload.legalBasis = "consent";
    return payload;
}

} // namespace

std::vector<sync::ConsentItem> signedItems(DeviceId device, const SigningKey &key, std::span<const Someone> people, int count)
{
    const Timestamp now = SystemClock().now();
    const auto whoseIs = [people](std::size_t i) -> const Someone & { return people[i % people.size()]; };
    std::vector<std::string> cores, payloads;
    std::vector<Bytes> salts;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        const Someone &who = whoseIs(i);
        payloads.push_back(toCanonical(payloadOf(who)));
        salts.push_back(must(randomBytes(32), "a salt"));
        EventCore core;
        core.id = EventId(makeUuidV7(now));
        core.device = device;
        core.act = Act::Withdraw;
        core.decidedAt = now;
        core.pseudonym = pseudonymOf(who.pseudonymKey, who.id);
        core.payloadHash = sha256({salts.back(), asBytes(payloads.back())});
        cores.push_back(toCanonical(core));
    }
    auto proofs = must(signBatch(cores, key), "a signature");
    std::vector<sync::ConsentItem> items;
    for (std::size_t i = 0; i < cores.size(); ++i) {
        const Someone &who = whoseIs(i);
        items.push_back({who.id, who.persona, who.pseudonymKey,
            must(assembleEvent(std::move(cores[i]), std::move(salts[i]), std::move(payloads[i]), std::move(proofs[i])), "an event")});
    }
    return items;
}

} // namespace assent::bench
