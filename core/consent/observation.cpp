#include "consent/observation.h"

#include "crypto/hash.h"

#include <algorithm>

namespace assent {
namespace {

constexpr std::string_view kPrefix = "record:";

std::optional<Timestamp> statedIn(std::string_view verification)
{
    const auto at = verification.find('@');
    if (at == std::string_view::npos)
        return std::nullopt;
    const auto time = fromRfc3339(verification.substr(at + 1));
    return time ? std::optional(*time) : std::nullopt;
}

} // namespace

std::optional<Observation> observationOf(const EventCore &core, const EventPayload &payload, const SourceId &source,
    std::string_view recordDigest)
{
    const bool theirs = payload.actorRole == ActorRole::Import && payload.actorId == source.str();
    if (!theirs || !payload.verificationId.starts_with(verificationOf(recordDigest, std::nullopt)))
        return std::nullopt;
    return Observation{core.act, payload.key, core.decidedAt, statedIn(payload.verificationId)};
}

News newsOf(const SourceStatus &status, std::span<const Observation> earlier)
{
    const Observation *last = nullptr;
    std::optional<Timestamp> latest;
    for (const Observation &observation : earlier) {
        if (observation.key != status.key)
            continue;
        if (status.stated && observation.act == status.act && observation.stated == status.stated)
            return News::Unchanged;
        last = &observation;
        latest = std::max(latest, observation.stated);
    }
    if (!last)
        return News::Change;
    if (status.stated && latest && *status.stated < *latest)
        return News::Stale;
    const Timestamp lastTime = last->stated.value_or(last->decidedAt);
    if (last->act == status.act) {
        const bool again = isClosing(status.act) && status.ofRecord && status.stated && *status.stated > lastTime;
        return again ? News::Change : News::Unchanged;
    }
    const bool older = status.stated && *status.stated < lastTime;
    return older && !isClosing(status.act) ? News::Stale : News::Change;
}

std::string recordDigest(const SourceId &source, std::string_view recordId)
{
    const Byte separator = 0;
    const Digest digest = sha256({asBytes(source.str()), ByteView(&separator, 1), asBytes(recordId)});
    std::string name = toHex(ByteView(digest).first(16));
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
    return name;
}

std::string verificationOf(std::string_view recordDigest, std::optional<Timestamp> stated)
{
    std::string text = std::string(kPrefix) + std::string(recordDigest);
    return stated ? text + "@" + toRfc3339(*stated) : text;
}

EventId observationId(const DeviceId &device, const SourceId &source, std::string_view recordDigest, const KeyPattern &key,
    std::uint64_t n)
{
    const Byte separator = 0;
    const std::string keyText = json::canonical(toJson(key));
    Bytes number;
    for (int shift = 56; shift >= 0; shift -= 8)
        number.push_back(static_cast<Byte>(n >> shift));
    return EventId(makeUuidV8(sha256({device.bytes(), asBytes(source.str()), ByteView(&separator, 1), asBytes(recordDigest),
        asBytes(keyText), number})));
}

Result<std::vector<Observation>> Observations::of(SubjectId subject, const SourceId &source, std::string_view recordDigest)
{
    if (!m_find) {
        ASSENT_TRY(m_find, m_vault.db().prepare(
            "SELECT l.body, e.payload FROM consent_event e JOIN ledger_entry l ON l.n = e.entry"
            " WHERE e.subject = (SELECT seq FROM subject WHERE id = ?) AND instr(e.payload, ?) > 0 ORDER BY e.entry"));
    }
    const std::string record = verificationOf(recordDigest, std::nullopt);
    m_find->bind(1, subject.bytes()).bind(2, record);
    std::vector<Observation> found;
    for (;;) {
        ASSENT_TRY(const bool more, m_find->step());
        if (!more)
            return found;
        ASSENT_TRY(const EventCore core, eventCoreFromJson(asText(m_find->blob(0))));
        ASSENT_TRY(const EventPayload payload, eventPayloadFromJson(m_find->text(1)));
        // The text search is a sieve: a record's name may stand elsewhere.
        if (auto observation = observationOf(core, payload, source, recordDigest))
            found.push_back(*std::move(observation));
    }
}

} // namespace assent
