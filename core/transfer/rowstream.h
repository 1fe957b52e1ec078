#pragma once

#include "profile/profilestore.h"
#include "transfer/rowreader.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace assent {

/// One record of a file, read and ready to be stored.
struct ReadRow
{
    int line = 0;
    std::variant<RowPerson, RowProblem> row;
    /// Of a row without a problem: the person as it would be added, and what its
    /// keys are looked up by.
    std::optional<PreparedPerson> person;
    std::vector<std::int64_t> lookups;
    /// Of a row with one: what it closes all the same.
    std::optional<RowPerson> closings;
};

/// Consecutive records. All but the last hold kChunkRows of them.
struct RowChunk
{
    std::vector<ReadRow> rows;
    Digest content = {}; ///< over these records and all before them
    std::uint64_t bytesRead = 0;
};

/// Reads records on a thread of its own, ahead of whoever stores them: reading,
/// checking and folding take as long as storing does. Holds a few chunks at most.
class RowStream
{
public:
    static constexpr std::size_t kChunkRows = 250;

    /// All must outlive the stream, and nobody else may use the reader meanwhile.
    /// `now` dates what the rows do not.
    RowStream(CsvReader &csv, const RowReader &rows, const ProfileStore &profiles, SourceId source, Timestamp now, Digest contentBefore);
    RowStream(const RowStream &) = delete;
    RowStream &operator=(const RowStream &) = delete;
    /// Drops what was read ahead.
    ~RowStream();

    /// The next records; none at the end. An error ends the stream.
    Result<RowChunk> next();
    /// Takes a chunk that was stored: its memory is freed by the thread that
    /// allocated it, while this one goes on.
    void giveBack(RowChunk chunk);

    /// Passes over records (a multiple of kChunkRows) and gives the digest over
    /// them, or of as many as there are.
    static Result<Digest> skip(CsvReader &csv, std::uint64_t rows);

private:
    void work();
    Result<RowChunk> read();
    Result<bool> readRow(RowChunk &chunk, Sha256 &hash);
    Result<ReadRow> ready(const CsvRecord &record) const;
    bool hand(Result<RowChunk> chunk);

    CsvReader &m_csv;
    const RowReader &m_rows;
    const ProfileStore &m_profiles;
    SourceId m_source;
    Timestamp m_now;
    Digest m_content;

    std::mutex m_mutex; ///< of the five below
    std::condition_variable m_changed;
    std::deque<Result<RowChunk>> m_chunks;
    std::vector<RowChunk> m_used;
    bool m_ended = false; ///< nothing more comes
    bool m_dropped = false;
    std::thread m_thread;
};

} // namespace assent
