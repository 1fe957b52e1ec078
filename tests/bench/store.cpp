#include "bench/store.h"

#include "profile/profilestore.h"

namespace assent::bench {
namespace {

constexpr int kBatch = 10'000; ///< people in one transaction, on both sides, as an import has

/// Seconds that each side worked.
struct Seconds
{
    double store = 0;
    double plain = 0;
};

/// Fills both, batch by batch in turns. People and rows are made outside the
/// clock, and only a batch of them is held.
class Filling
{
public:
    Filling(const Settings &settings, TwinStores &twins)
        : m_twins(twins), m_profiles(*twins.store.vault, twins.catalogue),
          m_scratch(newStore(settings.folder + "/scratch", *twins.catalogue, m_clock)), m_maker(*m_scratch.vault, twins.catalogue),
          m_tables(twins.store.vault->db()), m_plain(twins.plainFile, kBulkCacheMiB)
    {
        m_tables.makeIn(m_plain);
        m_inserter.emplace(m_plain, m_tables);
    }

    /// People from `begin` to before `end`, and a checkpoint.
    Seconds slice(int begin, int end)
    {
        Seconds seconds;
        for (int first = begin; first < end; first += kBatch)
            batch(first, std::min(first + kBatch, end), seconds);
        seconds.store += timed([&] { must(m_twins.store.vault->checkpoint(), "a checkpoint"); });
        seconds.plain += timed([&] { m_plain.checkpoint(); });
        return seconds;
    }

private:
    void batch(int begin, int end, Seconds &seconds)
    {
        std::vector<Person> people;
        for (int number = begin; number < end; ++number)
            people.push_back(makePerson(number, m_clock.now()));
        const std::vector<Row> rows = m_maker.rowsOf(people, begin + 1);
        seconds.store += timed([&] {
            auto transaction = must(WriteTransaction::begin(*m_twins.store.vault), "a transaction");
            must(m_profiles.addAll(transaction, people), "people");
            must(transaction.commit(), "a batch");
        });
        seconds.plain += timed([&] { m_plain.transaction([&] { m_inserter->insert(rows); }); });
    }

    const SystemClock m_clock;
    TwinStores &m_twins;
    ProfileStore m_profiles;
    OpenStore m_scratch;
    RowMaker m_maker;
    StoreTables m_tables;
    PlainDatabase m_plain;
    std::optional<RowInserter> m_inserter;
};

Figure bulkInsertFigure(const Settings &settings, TwinStores &twins)
{
    Filling filling(settings, twins);
    std::vector<double> store;
    std::vector<double> plain;
    for (int round = 0; round < settings.rounds; ++round) {
        const int begin = sliceStart(settings, round);
        const int end = sliceStart(settings, round + 1);
        const Seconds seconds = filling.slice(begin, end);
        store.push_back((end - begin) / seconds.store);
        plain.push_back((end - begin) / seconds.plain);
    }
    Figure figure{"store.bulk_insert", median(store), "people/s", median(plain), "plain SQLite: same schema, rows and cache", {}, "ratio >= 0.80", {}};
    figure.ratio = figure.value / *figure.baseline;
    if (twins.people >= kBarPeople)
        figure.holds = *figure.ratio >= 0.80;
    return figure;
}

double megabytes(const std::filesystem::path &file)
{
    double bytes = 0;
    for (const char *part : {"", "-wal"}) {
        std::error_code absent;
        const auto size = std::filesystem::file_size(std::filesystem::path(file).concat(part), absent);
        bytes += absent ? 0 : static_cast<double>(size);
    }
    return bytes / 1e6;
}

Figure sizeFigure(const TwinStores &twins)
{
    Figure figure{"store.size", megabytes(twins.folder / "store.db"), "MB", megabytes(twins.plainFile), "plain SQLite: same schema and rows", {}, "ratio <= 1.1", {}};
    figure.ratio = figure.value / *figure.baseline;
    if (twins.people >= kBarPeople)
        figure.holds = *figure.ratio <= 1.1;
    return figure;
}

void append(std::vector<Figure> &figures, std::vector<Figure> more)
{
    for (Figure &figure : more)
        figures.push_back(std::move(figure));
}

/// What people do with a store that is open.
std::vector<Figure> useFigures(const Settings &settings, TwinStores &twins)
{
    const SystemClock clock;
    twins.store.vault = must(Vault::open(twins.folder, twins.store.key, clock), "the store");
    PlainDatabase plain(twins.plainFile, kCacheMiB);
    const OpenTwins open{twins, *twins.store.vault, plain, settings};
    std::vector<Figure> figures;
    if (settings.wants("store.search"))
        figures = searchFigures(open);
    if (settings.wants("store.page"))
        figures.push_back(pageFigure(open));
    if (settings.wants("store.profile"))
        figures.push_back(profileFigure(open));
    if (settings.wants("store.decision"))
        figures.push_back(decisionFigure(open));
    twins.store.vault.reset();
    return figures;
}

} // namespace

std::vector<Figure> storeFigures(const Settings &settings)
{
    const SystemClock clock;
    const auto catalogue = sampleCatalogue();
    std::vector<Figure> figures;
    {
        const std::filesystem::path folder = settings.folder + "/store";
        TwinStores twins{folder, settings.folder + "/plain.db", catalogue, settings.people, newStore(folder, *catalogue, clock, kBulkCacheMiB)};
        figures.push_back(bulkInsertFigure(settings, twins)); // makes the people of all the others
        figures.push_back(sizeFigure(twins));
        append(figures, useFigures(settings, twins));
        if (settings.wants("store.unlock"))
            append(figures, unlockFigures(settings, twins));
        std::filesystem::remove_all(folder);
        std::filesystem::remove(twins.plainFile);
    }
    if (settings.wants("store.csv_import"))
        append(figures, importFigures(settings, catalogue));
    return figures;
}

} // namespace assent::bench
