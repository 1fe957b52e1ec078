#include "consent/audit.h"

#include "consent/canonicalcore.h"
#include "consent/event.h"
#include "crypto/hash.h"

#include <algorithm>
#include <map>
#include <memory>

namespace assent {
namespace {

/// Kept between entries: the statement, and the keys of the devices met.
class Audit
{
public:
    Audit(const Vault &vault, Database &db) : m_vault(vault), m_db(db) {}

    /// The fault in words, or nothing.
    std::string operator()(std::uint64_t n, LeafKind kind, ByteView body)
    {
        std::optional<EventCore> core = readCanonicalCore(asText(body));
        const LeafKind actual = core ? LeafKind::Consent : leafKindOf(body);
        if (kind != actual)
            return "the entry is stored as " + nameOf(kind) + ", and by its body it is " + nameOf(actual);
        if (!core && actual == LeafKind::Consent) {
            const auto read = eventCoreFromJson(asText(body));
            if (!read)
                return "the entry is no consent event";
            core = *read;
        }
        const auto fault = look(n, core, asText(body));
        return fault ? *fault : "the entry cannot be read: " + fault.error().detail;
    }

private:
    static std::string nameOf(LeafKind kind)
    {
        switch (kind) {
        case LeafKind::Consent: return "a decision";
        case LeafKind::Staff: return "an act of staff";
        case LeafKind::Device: return "about a device";
        }
        return "of an unknown kind";
    }

    /// Events lie in the order of their entries, so that all of them are one walk.
    Result<bool> find(std::uint64_t n)
    {
        if (!m_find) {
            ASSENT_TRY(m_find, m_db.prepare("SELECT id, salt, payload, proof FROM consent_event WHERE entry = ?1"
                " UNION ALL SELECT id, NULL, NULL, proof FROM erased_event WHERE entry = ?1"));
        }
        m_find->reset();
        return m_find->bind(1, n).step();
    }

    Result<std::string> look(std::uint64_t n, const std::optional<EventCore> &core, std::string_view coreText)
    {
        ASSENT_TRY(const bool kept, find(n));
        auto fault = kept ? judge(core, coreText) : Result<std::string>(std::string()); // erased: the tree still proves the entry
        m_find->reset();
        return fault;
    }

    /// The row that was found.
    Result<std::string> judge(const std::optional<EventCore> &core, std::string_view coreText)
    {
        if (!core)
            return std::string("a decision is stored for an entry that is none");
        const ByteView id = m_find->blob(0);
        if (!std::equal(id.begin(), id.end(), core->id.bytes().begin(), core->id.bytes().end()))
            return std::string("the stored decision is that of another entry");
        // Of someone erased the signature alone is kept.
        if (!m_find->isNull(1) && sha256({m_find->blob(1), m_find->blob(2)}) != core->payloadHash)
            return std::string("what was decided does not match the hash that was signed");
        ASSENT_TRY(const std::optional<PublicKey> key, keyOf(core->device));
        if (!key)
            return std::string("the key of the device that signed is not here");
        const auto proof = batchProofFromBytes(m_find->blob(3));
        if (!proof || !m_verifier.holds(coreText, *proof, *key))
            return std::string("the signature does not hold");
        return std::string();
    }

    Result<std::optional<PublicKey>> keyOf(DeviceId device)
    {
        if (device == m_vault.deviceId())
            return std::optional<PublicKey>(m_vault.deviceKey().publicKey());
        if (const auto known = m_keys.find(device); known != m_keys.end())
            return known->second;
        ASSENT_TRY(Statement read, m_db.prepare("SELECT public_key FROM device WHERE id = ?"));
        read.bind(1, device.bytes());
        ASSENT_TRY(const bool found, read.step());
        std::optional<PublicKey> key;
        if (found) {
            ASSENT_TRY(key, toPublicKey(read.blob(0)));
        }
        return m_keys.emplace(device, key).first->second;
    }

    const Vault &m_vault; ///< for what never changes
    Database &m_db;
    std::optional<Statement> m_find;
    std::map<DeviceId, std::optional<PublicKey>> m_keys;
    BatchVerifier m_verifier;
};

} // namespace

LeafKind leafKindOf(ByteView body)
{
    const auto document = json::parse(asText(body));
    if (!document)
        return LeafKind::Staff;
    if (document->find("event_id") && document->find("payload_hash"))
        return LeafKind::Consent;
    // An erasure names a device, too: that which signed it.
    const bool ofDevice = document->find("device_id") && !document->find("kind") && !document->find("erasure_id");
    return ofDevice ? LeafKind::Device : LeafKind::Staff;
}

Ledger::Inspector consentAudit(const Vault &vault)
{
    return [&vault](Database &db) -> Ledger::Inspect {
        auto audit = std::make_shared<Audit>(vault, db); // std::function copies what it holds
        return [audit](std::uint64_t n, LeafKind kind, ByteView body) { return (*audit)(n, kind, body); };
    };
}

} // namespace assent
