#include "transfer/importpeople.h"

#include "transfer/consentimport.h"
#include "transfer/importrun.h"
#include "transfer/rowstream.h"

#include <algorithm>
#include <set>
#include <utility>

namespace assent {
namespace {

enum class Outcome { Added, Updated, Unchanged };

constexpr int kCacheMiB = 128;

/// A larger cache while it lives: new identifiers fall all over their index, and
/// its pages would else be read, decrypted and written again and again.
class LargerCache
{
public:
    static Result<LargerCache> of(Database &db)
    {
        ASSENT_TRY(const std::int64_t before, db.integer("PRAGMA cache_size"));
        LargerCache cache(db, before);
        ASSENT_CHECK(db.run("PRAGMA cache_size=-" + std::to_string(kCacheMiB * 1024)));
        return cache;
    }
    LargerCache(LargerCache &&other) noexcept : m_db(std::exchange(other.m_db, nullptr)), m_before(other.m_before) {}
    LargerCache &operator=(LargerCache &&) = delete;
    LargerCache(const LargerCache &) = delete;
    ~LargerCache()
    {
        if (m_db)
            (void)m_db->run("PRAGMA cache_size=" + std::to_string(m_before) + "; PRAGMA shrink_memory");
    }

private:
    LargerCache(Database &db, std::int64_t before) : m_db(&db), m_before(before) {}
    Database *m_db;
    std::int64_t m_before;
};

/// One import from its first row to its report.
class Import
{
public:
    Import(Vault &vault, ProfileStore &profiles, const Catalogue &catalogue, RowStream &rows, ImportRun &run, ImportRun::Progress begin,
        const ImportOptions &options, Progress &progress, std::uint64_t bytes)
        : m_vault(vault), m_profiles(profiles), m_rows(rows), m_run(run), m_options(options), m_progress(progress), m_bytes(bytes),
          m_consents(vault, catalogue, options.source), m_content(begin.content), m_report(std::move(begin.report)),
          m_before(m_report.consents)
    {
        m_report.resumedAt = m_report.rows;
        m_report.dryRun = options.dryRun;
    }

    Result<ImportReport> run()
    {
        while (!m_end)
            ASSENT_CHECK(m_options.strict || m_options.dryRun ? whole() : batch());
        if (!m_report.refusedWhole)
            countConsents();
        return std::move(m_report);
    }

private:
    /// Everything in one transaction, which may be dropped at the end.
    Result<void> whole()
    {
        {
            ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
            while (!m_end) {
                ASSENT_CHECK(takeChunk(transaction));
                if (m_cancelled)
                    return cancelled();
            }
            ASSENT_CHECK(m_consents.flush(transaction));
            m_report.refusedWhole = m_options.strict && m_report.refused > 0;
            if (!m_report.refusedWhole && !m_options.dryRun)
                return transaction.commit();
        }
        if (m_report.refusedWhole)
            m_report.added = m_report.updated = m_report.unchanged = 0;
        return {};
    }

    /// Some thousand rows, and how far they came.
    Result<void> batch()
    {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
        const std::uint64_t until = m_report.rows + static_cast<std::uint64_t>(std::max(m_options.rowsPerTransaction, 1));
        while (!m_end && !m_cancelled && m_report.rows < until)
            ASSENT_CHECK(takeChunk(transaction));
        ASSENT_CHECK(m_consents.flush(transaction));
        countConsents();
        ASSENT_CHECK(m_end ? m_run.forget(transaction) : m_run.note(transaction, {m_content, m_report}));
        ASSENT_CHECK(transaction.commit());
        return m_cancelled ? cancelled() : Result<void>();
    }

    static Error cancelled() { return {ErrorCode::Cancelled, "the import was cancelled"}; }

    void countConsents()
    {
        m_report.consents = m_before;
        m_report.consents += m_consents.counts();
    }

    /// Takes the next records of the file, or notes its end.
    Result<void> takeChunk(const WriteTransaction &transaction)
    {
        ASSENT_TRY(RowChunk chunk, m_rows.next());
        m_end = chunk.rows.empty();
        if (m_end)
            return {};
        for (ReadRow &row : chunk.rows) {
            ++m_report.rows;
            ASSENT_CHECK(takeRow(transaction, row));
        }
        m_content = chunk.content;
        m_cancelled = !m_progress.report(chunk.bytesRead, m_bytes);
        m_rows.giveBack(std::move(chunk));
        return {};
    }

