#include "sync/client.h"

#include <algorithm>

namespace assent::sync {
namespace {

constexpr std::chrono::milliseconds kBackOffFloor{1000};
constexpr std::chrono::milliseconds kBackOffCeiling{300'000};
/// A step doubles after so many numbers that were taken.
constexpr int kRenumberingsAStep = 50;
constexpr int kMaxRenumberings = 30 * kRenumberingsAStep;
/// Leaves room for the envelope around the items.
constexpr std::size_t kBatchBytes = kMaxPushBytes - 4096;

Error fromProblem(const HttpResponse &response)
{
    const auto problem = problemFromJson(response.body);
    const std::string words = "the hub answered " + std::to_string(response.status)
        + (problem ? ": " + (problem->detail.empty() ? problem->title : problem->detail) : std::string());
    if (response.status == 401 || response.status == 403)
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

/// The key of the device that signed an event: the hub's word for it, unless
/// this store knew another one first.
Result<PublicKey> rememberDevice(const WriteTransaction &transaction, DeviceId device, const std::optional<PublicKey> &told)
{
    if (device == transaction.vault().deviceId())
        return transaction.vault().deviceKey().publicKey();
    ASSENT_TRY(Statement find, transaction.db().prepare("SELECT public_key FROM device WHERE id = ?"));
    find.bind(1, device.bytes());
    ASSENT_TRY(const bool known, find.step());
    if (known) {
        ASSENT_TRY(const PublicKey key, toPublicKey(find.blob(0)));
        if (told && *told != key)
            return Error{ErrorCode::Denied, "the hub names another key for a device that is known"};
        return key;
    }
    if (!told)
        return Error{ErrorCode::Protocol, "the hub sent an event of a device without its key"};
    ASSENT_TRY(Statement write, transaction.db().prepare("INSERT INTO device(id, public_key, label, enrolled_at) VALUES(?,?,'',?)"));
    write.bind(1, device.bytes()).bind(2, ByteView(*told)).bind(3, transaction.vault().clock().now());
    ASSENT_CHECK(write.run());
    return *told;
}

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
    return out;
}

Client::Client(Vault &vault, std::shared_ptr<const Catalogue> catalogue, Transport &transport)
    : m_vault(vault), m_catalogue(catalogue), m_transport(transport), m_consents(vault, catalogue),
      m_profiles(vault, catalogue), m_random(std::random_device{}())
{
}

Result<json::Value> Client::call(HttpRequest request)
{
    request.headers["accept"] = "application/json";
    if (!request.body.empty())
        request.headers["content-type"] = "application/json";
    if (!m_token.empty())
        request.headers["authorization"] = "Bearer " + m_token;
    m_status = 0; // of an earlier answer, should none come
    ASSENT_TRY(const HttpResponse response, m_transport.send(request));
    m_status = response.status;
    if (response.status != 200 && response.status != 201) {
        m_retryAfter = std::max(m_retryAfter, retryAfter(response));
        return fromProblem(response);
    }
    auto body = json::parse(response.body);
    if (!body)
        return Error{ErrorCode::Protocol, "the hub's answer is not JSON"};
    return *std::move(body);
}

Result<void> Client::contact()
{
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT token, epoch FROM hub"));
    ASSENT_TRY(const bool joined, read.step());
    if (!joined)
        return Error{ErrorCode::NotFound, "this store belongs to no hub"};
    m_token = read.text(0);
    const std::string epoch(read.text(1));
    ASSENT_TRY(const json::Value answer, call({"GET", "/v1/capabilities", {}, {}}));
    const auto capabilities = capabilitiesFromJson(answer);
    if (!capabilities)
        return Error{ErrorCode::Protocol, capabilities.error().toString()};
    if (capabilities->protocolMin > kProtocol)
        return Error{ErrorCode::Newer, "the hub speaks a newer protocol only; update Assent"};
    if (capabilities->protocolMax < kProtocol)
        return Error{ErrorCode::Protocol, "the hub speaks an older protocol only"};
    if (capabilities->hubEpoch != epoch)
        return startEpoch(*capabilities);
    return {};
}

/// The hub lost or rebuilt its data: everything is offered and fetched again.
/// Both are idempotent, so nothing is lost and nothing is doubled.
Result<void> Client::startEpoch(const Capabilities &capabilities)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(Statement write, transaction.db().prepare("UPDATE hub SET epoch = ?, log_key = ?, cursor = '', sent = ''"));
    write.bind(1, capabilities.hubEpoch).bind(2, capabilities.logKey);
    ASSENT_CHECK(write.run());
    ASSENT_CHECK(offerAgain(transaction));
    return transaction.commit();
}

/// What was fetched or sent is of a time that the hub has lost, as after a restore.
Result<void> Client::refetch()
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_CHECK(transaction.db().run("UPDATE hub SET cursor = '', sent = ''"));
    ASSENT_CHECK(offerAgain(transaction));
    return transaction.commit();
}

/// What other devices made is offered too: they may be gone. What was refused
/// was refused by a hub that knew more.
Result<void> Client::offerAgain(const WriteTransaction &transaction)
{
    ASSENT_CHECK(transaction.db().run("UPDATE outbox SET set_aside = NULL"));
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

Result<Client::Report> Client::sync(Progress &progress)
{
    Report report;
    m_retryAfter = std::chrono::milliseconds{0};
    m_renumberings = 0;
    const auto outcome = run(report, progress);
    ASSENT_CHECK(note(outcome));
    if (!outcome)
        return outcome.error();
    return report;
}

Result<void> Client::run(Report &report, Progress &progress)
{
    ASSENT_CHECK(mendQueue());
    ASSENT_CHECK(contact());
    ASSENT_CHECK(push(Lane::Closing, report, progress));
    ASSENT_CHECK(pull(report, progress));
    ASSENT_CHECK(push(Lane::Closing, report, progress)); // there are some when the hub had to be offered everything
    return push(Lane::Other, report, progress);
}

Result<void> Client::push(Lane lane, Report &report, Progress &progress)
{
    for (int room = kMaxPushItems;;) {
        ASSENT_TRY(std::vector<OutboxRow> rows, outbox::waiting(m_vault, lane, room));
        if (rows.empty())
            return {};
        ASSENT_TRY(const OutboxCounts counts, outbox::counts(m_vault));
        const auto left = static_cast<std::uint64_t>(counts.waitingClosings + counts.waitingOthers);
        const auto sent = static_cast<std::uint64_t>(report.pushed + report.duplicates);
        if (!progress.report(sent, sent + left))
            return Error{ErrorCode::Cancelled, "sync was cancelled"};
        ASSENT_TRY(const std::string body, batch(rows));
        if (rows.empty())
            continue;
        const auto answer = call({"POST", "/v1/sync/push", {}, body});
        if (!answer && (m_status == 413 || m_status == 422)) {
            // Something in it is too much for the hub: halve until one is left, and set that aside.
            if (rows.size() == 1)
                ASSENT_CHECK(setAside(rows.front(), m_status == 413 ? "too_large" : "malformed", report));
            room = std::max(1, static_cast<int>(rows.size()) / 2);
            continue;
        }
        if (!answer)
            return answer.error();
        const auto response = pushResponseFromJson(*answer);
        if (!response)
            return Error{ErrorCode::Protocol, response.error().toString()};
        ASSENT_CHECK(take(rows, *response, report));
        if (response->lost)
            ASSENT_CHECK(refetch());
        room = kMaxPushItems;
    }
}

Result<void> Client::setAside(const OutboxRow &row, std::string_view reason, Report &report)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_CHECK(outbox::markSetAside(transaction, row.seq, reason));
    ++report.setAside;
    return transaction.commit();
}

/// The request for as many of the rows as fit; the others are cut off `rows`,
/// and those whose person or fact is gone leave the queue.
Result<std::string> Client::batch(std::vector<OutboxRow> &rows)
{
    std::string items;
    std::vector<OutboxRow> taken;
    std::vector<OutboxRow> removed;
    for (const OutboxRow &row : rows) {
        const auto body = load(row);
        if (!body && body.error().code == ErrorCode::NotFound && row.kind != ItemKind::Consent) {
            removed.push_back(row); // past its retention, in another program just now
            continue;
        }
        if (!body)
            return body.error();
        json::Value item;
        item.set("lane", row.lane == Lane::Closing ? "closing" : "other");
        item.set("n", row.n);
        item.set("item", toJson(*body));
        const std::string text = json::canonical(item);
        if (!taken.empty() && items.size() + text.size() > kBatchBytes)
            break;
        items += (taken.empty() ? "" : ",") + text;
        taken.push_back(row);
    }
    ASSENT_CHECK(dropRemoved(removed));
    rows = std::move(taken);
    ASSENT_TRY(const std::string sent, m_vault.db().text("SELECT sent FROM hub"));
    return R"({"device":")" + m_vault.deviceId().toString() + R"(","sent":")" + sent + R"(","items":[)" + items + "]}";
}

Result<void> Client::dropRemoved(const std::vector<OutboxRow> &rows)
{
    if (rows.empty())
        return {};
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    for (const OutboxRow &row : rows)
        ASSENT_CHECK(outbox::acknowledge(transaction, row.seq));
    return transaction.commit();
}

Result<ItemBody> Client::load(const OutboxRow &row)
{
    if (row.kind == ItemKind::Person) {
        ASSENT_TRY(Person person, m_profiles.person(row.subject));
        return ItemBody(PersonItem{std::move(person)});
    }
    if (row.kind == ItemKind::Attribute) {
        ASSENT_TRY(Attribute attribute, m_profiles.attribute(row.subject, AttributeId(row.item)));
        return ItemBody(AttributeItem{row.subject, std::move(attribute)});
    }
    ConsentItem item;
    item.subject = row.subject;
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT persona, pseudonym_key FROM subject WHERE id = ?"));
    read.bind(1, row.subject.bytes());
    ASSENT_TRY(const bool found, read.step());
    if (!found)
        return Error{ErrorCode::Corrupt, "an outbox row names a person who is not here"};
    ASSENT_TRY(item.persona, PersonaId::fromBytes(read.blob(0)));
    item.pseudonymKey = toBytes(read.blob(1));
    ASSENT_TRY(item.event, m_consents.event(EventId(row.item)));
    return ItemBody(std::move(item));
}

/// Acknowledges per item: a row goes only when the hub has it.
Result<void> Client::take(const std::vector<OutboxRow> &rows, const PushResponse &response, Report &report)
{
    if (response.results.size() != rows.size())
        return Error{ErrorCode::Protocol, "the hub did not answer for every item"};
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(Statement received, transaction.db().prepare("UPDATE consent_event SET hub_received_at = ? WHERE id = ?"));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const PushResult &result = response.results[i];
        if (result.n != rows[i].n || result.lane != rows[i].lane)
            return Error{ErrorCode::Protocol, "the hub answered in another order"};
        if (result.verdict == Verdict::Rejected) {
            ASSENT_CHECK(takeRejection(transaction, rows[i], result.reason, report));
            continue;
        }
        ASSENT_CHECK(outbox::acknowledge(transaction, rows[i].seq));
        ++(result.verdict == Verdict::Accepted ? report.pushed : report.duplicates);
        if (rows[i].kind == ItemKind::Consent && result.receivedAt) {
            received.bind(1, result.receivedAt).bind(2, rows[i].item.bytes());
            ASSENT_CHECK(received.run());
        }
    }
    // What lies between is this store's own, which it need not fetch.
    ASSENT_TRY(Statement sent, transaction.db().prepare("UPDATE hub SET sent = ?1, cursor = iif(cursor = ?2 AND ?2 <> '', ?1, cursor)"));
    ASSENT_CHECK(sent.bind(1, response.place).bind(2, response.follows).run());
    return transaction.commit();
}

