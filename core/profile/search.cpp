#include "crypto/hash.h"
#include "profile/profilestore.h"
#include "profile/searchentry.h"

#include <algorithm>
#include <unordered_set>

namespace assent {
namespace {

constexpr std::size_t kCountLimit = 10'000;
constexpr int kMaxHits = 200;
/// Words of a query beyond these say nothing more about a person.
constexpr std::size_t kMaxWords = 16;
constexpr std::size_t kMaxQueryBytes = 1000;
/// A typing error is looked for in words of at least so many bytes.
constexpr std::size_t kTypoBytes = 4;
constexpr std::size_t kTwoTyposBytes = 8;
constexpr std::size_t kMaxSimilar = 12;
/// Sorts behind whatever a word goes on with.
constexpr const char *kBehindAll = "\xF4\x8F\xBF\xBF";

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

bool isShort(std::string_view word) { return token::beginning(word, token::kBeginningLength) == word && !isOwnWord(word); }

/// A word of a name that begins so.
std::string nameBeginning(std::string_view word)
{
    return isShort(word) ? quoted(token::kBeginning, word, false) : quoted(token::kName, word, true);
}

/// A name with all of the words.
std::string nameWith(const std::vector<std::string> &words, bool prefix)
{
    std::string out;
    for (const std::string &word : words)
        out += (out.empty() ? "" : " AND ") + (prefix ? nameBeginning(word) : quoted(token::kName, word, false));
    return out;
}

/// All of the words as beginnings, each in a name or elsewhere.
std::string anythingWith(const std::vector<std::string> &words)
{
    std::string out;
    for (const std::string &word : words) {
        out += (out.empty() ? "(" : " AND (") + nameBeginning(word);
        // A single letter begins half of all words: only a name is meant by it.
        out += (word.size() == 1 ? "" : " OR " + quoted({}, word, true)) + ")";
    }
    return out;
}

/// What a token of the index may begin with.
struct Beginning
{
    std::string_view marker;
    std::string word;
};

/// What one token may begin with to be meant by the query: its only word; or a
/// number however it is grouped; or an address or its domain.
std::vector<Beginning> beginningsLike(std::string_view query, const std::vector<std::string> &words)
{
    std::vector<Beginning> out;
    if (words.size() == 1 && !isShort(words.front()))
        out.push_back({token::kName, words.front()});
    if (words.size() == 1 && words.front().size() > 1)
        out.push_back({{}, words.front()});
    if (const auto phone = normaliseIdentifier("phone", query))
        out.push_back({{}, token::digits(*phone)});
    if (query.find('@') != std::string_view::npos)
        out.push_back({query.front() == '@' ? token::kDomain : token::kEmail, token::joined(words)});
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
        ASSENT_CHECK(takeMatches(nameWith(m_words, false), Rank::Prefix));
        const bool ranged = m_words.size() == 1 && !isShort(m_words.front());
        ASSENT_CHECK(ranged ? takeNames(m_words.front()) : takeMatches(nameWith(m_words, true), Rank::Prefix));
        ASSENT_CHECK(takeAndCount());
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
        ASSENT_TRY(Statement read, matches(expression, kMaxHits));
        return forEach(read, [&](std::int64_t seq) {
            take(seq, rank);
            return m_seqs.size() < m_room;
        });
    }

    /// People with a name that begins so, in the order of the names.
    Result<void> takeNames(const std::string &word)
    {
        if (m_seqs.size() >= m_room)
            return {};
        ASSENT_TRY(Statement read, beginningWith({token::kName, word}));
        return forEach(read, [&](std::int64_t seq) {
            take(seq, Rank::Prefix);
            return m_seqs.size() < m_room;
        });
    }

    /// All that are meant by the query, counted up to the limit; the first of
    /// them as hits.
    Result<void> takeAndCount()
    {
        const auto take = [this](std::int64_t seq) { return this->count(seq, Rank::Other); };
        if (m_words.size() == 1 && isShort(m_words.front()))
            ASSENT_CHECK(takeAndCount(nameBeginning(m_words.front()), Rank::Other));
        for (const Beginning &beginning : beginningsLike(m_query, m_words)) {
            if (m_counted.size() > kCountLimit)
                return {};
            ASSENT_TRY(Statement read, beginningWith(beginning));
            ASSENT_CHECK(forEach(read, take));
        }
        return m_words.size() > 1 ? takeAndCount(anythingWith(m_words), Rank::Other) : Result<void>();
    }

