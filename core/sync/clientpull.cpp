// What a client hears.
#include "sync/client.h"
#include "crypto/hash.h"
#include "sync/clientdevices.h"

#include <set>

namespace assent::sync {
namespace {

constexpr std::int64_t kSmallStore = 1000; ///< people; in a smaller store any pull is applied
constexpr std::int64_t kLargePart = 20;    ///< of so many people one may be changed unasked
constexpr std::size_t kKeptPages = 8;      ///< of those looked at ahead; the others are fetched again

bool isFaultOfItem(ErrorCode code)
{
    return code == ErrorCode::Invalid || code == ErrorCode::Denied || code == ErrorCode::Conflict || code == ErrorCode::NotFound
        || code == ErrorCode::Protocol;
}

Person stubOf(const ConsentItem &item)
{
    Person stub;
    stub.id = item.subject;
    stub.persona = item.persona;
    stub.pseudonymKey = item.pseudonymKey;
    stub.jurisdiction = item.event.payload.jurisdiction;
    stub.language = item.event.payload.locale;
    stub.createdAt = item.event.core.decidedAt;
    return stub;
}

Result<PullResponse> readPage(const std::string &text)
{
    const auto answer = json::parse(text);
    if (!answer)
        return Error{ErrorCode::Protocol, "the hub's answer is not JSON"};
    auto page = pullResponseFromJson(*answer);
    if (!page)
        return Error{ErrorCode::Protocol, page.error().toString()};
    return page;
}

Result<bool> isNews(const json::Value &answer)
{
    const auto response = pullResponseFromJson(answer);
    if (!response)
        return Error{ErrorCode::Protocol, response.error().toString()};
    return !response->items.empty() || !response->unread.empty();
}

} // namespace

Result<void> Client::pull(Report &report, Progress &progress)
{
    ASSENT_CHECK(replayHeld(report));
    const auto pulled = pullOnce(report, progress);
    if (pulled || m_status != 409)
        return pulled;
    {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
        ASSENT_CHECK(refetch(transaction));
        ASSENT_CHECK(transaction.commit());
    }
    return pullOnce(report, progress);
}

/// The next page comes, and is read, while one is applied.
Result<void> Client::pullOnce(Report &report, Progress &progress)
{
    ASSENT_TRY(std::deque<PullResponse> ahead, lookAhead(progress));
    std::optional<Coming> coming;
    for (bool more = true; more;) {
        if (!progress.report(static_cast<std::uint64_t>(report.pulled), 0))
            return Error{ErrorCode::Cancelled, "sync was cancelled"};
        if (ahead.empty()) {
            ASSENT_TRY(PullResponse page, arrive(*coming));
            ahead.push_back(std::move(page));
        }
        const PullResponse page = std::move(ahead.front());
        ahead.pop_front();
        more = page.more;
        if (more && ahead.empty()) {
            ASSENT_TRY(coming, fetchLater(page.cursor));
        }
        ASSENT_CHECK(apply(page, report));
    }
    return {};
}

Result<std::string> Client::cursor() { return m_vault.db().text("SELECT cursor FROM hub"); }

Result<HttpRequest> Client::pageRequest(const std::string &cursor)
{
    ASSENT_TRY(const std::string sent, m_vault.db().text("SELECT sent FROM hub"));
    return HttpRequest{"GET", "/v1/sync/pull?limit=" + std::to_string(kMaxPullItems)
        + (cursor.empty() ? "" : "&cursor=" + cursor) + (sent.empty() ? "" : "&sent=" + sent), {}, {}};
}

Result<Client::Coming> Client::fetchLater(const std::string &cursor)
{
    ASSENT_TRY(HttpRequest request, pageRequest(cursor));
    Coming coming{cursor, std::make_shared<std::optional<Result<PullResponse>>>(), depart(std::move(request), true)};
    coming.flight.answer = std::async(std::launch::async, [answer = std::move(coming.flight.answer), page = coming.page]() mutable {
        auto response = answer.get();
        if (response && response->status == 200)
            *page = readPage(response->body);
        return response;
    });
    return coming;
}

Result<PullResponse> Client::arrive(Coming &coming)
{
    ASSENT_TRY(const HttpResponse response, receive(coming.flight));
    auto page = *coming.page ? **std::move(coming.page) : readPage(response.body);
    if (page && page->more && page->cursor == coming.from)
        return Error{ErrorCode::Protocol, "the hub promises more and does not go on"};
    return page;
}

Result<PullResponse> Client::fetch(const std::string &cursor)
{
    ASSENT_TRY(HttpRequest request, pageRequest(cursor));
    Coming coming{cursor, std::make_shared<std::optional<Result<PullResponse>>>(), depart(std::move(request), false)};
    return arrive(coming);
}

/// The first pages, once it is clear that they and those behind them change few
/// people or that someone agreed. Nothing is applied before.
Result<std::deque<PullResponse>> Client::lookAhead(Progress &progress)
{
    std::deque<PullResponse> kept;
    ASSENT_TRY(std::string at, cursor());
    ASSENT_TRY(PullResponse page, fetch(at));
    const bool isSmall = !page.more && std::ssize(page.items) <= kSmallStore / kLargePart;
    ASSENT_TRY(const std::int64_t people, isSmall ? Result<std::int64_t>(0) : m_profiles.count());
    std::set<SubjectId> changed;
    for (;;) {
        for (const PulledItem &item : page.items) {
            ASSENT_TRY(const bool changes, people > kSmallStore ? wouldChange(item) : Result<bool>(false));
            if (changes)
                changed.insert(itemSubject(item.body));
        }
        const bool tooMany = std::ssize(changed) * kLargePart > people;
        if (people > kSmallStore && tooMany)
            ASSENT_CHECK(ask({std::ssize(changed), people}));
        const bool over = people <= kSmallStore || tooMany || !page.more;
        at = page.cursor;
        if (kept.size() < kKeptPages)
            kept.push_back(std::move(page));
        if (over)
            return kept;
        if (!progress.report(0, 0))
            return Error{ErrorCode::Cancelled, "sync was cancelled"};
        ASSENT_TRY(page, fetch(at));
    }
}

Result<void> Client::ask(const LargePull &pull)
{
    if (m_question && m_question(pull))
        return {};
    m_wantsAnswer = true;
    return Error{ErrorCode::Denied, "the hub's news would change at least " + std::to_string(pull.changed) + " of the "
            + std::to_string(pull.people) + " people in this store, and nobody agreed to that; nothing was applied"};
}

/// Something new about somebody who is here.
Result<bool> Client::wouldChange(const PulledItem &item)
{
    const SubjectId subject = itemSubject(item.body);
    ASSENT_TRY(Statement find, m_vault.db().prepare("SELECT seq FROM subject WHERE id = ?"));
    ASSENT_TRY(const bool here, find.bind(1, subject.bytes()).step());
    if (!here)
        return false;
    if (itemKind(item.body) == ItemKind::Consent) {
        ASSENT_TRY(Statement event, m_vault.db().prepare("SELECT 1 FROM consent_event WHERE id = ?"));
        ASSENT_TRY(const bool known, event.bind(1, itemId(item.body).bytes()).step());
        return !known;
    }
    std::vector<AttributeId> told;
    if (const auto *attribute = std::get_if<AttributeItem>(&item.body))
        told.push_back(attribute->attribute.id);
    if (const auto *person = std::get_if<PersonItem>(&item.body)) {
        for (const Attribute &attribute : person->person.attributes)
            told.push_back(attribute.id);
    }
    ASSENT_TRY(Statement fact, m_vault.db().prepare("SELECT 1 FROM attribute WHERE subject = ? AND id = ?"));
    for (const AttributeId &id : told) {
        ASSENT_TRY(const bool known, fact.bind(1, find.integer(0)).bind(2, id.bytes()).step());
        fact.reset();
        if (!known)
            return true;
    }
    return false;
}

Result<HttpRequest> Client::newsRequest(std::chrono::seconds time)
{
    ASSENT_TRY(const std::string from, cursor());
    HttpRequest request{"GET", "/v1/sync/pull?limit=1&wait=" + std::to_string(time.count()) + (from.empty() ? "" : "&cursor=" + from), {}, {}};
    sign(request);
    return request;
}

Result<bool> Client::waitForNews(std::chrono::seconds time)
{
    ASSENT_TRY(HttpRequest request, newsRequest(time));
    ASSENT_TRY(const json::Value answer, call(std::move(request)));
    return isNews(answer);
}

Result<bool> hasNews(const HttpResponse &response)
{
    const auto answer = json::parse(response.body);
    if (response.status != 200 || !answer)
        return Error{ErrorCode::Network, "the hub answered " + std::to_string(response.status) + " to who waited for news"};
    return isNews(*answer);
}

/// Nearly always every item holds, so all are taken at once; where one does not, each
/// is tried by itself.
Result<void> Client::apply(const PullResponse &response, Report &report)
{
    const Report before = report;
    const auto whole = applyItems(response, report, false);
    if (whole || !isFaultOfItem(whole.error().code))
        return whole;
    report = before;
    return applyItems(response, report, true);
}

/// Items and cursor move together: after a crash the same page comes again and
/// changes nothing.
Result<void> Client::applyItems(const PullResponse &response, Report &report, bool oneByOne)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    for (const PulledItem &item : response.items) {
        if (oneByOne) {
            ASSENT_CHECK(applyOne(transaction, item, report));
            continue;
        }
        ASSENT_TRY(const bool isNew, applyItem(transaction, item));
        report.pulled += isNew ? 1 : 0;
    }
    for (const UnreadItem &item : response.unread)
        ASSENT_CHECK(hold(transaction, item, report));
    ASSENT_TRY(Statement write, transaction.db().prepare("UPDATE hub SET cursor = ?, checkpoint = ?"));
    write.bind(1, response.cursor).bind(2, response.checkpoint);
    ASSENT_CHECK(write.run());
    return transaction.commit();
}