Result<void> Client::takeRejection(const WriteTransaction &transaction, const OutboxRow &row, const std::string &reason, Report &report)
{
    if (reason == "sequence_taken" && m_renumberings < kMaxRenumberings)
        return renumber(transaction, row);
    ASSENT_TRY(const bool offered, isAnothers(row));
    if (offered)
        return outbox::acknowledge(transaction, row.seq); // its author will offer it, if anyone
    ++report.setAside;
    return outbox::markSetAside(transaction, row.seq, reason.empty() ? "rejected" : reason);
}

/// The store was put back, and its numbers name other items at the hub. A
/// withdrawal must not wait for someone to notice: numbers go on beyond, in
/// growing steps.
Result<void> Client::renumber(const WriteTransaction &transaction, const OutboxRow &row)
{
    ++m_renumberings;
    ASSENT_TRY(Statement next, transaction.db().prepare("UPDATE outbox_lane SET n = n + ? WHERE lane = ? RETURNING n"));
    next.bind(1, std::int64_t{1} << (m_renumberings / kRenumberingsAStep)).bind(2, static_cast<int>(row.lane));
    ASSENT_TRY(const bool found, next.step());
    if (!found)
        return Error{ErrorCode::Corrupt, "the lane has no numbers"};
    const std::int64_t n = next.integer(0);
    next.reset();
    ASSENT_TRY(Statement write, transaction.db().prepare("UPDATE outbox SET n = ? WHERE seq = ?"));
    return write.bind(1, n).bind(2, row.seq).run();
}

