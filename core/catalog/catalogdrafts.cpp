#include "catalog/catalogdrafts.h"

#include "catalog/catalogstore.h"
#include "catalog/staffname.h"
#include "catalog/succession.h"
#include "crypto/hash.h"

namespace assent {
namespace {

constexpr std::size_t kSaltSize = 32;

Digest reasonHash(ByteView salt, std::string_view reason) { return sha256({salt, asBytes(reason)}); }

std::string nameOf(int draft) { return "draft " + std::to_string(draft); }

std::string_view waitsFor(CatalogueAct state)
{
    switch (state) {
    case CatalogueAct::Drafted: return "waits for its review";
    case CatalogueAct::Approved: return "is approved and waits to be published";
    case CatalogueAct::Rejected: return "was rejected; draft it anew with what was missing";
    default: return "was published";
    }
}

Result<std::vector<CatalogueFault>> faultsOrNone(const Result<std::shared_ptr<const Catalogue>> &inForce)
{
    return inForce.error().code == ErrorCode::NotFound ? Result<std::vector<CatalogueFault>>(std::vector<CatalogueFault>())
                                                       : Result<std::vector<CatalogueFault>>(inForce.error());
}

} // namespace

Result<std::shared_ptr<const Catalogue>> CatalogueDrafts::inForce() { return loadCatalogue(m_vault); }

Result<std::vector<CatalogueFault>> CatalogueDrafts::succession(const CatalogueText &text)
{
    const auto old = inForce();
    return old ? checkSuccession(**old, text, m_vault.clock().now()) : faultsOrNone(old);
}

Result<std::vector<CatalogueFault>> CatalogueDrafts::notices(const CatalogueText &text)
{
    const auto old = inForce();
    if (!old && old.error().code != ErrorCode::NotFound)
        return old.error();
    return checkNotices(text, old ? old->get() : nullptr, m_checklist);
}

Result<int> CatalogueDrafts::draft(const CatalogueText &text, const std::string &by)
{
    ASSENT_TRY(const std::string author, staffName(by));
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(const auto old, inForce());
    if (const auto faults = checkSuccession(*old, text, m_vault.clock().now()); !faults.empty())
        return toError(faults);
    ASSENT_TRY(const std::int64_t last, m_vault.db().integer("SELECT coalesce(max(n), 0) FROM catalogue_draft"));
    const CatalogueDraft draft{static_cast<int>(last + 1), text.catalogue.version(), text.catalogue.hash(), {}};
    ASSENT_TRY(Statement insert, transaction.db().prepare("INSERT INTO catalogue_draft(n, version, hash, body) VALUES(?,?,?,?)"));
    insert.bind(1, draft.number).bind(2, draft.version).bind(3, draft.hash).bind(4, text.catalogue.source());
    ASSENT_CHECK(insert.run());
    ASSENT_CHECK(step(transaction, draft, CatalogueAct::Drafted, author));
    ASSENT_CHECK(transaction.commit());
    return draft.number;
}

Result<void> CatalogueDrafts::approve(int draft, const std::string &by)
{
    ASSENT_TRY(const std::string reviewer, staffName(by));
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(const CatalogueDraft found, awaiting(draft, CatalogueAct::Drafted, reviewer));
    ASSENT_TRY(const CatalogueText text, this->text(draft));
    ASSENT_CHECK(requireSound(text));
    ASSENT_CHECK(step(transaction, found, CatalogueAct::Approved, reviewer));
    return transaction.commit();
}

Result<void> CatalogueDrafts::reject(int draft, const std::string &by, const std::string &reason)
{
    ASSENT_TRY(const std::string reviewer, staffName(by));
    if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
        return Error{ErrorCode::Invalid, "say why, so that the author can mend it", {{}, 0, 0, "reason"}};
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(const CatalogueDraft found, awaiting(draft, CatalogueAct::Drafted, reviewer));
    ASSENT_CHECK(step(transaction, found, CatalogueAct::Rejected, reviewer, reason));
    return transaction.commit();
}

Result<void> CatalogueDrafts::publish(int draft, const std::string &by)
{
    ASSENT_TRY(const std::string publisher, staffName(by));
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(const CatalogueDraft found, awaiting(draft, CatalogueAct::Approved, publisher));
    ASSENT_TRY(const CatalogueText text, this->text(draft));
    ASSENT_CHECK(requireSound(text)); // another version may have come first, a date passed
    ASSENT_CHECK(insertCatalogue(transaction, text.catalogue));
    ASSENT_CHECK(step(transaction, found, CatalogueAct::Published, publisher));
    return transaction.commit();
}

/// The draft, when it is in this state and `by` may take it further.
Result<CatalogueDraft> CatalogueDrafts::awaiting(int draft, CatalogueAct state, const std::string &by)
{
    ASSENT_TRY(CatalogueDraft found, find(draft));
    if (found.state() != state)
        return Error{ErrorCode::Conflict, nameOf(draft) + " " + std::string(waitsFor(found.state()))};
    if (isSameStaff(found.author(), by))
        return Error{ErrorCode::Denied, "who drafted a catalogue neither reviews nor publishes it: two people see each version", {{}, 0, 0, "by"}};
    return found;
}

Result<void> CatalogueDrafts::requireSound(const CatalogueText &text)
{
    ASSENT_TRY(std::vector<CatalogueFault> faults, succession(text));
    ASSENT_TRY(const std::vector<CatalogueFault> missing, notices(text));
    faults.insert(faults.end(), missing.begin(), missing.end());
    return faults.empty() ? Result<void>() : toError(faults);
}

Result<void> CatalogueDrafts::step(const WriteTransaction &transaction, const CatalogueDraft &draft, CatalogueAct act,
    const std::string &by, const std::string &reason)
{
    CatalogueRecord record{act, by, m_vault.clock().now(), draft.number, draft.version, draft.hash, m_checklist.hash(), {}};
    Bytes salt;
    if (!reason.empty()) {
        ASSENT_TRY(salt, randomBytes(kSaltSize));
        record.reasonHash = reasonHash(salt, reason);
    }
    ASSENT_TRY(const std::int64_t entry, writeRecord(transaction, record));
    ASSENT_TRY(Statement insert, transaction.db().prepare("INSERT INTO catalogue_step(draft, entry, salt, reason) VALUES(?,?,?,?)"));
    insert.bind(1, draft.number).bind(2, entry).bind(3, salt).bind(4, reason);
    return insert.run();
}

/// As the leaves tell them: the rows beside them only point there.
Result<std::vector<DraftStep>> CatalogueDrafts::stepsOf(const CatalogueDraft &draft)
{
    ASSENT_TRY(Statement read, m_vault.db().prepare(
        "SELECT s.entry, s.salt, s.reason, l.body FROM catalogue_step s JOIN ledger_entry l ON l.n = s.entry WHERE s.draft = ? ORDER BY s.entry"));
    read.bind(1, draft.number);
    std::vector<DraftStep> steps;
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            break;
        ASSENT_TRY(const auto record, catalogueRecordFromJson(asText(read.blob(3))));
        const std::string reason(read.text(2));
        const bool itsOwn = record && record->draft == draft.number && record->version == draft.version && record->hash == draft.hash;
        if (!itsOwn || (record->reasonHash && reasonHash(read.blob(1), reason) != *record->reasonHash))
            return Error{ErrorCode::Corrupt, "what is stored about " + nameOf(draft.number) + " does not match the ledger"};
        steps.push_back({record->act, record->by, record->at, reason, read.integer(0)});
    }
    if (steps.empty())
        return Error{ErrorCode::Corrupt, "the ledger does not know who made " + nameOf(draft.number)};
    return steps;
}

