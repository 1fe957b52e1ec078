// Erasures, between a client and its hub.
#include "profile/erasurerequest.h"
#include "sync/client.h"
#include "sync/clientdevices.h"

namespace assent::sync {

/// A store that was away for long comes here before it sends anything but closing acts.
Result<void> Client::obeyErasures(Report &report)
{
    for (bool more = true, refetched = false; more;) {
        ASSENT_TRY(const std::string cursor, m_vault.db().text("SELECT erasure_cursor FROM hub"));
        const auto answer = call({"GET", "/v1/erasures" + (cursor.empty() ? "" : "?cursor=" + cursor), {}, {}});
        if (!answer && m_status == 409 && !refetched) { // the hub has lost some
            refetched = true;
            ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
            ASSENT_CHECK(transaction.db().run("UPDATE hub SET erasure_cursor = ''; UPDATE erasure SET sent = 0"));
            ASSENT_CHECK(transaction.commit());
            continue;
        }
        if (!answer && m_status == 404) // a hub of before erasures travelled
            break;
        if (!answer)
            return answer.error();
        const auto page = erasurePageFromJson(*answer);
        if (!page)
            return Error{ErrorCode::Protocol, page.error().toString()};
        if (page->more && page->cursor == cursor)
            return Error{ErrorCode::Protocol, "the hub promises more erasures and does not go on"};
        if (page->cursor != cursor)
            ASSENT_CHECK(obey(*page, report));
        more = page->more;
    }
    ASSENT_TRY(const bool nobody, erasures::isEmpty(m_vault));
    m_anyErased = !nobody;
    return {};
}

/// Those that were asked for here and have waited long enough.
Result<void> Client::carryOutDue(Report &report)
{
    ASSENT_TRY(const std::vector<ErasureReport> done, carryOutErasures(m_vault));
    report.erased += static_cast<int>(done.size());
    return {};
}

Result<void> Client::obey(const ErasurePage &page, Report &report)
{
    int erased = 0;
    {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
        std::vector<Erasure> signedOnes;
        for (const ToldErasure &told : page.erasures) {
            const auto key = rememberDevice(transaction, told.erasure.device, told.deviceKey);
            if (key && isSigned(told.erasure, *key))
                signedOnes.push_back(told.erasure);
            else
                ++report.refused;
        }
        ASSENT_TRY(erased, assent::obeyErasures(transaction, signedOnes));
        // Only what the hub tells is behind the cursor, by which a hub that lost it is known.
        ASSENT_TRY(Statement mark, transaction.db().prepare("UPDATE erasure SET sent = 1, subject = NULL WHERE core = ?"));
        for (const ToldErasure &told : page.erasures)
            ASSENT_CHECK(mark.bind(1, told.erasure.text).run());
        ASSENT_TRY(Statement write, transaction.db().prepare("UPDATE hub SET erasure_cursor = ?"));
        ASSENT_CHECK(write.bind(1, page.cursor).run());
        ASSENT_CHECK(transaction.commit());
    }
    report.erased += erased;
    if (erased == 0)
        return {};
    const auto moved = m_vault.rebuild(); // file and log held the pages of before
    return moved || moved.error().code == ErrorCode::Io ? Result<void>() : moved;
}

Result<void> Client::sendErasures(Report &report)
{
    std::vector<OfferedErasure> offered;
    {
        ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT core, signature, subject FROM erasure WHERE sent = 0 ORDER BY subject_hash"));
        for (;;) {
            ASSENT_TRY(const bool more, read.step());
            if (!more)
                break;
            OfferedErasure one;
            ASSENT_TRY(one.erasure, erasureFromText(std::string(read.text(0)), read.blob(1)));
            if (!read.isNull(2)) {
                ASSENT_TRY(one.subject, SubjectId::fromBytes(read.blob(2)));
            }
            offered.push_back(std::move(one));
        }
    }
    for (std::size_t at = 0; at < offered.size(); at += kMaxErasures) {
        const auto part = std::span(offered).subspan(at, std::min<std::size_t>(kMaxErasures, offered.size() - at));
        const auto answer = call({"POST", "/v1/erasures", {}, json::canonical(toJson(std::span<const OfferedErasure>(part)))});
        if (!answer && m_status == 404) {
            report.erasureRefusal = "not_supported";
            return {};
        }
        if (!answer)
            return answer.error();
        const auto results = erasureResultsFromJson(*answer);
        if (!results || results->size() != part.size())
            return Error{ErrorCode::Protocol, results ? "the hub did not answer for every erasure" : results.error().toString()};
        ASSENT_CHECK(noteSent(part, *results, report));
    }
    return offered.empty() ? Result<void>() : obeyErasures(report); // hears of them
}

/// What is refused stays and is offered again: someone who was erased must not
/// stay at the hub because nobody noticed.
Result<void> Client::noteSent(std::span<const OfferedErasure> sent, std::span<const ErasureResult> results, Report &report)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    // Of the same person another erasure came first: it is that one which is told.
    ASSENT_TRY(Statement done, transaction.db().prepare("UPDATE erasure SET sent = 1, subject = NULL WHERE core = ?"));
    for (std::size_t i = 0; i < sent.size(); ++i) {
        if (results[i].verdict == Verdict::Rejected)
            report.erasureRefusal = results[i].reason.empty() ? "rejected" : results[i].reason;
        else if (results[i].verdict == Verdict::Duplicate)
            ASSENT_CHECK(done.bind(1, sent[i].erasure.text).run());
    }
    return transaction.commit();
}

} // namespace assent::sync
