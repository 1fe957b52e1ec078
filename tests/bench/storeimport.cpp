#include "bench/store.h"

#include "catalog/catalogstore.h"
#include "transfer/importpeople.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>

namespace assent::bench {
namespace {

constexpr std::string_view kIdentifiers[] = {"customer_number", "loyalty_id", "email", "phone"};
constexpr std::string_view kFacts[] = {"given_name", "family_name", "birth_date", "postcode", "city"};
constexpr std::string_view kMapping = R"({"version": 1, "columns": {
    "customer_number": {"identifier": "customer_number"},
    "loyalty_id": {"identifier": "loyalty_id"},
    "email": {"identifier": "email", "required": true},
    "phone": {"identifier": "phone"},
    "given_name": {"attribute": "given_name", "kind": "identity"},
    "family_name": {"attribute": "family_name", "kind": "identity"},
    "birth_date": {"attribute": "birth_date", "kind": "identity", "form": "date"},
    "postcode": {"attribute": "postcode"},
    "city": {"attribute": "city"}}})";

std::string csvCell(std::string text) { return text.find_first_of(",\"") == std::string::npos ? text : "\"" + text + "\""; }

/// A file of people as another system exports them.
void writeCsv(const std::filesystem::path &path, int begin, int end)
{
    std::ofstream file(path);
    const auto line = [&](const auto &cell) {
        std::string text;
        for (std::string_view key : kIdentifiers)
            text += cell(key) + ",";
        for (std::string_view key : kFacts)
            text += cell(key) + ",";
        text.back() = '\n';
        file << text;
    };
    line([](std::string_view key) { return std::string(key); });
    for (int number = begin; number < end; ++number) {
        const Person person = makePerson(number, SystemClock().now());
        line([&](std::string_view key) { return csvCell(valueOf(person, key)); });
    }
    file.close();
    if (!file)
        giveUp("cannot write " + path.string());
}

/// The most memory that this process ever held, in KiB.
long peakMemory()
{
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        if (word == "VmHWM:") {
            long kibibytes = 0;
            status >> kibibytes;
            return kibibytes;
        }
    }
    giveUp("the system does not tell a process's peak memory");
}

double importOnce(Vault &vault, ProfileStore &profiles, const Catalogue &catalogue, const std::string &csv)
{
    const Mapping mapping = must(Mapping::parse(kMapping, "mapping.json", catalogue), "the mapping");
    ImportOptions options;
    options.source = SourceId("loyalty_crm");
    NoProgress progress;
    return timed([&] {
        const ImportReport report = must(importPeople(vault, profiles, catalogue, must(FileSource::open(csv), "the file"), mapping, options, progress), "an import");
        must(vault.checkpoint(), "a checkpoint");
        if (report.added != report.rows || report.rows == 0)
            giveUp("an import added " + std::to_string(report.added) + " of " + std::to_string(report.rows) + " people");
    });
}

/// A process that opens a store and only imports: a file for each line it is given.
class ImportProcess
{
public:
    ImportProcess(const std::filesystem::path &folder, const SecretBytes &key)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(kImportChild)});
        idleMemory = static_cast<double>(ask(folder.string() + "\n" + toHex(key.view())).second);
    }
    ~ImportProcess()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(30'000);
    }

    /// Seconds.
    double import(const std::string &csv)
    {
        const auto [seconds, memory] = ask(csv);
        peakMemory = static_cast<double>(memory);
        return seconds;
    }

    double idleMemory = 0; ///< KiB with the store open
    double peakMemory = 0; ///< KiB

private:
    std::pair<double, long> ask(const std::string &question)
    {
        m_process.write((question + "\n").c_str());
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(-1))
                giveUp("the importing process ended");
        }
        std::istringstream answer(m_process.readLine().toStdString());
        std::pair<double, long> out;
        answer >> out.first >> out.second;
        return out;
    }

    QProcess m_process;
};

/// The same file by the same reader into three bare tables: no provenance, no
/// search, no checks.
class PlainImport
{
public:
    explicit PlainImport(const std::filesystem::path &file) : m_plain(file, kBulkCacheMiB)
    {
        m_plain.run("CREATE TABLE subject(seq INTEGER PRIMARY KEY, id BLOB);"
                    "CREATE TABLE attribute(subject INTEGER, key TEXT, value TEXT);"
                    "CREATE TABLE identifier(subject INTEGER, type TEXT, value TEXT);"
                    "CREATE INDEX identifier_value ON identifier(type, value)");
        m_subject = m_plain.prepare("INSERT INTO subject VALUES(?,?)");
        m_attribute = m_plain.prepare("INSERT INTO attribute VALUES(?,?,?)");
        m_identifier = m_plain.prepare("INSERT INTO identifier VALUES(?,?,?)");
    }

