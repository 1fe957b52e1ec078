// How the hub forgets a person.
#include "crypto/hash.h"
#include "sync/hubstate.h"

#include <algorithm>
#include <charconv>

namespace assent::sync {
namespace {

/// The verdict on an erasure before anything is changed, and whom it means.
struct Judged
{
    ErasureResult result;
    std::optional<SubjectId> subject;
};

ErasureResult rejected(std::string_view reason) { return {Verdict::Rejected, std::string(reason)}; }

Result<bool> isOtherwiseNamed(HubRows &rows, SubjectId subject, const Digest &pseudonym)
{
    ASSENT_TRY(const auto known, rows.pseudonyms({&subject, 1}));
    return !known.empty() && known.begin()->second != pseudonym;
}

Result<Judged> judge(HubRows &rows, const HubDevice &from, const OfferedErasure &offered)
{
    const Erasure &erasure = offered.erasure;
    ASSENT_TRY(const auto author, rows.device(erasure.device));
    if (!author)
        return Judged{rejected("wrong_device"), {}};
    if (!isSigned(erasure, author->publicKey))
        return Judged{rejected("bad_signature"), {}};
    ASSENT_TRY(const bool known, rows.isErased(erasure.pseudonym));
    if (known)
        return Judged{{Verdict::Duplicate, {}}, {}};
    ASSENT_TRY(std::optional<SubjectId> subject, rows.subjectUnder(erasure.pseudonym));
    if (!subject && offered.subject) {
        ASSENT_TRY(const bool another, isOtherwiseNamed(rows, *offered.subject, erasure.pseudonym));
        if (another)
            return Judged{rejected("wrong_subject"), {}};
        subject = offered.subject;
    }
    for (const HubDevice *device : {&from, &*author}) {
        if (device->subject && device->subject != subject)
            return Judged{rejected("out_of_scope"), {}};
    }
    return Judged{{Verdict::Accepted, {}}, subject};
}

/// Devices stay, for their keys prove entries of the log; their names go. The number
/// that named the person's own record stays taken, by nothing.
Result<ErasureResult> eraseOne(HubRows &rows, const HubDevice &from, const OfferedErasure &offered, Timestamp now)
{
    ASSENT_TRY(const Judged judged, judge(rows, from, offered));
    if (judged.result.verdict != Verdict::Accepted)
        return judged.result;
    const Erasure &erasure = offered.erasure;
    ErasedRow row{std::nullopt, erasure.pseudonym, erasure.text, erasure.signature, erasure.device, now, judged.subject};
    if (judged.subject)
        row.subjectHash = rows.erasureHash(*judged.subject);
    ASSENT_CHECK(rows.putErasure(row));
    if (judged.subject)
        ASSENT_CHECK(rows.removeSubject(*judged.subject, makeUuidV7(now)));
    return judged.result;
}

/// Of those whose rows are gone; also after a crash between the two.
Result<void> destroyKeys(HubRows &rows)
{
    ASSENT_TRY(const std::vector<SubjectId> left, rows.halfErased());
    return left.empty() ? Result<void>() : rows.destroyKeys(left);
}

/// Where a device stands in the list of erasures: "EPOCH.SEQ.NAME". The name is of
/// the last erasure that it knows, by which a hub that was put back to an older copy
/// knows that it gave the number anew.
struct ListPlace
{
    std::string_view epoch;
    std::int64_t seq = 0;
    std::string_view name;
};

std::string nameOf(const ToldRow &row) { return toHex(sha256(asBytes(row.text))).substr(0, 16); }

/// Nothing when it is no cursor. Hubs gave cursors without a name; those are fetched anew.
std::optional<ListPlace> readCursor(std::string_view text)
{
    const auto dot = text.find('.');
    if (dot == std::string_view::npos)
        return std::nullopt;
    const auto last = std::min(text.find('.', dot + 1), text.size());
    ListPlace place{text.substr(0, dot), 0, text.substr(std::min(last + 1, text.size()))};
    const char *end = text.data() + last;
    const auto read = std::from_chars(text.data() + dot + 1, end, place.seq);
    if (read.ec != std::errc() || read.ptr != end || place.seq < 0)
        return std::nullopt;
    return place;
}

Error badCursor(ErrorCode code, std::string detail) { return {code, std::move(detail), {{}, 0, 0, "cursor"}}; }

Result<std::int64_t> seenBy(HubRows &rows, std::string_view cursor)
{
    if (cursor.empty())
        return std::int64_t{0};
    const auto place = readCursor(cursor);
    if (!place)
        return badCursor(ErrorCode::Protocol, "is not a cursor of this hub");
    const Error lost = badCursor(ErrorCode::Conflict, "the cursor is of another epoch of this hub, or of a time that it lost");
    if (place->epoch != rows.epoch())
        return lost;
    if (place->seq == 0)
        return std::int64_t{0};
    ASSENT_TRY(const std::vector<ToldRow> last, rows.erasuresAfter(place->seq - 1, 1));
    if (last.empty() || last.front().seq != place->seq || nameOf(last.front()) != place->name)
        return lost;
    return place->seq;
}

} // namespace

Result<std::vector<ErasureResult>> HubStore::erase(const HubDevice &from, std::span<const OfferedErasure> offered)
{
    HubRows &rows = *m_state->rows;
    std::vector<ErasureResult> results;
    ASSENT_CHECK(rows.transact([&]() -> Result<void> {
        results.clear();
        for (const OfferedErasure &one : offered) {
            ASSENT_TRY(ErasureResult result, eraseOne(rows, from, one, m_state->clock.now()));
            results.push_back(std::move(result));
        }
        return {};
    }));
    ASSENT_CHECK(destroyKeys(rows));
    return results;
}

Result<ErasurePage> HubStore::erasures(std::string_view cursor, int limit)
{
    HubRows &rows = *m_state->rows;
    ASSENT_CHECK(destroyKeys(rows));
    ASSENT_TRY(const std::int64_t seen, seenBy(rows, cursor));
    ASSENT_TRY(const std::vector<ToldRow> list, rows.erasuresAfter(seen, limit + 1));
    ErasurePage page;
    page.more = std::ssize(list) > limit;
    page.cursor = cursor.empty() ? epoch() + ".0." : std::string(cursor);
    for (const ToldRow &row : std::span(list).first(std::min(list.size(), static_cast<std::size_t>(limit)))) {
        ToldErasure told;
        ASSENT_TRY(told.erasure, erasureFromText(row.text, row.signature));
        told.deviceKey = row.deviceKey;
        page.erasures.push_back(std::move(told));
        page.cursor = epoch() + "." + std::to_string(row.seq) + "." + nameOf(row);
    }
    return page;
}

} // namespace assent::sync
