#include "crypto/hash.h"
#include "profile/profilestore.h"
#include "profile/searchentry.h"

#include <algorithm>
#include <unordered_set>

namespace assent {
namespace {

constexpr int kCountLimit = 10'000;
constexpr int kMaxHits = 200;
/// Words of a query beyond these say nothing more about a person.
constexpr std::size_t kMaxWords = 16;
constexpr std::size_t kMaxQueryBytes = 1000;
/// A typing error is looked for in words of at least so many bytes.
constexpr std::size_t kTypoBytes = 4;
constexpr std::size_t kTwoTyposBytes = 8;
constexpr std::size_t kMaxSimilar = 12;

constexpr std::array<std::string_view, 7> kExactTypes{
    "email", "phone", "loyalty_id", "customer_number", "esp_record", "social_login", "device"};

std::string quoted(std::string_view marker, std::string_view word, bool prefix)
{
    std::string out = "\"";
    out += marker;
    out += word;
    out += prefix && !isOwnWord(word) ? "\"*" : "\"";
    return out;
}

/// Every word under the marker, all of them needed.
std::string allOf(const std::vector<std::string> &words, std::string_view marker, bool prefix)
{
    std::string out;
    for (const std::string &word : words) {
        // A single letter begins half of all words: only a name is meant by it.
        const bool letter = marker.empty() && prefix && word.size() == 1;
        out += (out.empty() ? "(" : " AND ") + quoted(letter ? token::kName : marker, word, prefix);
    }
    return out + ")";
}

/// The words as prefixes; or a number however it is grouped; or the beginning of
/// an address or of its domain.
std::string anythingLike(std::string_view query, const std::vector<std::string> &words)
{
    std::string out = allOf(words, {}, true);
    if (const auto phone = normaliseIdentifier("phone", query))
        out += " OR " + quoted({}, token::digits(*phone), true);
    if (query.find('@') != std::string_view::npos) {
        const bool domain = query.front() == '@';
        out += " OR " + quoted(domain ? token::kDomain : token::kEmail, token::joined(words), true);
    }
    return out;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view spaces = " \t\r\n";
    const auto first = text.find_first_not_of(spaces);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

/// Insertions, deletions, substitutions and swaps of neighbours between two
/// words (optimal string alignment), or more than `limit`.
int distance(std::u32string_view a, std::u32string_view b, int limit)
{
    if (std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size())) > limit)
        return limit + 1;
    std::vector<int> before(b.size() + 1);
    std::vector<int> last(b.size() + 1);
    std::vector<int> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

std::u32string points(std::string_view text)
{
    std::u32string out;
    for (const char c : text) {
        const auto byte = static_cast<Byte>(c);
        if ((byte & 0xC0) != 0x80)
            out += static_cast<char32_t>(byte);
        else if (!out.empty())
            out.back() = (out.back() << 8) | byte; // tells characters apart, which is all that is needed
    }
    return out;
}

/// The first character of a word, as bytes.
std::string_view firstOf(std::string_view word)
{
    std::size_t size = 1;
    while (size < word.size() && (static_cast<Byte>(word[size]) & 0xC0) == 0x80)
        ++size;
    return word.substr(0, size);
}

bool isNumber(std::string_view word) { return token::digits(word).size() == word.size(); }

} // namespace

/// One search: fills up with hits from the best kind to the least.
class ProfileStore::Search
{
public:
    Search(ProfileStore &store, std::string_view query, int limit)
        : m_store(store), m_query(trimmed(query)), m_room(static_cast<std::size_t>(std::clamp(limit, 1, kMaxHits)))
    {
        m_words = foldWords(m_query);
        m_words.resize(std::min(m_words.size(), kMaxWords));
    }

    Result<SearchResult> run()
    {
        if (m_query.size() > kMaxQueryBytes)
            return SearchResult{};
        ASSENT_CHECK(takeExact());
        if (!m_words.empty())
            ASSENT_CHECK(takeWords());
        return present();
    }

private:
    using Rank = SearchHit::Rank;