    /// Seconds.
    double import(const std::string &csv)
    {
        return timed([&] {
            CsvReader reader = must(CsvReader::open(must(FileSource::open(csv), "the file")), "the file");
            bool more = true;
            while (more)
                m_plain.transaction([&] {
                    for (int i = 0; more && i < ImportOptions().rowsPerTransaction; ++i)
                        more = next(reader);
                });
            m_plain.checkpoint();
        });
    }

private:
    bool next(CsvReader &reader)
    {
        const CsvRecord *record = must(reader.next(), "a record");
        if (!record)
            return false;
        insert(m_subject, ++m_seq, makeUuidV7(m_clock.now()).bytes());
        for (std::size_t i = 0; i < record->cells.size(); ++i) {
            const std::string &value = record->cells[i].text;
            const std::string_view name = reader.header().cells[i].text;
            if (value.empty())
                continue;
            insert(m_attribute, m_seq, name, std::string_view(value)); // an identifier is a fact as well, as in Assent
            if (i < std::size(kIdentifiers))
                insert(m_identifier, m_seq, name, std::string_view(value));
        }
        return true;
    }

    const SystemClock m_clock;
    PlainDatabase m_plain;
    sqlite3_stmt *m_subject;
    sqlite3_stmt *m_attribute;
    sqlite3_stmt *m_identifier;
    std::int64_t m_seq = 0;
};

Figure rateFigure(const Settings &settings, ImportProcess &store, PlainImport &plain)
{
    const auto rate = [&](int round, double seconds) { return (sliceStart(settings, round + 1) - sliceStart(settings, round)) / seconds; };
    const auto csv = [&](int round) { return settings.folder + "/people" + std::to_string(round) + ".csv"; };
    for (int round = 0; round < settings.rounds; ++round)
        writeCsv(csv(round), sliceStart(settings, round), sliceStart(settings, round + 1));
    const Pair rates = interleaved(settings.rounds, [&](int round) { return rate(round, store.import(csv(round))); },
        [&](int round) { return rate(round, plain.import(csv(round))); });
    Figure figure{"store.csv_import", rates.value, "people/s", rates.baseline, "the same CSV read the same, into bare tables of plain SQLite",
        rates.value / rates.baseline, "ratio >= 0.40", {}};
    if (settings.people >= kBarPeople)
        figure.holds = *figure.ratio >= 0.40;
    return figure;
}

Figure memoryFigure(const Settings &settings, const ImportProcess &process)
{
    constexpr double kMegabyte = 1024 / 1e6;
    Figure figure{"store.csv_import_memory", process.peakMemory * kMegabyte, "MB", process.idleMemory * kMegabyte,
        "the same process before the first row", process.peakMemory / process.idleMemory, "<= 300 MB at 1,000,000", {}};
    if (settings.people >= kBarPeople)
        figure.holds = figure.value <= 300;
    return figure;
}

} // namespace

std::vector<Figure> importFigures(const Settings &settings, const std::shared_ptr<const Catalogue> &catalogue)
{
    const SystemClock clock;
    const std::filesystem::path folder = settings.folder + "/imported";
    OpenStore made = newStore(folder, *catalogue, clock);
    made.vault.reset();
    ImportProcess store(folder, made.key);
    PlainImport plain(settings.folder + "/imported.db");
    Figure rate = rateFigure(settings, store, plain);
    return {std::move(rate), memoryFigure(settings, store)};
}

int importChild()
{
    const SystemClock clock;
    std::string folder;
    std::string key;
    std::getline(std::cin, folder);
    std::getline(std::cin, key);
    const auto vault = must(Vault::open(folder, SecretBytes(ByteView(must(fromHex(key), "the key"))), clock), "the store");
    const auto catalogue = must(loadCatalogue(*vault), "the catalogue");
    ProfileStore profiles(*vault, catalogue);
    std::cout << 0.0 << ' ' << peakMemory() << std::endl;
    for (std::string csv; std::getline(std::cin, csv);) {
        const double seconds = importOnce(*vault, profiles, *catalogue, csv);
        std::cout << seconds << ' ' << peakMemory() << std::endl;
    }
    return 0;
}

} // namespace assent::bench
