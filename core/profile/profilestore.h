#pragma once

#include "base/progress.h"
#include "crypto/hash.h"
#include "profile/person.h"
#include "profile/provenances.h"
#include "profile/searchentry.h"
#include "vault/vault.h"

#include <memory>

namespace assent {

struct Removal;

struct SearchHit
{
    SubjectId id;
    std::string name;
    std::string email; ///< as stored; screens mask it by role
    std::string phone;
    enum class Rank {
        ExactIdentifier,
        ExactName,
        Prefix,  ///< a name begins so
        Other,   ///< something else does: an address, a number, a postcode
        Similar, ///< nothing else was found, and a name is a typing error away
    } rank = Rank::Prefix;
};

struct SearchResult
{
    std::vector<SearchHit> hits; ///< at most the limit
    std::int64_t total = 0;
    bool moreThanCounted = false; ///< total stopped counting at 10,000
};

/// A person ready to be stored: what needs no store is done.
struct PreparedPerson
{
    Person person;
    SearchEntry entry;
    std::vector<std::int64_t> lookups; ///< of the identifiers, in their order
};

/// Invalid for a value that no fact of this key can have.
Result<void> checkFactValue(std::string_view key, std::string_view value);

/// Reads and writes people. Uses the vault's thread.
class ProfileStore
{
public:
    ProfileStore(Vault &vault, std::shared_ptr<const Catalogue> catalogue);

    /// Adds a person with identifiers, attributes and search words, and an
    /// outbox row when the store has a hub. Conflict when the id exists.
    Result<void> add(const WriteTransaction &transaction, const Person &person);
    Result<void> add(const WriteTransaction &transaction, const PreparedPerson &prepared);
    /// Many at once; what needs no store is done ahead on a thread of its own.
    Result<void> addAll(const WriteTransaction &transaction, std::span<const Person> people);
    /// For add(); may be called from any thread while the store lives.
    PreparedPerson prepare(Person person) const;
    /// The same, from the hub: no outbox row, and an existing person is joined:
    /// identifiers and attribute versions that are missing are added. True when
    /// there were any. What has passed its end stays away, with the identifiers
    /// that were held for it.
    Result<bool> merge(const WriteTransaction &transaction, const Person &person);
    /// A person of whom only the id is known yet: a consent event came first.
    /// Does nothing when the person exists.
    Result<void> ensureSubject(const WriteTransaction &transaction, const Person &stub);
    /// Appends a version of a fact. The version it replaces must exist
    /// (NotFound), unless it comes from the hub; two versions that replace the
    /// same one are both kept. A fact that identifies (its key is a type of
    /// identifier) also becomes an identifier. Repeating it does nothing;
    /// true when it was new. From the hub a version past its end is passed over,
    /// unless it replaces one that is held, which would else be shown again.
    Result<bool> addAttribute(const WriteTransaction &transaction, SubjectId subject, const Attribute &attribute, bool fromHub = false);

    /// A person's own edit of what is shown: names the version it replaces.
    Result<Attribute> declare(SubjectId subject, std::string_view key, std::string_view value);

    /// Takes out what a removal names, with its outbox rows; search words are made
    /// anew. Conflict when the person is to go and something still refers to them.
    Result<void> remove(const WriteTransaction &transaction, SubjectId subject, const Removal &removal);

    /// Corrupt when some of what was stored about the person is missing.
    Result<Person> person(SubjectId id);
    Result<Attribute> attribute(SubjectId subject, AttributeId id);
    /// Whoever has this identifier, by keyed hash.
    Result<std::vector<SubjectId>> findByIdentifier(std::string_view type, std::string_view value);
    /// A keyed hash to look an identifier up by; the value is normalised. Any thread.
    std::int64_t lookupOf(std::string_view type, std::string_view value) const;
    /// Whether anybody has one of them, or (of 2^64 hashes) one that looks like it.
    Result<bool> isAnyHeld(std::span<const std::int64_t> lookups);
    /// Words match as prefixes, all of them, ranked as SearchHit::Rank says, then
    /// by name. At most `limit` hits (1…200) and the exact count up to 10,000.
    /// Cancelled when Database::interrupt() is called.
    Result<SearchResult> search(std::string_view query, int limit = 50);
    Result<std::int64_t> count();
    /// People by id after `after`, for walking through all of them.
    Result<std::vector<SubjectId>> page(std::optional<SubjectId> after, int limit);
    /// The same, as a list shows them.
    Result<std::vector<SearchHit>> list(std::optional<SubjectId> after, int limit);

private:
    class Search;

    Result<std::int64_t> seqOf(SubjectId id);
    Result<std::int64_t> insertSubject(const Person &person, std::int64_t facts, std::int64_t identifiers);
    Result<std::int64_t> insertIdentifiers(std::int64_t seq, std::span<const Identifier> identifiers, std::span<const std::int64_t> lookups);
    Result<bool> addIdentifier(std::int64_t seq, const Identifier &identifier);
    Result<std::int64_t> insertAttributes(const WriteTransaction &transaction, std::int64_t seq, std::span<const Attribute> attributes);
    Result<void> count(std::int64_t seq, std::int64_t moreFacts, std::int64_t moreIdentifiers);
    Result<void> insertEntry(std::int64_t seq, SubjectId id, const SearchEntry &entry);
    Result<void> refreshEntry(std::int64_t seq, SubjectId id);
    Result<void> refreshStaleIndex();
    Result<void> removePerson(const WriteTransaction &transaction, std::int64_t seq, SubjectId id);
    Result<bool> isPastUse(std::int64_t seq, const Attribute &attribute);
    Result<std::optional<Person>> withoutEnded(std::int64_t seq, const Person &told);
    Result<std::vector<Identifier>> identifiersOf(std::int64_t seq);
    Result<std::vector<Attribute>> attributesOf(std::int64_t seq);
    Result<std::vector<std::int64_t>> seqsWith(std::string_view type, std::string_view value);
    Result<SearchHit> card(std::int64_t seq);

    Vault &m_vault;
    std::shared_ptr<const Catalogue> m_catalogue;
    HmacKey m_lookup;
    Provenances m_provenances;
    bool m_indexChecked = false;
};

} // namespace assent
