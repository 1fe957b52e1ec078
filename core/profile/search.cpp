#include "crypto/hash.h"
#include "profile/profilestore.h"

#include <algorithm>

namespace assent {
namespace {

constexpr int kCountLimit = 10'000;
constexpr int kMaxHits = 200;
constexpr std::size_t kLookupSize = 16;

/// Facts whose words find a person.
bool isSearchable(std::string_view key)
{
    constexpr std::array<std::string_view, 4> keys{"given_name", "family_name", "full_name", "postcode"};
    return std::find(keys.begin(), keys.end(), key) != keys.end() || isIdentifierType(key);
}

std::string digitsOf(std::string_view text)
{
    std::string digits(text);
    std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
    return digits;
}

/// A number is also found by its end, which is what people know of it.
void addWords(std::set<std::string> &words, std::string_view type, std::string_view value)
{
    for (std::string &word : foldWords(value))
        words.insert(std::move(word));
    if (type != "phone")
        return;
    const std::string digits = digitsOf(value);
    words.insert(digits);
    if (digits.size() > 9)
        words.insert(digits.substr(digits.size() - 9));
}

/// Every word as a prefix, all of them needed; or a number, however it is grouped.
std::string matchExpression(std::string_view query, const std::vector<std::string> &words)
{
    std::string out;
    for (const std::string &word : words)
        out += (out.empty() ? "(\"" : " AND \"") + word + "\"*";
    out += ')';
    if (const auto phone = normaliseIdentifier("phone", query))
        out += " OR \"" + digitsOf(*phone) + "\"*";
    return out;
}

std::string joined(const std::vector<std::string> &words)
{
    std::string out;
    for (const std::string &word : words)
        out += word + ' ';
    return out;
}

} // namespace

Bytes ProfileStore::lookupHash(std::string_view type, std::string_view value) const
{
    std::string text(type);
    text += '\n';
    for (char c : value) // ASCII only: what differs in case beyond it is another identifier
        text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const Digest digest = hmacSha256(m_vault.lookupKey().view(), asBytes(text));
    return Bytes(digest.begin(), digest.begin() + kLookupSize);
}

Result<void> ProfileStore::insertWords(std::int64_t seq, const Person &person)
{
    std::set<std::string> words;
    for (const Attribute &attribute : person.attributes) {
        if (isSearchable(attribute.key))
            addWords(words, attribute.key, attribute.value);
    }
    for (const Identifier &identifier : person.identifiers)
        addWords(words, identifier.type, identifier.value);
    std::string text;
    for (const std::string &word : words)
        text += word + ' ';
    ASSENT_TRY(Statement *const write, prepared(m_insertWords, "INSERT INTO person_search(rowid, words) VALUES(?, ?)"));
    write->bind(1, seq).bind(2, text);
    return write->run();
}

Result<void> ProfileStore::refreshWords(std::int64_t seq, SubjectId id)
{
    ASSENT_TRY(const Person person, this->person(id));
    ASSENT_TRY(Statement remove, m_vault.db().prepare("DELETE FROM person_search WHERE rowid = ?"));
    remove.bind(1, seq);
    ASSENT_CHECK(remove.run());
    return insertWords(seq, person);
}

Result<std::vector<SubjectId>> ProfileStore::findByIdentifier(std::string_view type, std::string_view value)
{
    ASSENT_TRY(const std::string normal, normaliseIdentifier(type, value));
    ASSENT_TRY(Statement read, m_vault.db().prepare(
        "SELECT DISTINCT s.id FROM identifier i JOIN subject s ON s.seq = i.subject WHERE i.lookup = ? ORDER BY s.id LIMIT 200"));
    read.bind(1, lookupHash(type, normal));
    std::vector<SubjectId> out;
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            return out;
        ASSENT_TRY(const SubjectId id, SubjectId::fromBytes(read.blob(0)));
        out.push_back(id);
    }
}

Result<SearchHit> ProfileStore::hit(SubjectId id, SearchHit::Rank rank)
{
    ASSENT_TRY(const Person found, person(id));
    SearchHit out;
    out.id = id;
    out.name = displayName(found, *m_catalogue);
    out.rank = rank;
    for (const Identifier &identifier : found.identifiers) {
        if (identifier.type == "email" && out.email.empty())
            out.email = identifier.value;
        if (identifier.type == "phone" && out.phone.empty())
            out.phone = identifier.value;
    }
    return out;
}

Result<SearchResult> ProfileStore::search(std::string_view query, int limit)
{
    SearchResult result;
    const auto room = static_cast<std::size_t>(std::clamp(limit, 1, kMaxHits));
    const std::vector<std::string> words = foldWords(query);
    std::set<SubjectId> seen;

    for (std::string_view type : {"email", "phone", "loyalty_id", "customer_number", "esp_record"}) {
        const auto exact = findByIdentifier(type, query);
        if (!exact && exact.error().code != ErrorCode::Invalid)
            return exact.error();
        for (SubjectId id : exact ? *exact : std::vector<SubjectId>{}) {
            if (result.hits.size() >= room || !seen.insert(id).second)
                continue;
            ASSENT_TRY(SearchHit found, hit(id, SearchHit::Rank::ExactIdentifier));
            result.hits.push_back(std::move(found));
        }
    }
    if (words.empty()) {
        result.total = static_cast<std::int64_t>(result.hits.size());
        return result;
    }

    const std::string expression = matchExpression(query, words);
    ASSENT_TRY(Statement count, m_vault.db().prepare(
        "SELECT count(*) FROM (SELECT 1 FROM person_search WHERE person_search MATCH ? LIMIT ?)"));
    count.bind(1, expression).bind(2, kCountLimit + 1);
    ASSENT_TRY(const bool counted, count.step());
    const std::int64_t total = counted ? count.integer(0) : 0;
    result.moreThanCounted = total > kCountLimit;
    result.total = std::max(std::min<std::int64_t>(total, kCountLimit), static_cast<std::int64_t>(seen.size()));

    ASSENT_TRY(Statement read, m_vault.db().prepare(
        "SELECT s.id FROM person_search f JOIN subject s ON s.seq = f.rowid WHERE person_search MATCH ? LIMIT ?"));
    read.bind(1, expression).bind(2, kMaxHits);
    std::vector<SearchHit> named;
    const std::string wanted = joined(words);
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            break;
        ASSENT_TRY(const SubjectId id, SubjectId::fromBytes(read.blob(0)));
        if (!seen.insert(id).second)
            continue;
        ASSENT_TRY(SearchHit found, hit(id, SearchHit::Rank::Prefix));
        if (joined(foldWords(found.name)) == wanted)
            found.rank = SearchHit::Rank::ExactName;
        named.push_back(std::move(found));
    }
    std::stable_sort(named.begin(), named.end(), [](const SearchHit &a, const SearchHit &b) {
        return std::tie(a.rank, a.name) < std::tie(b.rank, b.name);
    });
    for (SearchHit &found : named) {
        if (result.hits.size() < room)
            result.hits.push_back(std::move(found));
    }
    return result;
}

} // namespace assent