    Result<void> takeRow(const WriteTransaction &transaction, ReadRow &row)
    {
        const auto *fault = std::get_if<RowProblem>(&row.row);
        if (!fault)
            return store(transaction, row);
        problem(*fault);
        if (!row.closings || m_options.strict)
            return {};
        // What a refused record closes it closes all the same.
        ASSENT_TRY(const std::vector<Person> known, holders(*row.closings));
        return close(transaction, *row.closings, known);
    }

    void problem(RowProblem problem)
    {
        ++m_report.refused;
        if (m_report.problems.size() < m_options.maxProblems)
            m_report.problems.push_back(std::move(problem));
    }

    Result<void> store(const WriteTransaction &transaction, const ReadRow &read)
    {
        if (m_options.strict && m_report.refused > 0)
            return {}; // nothing will be kept; the rest is read for its problems
        const auto &row = std::get<RowPerson>(read.row);
        ASSENT_TRY(const bool mayBeKnown, m_profiles.isAnyHeld(read.lookups));
        std::vector<Person> known;
        if (mayBeKnown) {
            ASSENT_TRY(known, holders(row));
        }
        if (known.size() > 1) {
            problem({read.line, 1, {}, "belongs to more than one person of this source"});
            return close(transaction, row, known);
        }
        const bool isNew = known.empty();
        const Person &person = isNew ? read.person->person : known.front();
        ASSENT_TRY(ConsentImport::Plan consents, m_consents.plan(row, person, isNew, read.person->lookups));
        if (consents.problem) {
            problem(*consents.problem);
            return isNew ? Result<void>() : m_consents.take(transaction, std::move(consents));
        }
        ASSENT_TRY(const Outcome outcome, isNew ? add(transaction, *read.person) : update(transaction, person, row));
        ++(outcome == Outcome::Added ? m_report.added : outcome == Outcome::Updated ? m_report.updated : m_report.unchanged);
        return m_consents.take(transaction, std::move(consents));
    }

    Result<void> close(const WriteTransaction &transaction, RowPerson row, std::span<const Person> people)
    {
        std::erase_if(row.consents, [](const ConsentStatement &statement) { return !isClosing(statement.act); });
        for (const Person &person : people) {
            ASSENT_TRY(ConsentImport::Plan consents, m_consents.plan(row, person, false, {}));
            ASSENT_CHECK(m_consents.take(transaction, std::move(consents)));
        }
        return {};
    }

    /// The people whom this source gave before under one of the row's keys; the
    /// first key that someone has decides.
    Result<std::vector<Person>> holders(const RowPerson &row)
    {
        std::vector<Person> found;
        for (const Identifier &key : row.keys) {
            ASSENT_TRY(const std::vector<SubjectId> subjects, m_profiles.findByIdentifier(key.type, key.value));
            for (SubjectId subject : subjects) {
                ASSENT_TRY(Person person, m_profiles.person(subject));
                const bool ours = std::any_of(person.identifiers.begin(), person.identifiers.end(), [&](const Identifier &identifier) {
                    return identifier.type == key.type && identifier.value == key.value && identifier.source == m_options.source;
                });
                if (ours)
                    found.push_back(std::move(person));
            }
            if (!found.empty())
                break;
        }
        return found;
    }

    Result<Outcome> add(const WriteTransaction &transaction, const PreparedPerson &person)
    {
        ASSENT_CHECK(m_profiles.add(transaction, person));
        return Outcome::Added;
    }

    Result<Outcome> update(const WriteTransaction &transaction, const Person &person, const RowPerson &row)
    {
        bool changed = false;
        // A new version of an identifying value brings its identifier along.
        for (const Attribute &attribute : row.attributes) {
            const Attribute *last = lastOf(person, attribute.key);
            if (last && last->value == attribute.value)
                continue;
            Attribute version = attribute;
            version.id = AttributeId(makeUuidV7(m_vault.clock().now()));
            if (last)
                version.replaces = last->id;
            ASSENT_CHECK(m_profiles.addAttribute(transaction, person.id, version));
            changed = true;
        }
        return changed ? Outcome::Updated : Outcome::Unchanged;
    }

    /// What this source said last, whatever others have made of it since.
    const Attribute *lastOf(const Person &person, std::string_view key) const
    {
        std::set<AttributeId> replacedByUs;
        for (const Attribute &attribute : person.attributes) {
            if (attribute.source == m_options.source && attribute.replaces)
                replacedByUs.insert(*attribute.replaces);
        }
        const Attribute *last = nullptr;
        for (const Attribute &attribute : person.attributes) {
            const bool ours = attribute.source == m_options.source && attribute.key == key && !replacedByUs.contains(attribute.id);
            if (ours && (!last || last->id < attribute.id))
                last = &attribute;
        }
        return last;
    }

