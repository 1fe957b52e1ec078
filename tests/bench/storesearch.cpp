#include "bench/store.h"

#include "profile/profilestore.h"
#include "sample/random.h"

#include <sqlite3.h>

namespace assent::bench {
namespace {

constexpr int kLimit = 50;

/// What people look for, each kind so many times.
struct Wanted
{
    int times;
    bool chinese; ///< of people with Chinese names
    std::string (*query)(const Person &person);
};

std::string name(const Person &person)
{
    const std::string given = valueOf(person, "given_name");
    const std::string family = valueOf(person, "family_name");
    return person.language == "zh_TW" ? family + given : given + " " + family;
}

/// Two neighbouring letters changed over.
std::string withTypo(const Person &person)
{
    std::string text = name(person);
    const std::size_t at = text.size() - 3;
    const auto plain = [&](std::size_t i) { return static_cast<unsigned char>(text[i]) < 0x80; };
    if (plain(at) && plain(at + 1))
        std::swap(text[at], text[at + 1]);
    return text;
}

constexpr Wanted kWanted[] = {
    {40, false, name},
    {40, false, [](const Person &person) { return valueOf(person, "family_name"); }},
    {40, true, name},
    {16, false, withTypo},
    {16, false, [](const Person &person) { return valueOf(person, "email"); }},
    {16, false, [](const Person &person) { return valueOf(person, "phone"); }},
    {16, false, [](const Person &person) { return valueOf(person, "loyalty_id"); }},
    {16, false, [](const Person &person) { return valueOf(person, "customer_number"); }},
    {16, false, [](const Person &person) { return valueOf(person, "postcode"); }},
};

/// A person of the store of whom there is such a query.
std::string queryFor(const Wanted &wanted, sample::Random &random, int people)
{
    for (;;) {
        const Person person = makePerson(random.between(0, people - 1), SystemClock().now());
        std::string query = (person.language == "zh_TW") == wanted.chinese ? wanted.query(person) : std::string();
        if (!query.empty())
            return query;
    }
}

/// Every beginning of a text, character by character.
void addTyped(const std::string &text, std::vector<std::string> &typed)
{
    for (std::size_t size = 1; size <= text.size(); ++size) {
        if (size == text.size() || (static_cast<unsigned char>(text[size]) & 0xC0) != 0x80)
            typed.push_back(text.substr(0, size));
    }
}

/// All that is searched for while people type.
std::vector<std::string> typedQueries(int people, std::uint64_t stream)
{
    sample::Random random(2, stream);
    std::vector<std::string> typed;
    for (const Wanted &wanted : kWanted) {
        for (int i = 0; i < wanted.times; ++i)
            addTyped(queryFor(wanted, random, people), typed);
    }
    for (char letter = 'a'; letter <= 'z'; ++letter)
        typed.push_back(std::string(1, letter));
    return typed;
}

std::string expressionOf(const std::vector<std::string> &words)
{
    std::string out;
    for (const std::string &word : words)
        out += (out.empty() ? "\"" : " AND \"") + word + "\"*";
    return out;
}

/// A page of the people found, by SQL alone.
sqlite3_stmt *plainSearch(const OpenTwins &open)
{
    const auto table = StoreTables(open.vault.db()).fullTextTable();
    if (!table)
        giveUp("the store has no full-text table to compare with");
    return open.plain.prepare("SELECT s.id FROM " + *table + " f JOIN subject s ON s.seq = f.rowid WHERE " + *table + " MATCH ? LIMIT "
        + std::to_string(kLimit));
}

Latencies searchLatencies(const OpenTwins &open)
{
    ProfileStore profiles(open.vault, open.twins.catalogue);
    sqlite3_stmt *plain = plainSearch(open);
    const auto searchBoth = [&](const std::string &query, Latencies &latencies) {
        const std::string expression = expressionOf(foldWords(query));
        if (!expression.empty())
            latencies.measure([&] { must(profiles.search(query, kLimit), "a search"); }, [&] { readAll(plain, std::string_view(expression)); });
    };
    Latencies warming;
    for (const std::string &query : typedQueries(open.twins.people, 1))
        searchBoth(query, warming);
    Latencies latencies;
    for (const std::string &query : typedQueries(open.twins.people, 2))
        searchBoth(query, latencies);
    return latencies;
}

/// A page as it is shown.
std::vector<SubjectId> showPage(ProfileStore &profiles, const Catalogue &catalogue, std::optional<SubjectId> after)
{
    std::vector<SubjectId> page = must(profiles.page(after, kLimit), "a page");
    for (SubjectId id : page) {
        const Person person = must(profiles.person(id), "a person");
        static_cast<void>(displayName(person, catalogue));
        static_cast<void>(valueOf(person, "email"));
        static_cast<void>(valueOf(person, "phone"));
    }
    return page;
}

/// The same page by SQL alone.
class PlainPage
{
public:
    explicit PlainPage(PlainDatabase &plain)
        : m_page(plain.prepare("SELECT seq, id FROM subject WHERE id > ? ORDER BY id LIMIT " + std::to_string(kLimit))),
          m_names(plain.prepare("SELECT key, value FROM attribute WHERE subject = ? AND key IN ('given_name', 'family_name', 'full_name')")),
          m_contacts(plain.prepare("SELECT type, value FROM identifier WHERE subject = ? AND type IN ('email', 'phone')"))
    {
    }

