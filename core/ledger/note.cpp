// C2SP signed-note and tlog-checkpoint.
#include "ledger/ledger.h"

#include "crypto/hash.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace assent {
namespace {

constexpr Byte kEd25519 = 0x01;
constexpr std::string_view kDash = "\xE2\x80\x94 "; // em dash and a space
constexpr std::size_t kMaxNote = 1'000'000;
constexpr int kMaxSignatures = 100;

struct VerifierKey
{
    std::string name;
    Bytes id; ///< 4 bytes
    PublicKey key = {};
};

Error notANote(std::string detail) { return {ErrorCode::Invalid, "not a signed note: " + std::move(detail)}; }

Bytes keyId(std::string_view name, const PublicKey &key)
{
    const std::string head = std::string(name) + "\n";
    const Byte algorithm = kEd25519;
    const Digest digest = sha256({asBytes(head), ByteView(&algorithm, 1), key});
    return Bytes(digest.begin(), digest.begin() + 4);
}

/// White space of Unicode beyond ASCII.
constexpr std::array<std::string_view, 18> kWideSpaces{"\xC2\x85", "\xC2\xA0", "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81",
    "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88",
    "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE3\x80\x80"};

bool validName(std::string_view name)
{
    if (name.empty() || !isUtf8(name) || name.find_first_of(" \t\n\v\f\r+") != std::string_view::npos)
        return false;
    return std::none_of(kWideSpaces.begin(), kWideSpaces.end(),
        [name](std::string_view space) { return name.find(space) != std::string_view::npos; });
}

/// NAME+8 hex digits+base64(algorithm ‖ key).
Result<VerifierKey> parseVerifierKey(std::string_view text)
{
    const Error wrong{ErrorCode::Invalid, "not a note verifier key in the form name+hash+key"};
    const auto first = text.find('+');
    const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos)
        return wrong;
    VerifierKey key;
    key.name = text.substr(0, first);
    const auto id = fromHex(text.substr(first + 1, second - first - 1));
    const auto material = fromBase64(text.substr(second + 1));
    if (!validName(key.name) || !id || id->size() != 4 || !material || material->size() != 33 || material->front() != kEd25519)
        return wrong;
    ASSENT_TRY(key.key, toPublicKey(ByteView(*material).subspan(1)));
    key.id = *id;
    if (key.id != keyId(key.name, key.key))
        return Error{ErrorCode::Invalid, "the verifier key's hash does not match its key"};
    return key;
}

/// Splits at the last blank line: the text keeps its final newline.
Result<std::pair<std::string_view, std::string_view>> splitNote(std::string_view note)
{
    if (note.size() > kMaxNote)
        return notANote("it is too large");
    if (!isUtf8(note))
        return notANote("it is not UTF-8");
    const bool control = std::any_of(note.begin(), note.end(), [](char c) { return static_cast<Byte>(c) < 0x20 && c != '\n'; });
    if (control)
        return notANote("it holds control characters");
    const auto blank = note.rfind("\n\n");
    if (blank == std::string_view::npos || note.back() != '\n' || blank + 2 == note.size())
        return notANote("it has no signatures");
    return std::pair{note.substr(0, blank + 1), note.substr(blank + 2)};
}

struct SignatureLine
{
    std::string_view name;
    Bytes id;
    Bytes signature;
};

Result<SignatureLine> parseSignature(std::string_view line)
{
    if (!line.starts_with(kDash))
        return notANote("a signature line does not begin with a dash");
    line.remove_prefix(kDash.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos || !validName(line.substr(0, space)))
        return notANote("a signature line has no key name");
    const auto bytes = fromBase64(line.substr(space + 1));
    if (!bytes || bytes->size() < 5)
        return notANote("a signature is not base64");
    return SignatureLine{line.substr(0, space), Bytes(bytes->begin(), bytes->begin() + 4), Bytes(bytes->begin() + 4, bytes->end())};
}

} // namespace

