// What HubStore makes of a push, before anything is written.
#include "base/halves.h"
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
    judge();
    ASSENT_CHECK(passOverErased());
    if (m_candidates.empty())
        return std::move(m_results);
    ASSENT_CHECK(seal());
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
    m_candidates.push_back({item, result, *std::move(read.body), id, subject, {}, std::move(read.text), false});
    return learnSigner(m_candidates.back());
}

Result<void> Intake::learnSigner(const Candidate &candidate)
{
    const ConsentItem *consent = consentOf(candidate);
    if (!consent || m_signers.contains(consent->event.core.device))
        return {};
    const DeviceId id = consent->event.core.device;
    ASSENT_TRY(auto device, id == m_from.id ? Result<std::optional<HubDevice>>(m_from) : m_rows.device(id));
    m_signers.emplace(id, std::move(device));
    return {};
}

/// Drops those that have a fault.
void Intake::judge()
{
    inHalves(m_candidates.size(), m_threads, [this](std::size_t begin, std::size_t end) {
        BatchVerifier verifier;
        for (Candidate &candidate : std::span(m_candidates).subspan(begin, end - begin))
            candidate.fault = faultOf(candidate, verifier);
    });
    std::vector<Candidate> left;
    left.reserve(m_candidates.size());
    for (Candidate &candidate : m_candidates) {
        if (candidate.fault)
            reject(candidate.result, *std::move(candidate.fault));
        else
            left.push_back(std::move(candidate));
    }
    m_candidates = std::move(left);
}

std::optional<Rejection> Intake::faultOf(Candidate &candidate, BatchVerifier &verifier) const
{
    if (m_from.subject && *m_from.subject != candidate.subject)
        return Rejection{"out_of_scope", "the device may speak for one person only"};
    if (candidate.item.lane == Lane::Closing && !closes(candidate.body))
        return Rejection{"wrong_lane", "only closing acts travel in the closing lane"};
    if (!m_entitled && !closes(candidate.body))
        return Rejection{"device_revoked", "the device may only close"};
    if (consentOf(candidate))
        return faultOfConsent(candidate, verifier);
    if (const auto *person = std::get_if<PersonItem>(&candidate.body))
        candidate.pseudonym = pseudonymOf(person->person.pseudonymKey, candidate.subject);
    return std::nullopt;
}

std::optional<Rejection> Intake::faultOfConsent(Candidate &candidate, BatchVerifier &verifier) const
{
    const ConsentItem &consent = *consentOf(candidate);
    const EventCore &core = consent.event.core;
    const std::optional<HubDevice> &author = m_signers.at(core.device);
    if (!author)
        return Rejection{"wrong_device", "the event is of a device that is not enrolled here"};
    if (!verifier.holds(consent.event.coreText, consent.event.proof, author->publicKey))
        return Rejection{"bad_signature", "the signature of the device does not hold"};
    if (pseudonymOf(consent.pseudonymKey, candidate.subject) != core.pseudonym)
        return Rejection{"wrong_subject", "the pseudonym is not this subject's"};
    if (author->revoked && !isClosing(core.act))
        return Rejection{"device_revoked", "the event is of a device that may only close"};
    candidate.pseudonym = core.pseudonym;
    candidate.flagged = !m_entitled || author->revoked;
    return std::nullopt;
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

/// Before the transaction, which others wait for.
Result<void> Intake::seal()
{
    std::set<SubjectId> subjects;
    for (const Candidate &candidate : m_candidates)
        subjects.insert(candidate.subject);
    const std::vector<SubjectId> list(subjects.begin(), subjects.end());
    ASSENT_TRY(const SubjectKeyMap keys, m_rows.ensureKeys(list));
    for (const auto &[subject, key] : keys) {
        ASSENT_TRY(ItemSeal made, ItemSeal::of(key, subject));
        m_seals.emplace(subject, std::move(made));
    }
    inHalves(m_candidates.size(), m_threads, [this](std::size_t begin, std::size_t end) {
        for (Candidate &candidate : std::span(m_candidates).subspan(begin, end - begin)) {
            const ItemSeal &seal = m_seals.at(candidate.subject);
            candidate.content = seal.contentHash(candidate.text);
            candidate.sealed = seal.close(candidate.id, candidate.text);
        }
    });
    return {};
}

std::optional<PushEnvelope> HubStore::readPush(std::string_view text)
{
    return sync::readPush(text, m_state->threads());
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
