#include "sync/client.h"

#include <algorithm>

namespace assent::sync {
namespace {

constexpr std::chrono::milliseconds kBackOffFloor{1000};
constexpr std::chrono::milliseconds kBackOffCeiling{300'000};

Error fromProblem(const HttpResponse &response)
{
    const auto problem = problemFromJson(response.body);
    const std::string words = "the hub answered " + std::to_string(response.status)
        + (problem ? ": " + (problem->detail.empty() ? problem->title : problem->detail) : std::string());
    if (response.status == 401)
        return {ErrorCode::Denied, words + "; this device has to be enrolled anew, with a new one-time code"};
    if (response.status == 403)
        return {ErrorCode::Denied, words};
    if (response.status == 409)
        return {ErrorCode::Conflict, words};
    if (response.status == 429 || response.status >= 500)
        return {ErrorCode::Network, words};
    return {ErrorCode::Protocol, words};
}

std::chrono::milliseconds retryAfter(const HttpResponse &response)
{
    const auto it = response.headers.find("retry-after");
    if (it == response.headers.end() || it->second.empty() || it->second.size() > 6
        || it->second.find_first_not_of("0123456789") != std::string::npos)
        return std::chrono::milliseconds{0};
    return std::chrono::seconds(std::stoi(it->second));
}

} // namespace

Result<SyncStatus> status(Vault &vault)
{
    SyncStatus out;
    ASSENT_TRY(out.waiting, outbox::counts(vault));
    ASSENT_TRY(Statement read, vault.db().prepare("SELECT url, last_contact, last_error FROM hub"));
    ASSENT_TRY(out.hasHub, read.step());
    if (!out.hasHub)
        return out;
    out.hubUrl = read.text(0);
    if (!read.isNull(1))
        out.lastContact = read.time(1);
    out.lastError = read.text(2);
    ASSENT_TRY(out.erasures, vault.db().integer("SELECT count(*) FROM erasure WHERE sent = 0"));
    ASSENT_TRY(out.held, vault.db().integer("SELECT count(*) FROM held_item"));
    return out;
}

Result<std::vector<HeldItem>> heldItems(Vault &vault)
{
    std::vector<HeldItem> out;
    ASSENT_TRY(Statement read, vault.db().prepare("SELECT n, reason, held_at FROM held_item ORDER BY n"));
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            return out;
        out.push_back({read.integer(0), std::string(read.text(1)), read.time(2)});
    }
}

Client::Client(Vault &vault, std::shared_ptr<const Catalogue> catalogue, Transport &transport)
    : m_vault(vault), m_catalogue(catalogue), m_transport(transport), m_consents(vault, catalogue),
      m_profiles(vault, catalogue), m_random(std::random_device{}())
{
}

void Client::sign(HttpRequest &request) const
{
    request.headers["accept"] = "application/json";
    if (!request.body.empty())
        request.headers["content-type"] = "application/json";
    if (!m_token.empty())
        request.headers["authorization"] = "Bearer " + m_token;
}

/// Sends; `meanwhile`: the caller has other work until it wants the answer.
Client::Flight Client::depart(HttpRequest request, bool meanwhile)
{
    sign(request);
    m_status = 0; // of an earlier answer, should none come
    Flight flight;
    std::promise<Result<HttpResponse>> now;
    if (const auto left = waitLeft(); left.count() > 0)
        now.set_value(Error{ErrorCode::Network, "the hub asked to be left alone for another " + std::to_string(left.count() / 1000 + 1) + " s"});
    else if (meanwhile)
        flight.answer = m_transport.begin(request);
    else
        now.set_value(m_transport.send(request));
    if (!flight.answer.valid())
        flight.answer = now.get_future();
    flight.request = std::move(request);
    return flight;
}

Result<HttpResponse> Client::landed(Flight &flight)
{
    ASSENT_TRY(HttpResponse response, flight.answer.get());
    m_status = response.status;
    const Timestamp now = m_vault.clock().now();
    if (const auto wait = retryAfter(response); response.status >= 400 && wait.count() > 0)
        m_wait = {now, now + wait};
    return response;
}

/// How long Retry-After still forbids requests, of whatever kind. A clock that was
/// put back does not prolong it.
std::chrono::milliseconds Client::waitLeft() const
{
    const Timestamp now = m_vault.clock().now();
    if (!m_wait || now < m_wait->first || now >= m_wait->second)
        return std::chrono::milliseconds{0};
    return std::chrono::duration_cast<std::chrono::milliseconds>(m_wait->second - now);
}

/// Another program on this store may have enrolled the device anew.
Result<bool> Client::readTokenAgain()
{
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT token FROM hub"));
    ASSENT_TRY(const bool joined, read.step());
    if (!joined || m_token.empty() || m_token == read.text(0))
        return false;
    m_token = read.text(0);
    return true;
}

Result<json::Value> Client::call(HttpRequest request)
{
    Flight flight = depart(std::move(request), false);
    return arrive(flight);
}

/// An answer that is none of a problem.
Result<HttpResponse> Client::receive(Flight &flight)
{
    ASSENT_TRY(HttpResponse response, landed(flight));
    if (response.status == 401) {
        ASSENT_TRY(const bool another, readTokenAgain());
        if (another) {
            flight = depart(std::move(flight.request), false);
            ASSENT_TRY(response, landed(flight));
        }
    }
    if (response.status != 200 && response.status != 201)
        return fromProblem(response);
    return response;
}

Result<json::Value> Client::arrive(Flight &flight)
{
    ASSENT_TRY(const HttpResponse response, receive(flight));
    auto body = json::parse(response.body);
    if (!body)
        return Error{ErrorCode::Protocol, "the hub's answer is not JSON"};
    return *std::move(body);
}

/// Reads the token.
Result<void> Client::joinedHub()
{
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT token FROM hub"));
    ASSENT_TRY(const bool joined, read.step());
    if (!joined)
        return Error{ErrorCode::NotFound, "this store belongs to no hub"};
    m_token = read.text(0);
    return {};
}

Result<void> Client::contact()
{
    ASSENT_CHECK(joinedHub());
    ASSENT_TRY(const std::string epoch, m_vault.db().text("SELECT epoch FROM hub"));
    ASSENT_TRY(const json::Value answer, call({"GET", "/v1/capabilities", {}, {}}));
    const auto capabilities = capabilitiesFromJson(answer);
    if (!capabilities)
        return Error{ErrorCode::Protocol, capabilities.error().toString()};
    if (capabilities->protocolMin > kProtocol)
        return Error{ErrorCode::Newer, "the hub speaks a newer protocol only; update Assent"};
    if (capabilities->protocolMax < kProtocol)
        return Error{ErrorCode::Protocol, "the hub speaks an older protocol only"};
    m_longPoll = capabilities->longPoll;
    ASSENT_CHECK(pinSealKey(*capabilities, capabilities->hubEpoch != epoch));
    if (capabilities->hubEpoch != epoch)
        return startEpoch(*capabilities);
    return {};
}

/// The key that closing acts are sealed for is the one of the first contact, until
/// the hub was rebuilt.
Result<void> Client::pinSealKey(const Capabilities &capabilities, bool again)
{
    ASSENT_TRY(const std::int64_t missing, m_vault.db().integer("SELECT count(*) FROM hub WHERE seal_key IS NULL"));
    if (!capabilities.sealKey || (missing == 0 && !again))
        return {};
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(Statement write, transaction.db().prepare("UPDATE hub SET seal_key = ?"));
    ASSENT_CHECK(write.bind(1, ByteView(*capabilities.sealKey)).run());
    return transaction.commit();
}

/// The hub lost or rebuilt its data: everything is offered and fetched again.
/// Both are idempotent, so nothing is lost and nothing is doubled.
Result<void> Client::startEpoch(const Capabilities &capabilities)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(Statement write, transaction.db().prepare("UPDATE hub SET epoch = ?, log_key = ?, cursor = '', sent = '', erasure_cursor = ''"));
    write.bind(1, capabilities.hubEpoch).bind(2, capabilities.logKey);
    ASSENT_CHECK(write.run());
    ASSENT_CHECK(offerAgain(transaction));
    return transaction.commit();
}

