#include "profile/erasurerequest.h"

#include "base/json.h"
#include "ledger/ledger.h"

namespace assent {
namespace {

constexpr std::string_view kColumns = "SELECT r.id, s.id, r.actor_role, r.asked_at, r.due_at, r.entry"
    " FROM erasure_request r JOIN subject s ON s.seq = r.subject ";

Result<ErasureRequest> requestOf(const Statement &row)
{
    ErasureRequest request;
    ASSENT_TRY(request.id, Uuid::fromBytes(row.blob(0)));
    ASSENT_TRY(request.subject, SubjectId::fromBytes(row.blob(1)));
    request.by = row.text(2) == erasedByName(ErasedBy::Agent) ? ErasedBy::Agent : ErasedBy::Self;
    request.at = row.time(3);
    request.due = row.time(4);
    request.entry = row.integer(5);
    return request;
}

Result<std::int64_t> seal(const WriteTransaction &transaction, const ErasureRequest &request, std::string_view act)
{
    ASSENT_TRY(const Digest pseudonym, pseudonymHere(transaction.db(), request.subject));
    const Timestamp now = transaction.vault().clock().now();
    json::Value value;
    value.set("act", act);
    value.set("actor_role", erasedByName(request.by));
    value.set("at", toRfc3339(now));
    value.set("due", toRfc3339(request.due));
    value.set("erasure_id", request.id.toString());
    value.set("pseudonym", toBase64Url(pseudonym));
    value.set("v", 1);
    const std::string body = json::canonical(value);
    const Ledger::Entry entry{LeafKind::Staff, asBytes(body), now};
    return Ledger(transaction.vault()).append(transaction, std::span(&entry, 1));
}

} // namespace

std::string erasureReference(const Uuid &id)
{
    std::string digits = id.toString().substr(28);
    for (char &digit : digits)
        digit = digit >= 'a' ? static_cast<char>(digit - 'a' + 'A') : digit;
    return digits.insert(4, "-");
}

Result<std::optional<ErasureRequest>> erasureRequestOf(Vault &vault, SubjectId subject)
{
    ASSENT_TRY(Statement find, vault.db().prepare(std::string(kColumns) + "WHERE s.id = ?"));
    ASSENT_TRY(const bool found, find.bind(1, subject.bytes()).step());
    if (!found)
        return std::optional<ErasureRequest>();
    ASSENT_TRY(const ErasureRequest request, requestOf(find));
    return std::optional(request);
}

Result<std::vector<ErasureRequest>> erasureRequests(Vault &vault)
{
    std::vector<ErasureRequest> out;
    ASSENT_TRY(Statement rows, vault.db().prepare(std::string(kColumns) + "ORDER BY r.due_at, r.id"));
    for (;;) {
        ASSENT_TRY(const bool more, rows.step());
        if (!more)
            return out;
        ASSENT_TRY(const ErasureRequest request, requestOf(rows));
        out.push_back(request);
    }
}

Result<ErasureRequest> requestErasure(Vault &vault, SubjectId subject, ErasedBy by)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault));
    ASSENT_TRY(const auto waiting, erasureRequestOf(vault, subject));
    if (waiting)
        return Error{ErrorCode::Conflict, "an erasure of this person waits already, until " + toRfc3339(waiting->due)};
    ErasureRequest request;
    request.at = vault.clock().now();
    request.id = makeUuidV7(request.at);
    request.subject = subject;
    request.by = by;
    request.due = request.at + kErasureWait;
    ASSENT_TRY(request.entry, seal(transaction, request, "ask_erasure"));
    ASSENT_TRY(Statement put, transaction.db().prepare("INSERT INTO erasure_request(subject, id, actor_role, asked_at, due_at, entry)"
        " SELECT seq, ?, ?, ?, ?, ? FROM subject WHERE id = ?"));
    put.bind(1, request.id.bytes()).bind(2, erasedByName(by)).bind(3, request.at).bind(4, request.due);
    ASSENT_CHECK(put.bind(5, request.entry).bind(6, subject.bytes()).run());
    ASSENT_CHECK(transaction.commit());
    return request;
}

Result<ErasureRequest> takeBackErasure(Vault &vault, SubjectId subject)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault));
    ASSENT_TRY(auto request, erasureRequestOf(vault, subject));
    if (!request)
        return Error{ErrorCode::NotFound, "no erasure of this person waits"};
    ASSENT_TRY(request->entry, seal(transaction, *request, "keep"));
    ASSENT_TRY(Statement remove, transaction.db().prepare("DELETE FROM erasure_request WHERE id = ?"));
    ASSENT_CHECK(remove.bind(1, request->id.bytes()).run());
    ASSENT_CHECK(transaction.commit());
    return *request;
}

Result<std::vector<ErasureReport>> carryOutErasures(Vault &vault)
{
    std::vector<ErasureReport> done;
    ASSENT_TRY(const std::vector<ErasureRequest> waiting, erasureRequests(vault));
    for (const ErasureRequest &request : waiting) {
        if (request.due > vault.clock().now())
            break;
        auto erased = eraseRequested(vault, request.subject, request.by, request.id);
        // Another program was faster, or it was taken back meanwhile.
        if (!erased && erased.error().code == ErrorCode::NotFound)
            continue;
        if (!erased)
            return erased.error();
        done.push_back(*std::move(erased));
    }
    return done;
}

} // namespace assent