Result<CatalogueDraft> CatalogueDrafts::readDraft(const Statement &row)
{
    CatalogueDraft draft;
    draft.number = static_cast<int>(row.integer(0));
    draft.version = static_cast<int>(row.integer(1));
    ASSENT_TRY(draft.hash, toDigest(row.blob(2)));
    ASSENT_TRY(draft.steps, stepsOf(draft));
    return draft;
}

Result<std::vector<CatalogueDraft>> CatalogueDrafts::list()
{
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT n, version, hash FROM catalogue_draft ORDER BY n DESC"));
    std::vector<CatalogueDraft> drafts;
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            return drafts;
        ASSENT_TRY(CatalogueDraft draft, readDraft(read));
        drafts.push_back(std::move(draft));
    }
}

Result<CatalogueDraft> CatalogueDrafts::find(int draft)
{
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT n, version, hash FROM catalogue_draft WHERE n = ?"));
    ASSENT_TRY(const bool found, read.bind(1, draft).step());
    if (!found)
        return Error{ErrorCode::NotFound, "there is no " + nameOf(draft)};
    return readDraft(read);
}

Result<CatalogueText> CatalogueDrafts::text(int draft)
{
    ASSENT_TRY(const CatalogueDraft known, find(draft));
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT body FROM catalogue_draft WHERE n = ?"));
    ASSENT_TRY([[maybe_unused]] const bool found, read.bind(1, draft).step());
    ASSENT_TRY(CatalogueText text, readCatalogueText(read.text(0), nameOf(draft)));
    if (text.catalogue.hash() != known.hash || text.catalogue.version() != known.version)
        return Error{ErrorCode::Corrupt, "the text of " + nameOf(draft) + " does not match its hash"};
    return text;
}

} // namespace assent