/// What was fetched or sent is of a time that the hub has lost, as after a restore.
Result<void> Client::refetch(const WriteTransaction &transaction)
{
    ASSENT_CHECK(transaction.db().run("UPDATE hub SET cursor = '', sent = '', erasure_cursor = ''"));
    return offerAgain(transaction);
}

/// What other devices made is offered too: they may be gone. What was refused
/// was refused by a hub that knew more.
Result<void> Client::offerAgain(const WriteTransaction &transaction)
{
    ASSENT_CHECK(transaction.db().run("UPDATE outbox SET set_aside = NULL; UPDATE erasure SET sent = 0"));
    return queueEverything(transaction, true);
}

/// Rows that a damaged store lost may be acts that nobody else has: all are
/// offered again, which doubles nothing.
Result<void> Client::mendQueue()
{
    ASSENT_TRY(const bool joined, outbox::hasHub(m_vault));
    ASSENT_TRY(const bool whole, outbox::isWhole(m_vault));
    if (!joined || whole)
        return {};
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_CHECK(queueEverything(transaction));
    ASSENT_CHECK(outbox::countAnew(transaction));
    return transaction.commit();
}

/// What a restore erased again has no entry in the ledger yet.
Result<void> Client::sealReplayed()
{
    ASSENT_TRY(const std::int64_t open, m_vault.db().integer("SELECT count(*) FROM erasure WHERE entry IS NULL"));
    if (open > 0) {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
        ASSENT_CHECK(sealErasures(transaction));
        ASSENT_CHECK(transaction.commit());
    }
    ASSENT_TRY(const bool nobody, erasures::isEmpty(m_vault));
    m_anyErased = !nobody;
    return {};
}

