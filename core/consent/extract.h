#pragma once

#include "consent/pointintime.h"

namespace assent {

/// {"format":"assent-consent-extract","version":1,"made_at","subject","at",…}: the
/// choices as decided and as known, and the acts they rest on, each whole: core,
/// salt and payload, so that a reader can recompute what was signed.
json::Value extractOf(const PointInTime &point, Timestamp madeAt);

/// An extract with the log's newest checkpoint, signed with the log's key:
/// {"extract":{…},"signer":"a C2SP verifier key","signature":"base64url"}. The
/// signature is Ed25519 over "assent/consent-extract/v1\n" and the RFC 8785 bytes
/// of the extract. Makes a checkpoint when the log has grown.
Result<std::string> signedExtract(Vault &vault, const PointInTime &point);

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