std::string noteVerifierKey(std::string_view keyName, const PublicKey &key)
{
    Bytes material{kEd25519};
    material.insert(material.end(), key.begin(), key.end());
    return std::string(keyName) + "+" + toHex(keyId(keyName, key)) + "+" + toBase64(material);
}

Result<PublicKey> noteKeyFrom(std::string_view verifierKey)
{
    ASSENT_TRY(const VerifierKey key, parseVerifierKey(verifierKey));
    return key.key;
}

std::string signNote(std::string_view text, std::string_view keyName, const SigningKey &key)
{
    const auto signature = key.sign(asBytes(text));
    Bytes bytes = keyId(keyName, key.publicKey());
    if (signature)
        bytes.insert(bytes.end(), signature->begin(), signature->end());
    return std::string(text) + "\n" + std::string(kDash) + std::string(keyName) + " " + toBase64(bytes) + "\n";
}

Result<std::string> openNote(std::string_view note, std::string_view verifierKey)
{
    ASSENT_TRY(const VerifierKey key, parseVerifierKey(verifierKey));
    ASSENT_TRY(const auto parts, splitNote(note));
    bool signedByKey = false;
    int count = 0;
    for (std::string_view rest = parts.second; !rest.empty();) {
        const auto end = rest.find('\n');
        ASSENT_TRY(const SignatureLine line, parseSignature(rest.substr(0, end)));
        rest.remove_prefix(end + 1);
        if (++count > kMaxSignatures)
            return notANote("it has too many signatures");
        if (line.name != key.name || line.id != key.id)
            continue;
        if (!verifySignature(key.key, asBytes(parts.first), line.signature))
            return Error{ErrorCode::Denied, "the signature of the known key does not hold"};
        signedByKey = true;
    }
    if (!signedByKey)
        return Error{ErrorCode::Denied, "the note is not signed by the known key"};
    return std::string(parts.first);
}

Result<std::string> verifierKeyName(std::string_view verifierKey)
{
    ASSENT_TRY(VerifierKey key, parseVerifierKey(verifierKey));
    return std::move(key.name);
}

Result<Checkpoint> openCheckpoint(std::string_view note, std::string_view verifierKey)
{
    ASSENT_TRY(const std::string text, openNote(note, verifierKey));
    ASSENT_TRY(Checkpoint checkpoint, checkpointFromText(text));
    ASSENT_TRY(const std::string name, verifierKeyName(verifierKey));
    if (checkpoint.origin != name)
        return Error{ErrorCode::Denied, "the checkpoint is of another log, " + checkpoint.origin};
    return checkpoint;
}

std::string checkpointText(const Checkpoint &checkpoint)
{
    return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + toBase64(checkpoint.root) + "\n";
}

Result<Checkpoint> checkpointFromText(std::string_view text)
{
    const auto line = [&text]() -> std::optional<std::string_view> {
        const auto end = text.find('\n');
        if (end == std::string_view::npos)
            return std::nullopt;
        const auto out = text.substr(0, end);
        text.remove_prefix(end + 1);
        return out;
    };
    const Error wrong{ErrorCode::Invalid, "not a ledger checkpoint"};
    const auto origin = line();
    const auto size = line();
    const auto root = line();
    if (!origin || origin->empty() || !size || size->empty() || !root)
        return wrong;
    Checkpoint checkpoint;
    checkpoint.origin = *origin;
    const auto read = std::from_chars(size->data(), size->data() + size->size(), checkpoint.size);
    const bool padded = size->size() > 1 && size->front() == '0';
    const auto bytes = fromBase64(*root);
    const auto digest = bytes ? toDigest(*bytes) : Result<Digest>(wrong);
    if (read.ec != std::errc{} || read.ptr != size->data() + size->size() || padded || !digest)
        return wrong;
    checkpoint.root = *digest;
    return checkpoint;
}

} // namespace assent
