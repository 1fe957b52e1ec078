#pragma once

#include "catalog/catalogrecord.h"
#include "catalog/checklist.h"

#include <memory>

namespace assent {

/// One thing that was done with a draft.
struct DraftStep
{
    CatalogueAct act = CatalogueAct::Drafted;
    std::string by;
    Timestamp at;
    std::string reason;      ///< of a rejection
    std::int64_t entry = 0;  ///< its leaf in the ledger
};

/// A catalogue on its way: drafted, then approved or rejected, then published.
/// What was drafted does not change; another wording is another draft.
struct CatalogueDraft
{
    int number = 0;
    int version = 0; ///< of the catalogue in it
    Digest hash = {};
    std::vector<DraftStep> steps; ///< never empty

    CatalogueAct state() const { return steps.back().act; }
    const std::string &author() const { return steps.front().by; }
};

/// The way of every catalogue but a store's first: draft, review, published, by
/// two different people. Each step is a leaf of the ledger, and what is told of a
/// step is read from its leaf. Uses the vault's thread.
class CatalogueDrafts
{
public:
    CatalogueDrafts(Vault &vault, Checklist checklist) : m_vault(vault), m_checklist(std::move(checklist)) {}

    /// What keeps a catalogue from following the one in force.
    Result<std::vector<CatalogueFault>> succession(const CatalogueText &text);
    /// What is missing in the notices that are new with it.
    Result<std::vector<CatalogueFault>> notices(const CatalogueText &text);

    /// Stores a draft and gives its number. NotFound: the store has no catalogue
    /// that it could follow. Invalid: it may not follow. Open questions are no
    /// fault yet.
    Result<int> draft(const CatalogueText &text, const std::string &by);
    /// Conflict unless the draft waits for review; Denied to its author; Invalid
    /// when something is missing.
    Result<void> approve(int draft, const std::string &by);
    /// The same, with a reason (else Invalid), and whatever is missing.
    Result<void> reject(int draft, const std::string &by, const std::string &reason);
    /// Puts an approved draft in force. Conflict unless it is approved; Denied to
    /// its author; Invalid when it may no longer follow the one in force.
    Result<void> publish(int draft, const std::string &by);

    /// Newest first.
    Result<std::vector<CatalogueDraft>> list();
    Result<CatalogueDraft> find(int draft);
    /// The draft's text, checked against its hash; faults name it "draft N".
    Result<CatalogueText> text(int draft);

private:
    Result<std::shared_ptr<const Catalogue>> inForce();
    Result<CatalogueDraft> readDraft(const Statement &row);
    Result<std::vector<DraftStep>> stepsOf(const CatalogueDraft &draft);
    Result<void> step(const WriteTransaction &transaction, const CatalogueDraft &draft, CatalogueAct act, const std::string &by,
        const std::string &reason = {});
    Result<CatalogueDraft> awaiting(int draft, CatalogueAct state, const std::string &by);
    Result<void> requireSound(const CatalogueText &text);

    Vault &m_vault;
    Checklist m_checklist;
};

} // namespace assent