    Vault &m_vault;
    ProfileStore &m_profiles;
    RowStream &m_rows;
    ImportRun &m_run;
    const ImportOptions &m_options;
    Progress &m_progress;
    std::uint64_t m_bytes;
    ConsentImport m_consents;
    Digest m_content;
    ImportReport m_report;
    ConsentCounts m_before; ///< of what was done before this run
    bool m_end = false;
    bool m_cancelled = false;
};

/// Where this import begins: behind what a run that was broken off had done, if
/// the file still begins with that.
Result<ImportRun::Progress> whereToBegin(ImportRun &run, CsvReader &reader, const ImportOptions &options)
{
    if (options.strict || options.dryRun)
        return ImportRun::Progress{};
    ASSENT_TRY(auto before, run.brokenOff());
    if (!before)
        return ImportRun::Progress{};
    ASSENT_TRY(const Digest content, RowStream::skip(reader, before->report.rows));
    if (content == before->content)
        return *std::move(before);
    ASSENT_TRY(const bool again, reader.restart());
    if (!again)
        return Error{ErrorCode::Invalid, "this is not the file that the import was broken off in, and it cannot be read from its beginning again"};
    return ImportRun::Progress{};
}

Result<void> checkSource(const SourceId &source)
{
    const std::string &name = source.str();
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) { return static_cast<Byte>(c) >= 0x21 && c != 0x7F; });
    if (name.empty() || name.size() > 64 || !plain || !isUtf8(name))
        return Error{ErrorCode::Invalid, "a source's name has 1 to 64 bytes and no spaces"};
    if (name == "person")
        return Error{ErrorCode::Invalid, "a file does not speak for the person"};
    return {};
}

void tellLeftOut(const Mapping &mapping, const CsvRecord &header, ImportReport &report)
{
    for (const std::string &column : mapping.consentsLeftOut) {
        if (std::any_of(header.cells.begin(), header.cells.end(), [&](const CsvCell &cell) { return cell.text == column; }))
            report.consentsLeftOut.push_back(column);
    }
    report.statusLeftOut = mapping.fileConsent && mapping.fileConsent->status.empty();
}

} // namespace

Result<ImportReport> importPeople(Vault &vault, ProfileStore &profiles, const Catalogue &catalogue,
    std::unique_ptr<ByteSource> source, const std::optional<Mapping> &mapping, const ImportOptions &options, Progress &progress)
{
    ASSENT_CHECK(checkSource(options.source));
    if (options.asOf && *options.asOf > vault.clock().now())
        return Error{ErrorCode::Invalid, "a file does not tell of a time to come"};
    CsvOptions csv;
    if (mapping)
        csv.delimiter = mapping->delimiter;
    ASSENT_TRY(CsvReader reader, CsvReader::open(std::move(source), csv));
    Mapping rules;
    if (mapping) {
        rules = *mapping;
    } else {
        ASSENT_TRY(rules, Mapping::byHeader(reader.header(), catalogue));
    }
    ASSENT_TRY(const std::vector<const ColumnRule *> bound, rules.bind(reader.header()));
    ASSENT_TRY(ConsentColumns consents, ConsentColumns::bind(rules, reader.header(), catalogue, options.asOf));
    const RowReader rows(rules, bound, std::move(consents), options.source);
    ImportRun run(vault, options.source, nameOfImport(reader.header(), mapping, options));
    ASSENT_TRY(ImportRun::Progress begin, whereToBegin(run, reader, options));
    const std::uint64_t bytes = reader.bytesTotal();
    ASSENT_TRY(const LargerCache cache, LargerCache::of(vault.db()));
    RowStream stream(reader, rows, profiles, options.source, vault.clock().now(), begin.content);
    ASSENT_TRY(ImportReport report, Import(vault, profiles, catalogue, stream, run, std::move(begin), options, progress, bytes).run());
    tellLeftOut(rules, reader.header(), report);
    for (std::size_t i = 0; i < bound.size(); ++i) {
        const std::string &name = reader.header().cells[i].text;
        if (!bound[i] && !rules.isTimeOfConsent(name))
            report.ignoredColumns.push_back(name);
    }
    return report;
}

} // namespace assent
