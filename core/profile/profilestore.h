#pragma once

#include "base/progress.h"
#include "profile/person.h"
#include "vault/vault.h"

#include <memory>

namespace assent {

struct SearchHit
{
    SubjectId id;
    std::string name;
    std::string email; ///< as stored; screens mask it by role
    std::string phone;
    enum class Rank { ExactIdentifier, ExactName, Prefix } rank = Rank::Prefix;
};

struct SearchResult
{
    std::vector<SearchHit> hits; ///< at most the limit
    std::int64_t total = 0;
    bool moreThanCounted = false; ///< total stopped counting at 10,000
};

/// Reads and writes people. Uses the vault's thread.
class ProfileStore
{
public:
    ProfileStore(Vault &vault, std::shared_ptr<const Catalogue> catalogue);

    /// Adds a person with identifiers, attributes and search words, and an
    /// outbox row when the store has a hub. Conflict when the id exists.
    Result<void> add(const WriteTransaction &transaction, const Person &person);
    /// The same, from the hub: no outbox row, and an existing person is joined:
    /// identifiers and attribute versions that are missing are added. True when
    /// there were any.
    Result<bool> merge(const WriteTransaction &transaction, const Person &person);
    /// A person of whom only the id is known yet: a consent event came first.
    /// Does nothing when the person exists.
    Result<void> ensureSubject(const WriteTransaction &transaction, const Person &stub);
    /// Appends a version of a fact. The version it replaces must exist
    /// (NotFound), unless it comes from the hub; two versions that replace the
    /// same one are both kept. A fact that identifies (its key is a type of
    /// identifier) also becomes an identifier. Repeating it does nothing;
    /// true when it was new.
    Result<bool> addAttribute(const WriteTransaction &transaction, SubjectId subject, const Attribute &attribute, bool fromHub = false);

    /// A person's own edit of what is shown: names the version it replaces.
    Result<Attribute> declare(SubjectId subject, std::string_view key, std::string_view value);

    Result<Person> person(SubjectId id);
    Result<Attribute> attribute(SubjectId subject, AttributeId id);
    /// Whoever has this identifier, by keyed hash.
    Result<std::vector<SubjectId>> findByIdentifier(std::string_view type, std::string_view value);
    /// Words match as prefixes, all of them; an exact identifier comes first.
    /// At most `limit` hits (1…200). Cancelled when Database::interrupt() is called.
    Result<SearchResult> search(std::string_view query, int limit = 50);
    Result<std::int64_t> count();
    /// People by id after `after`, for walking through all of them.
    Result<std::vector<SubjectId>> page(std::optional<SubjectId> after, int limit);

private:
    Result<std::int64_t> seqOf(SubjectId id);
    Result<std::int64_t> insertSubject(const Person &person);
    Result<bool> insertIdentifier(std::int64_t seq, const Identifier &identifier);
    Result<bool> insertAttribute(std::int64_t seq, const Attribute &attribute);
    Result<void> insertWords(std::int64_t seq, const Person &person);
    Result<void> refreshWords(std::int64_t seq, SubjectId id);
    Result<std::vector<Identifier>> identifiersOf(std::int64_t seq);
    Result<std::vector<Attribute>> attributesOf(std::int64_t seq);
    Result<SearchHit> hit(SubjectId id, SearchHit::Rank rank);
    Result<Statement *> prepared(std::optional<Statement> &slot, std::string_view sql);
    Bytes lookupHash(std::string_view type, std::string_view value) const;

    Vault &m_vault;
    std::shared_ptr<const Catalogue> m_catalogue;
    // Kept prepared: these run for every person of an import.
    std::optional<Statement> m_insertSubject;
    std::optional<Statement> m_insertIdentifier;
    std::optional<Statement> m_insertAttribute;
    std::optional<Statement> m_insertWords;
    std::optional<Statement> m_findSeq;
};

} // namespace assent