    void show(std::optional<SubjectId> after)
    {
        bindOne(m_page, 1, after ? after->bytes() : ByteView{});
        while (sqlite3_step(m_page) == SQLITE_ROW) {
            const std::int64_t seq = sqlite3_column_int64(m_page, 0);
            static_cast<void>(sqlite3_column_blob(m_page, 1));
            readAll(m_names, seq);
            readAll(m_contacts, seq);
        }
        sqlite3_reset(m_page);
    }

private:
    sqlite3_stmt *m_page;
    sqlite3_stmt *m_names;
    sqlite3_stmt *m_contacts;
};

SubjectId subjectAt(Vault &vault, int seq)
{
    Statement read = must(vault.db().prepare("SELECT id FROM subject WHERE seq = ?"), "a statement");
    must(read.bind(1, seq).step(), "a subject");
    return must(SubjectId::fromBytes(read.blob(0)), "an id");
}

} // namespace

std::vector<Figure> searchFigures(const OpenTwins &open)
{
    const Latencies latencies = searchLatencies(open);
    const std::string baseline = "plain SQLite: the words' full-text match, first 50";
    return {latencyFigure("store.search_p50", latencies, 0.50, baseline, 5, " at 1,000,000", open.tells()),
        latencyFigure("store.search_p99", latencies, 0.99, baseline, 50, " at 1,000,000", open.tells())};
}

Figure pageFigure(const OpenTwins &open)
{
    ProfileStore profiles(open.vault, open.twins.catalogue);
    PlainPage plain(open.plain);
    sample::Random random(3, 0);
    Latencies latencies;
    std::optional<SubjectId> walked;
    for (int i = 0; i < 100 * open.settings.rounds; ++i) {
        const SubjectId place = subjectAt(open.vault, random.between(1, open.twins.people));
        latencies.measure([&] { showPage(profiles, *open.twins.catalogue, place); }, [&] { plain.show(place); });
        const auto from = walked;
        latencies.measure(
            [&] {
                const auto page = showPage(profiles, *open.twins.catalogue, from);
                walked = page.empty() ? std::nullopt : std::optional(page.back());
            },
            [&] { plain.show(from); });
    }
    return latencyFigure("store.page_p99", latencies, 0.99, "plain SQLite: the same rows by SQL alone", 16, " at 1,000,000", open.tells());
}

} // namespace assent::bench