Result<Client::Report> Client::sync(Progress &progress)
{
    Report report;
    m_renumberings = 0;
    m_wantsAnswer = false;
    const auto outcome = run(report, progress);
    ASSENT_CHECK(note(outcome));
    if (!outcome)
        return outcome.error();
    return report;
}

Result<void> Client::run(Report &report, Progress &progress)
{
    ASSENT_CHECK(mendQueue());
    ASSENT_CHECK(sealReplayed());
    ASSENT_CHECK(contact());
    ASSENT_CHECK(push(Lane::Closing, report, progress));
    ASSENT_CHECK(carryOutDue(report));
    ASSENT_CHECK(obeyErasures(report));
    ASSENT_CHECK(sendErasures(report));
    ASSENT_CHECK(pull(report, progress));
    ASSENT_CHECK(push(Lane::Closing, report, progress)); // there are some when the hub had to be offered everything
    return push(Lane::Other, report, progress);
}

Result<void> Client::note(const Result<void> &outcome)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(Statement write, transaction.db().prepare(
        outcome ? "UPDATE hub SET last_error = ?, last_contact = ?" : "UPDATE hub SET last_error = ?"));
    const bool unknown = !outcome && m_status == 401;
    write.bind(1, outcome ? std::string_view{} : m_wantsAnswer ? "large_pull" : unknown ? "unauthenticated" : errorCodeName(outcome.error().code));
    if (outcome)
        write.bind(2, m_vault.clock().now());
    ASSENT_CHECK(write.run());
    return transaction.commit();
}

std::chrono::milliseconds Client::backOff(int failures)
{
    const int doublings = std::clamp(failures - 1, 0, 16);
    const std::int64_t ceiling = std::min(kBackOffFloor.count() << doublings, kBackOffCeiling.count());
    std::uniform_int_distribution<std::int64_t> jitter(0, ceiling);
    return std::max(std::chrono::milliseconds(jitter(m_random)), waitLeft());
}

} // namespace assent::sync
