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
    sqlite3_stmt *plain = open.plain.prepare("SELECT s.id, c.name, c.email, c.phone FROM subject s JOIN person_card c ON c.subject = s.seq"
                                             " WHERE s.id > ? ORDER BY s.id LIMIT " + std::to_string(kLimit));
    sample::Random random(3, 0);
    Latencies latencies;
    std::optional<SubjectId> walked;
    for (int i = 0; i < 100 * open.settings.rounds; ++i) {
        const SubjectId place = subjectAt(open.vault, random.between(1, open.twins.people));
        std::vector<SearchHit> page;
        for (const auto &after : {std::optional(place), walked})
            latencies.measure([&] { page = must(profiles.list(after, kLimit), "a page"); },
                [&] { readAll(plain, after ? after->bytes() : ByteView{}); });
        walked = page.empty() ? std::nullopt : std::optional(page.back().id);
    }
    return latencyFigure("store.page_p99", latencies, 0.99, "plain SQLite: the same rows by SQL alone", 16, " at 1,000,000", open.tells());
}

} // namespace assent::bench