    Result<void> takeExact()
    {
        for (std::string_view type : kExactTypes) {
            const auto seqs = m_store.seqsWith(type, m_query);
            if (!seqs && seqs.error().code == ErrorCode::Invalid)
                continue; // not of this type
            if (!seqs)
                return seqs.error();
            for (std::int64_t seq : *seqs)
                take(seq, Rank::ExactIdentifier);
        }
        return {};
    }

    Result<void> takeWords()
    {
        ASSENT_CHECK(takeMatches(quoted({}, token::fullName(m_words), false), Rank::ExactName));
        ASSENT_CHECK(takeMatches(allOf(m_words, token::kName, false), Rank::Prefix));
        ASSENT_CHECK(takeMatches(allOf(m_words, token::kName, true), Rank::Prefix));
        ASSENT_CHECK(takeAndCount(anythingLike(m_query, m_words), Rank::Other));
        if (!m_seqs.empty())
            return {};
        ASSENT_TRY(const std::string similar, similarNames());
        return similar.empty() ? Result<void>() : takeAndCount(similar, Rank::Similar);
    }

    void take(std::int64_t seq, Rank rank)
    {
        if (m_seqs.size() < m_room && m_seen.insert(seq).second)
            m_seqs.emplace_back(seq, rank);
    }

    Result<void> takeMatches(const std::string &expression, Rank rank)
    {
        if (m_seqs.size() >= m_room)
            return {};
        ASSENT_TRY(Statement read, m_store.m_vault.db().prepare("SELECT rowid FROM person_search WHERE person_search MATCH ? LIMIT ?"));
        read.bind(1, expression).bind(2, kMaxHits);
        for (;;) {
            ASSENT_TRY(const bool more, read.step());
            if (!more)
                return {};
            take(read.integer(0), rank);
        }
    }

    /// All that match, counted up to the limit; the first of them as hits.
    Result<void> takeAndCount(const std::string &expression, Rank rank)
    {
        ASSENT_TRY(Statement read, m_store.m_vault.db().prepare("SELECT rowid FROM person_search WHERE person_search MATCH ? LIMIT ?"));
        read.bind(1, expression).bind(2, kCountLimit + 1);
        std::int64_t exact = static_cast<std::int64_t>(std::count_if(m_seqs.begin(), m_seqs.end(),
            [](const auto &hit) { return hit.second == Rank::ExactIdentifier; }));
        for (m_total = 0;; ++m_total) {
            ASSENT_TRY(const bool more, read.step());
            if (!more)
                break;
            const std::int64_t seq = read.integer(0);
            if (exact > 0 && m_seen.contains(seq) && isExact(seq))
                --exact; // found by its words as well: counted once
            take(seq, rank);
        }
        m_total += exact;
        return {};
    }

    bool isExact(std::int64_t seq) const
    {
        return std::any_of(m_seqs.begin(), m_seqs.end(),
            [seq](const auto &hit) { return hit.first == seq && hit.second == Rank::ExactIdentifier; });
    }

    /// The query with each word that is in nobody's name replaced by those that
    /// are one typing error away (two in long words); empty when there is none.
    Result<std::string> similarNames()
    {
        std::string out;
        bool changed = false;
        for (const std::string &word : m_words) {
            std::vector<std::string> choices;
            if (word.size() >= kTypoBytes && !isNumber(word)) {
                ASSENT_TRY(choices, namesLike(word));
            }
            changed = changed || !choices.empty();
            if (choices.empty())
                choices.push_back(word);
            std::string any;
            for (const std::string &choice : choices)
                any += (any.empty() ? "(" : " OR ") + quoted(token::kName, choice, choices.size() == 1);
            out += (out.empty() ? "" : " AND ") + any + ")";
        }
        return changed ? out : std::string();
    }

