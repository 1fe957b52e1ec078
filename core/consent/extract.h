#pragma once

#include "consent/pointintime.h"
#include "ledger/ledger.h"

namespace assent {

/// {"format":"assent-consent-extract","version":1,"made_at","subject","at",…}: the
/// choices as decided and as known, and the acts they rest on, each whole: core,
/// salt and payload, so that a reader can recompute what was signed.
json::Value extractOf(const PointInTime &point, Timestamp madeAt);

/// An extract as it is handed over, and what it was sealed with.
struct SignedExtract
{
    std::string text; ///< {"extract":{…},"signer":"a C2SP verifier key","signature":"base64url"}
    Timestamp madeAt;
    Checkpoint checkpoint; ///< the log's newest, whose note is in the extract
    std::string signer;
    Signature signature = {};
};
/// Signs with the log's key; the signature is Ed25519 over
/// "assent/consent-extract/v1\n" and the RFC 8785 bytes of the extract. Makes a
/// checkpoint when the log has grown.
Result<SignedExtract> signedExtract(Vault &vault, const PointInTime &point);

/// What a signed extract shows when it holds.
struct CheckedExtract
{
    json::Value extract;
    std::string signer;
};
/// Invalid (form, with the field), or Corrupt: a signature that does not hold, or a
/// payload that is not the one its core names. Needs no store. `signer`, when given,
/// must be the one that signed (Denied).
Result<CheckedExtract> checkExtract(std::string_view text, const std::optional<std::string> &signer);

} // namespace assent