/// A consent event of another device, offered to a hub that lost it.
Result<bool> Client::isAnothers(const OutboxRow &row)
{
    if (row.kind != ItemKind::Consent)
        return false;
    ASSENT_TRY(const ConsentEvent event, m_consents.event(EventId(row.item)));
    return event.core.device != m_vault.deviceId();
}

Result<void> Client::pull(Report &report, Progress &progress)
{
    bool refetched = false;
    for (;;) {
        ASSENT_TRY(const std::string cursor, m_vault.db().text("SELECT cursor FROM hub"));
        ASSENT_TRY(const std::string sent, m_vault.db().text("SELECT sent FROM hub"));
        if (!progress.report(static_cast<std::uint64_t>(report.pulled), 0))
            return Error{ErrorCode::Cancelled, "sync was cancelled"};
        const auto answer = call({"GET", "/v1/sync/pull?limit=" + std::to_string(kMaxPullItems) + (cursor.empty() ? "" : "&cursor=" + cursor)
                + (sent.empty() ? "" : "&sent=" + sent), {}, {}});
        if (!answer && m_status == 409 && !refetched) {
            refetched = true;
            ASSENT_CHECK(refetch());
            continue;
        }
        if (!answer)
            return answer.error();
        const auto response = pullResponseFromJson(*answer);
        if (!response)
            return Error{ErrorCode::Protocol, response.error().toString()};
        if (response->more && response->cursor == cursor)
            return Error{ErrorCode::Protocol, "the hub promises more and does not go on"};
        ASSENT_CHECK(apply(*response, report));
        if (!response->more)
            return {};
    }
}

