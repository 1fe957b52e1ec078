#include "transfer/importpeople.h"

#include "transfer/consentimport.h"

#include <algorithm>
#include <set>

namespace assent {
namespace {

enum class Outcome { Added, Updated, Unchanged };

/// One import from its first row to its report.
class Import
{
public:
    Import(Vault &vault, ProfileStore &profiles, const Catalogue &catalogue, CsvReader &reader, const RowReader &rows,
        const ImportOptions &options, Progress &progress)
        : m_vault(vault), m_profiles(profiles), m_reader(reader), m_rows(rows), m_options(options), m_progress(progress),
          m_consents(vault, catalogue, options.source)
    {
        m_report.dryRun = options.dryRun;
    }

    Result<ImportReport> run()
    {
        while (!m_end)
            ASSENT_CHECK(m_options.strict || m_options.dryRun ? whole() : batch());
        if (!m_report.refusedWhole)
            m_report.consents = m_consents.counts();
        return std::move(m_report);
    }

private:
    /// Everything in one transaction, which may be dropped at the end.
    Result<void> whole()
    {
        {
            ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
            while (!m_end)
                ASSENT_CHECK(next(transaction));
            ASSENT_CHECK(m_consents.flush(transaction));
            m_report.refusedWhole = m_options.strict && m_report.refused > 0;
            if (!m_report.refusedWhole && !m_options.dryRun)
                return transaction.commit();
        }
        if (m_report.refusedWhole)
            m_report.added = m_report.updated = m_report.unchanged = 0;
        return {};
    }

    Result<void> batch()
    {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
        for (int i = 0; i < std::max(m_options.rowsPerTransaction, 1) && !m_end; ++i)
            ASSENT_CHECK(next(transaction));
        ASSENT_CHECK(m_consents.flush(transaction));
        return transaction.commit();
    }

    /// Takes one record of the file, or notes its end.
    Result<void> next(const WriteTransaction &transaction)
    {
        const auto record = m_reader.next();
        if (!record && record.error().code != ErrorCode::Invalid)
            return record.error();
        if (record && !*record) {
            m_end = true;
            return {};
        }
        if (m_report.rows++ % 64 == 0 && !m_progress.report(m_reader.bytesRead(), m_reader.bytesTotal()))
            return Error{ErrorCode::Cancelled, "the import was cancelled"};
        if (!record) {
            const Location &where = record.error().where;
            problem({where.line, where.column, where.field, record.error().detail});
            return {};
        }
        const auto row = m_rows.read(**record, m_vault.clock().now());
        if (const auto *fault = std::get_if<RowProblem>(&row)) {
            problem(*fault);
            return closeOf(transaction, **record);
        }
        return store(transaction, std::get<RowPerson>(row), (*record)->line);
    }

    void problem(RowProblem problem)
    {
        ++m_report.refused;
        if (m_report.problems.size() < m_options.maxProblems)
            m_report.problems.push_back(std::move(problem));
    }

    Result<void> store(const WriteTransaction &transaction, const RowPerson &row, int line)
    {
        if (m_options.strict && m_report.refused > 0)
            return {}; // nothing will be kept; the rest is read for its problems
        ASSENT_TRY(const std::vector<Person> known, holders(row));
        if (known.size() > 1) {
            problem({line, 1, {}, "belongs to more than one person of this source"});
            return close(transaction, row, known);
        }
        const bool isNew = known.empty();
        ASSENT_TRY(const Person person, isNew ? newPerson(row) : Result<Person>(known.front()));
        ASSENT_TRY(ConsentImport::Plan consents, m_consents.plan(row, person, isNew));
        if (consents.problem) {
            problem(*consents.problem);
            return isNew ? Result<void>() : m_consents.take(transaction, std::move(consents));
        }
        ASSENT_TRY(const Outcome outcome, isNew ? add(transaction, person) : update(transaction, person, row));
        ++(outcome == Outcome::Added ? m_report.added : outcome == Outcome::Updated ? m_report.updated : m_report.unchanged);
        return m_consents.take(transaction, std::move(consents));
    }

