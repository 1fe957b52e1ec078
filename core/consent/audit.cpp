#include "consent/audit.h"

#include "consent/event.h"
#include "crypto/hash.h"

#include <map>
#include <memory>

namespace assent {
namespace {

/// Kept between entries: the statement, and the keys of the devices met.
class Audit
{
public:
    explicit Audit(Vault &vault) : m_vault(vault) {}

    /// The fault in words, or nothing.
    std::string operator()(ByteView body)
    {
        const auto fault = look(asText(body));
        return fault ? *fault : "the entry cannot be read: " + fault.error().detail;
    }

private:
    Result<std::string> look(std::string_view coreText)
    {
        const auto core = eventCoreFromJson(coreText);
        if (!core)
            return std::string("the entry is no consent event");
        ASSENT_TRY(Statement *const find, statement());
        find->bind(1, core->id.bytes());
        ASSENT_TRY(const bool kept, find->step());
        if (!kept) {
            find->reset();
            return std::string(); // the tree still proves the entry
        }
        // Of someone erased the signature alone is kept.
        const std::optional<Digest> payloadHash = find->isNull(0) ? std::nullopt : std::optional(sha256({find->blob(0), find->blob(1)}));
        const auto proof = batchProofFromBytes(find->blob(2));
        find->reset();
        if (payloadHash && *payloadHash != core->payloadHash)
            return std::string("what was decided does not match the hash that was signed");
        ASSENT_TRY(const std::optional<PublicKey> key, keyOf(core->device));
        if (!key)
            return std::string("the key of the device that signed is not here");
        if (!proof || !holds(coreText, *proof, *key))
            return std::string("the signature does not hold");
        return std::string();
    }

    Result<Statement *> statement()
    {
        if (!m_find) {
            ASSENT_TRY(m_find, m_vault.db().prepare("SELECT salt, payload, proof FROM consent_event WHERE id = ?1"
                " UNION ALL SELECT NULL, NULL, proof FROM erased_event WHERE id = ?1"));
        }
        return &*m_find;
    }

    /// One signature covers a batch: what follows in it needs hashes only.
    bool holds(std::string_view coreText, const BatchProof &proof, const PublicKey &key)
    {
        const auto root = merkle::rootFromInclusion(proof.index, proof.size, merkle::leafHash(asBytes(coreText)), proof.path);
        if (!root)
            return false;
        if (m_lastRoot == *root && m_lastSignature == proof.signature && m_lastKey == key)
            return true;
        if (!verifyProof(coreText, proof, key))
            return false;
        m_lastRoot = *root;
        m_lastSignature = proof.signature;
        m_lastKey = key;
        return true;
    }

    Result<std::optional<PublicKey>> keyOf(DeviceId device)
    {
        if (device == m_vault.deviceId())
            return std::optional<PublicKey>(m_vault.deviceKey().publicKey());
        if (const auto known = m_keys.find(device); known != m_keys.end())
            return known->second;
        ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT public_key FROM device WHERE id = ?"));
        read.bind(1, device.bytes());
        ASSENT_TRY(const bool found, read.step());
        std::optional<PublicKey> key;
        if (found) {
            ASSENT_TRY(key, toPublicKey(read.blob(0)));
        }
        return m_keys.emplace(device, key).first->second;
    }

    Vault &m_vault;
    std::optional<Statement> m_find;
    std::map<DeviceId, std::optional<PublicKey>> m_keys;
    std::optional<Digest> m_lastRoot;
    Signature m_lastSignature = {};
    PublicKey m_lastKey = {};
};

} // namespace

Ledger::Inspect consentAudit(Vault &vault)
{
    auto audit = std::make_shared<Audit>(vault); // std::function copies what it holds
    return [audit](std::uint64_t, LeafKind kind, ByteView body) {
        return kind == LeafKind::Consent ? (*audit)(body) : std::string();
    };
}

} // namespace assent