/// Items and cursor move together: after a crash the same page comes again and
/// changes nothing.
Result<void> Client::apply(const PullResponse &response, Report &report)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    for (const PulledItem &item : response.items) {
        ASSENT_CHECK(transaction.db().run("SAVEPOINT item"));
        const auto isNew = applyItem(transaction, item);
        if (isNew)
            report.pulled += *isNew ? 1 : 0;
        else if (!isFaultOfItem(isNew.error().code))
            return isNew.error();
        else
            ASSENT_CHECK(forget(transaction, report));
        ASSENT_CHECK(transaction.db().run("RELEASE item"));
    }
    ASSENT_TRY(Statement write, transaction.db().prepare("UPDATE hub SET cursor = ?, checkpoint = ?"));
    write.bind(1, response.cursor).bind(2, response.checkpoint);
    ASSENT_CHECK(write.run());
    return transaction.commit();
}

/// One item that does not hold must not stop the others, nor leave anything
/// behind: no empty person, no key of a device.
Result<void> Client::forget(const WriteTransaction &transaction, Report &report)
{
    ++report.refused;
    return transaction.db().run("ROLLBACK TO item");
}

Result<bool> Client::applyItem(const WriteTransaction &transaction, const PulledItem &item)
{
    if (const auto *person = std::get_if<PersonItem>(&item.body))
        return m_profiles.merge(transaction, person->person);
    if (const auto *attribute = std::get_if<AttributeItem>(&item.body))
        return m_profiles.addAttribute(transaction, attribute->subject, attribute->attribute, true);
    const auto &consent = std::get<ConsentItem>(item.body);
    ASSENT_TRY(const PublicKey key, rememberDevice(transaction, consent.event.core.device, item.deviceKey));
    ASSENT_CHECK(m_profiles.ensureSubject(transaction, stubOf(consent)));
    return m_consents.append(transaction, consent.subject, consent.event, key, item.receivedAt);
}

Result<void> Client::note(const Result<void> &outcome)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(Statement write, transaction.db().prepare(
        outcome ? "UPDATE hub SET last_error = ?, last_contact = ?" : "UPDATE hub SET last_error = ?"));
    write.bind(1, outcome ? std::string_view{} : errorCodeName(outcome.error().code));
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
    return std::max(std::chrono::milliseconds(jitter(m_random)), m_retryAfter);
}

} // namespace assent::sync
