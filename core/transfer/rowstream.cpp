#include "transfer/rowstream.h"

#include <utility>

namespace assent {
namespace {

constexpr std::size_t kChunksAhead = 8;

/// Cells, each with its length, so that no two records look alike.
void addTo(Sha256 &hash, const CsvRecord &record)
{
    for (const CsvCell &cell : record.cells) {
        hash.add(asBytes(std::to_string(cell.text.size()) + ":"));
        hash.add(asBytes(cell.text));
    }
    hash.add(asBytes("\n"));
}

Result<Person> newPerson(const RowPerson &row, const SourceId &source, Timestamp now)
{
    ASSENT_TRY(Person person, Person::make(now));
    person.jurisdiction = *row.jurisdiction;
    person.language = *row.language;
    person.source = source;
    person.identifiers = row.identifiers;
    person.attributes = row.attributes;
    for (Attribute &attribute : person.attributes)
        attribute.id = AttributeId(makeUuidV7(now));
    return person;
}

/// True with a record, which may be one that is malformed.
bool isRecord(const Result<const CsvRecord *> &record) { return record ? *record != nullptr : record.error().code == ErrorCode::Invalid; }

} // namespace

RowStream::RowStream(CsvReader &csv, const RowReader &rows, const ProfileStore &profiles, SourceId source, Timestamp now, Digest contentBefore)
    : m_csv(csv), m_rows(rows), m_profiles(profiles), m_source(std::move(source)), m_now(now), m_content(contentBefore),
      m_thread([this] { work(); })
{
}

RowStream::~RowStream()
{
    {
        const std::lock_guard lock(m_mutex);
        m_dropped = true;
        m_changed.notify_all();
    }
    m_thread.join();
}

Result<RowChunk> RowStream::next()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_chunks.empty() || m_ended; });
    if (m_chunks.empty())
        return RowChunk{};
    Result<RowChunk> chunk = std::move(m_chunks.front());
    m_chunks.pop_front();
    m_changed.notify_all();
    return chunk;
}

void RowStream::giveBack(RowChunk chunk)
{
    const std::lock_guard lock(m_mutex);
    m_used.push_back(std::move(chunk));
}

void RowStream::work()
{
    bool more = true;
    while (more) {
        Result<RowChunk> chunk = read();
        more = chunk.ok() && chunk->rows.size() == kChunkRows;
        more = hand(std::move(chunk)) && more;
    }
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    m_changed.notify_all();
}

/// False when nobody wants more.
bool RowStream::hand(Result<RowChunk> chunk)
{
    std::vector<RowChunk> used; // freed below, outside the lock
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_chunks.size() < kChunksAhead || m_dropped; });
    if (m_dropped)
        return false;
    if (!chunk.ok() || !chunk->rows.empty())
        m_chunks.push_back(std::move(chunk));
    used.swap(m_used);
    m_changed.notify_all();
    lock.unlock();
    return true;
}

Result<RowChunk> RowStream::read()
{
    RowChunk chunk;
    chunk.rows.reserve(kChunkRows);
    Sha256 hash;
    hash.add(m_content);
    bool more = true;
    while (more && chunk.rows.size() < kChunkRows) {
        ASSENT_TRY(more, readRow(chunk, hash));
    }
    m_content = chunk.content = hash.finish();
    chunk.bytesRead = m_csv.bytesRead();
    return chunk;
}

/// False at the end of the file.
Result<bool> RowStream::readRow(RowChunk &chunk, Sha256 &hash)
{
    const auto record = m_csv.next();
    if (record && !*record)
        return false;
    if (!isRecord(record))
        return record.error();
    if (!record) {
        const Location &where = record.error().where;
        hash.add(asBytes("!\n"));
        chunk.rows.push_back({where.line, RowProblem{where.line, where.column, where.field, record.error().detail}, {}, {}, {}});
        return true;
    }
    addTo(hash, **record);
    ASSENT_TRY(ReadRow row, ready(**record));
    chunk.rows.push_back(std::move(row));
    return true;
}

Result<ReadRow> RowStream::ready(const CsvRecord &record) const
{
    ReadRow out{record.line, m_rows.read(record, m_now), {}, {}, {}};
    const auto *row = std::get_if<RowPerson>(&out.row);
    if (!row) {
        out.closings = m_rows.closingsOf(record, m_now);
        return out;
    }
    ASSENT_TRY(Person person, newPerson(*row, m_source, m_now));
    out.person = m_profiles.prepare(std::move(person));
    for (const Identifier &key : row->keys)
        out.lookups.push_back(m_profiles.lookupOf(key.type, key.value));
    return out;
}

Result<Digest> RowStream::skip(CsvReader &csv, std::uint64_t rows)
{
    Digest content = {};
    bool more = true;
    while (more && rows > 0) {
        Sha256 hash;
        hash.add(content);
        for (std::size_t i = 0; more && i < kChunkRows && rows > 0; ++i, --rows) {
            const auto record = csv.next();
            more = isRecord(record);
            if (!record && !more)
                return record.error();
            if (more && record)
                addTo(hash, **record);
            else if (more)
                hash.add(asBytes("!\n"));
        }
        content = hash.finish();
    }
    return content;
}

} // namespace assent