Result<void> Client::applyOne(const WriteTransaction &transaction, const PulledItem &item, Report &report)
{
    ASSENT_CHECK(transaction.db().run("SAVEPOINT item"));
    const auto isNew = applyItem(transaction, item);
    if (isNew)
        report.pulled += *isNew ? 1 : 0;
    else if (!isFaultOfItem(isNew.error().code))
        return isNew.error();
    else
        ASSENT_CHECK(forget(transaction, report));
    return transaction.db().run("RELEASE item");
}

/// What a newer program made is not lost on an older one.
Result<void> Client::hold(const WriteTransaction &transaction, const UnreadItem &item, Report &report)
{
    ASSENT_TRY(Statement put, transaction.db().prepare(
        "INSERT INTO held_item(hash, body, reason, held_at) VALUES(?,?,?,?) ON CONFLICT DO NOTHING"));
    put.bind(1, sha256(asBytes(item.text))).bind(2, item.text).bind(3, item.reason).bind(4, m_vault.clock().now());
    ASSENT_CHECK(put.run());
    report.held += static_cast<int>(transaction.db().changes());
    return {};
}

/// After an upgrade what was held may be readable.
Result<void> Client::replayHeld(Report &report)
{
    std::vector<std::pair<std::int64_t, PulledItem>> readable;
    {
        ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT n, body FROM held_item ORDER BY n"));
        for (;;) {
            ASSENT_TRY(const bool more, read.step());
            if (!more)
                break;
            ASSENT_TRY(const json::Value value, json::parse(read.text(1)));
            if (auto item = pulledItemFromJson(value, "item"))
                readable.emplace_back(read.integer(0), *std::move(item));
        }
    }
    if (readable.empty())
        return {};
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(Statement remove, transaction.db().prepare("DELETE FROM held_item WHERE n = ?"));
    for (const auto &[n, item] : readable) {
        ASSENT_CHECK(applyOne(transaction, item, report));
        ASSENT_CHECK(remove.bind(1, n).run());
    }
    return transaction.commit();
}

/// One item that does not hold must not stop the others, nor leave anything
/// behind: no empty person, no key of a device.
Result<void> Client::forget(const WriteTransaction &transaction, Report &report)
{
    ++report.refused;
    return transaction.rollBackTo("item");
}

Result<bool> Client::applyItem(const WriteTransaction &transaction, const PulledItem &item)
{
    if (m_anyErased) {
        ASSENT_TRY(const bool erased, erasures::contains(m_vault, itemSubject(item.body)));
        if (erased)
            return false;
    }
    if (const auto *person = std::get_if<PersonItem>(&item.body))
        return m_profiles.merge(transaction, person->person);
    if (const auto *attribute = std::get_if<AttributeItem>(&item.body))
        return m_profiles.addAttribute(transaction, attribute->subject, attribute->attribute, true);
    const auto &consent = std::get<ConsentItem>(item.body);
    ASSENT_TRY(const PublicKey key, rememberDevice(transaction, consent.event.core.device, item.deviceKey));
    ASSENT_CHECK(m_profiles.ensureSubject(transaction, stubOf(consent)));
    return m_consents.append(transaction, consent.subject, consent.event, key, item.receivedAt);
}

} // namespace assent::sync