    Result<std::vector<std::string>> namesLike(const std::string &word)
    {
        const std::u32string wanted = points(word);
        const int limit = word.size() >= kTwoTyposBytes ? 2 : 1;
        std::vector<std::pair<int, std::string>> found;
        std::set<std::string_view> beginnings{firstOf(word)};
        beginnings.insert(firstOf(std::string_view(word).substr(firstOf(word).size()))); // its first two letters may be swapped
        for (std::string_view first : beginnings) {
            const std::string from = std::string(token::kName) + std::string(first);
            ASSENT_TRY(Statement read, m_store.m_vault.db().prepare("SELECT term FROM person_word WHERE term >= ? AND term < ?"));
            read.bind(1, from).bind(2, from + "\xF4\x8F\xBF\xBF");
            for (;;) {
                ASSENT_TRY(const bool more, read.step());
                if (!more)
                    break;
                const std::string_view name = read.text(0).substr(token::kName.size());
                if (const int errors = distance(wanted, points(name), limit); errors <= limit)
                    found.emplace_back(errors, name);
            }
        }
        std::sort(found.begin(), found.end());
        found.resize(std::min(found.size(), kMaxSimilar));
        std::vector<std::string> names;
        for (auto &[errors, name] : found)
            names.push_back(std::move(name));
        return names;
    }

    Result<SearchResult> present()
    {
        SearchResult result;
        for (const auto &[seq, rank] : m_seqs) {
            ASSENT_TRY(SearchHit hit, m_store.card(seq));
            hit.rank = rank;
            result.hits.push_back(std::move(hit));
        }
        std::stable_sort(result.hits.begin(), result.hits.end(), [](const SearchHit &a, const SearchHit &b) {
            return std::tie(a.rank, a.name) < std::tie(b.rank, b.name);
        });
        result.moreThanCounted = m_total > kCountLimit;
        result.total = std::max(std::min<std::int64_t>(m_total, kCountLimit), static_cast<std::int64_t>(m_seqs.size()));
        return result;
    }

    ProfileStore &m_store;
    std::string_view m_query;
    std::size_t m_room;
    std::vector<std::string> m_words;
    std::vector<std::pair<std::int64_t, Rank>> m_seqs;
    std::unordered_set<std::int64_t> m_seen;
    std::int64_t m_total = 0;
};

Result<SearchResult> ProfileStore::search(std::string_view query, int limit)
{
    ASSENT_CHECK(refreshStaleIndex());
    ASSENT_TRY(const Snapshot snapshot, Snapshot::begin(m_vault.db()));
    return Search(*this, query, limit).run();
}

Bytes ProfileStore::lookupHash(std::string_view type, std::string_view value) const
{
    std::string text(type);
    text += '\n';
    for (char c : value) // ASCII only: what differs in case beyond it is another identifier
        text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const Digest digest = m_lookup.of(asBytes(text));
    return Bytes(digest.begin(), digest.begin() + kLookupSize);
}

Result<bool> ProfileStore::isHeld(const Bytes &lookup)
{
    ASSENT_TRY(Statement find, m_vault.db().prepare("SELECT 1 FROM identifier WHERE lookup = ?"));
    return find.lend(1, lookup).step();
}

Result<std::vector<std::int64_t>> ProfileStore::seqsWith(std::string_view type, std::string_view value)
{
    ASSENT_TRY(const std::string normal, normaliseIdentifier(type, value));
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT DISTINCT subject FROM identifier WHERE lookup = ? ORDER BY subject LIMIT ?"));
    read.bind(1, lookupHash(type, normal)).bind(2, kMaxHits);
    std::vector<std::int64_t> out;
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            return out;
        out.push_back(read.integer(0));
    }
}

Result<std::vector<SubjectId>> ProfileStore::findByIdentifier(std::string_view type, std::string_view value)
{
    ASSENT_TRY(const std::vector<std::int64_t> seqs, seqsWith(type, value));
    std::vector<SubjectId> out;
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT id FROM subject WHERE seq = ?"));
    for (std::int64_t seq : seqs) {
        ASSENT_TRY(const bool found, read.bind(1, seq).step());
        if (!found)
            return Error{ErrorCode::Corrupt, "an identifier belongs to nobody"};
        ASSENT_TRY(const SubjectId id, SubjectId::fromBytes(read.blob(0)));
        out.push_back(id);
        read.reset();
    }
    return out;
}

} // namespace assent