    /// What a refused record closes all the same.
    Result<void> closeOf(const WriteTransaction &transaction, const CsvRecord &record)
    {
        const std::optional<RowPerson> row = m_options.strict ? std::nullopt : m_rows.closingsOf(record, m_vault.clock().now());
        if (!row)
            return {};
        ASSENT_TRY(const std::vector<Person> known, holders(*row));
        return close(transaction, *row, known);
    }

    Result<void> close(const WriteTransaction &transaction, RowPerson row, std::span<const Person> people)
    {
        std::erase_if(row.consents, [](const ConsentStatement &statement) { return !isClosing(statement.act); });
        for (const Person &person : people) {
            ASSENT_TRY(ConsentImport::Plan consents, m_consents.plan(row, person, false));
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

    Result<Person> newPerson(const RowPerson &row) const
    {
        const Timestamp now = m_vault.clock().now();
        ASSENT_TRY(Person person, Person::make(now));
        person.jurisdiction = *row.jurisdiction;
        person.language = *row.language;
        person.source = m_options.source;
        person.identifiers = row.identifiers;
        person.attributes = row.attributes;
        for (Attribute &attribute : person.attributes)
            attribute.id = AttributeId(makeUuidV7(now));
        return person;
    }

    Result<Outcome> add(const WriteTransaction &transaction, const Person &person)
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
    CsvReader &m_reader;
    const RowReader &m_rows;
    const ImportOptions &m_options;
    Progress &m_progress;
    ConsentImport m_consents;
    ImportReport m_report;
    bool m_end = false;
};

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

std::uint64_t &ConsentCounts::of(Act act)
{
    switch (act) {
    case Act::Grant: return grants;
    case Act::Refuse: return refusals;
    case Act::Request: return requests;
    default: return withdrawals;
    }
}

json::Value toJson(const ImportReport &report)
{
    json::Array problems;
    for (const RowProblem &problem : report.problems) {
        json::Object entry;
        entry.emplace_back("line", problem.line);
        entry.emplace_back("column", problem.column);
        entry.emplace_back("field", problem.field);
        entry.emplace_back("reason", problem.reason);
        problems.emplace_back(std::move(entry));
    }
    json::Array ignored;
    for (const std::string &column : report.ignoredColumns)
        ignored.emplace_back(column);
    json::Value value;
    value.set("rows", report.rows);
    value.set("added", report.added);
    value.set("updated", report.updated);
    value.set("unchanged", report.unchanged);
    value.set("refused", report.refused);
    value.set("problems", std::move(problems));
    value.set("ignored_columns", std::move(ignored));
    json::Value acts;
    acts.set("grant", report.consents.grants);
    acts.set("withdraw", report.consents.withdrawals);
    acts.set("refuse", report.consents.refusals);
    acts.set("request", report.consents.requests);
    value.set("acts", std::move(acts));
    value.set("observed_unchanged", report.consents.unchanged);
    value.set("stale", report.consents.stale);
    json::Array leftOut;
    for (const std::string &column : report.consentsLeftOut)
        leftOut.emplace_back(column);
    value.set("consent_columns_left_out", std::move(leftOut));
    value.set("status_left_out", report.statusLeftOut);
    value.set("dry_run", report.dryRun);
    value.set("refused_whole", report.refusedWhole);
    return value;
}

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
    ASSENT_TRY(ImportReport report, Import(vault, profiles, catalogue, reader, rows, options, progress).run());
    tellLeftOut(rules, reader.header(), report);
    for (std::size_t i = 0; i < bound.size(); ++i) {
        if (!bound[i])
            report.ignoredColumns.push_back(reader.header().cells[i].text);
    }
    return report;
}

} // namespace assent