    Result<void> takeAndCount(const std::string &expression, Rank rank)
    {
        ASSENT_TRY(Statement read, matches(expression, static_cast<int>(kCountLimit) + 1));
        return forEach(read, [&](std::int64_t seq) { return count(seq, rank); });
    }

    /// False when there is no need to count on.
    bool count(std::int64_t seq, Rank rank)
    {
        m_counted.insert(seq);
        take(seq, rank);
        return m_counted.size() <= kCountLimit;
    }

    Result<Statement> matches(const std::string &expression, int limit)
    {
        ASSENT_TRY(Statement read, m_store.m_vault.db().prepare("SELECT rowid FROM person_search WHERE person_search MATCH ? LIMIT ?"));
        read.bind(1, expression).bind(2, limit);
        return read;
    }

    /// People with a token that begins so, from the first such token on: read as
    /// it goes, where a match would first put all of them together.
    Result<Statement> beginningWith(const Beginning &beginning)
    {
        const std::string text = std::string(beginning.marker) + beginning.word;
        ASSENT_TRY(Statement read, m_store.m_vault.db().prepare("SELECT doc FROM person_token WHERE term >= ? AND term <= ?"));
        read.bind(1, text).bind(2, isOwnWord(beginning.word) ? text : text + kBehindAll);
        return read;
    }

    /// Until `take` wants no more.
    template<typename Take>
    static Result<void> forEach(Statement &read, Take take)
    {
        for (bool wanted = true; wanted;) {
            ASSENT_TRY(const bool more, read.step());
            wanted = more && take(read.integer(0));
        }
        return {};
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
            read.bind(1, from).bind(2, from + kBehindAll);
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
        for (const auto &[seq, rank] : m_seqs)
            m_counted.insert(seq);
        result.moreThanCounted = m_counted.size() > kCountLimit;
        result.total = std::min<std::int64_t>(std::ssize(m_counted), kCountLimit);
        return result;
    }

    ProfileStore &m_store;
    std::string_view m_query;
    std::size_t m_room;
    std::vector<std::string> m_words;
    std::vector<std::pair<std::int64_t, Rank>> m_seqs;
    std::unordered_set<std::int64_t> m_seen;
    std::unordered_set<std::int64_t> m_counted;
};

Result<SearchResult> ProfileStore::search(std::string_view query, int limit)
{
    ASSENT_CHECK(refreshStaleIndex());
    ASSENT_TRY(const Snapshot snapshot, Snapshot::begin(m_vault.db()));
    return Search(*this, query, limit).run();
}

std::int64_t ProfileStore::lookupOf(std::string_view type, std::string_view value) const
{
    std::string text(type);
    text += '\n';
    for (char c : value) // ASCII only: what differs in case beyond it is another identifier
        text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lookupNumber(m_lookup.of(asBytes(text)));
}

Result<bool> ProfileStore::isAnyHeld(std::span<const std::int64_t> lookups)
{
    constexpr std::size_t atOnce = 4;
    for (; !lookups.empty(); lookups = lookups.subspan(std::min(lookups.size(), atOnce))) {
        // What is not asked for repeats the first.
        ASSENT_TRY(Statement find, m_vault.db().prepare("SELECT EXISTS(SELECT 1 FROM identifier WHERE lookup = ?1)"
            " OR (?2 IS NOT ?1 AND EXISTS(SELECT 1 FROM identifier WHERE lookup = ?2))"
            " OR (?3 IS NOT ?1 AND EXISTS(SELECT 1 FROM identifier WHERE lookup = ?3))"
            " OR (?4 IS NOT ?1 AND EXISTS(SELECT 1 FROM identifier WHERE lookup = ?4))"));
        for (std::size_t i = 0; i < atOnce; ++i)
            find.bind(static_cast<int>(i) + 1, lookups[i < lookups.size() ? i : 0]);
        ASSENT_CHECK(find.step());
        if (find.integer(0) != 0)
            return true;
    }
    return false;
}

Result<std::vector<std::int64_t>> ProfileStore::seqsWith(std::string_view type, std::string_view value)
{
    ASSENT_TRY(const std::string normal, normaliseIdentifier(type, value));
    ASSENT_TRY(Statement read, m_vault.db().prepare(
        "SELECT subject FROM identifier WHERE lookup = ? AND type = ? AND value = ? COLLATE NOCASE ORDER BY subject LIMIT ?"));
    read.bind(1, lookupOf(type, normal)).bind(2, type).bind(3, normal).bind(4, kMaxHits);
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
