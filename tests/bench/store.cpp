#include "bench/fixture.h"

#include "profile/profilestore.h"

#include <sqlite3.h>

namespace assent::bench {
namespace {

constexpr int kBatch = 1000; ///< people in one transaction, on both sides
constexpr int kCacheMiB = 128;
constexpr int kBarPeople = 1'000'000;

double intoAssent(const Settings &settings, const std::vector<Person> &people, const std::shared_ptr<const Catalogue> &catalogue, int round)
{
    const SystemClock clock;
    const std::filesystem::path folder = settings.folder + "/store" + std::to_string(round);
    OpenStore store = newStore(folder, *catalogue, clock, kCacheMiB);
    ProfileStore profiles(*store.vault, catalogue);
    const double seconds = timed([&] {
        for (std::size_t start = 0; start < people.size(); start += kBatch) {
            auto transaction = must(WriteTransaction::begin(*store.vault), "a transaction");
            for (std::size_t i = start; i < std::min(start + kBatch, people.size()); ++i)
                must(profiles.add(transaction, people[i]), "a person");
            must(transaction.commit(), "a batch");
        }
        must(store.vault->checkpoint(), "a checkpoint");
    });
    return static_cast<double>(people.size()) / seconds;
}

/// The words of the search entry, made outside the clock: plain SQLite is given
/// its rows ready.
std::string searchWords(const Person &person)
{
    std::string text;
    for (const Attribute &attribute : person.attributes) {
        for (const std::string &word : foldWords(attribute.value))
            text += word + ' ';
    }
    for (const Identifier &identifier : person.identifiers) {
        for (const std::string &word : foldWords(identifier.value))
            text += word + ' ';
    }
    return text;
}

struct PlainInsert
{
    sqlite3_stmt *subject;
    sqlite3_stmt *attribute;
    sqlite3_stmt *identifier;
    sqlite3_stmt *words;
};

void insertPlain(PlainDatabase &plain, const PlainInsert &sql, const Person &person, const std::string &words)
{
    insert(sql.subject, person.id.bytes(), person.persona.bytes(), ByteView(person.pseudonymKey), std::string_view("EU"),
        std::string_view("en"), std::string_view(person.source.str()), toMillis(person.createdAt));
    const std::int64_t seq = sqlite3_last_insert_rowid(plain.handle());
    for (const Identifier &identifier : person.identifiers)
        insert(sql.identifier, seq, std::string_view(identifier.type), std::string_view(identifier.value),
            ByteView(person.pseudonymKey).first(16), std::string_view(identifier.source.str()), toMillis(identifier.collectedAt), nullptr);
    for (const Attribute &a : person.attributes)
        insert(sql.attribute, seq, a.id.bytes(), std::string_view(a.key), std::string_view(a.value), static_cast<std::int64_t>(a.kind),
            std::string_view(a.source.str()), std::string_view(a.sourceEvent), toMillis(a.collectedAt), static_cast<std::int64_t>(a.method),
            std::string_view(a.purposes.front().str()), std::string_view("contract"), toMillis(*a.retainUntil), std::int64_t{0}, nullptr, nullptr);
    insert(sql.words, seq, std::string_view(words));
}

double intoPlain(const Settings &settings, const std::vector<Person> &people, const std::vector<std::string> &words, int round)
{
    PlainDatabase plain(settings.folder + "/plain" + std::to_string(round) + ".db", kCacheMiB);
    const PlainInsert sql{
        plain.prepare("INSERT INTO subject(id,persona,pseudonym_key,jurisdiction,language,source,created_at) VALUES(?,?,?,?,?,?,?)"),
        plain.prepare("INSERT INTO attribute VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
        plain.prepare("INSERT INTO identifier VALUES(?,?,?,?,?,?,?)"),
        plain.prepare("INSERT INTO person_search(rowid,words) VALUES(?,?)")};
    const double seconds = timed([&] {
        for (std::size_t start = 0; start < people.size(); start += kBatch) {
            plain.run("BEGIN IMMEDIATE");
            for (std::size_t i = start; i < std::min(start + kBatch, people.size()); ++i)
                insertPlain(plain, sql, people[i], words[i]);
            plain.run("COMMIT");
        }
        plain.run("PRAGMA wal_checkpoint(TRUNCATE)");
    });
    return static_cast<double>(people.size()) / seconds;
}

} // namespace

std::vector<Figure> storeFigures(const Settings &settings)
{
    const auto catalogue = sampleCatalogue();
    std::vector<Person> people;
    std::vector<std::string> words;
    for (int i = 0; i < settings.people; ++i) {
        people.push_back(makePerson(i, SystemClock().now()));
        words.push_back(searchWords(people.back()));
    }
    const Pair rate = interleaved(settings.rounds,
        [&](int round) { return intoAssent(settings, people, catalogue, round); },
        [&](int round) { return intoPlain(settings, people, words, round); });
    Figure figure{"store.bulk_insert", rate.value, "people/s", rate.baseline,
        "plain SQLite, same tables, rows and cache", rate.value / rate.baseline, "ratio >= 0.80", {}};
    if (settings.people >= kBarPeople)
        figure.holds = *figure.ratio >= 0.80;
    return {figure};
}

} // namespace assent::bench
