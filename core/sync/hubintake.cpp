// What HubStore makes of a push, before anything is written.
#include "sync/feedcursor.h"
#include "sync/hubintake.h"
#include "sync/messagetext.h"

namespace assent::sync {
namespace {

bool closes(const ItemBody &body) { return itemLane(body) == Lane::Closing; }

Rejection malformed(const PushedItem &item, const Error &error)
{
    const std::string &field = error.where.field;
    return {"malformed", (field.starts_with(item.path) ? field : item.path + (field.empty() ? "" : "." + field)) + ": " + error.detail};
}

} // namespace

Result<PushResponse> Intake::take(PushEnvelope &push)
{
    PushResponse out;
    ASSENT_TRY(out.results, takeAll(push));
    if (!m_before.empty()) {
        ASSENT_TRY(out.follows, cursor::write(m_rows, m_before));
    }
    if (m_after.empty()) {
        ASSENT_TRY(m_after, m_rows.feedEnd());
    }
    ASSENT_TRY(out.place, cursor::write(m_rows, m_after));
    return out;
}

Result<std::vector<PushResult>> Intake::takeAll(PushEnvelope &push)
{
    m_results.resize(push.items.size());
    m_candidates.reserve(push.items.size());
    for (std::size_t i = 0; i < push.items.size(); ++i)
        ASSENT_CHECK(examine(push.items[i], m_results[i]));
    ASSENT_CHECK(passOverErased());
    if (m_candidates.empty())
        return std::move(m_results);
    ASSENT_CHECK(prepareSeals());
    if (m_rows.partitions() > 1) {
        Group all;
        for (Candidate &candidate : m_candidates)
            all.push_back(&candidate);
        ASSENT_CHECK(look(all));
        m_looked = true;
    }
    const Result<void> stored = storeAll();
    if (!m_late.empty())
        ASSENT_CHECK(m_rows.destroyKeys(std::vector<SubjectId>(m_late.begin(), m_late.end())));
    ASSENT_CHECK(stored);
    return std::move(m_results);
}

Result<void> Intake::examine(PushedItem &item, PushResult &result)
{
    ReadItem read = item.read ? *std::exchange(item.read, {}) : readItem(item);
    result.n = item.n;
    result.lane = item.lane;
    if (!read.body) {
        reject(result, malformed(item, read.body.error()));
        return {};
    }
    const Uuid id = itemId(*read.body);
    const SubjectId subject = itemSubject(*read.body);
    Candidate candidate{item, result, *std::move(read.body), id, subject, {}, std::move(read.text), false};
    ASSENT_TRY(const auto fault, faultOf(candidate));
    if (fault) {
        reject(result, *fault);
        return {};
    }
    m_candidates.push_back(std::move(candidate));
    return {};
}

Result<std::optional<Rejection>> Intake::faultOf(Candidate &candidate)
{
    using Answer = std::optional<Rejection>;
    if (m_from.subject && *m_from.subject != candidate.subject)
        return Answer(Rejection{"out_of_scope", "the device may speak for one person only"});
    if (candidate.item.lane == Lane::Closing && !closes(candidate.body))
        return Answer(Rejection{"wrong_lane", "only closing acts travel in the closing lane"});
    if (!m_entitled && !closes(candidate.body))
        return Answer(Rejection{"device_revoked", "the device may only close"});
    if (consentOf(candidate))
        return faultOfConsent(candidate);
    if (const auto *person = std::get_if<PersonItem>(&candidate.body))
        candidate.pseudonym = pseudonymOf(person->person.pseudonymKey, candidate.subject);
    return Answer();
}

Result<std::optional<Rejection>> Intake::faultOfConsent(Candidate &candidate)
{
    using Answer = std::optional<Rejection>;
    const ConsentItem &consent = *consentOf(candidate);
    const EventCore &core = consent.event.core;
    ASSENT_TRY(const auto author, signer(core.device));
    if (!author)
        return Answer(Rejection{"wrong_device", "the event is of a device that is not enrolled here"});
    if (!m_verifier.holds(consent.event.coreText, consent.event.proof, author->publicKey))
        return Answer(Rejection{"bad_signature", "the signature of the device does not hold"});
    if (pseudonymOf(consent.pseudonymKey, candidate.subject) != core.pseudonym)
        return Answer(Rejection{"wrong_subject", "the pseudonym is not this subject's"});
    if (author->revoked && !isClosing(core.act))
        return Answer(Rejection{"device_revoked", "the event is of a device that may only close"});
    candidate.pseudonym = core.pseudonym;
    candidate.flagged = !m_entitled || author->revoked;
    return Answer();
}

Result<std::optional<HubDevice>> Intake::signer(DeviceId id)
{
    if (id == m_from.id)
        return std::optional<HubDevice>(m_from);
    const auto found = m_signers.find(id);
    if (found != m_signers.end())
        return found->second;
    ASSENT_TRY(auto device, m_rows.device(id));
    return m_signers.emplace(id, std::move(device)).first->second;
}

/// Before keys are made for them.
Result<void> Intake::passOverErased()
{
    std::vector<const Candidate *> all;
    for (const Candidate &candidate : m_candidates)
        all.push_back(&candidate);
    ASSENT_TRY(const std::set<SubjectId> erased, m_rows.erased(namesOf(all)));
    std::vector<Candidate> left;
    for (Candidate &candidate : m_candidates) {
        if (erased.contains(candidate.subject))
            candidate.result.verdict = Verdict::Erased;
        else
            left.push_back(std::move(candidate));
    }
    m_candidates = std::move(left);
    return {};
}

Result<void> Intake::prepareSeals()
{
    std::set<SubjectId> subjects;
    for (const Candidate &candidate : m_candidates)
        subjects.insert(candidate.subject);
    const std::vector<SubjectId> list(subjects.begin(), subjects.end());
    ASSENT_TRY(const SubjectKeyMap keys, m_rows.ensureKeys(list));
    for (const auto &[subject, key] : keys) {
        ASSENT_TRY(ItemSeal seal, ItemSeal::of(key, subject));
        m_seals.emplace(subject, std::move(seal));
    }
    return {};
}

std::optional<PushEnvelope> HubStore::readPush(std::string_view text)
{
    return sync::readPush(text, m_state->rows->partitions() == 1 ? 2 : 1);
}

Result<PushResponse> HubStore::take(const HubDevice &from, bool entitled, PushEnvelope push)
{
    const auto kept = hasPlace(push.sent);
    if (!kept)
        return Error{kept.error().code, kept.error().detail, {{}, 0, 0, "sent"}};
    ASSENT_TRY(PushResponse out, Intake(*m_state, from, entitled).take(push));
    out.lost = !*kept;
    return out;
}

} // namespace assent::sync
