#pragma once

#include "sync/hubchoices.h"
#include "sync/hubservice.h"

namespace assent::sync {

/// A closing act that the hub writes down for a person.
struct HubAct
{
    Act act = Act::Withdraw;
    KeyPattern pattern;
    ConsentMethod method = ConsentMethod::Toggle;
    std::string reason;
    std::string collectionPoint;
    std::string jurisdiction;
    std::string legalBasis = "consent";
    std::vector<Digest> parents; ///< none of a signal
    std::string name; ///< together with the rest gives the act its id: the same twice is one act
};

/// Signs what a person decided without a device of their own: by a link in a
/// letter, or by the signal of a browser. The hub is a device for that, enrolled
/// with a leaf in its ledger; hubs of one store are the same device.
class HubSigner
{
public:
    HubSigner(HubStore &store, const Clock &clock) : m_store(store), m_clock(clock) {}

    /// Takes the act as a push of the hub's own would be. Accepted, Duplicate or Erased.
    Result<PushResult> close(const SubjectChoices &who, const HubAct &act);
    Result<DeviceId> device();

private:
    Result<const SigningKey *> key();
    Result<ConsentItem> sign(const SubjectChoices &who, const HubAct &act, const SigningKey &key, DeviceId device);

    HubStore &m_store;
    const Clock &m_clock;
    std::optional<SigningKey> m_key;
    bool m_enrolled = false;
};

} // namespace assent::sync
