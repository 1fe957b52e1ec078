// The tables of a hub in PostgreSQL. Times are milliseconds since 1970 in UTC.
//
// A table about subjects is partitioned by `part`, the subject's partition, which
// leads its keys; no constraint crosses it. Ids and the numbers of devices have
// partitions of their own hash. A physical table holds 32 partitions: 256 of them
// for each table would cost every statement more than they spare, and they can be
// split while the hubs run.
#include "sync/postgres/schema.h"

#include "crypto/hash.h"

namespace assent::sync::postgres {
namespace {

constexpr int kTables = 8; ///< physical ones for each partitioned table

constexpr const char *kVersion1 = R"sql(
CREATE SCHEMA IF NOT EXISTS assent_keys;
-- The hub: its name, its epoch, and the seed of its log key, sealed.
CREATE TABLE hub(
    one boolean PRIMARY KEY CHECK(one),
    store_id uuid NOT NULL,
    epoch text NOT NULL,
    log_key bytea NOT NULL,
    made_at int8 NOT NULL);

-- Rows stay: a revoked device may still close, and its events need its key.
CREATE TABLE device(
    id uuid PRIMARY KEY,
    public_key bytea NOT NULL,
    label text NOT NULL,
    subject uuid,                   -- scope; null: everyone
    token_hash bytea NOT NULL UNIQUE,
    enrolled_at int8 NOT NULL,
    revoked_at int8);
CREATE TABLE enrolment_code(
    hash bytea PRIMARY KEY,
    subject uuid,
    expires_at int8 NOT NULL,
    used_by uuid);

-- The log, and the leaves of no item that wait for their numbers in it.
CREATE TABLE ledger_entry(
    n int8 PRIMARY KEY,
    kind int2 NOT NULL,
    received_at int8 NOT NULL,
    item_part int2,                 -- of a consent event: where it is in the feed
    item_seq int8,
    body bytea NOT NULL);
CREATE INDEX ledger_entry_item ON ledger_entry(item_part, item_seq) WHERE item_part IS NOT NULL;
CREATE TABLE ledger_edge(
    one boolean PRIMARY KEY CHECK(one),
    size int8 NOT NULL,
    hashes bytea NOT NULL);
CREATE TABLE ledger_checkpoint(
    size int8 PRIMARY KEY,
    made_at int8 NOT NULL,
    note text NOT NULL);
CREATE TABLE staff_leaf_waiting(
    n int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind int2 NOT NULL,
    received_at int8 NOT NULL,
    body bytea NOT NULL);

-- The last number in the feed of each partition. Raised in the transaction that
-- writes the items, whose lock on the row lasts until its commit: so the numbers
-- are in the order of commits.
CREATE TABLE feed_end(
    part int2 PRIMARY KEY,
    last int8 NOT NULL) PARTITION BY RANGE(part);
-- Its generations: sync/feedcursor.h.
CREATE TABLE feed_generation(
    n int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token bytea NOT NULL UNIQUE,
    first int8[] NOT NULL);         -- feed_end when it began, by partition
CREATE TABLE item(
    part int2 NOT NULL,
    seq int8 NOT NULL,
    id uuid NOT NULL,
    content bytea NOT NULL,         -- keyed hash: tells another item of this id
    kind int2 NOT NULL,
    subject uuid NOT NULL,
    author uuid,                    -- the device that signed a consent event
    received_at int8 NOT NULL,
    flagged boolean NOT NULL,       -- closed by a device that was not entitled
    body bytea NOT NULL,            -- sealed under the subject's key, bound to id
    PRIMARY KEY(part, seq),
    UNIQUE(part, id, content)) PARTITION BY RANGE(part);
CREATE INDEX item_subject ON item(part, subject, seq);
ALTER TABLE item ALTER COLUMN body SET STORAGE EXTERNAL;
-- The pseudonym that a subject's events carry, from its first item on.
CREATE TABLE subject(
    part int2 NOT NULL,
    id uuid NOT NULL,
    pseudonym bytea NOT NULL,
    PRIMARY KEY(part, id)) PARTITION BY RANGE(part);
CREATE INDEX subject_pseudonym ON subject(pseudonym);
-- People who were erased, in the order of commits. Nobody can be told by it without
-- their id or their key.
CREATE TABLE erased_subject(
    seq int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject_hash bytea UNIQUE,      -- keyed hash of the id; null: nothing was here of the person
    pseudonym bytea NOT NULL UNIQUE,
    core text NOT NULL,             -- what was signed
    signature bytea NOT NULL,
    device uuid NOT NULL,           -- that signed
    received_at int8 NOT NULL,
    id uuid);                       -- until the key is destroyed
-- Leaves that wait for their numbers in the log.
CREATE TABLE leaf_waiting(
    part int2 NOT NULL,
    seq int8 NOT NULL,
    received_at int8 NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY(part, seq)) PARTITION BY RANGE(part);

-- By the id's own hash: whose it is.
CREATE TABLE item_id(
    part int2 NOT NULL,
    id uuid NOT NULL,
    kind int2 NOT NULL,
    subject uuid NOT NULL,
    PRIMARY KEY(part, id)) PARTITION BY RANGE(part);
-- By the device's own hash: what it called its items; the same name for two of
-- them is a fork.
CREATE TABLE sequence(
    part int2 NOT NULL,
    device uuid NOT NULL,
    lane int2 NOT NULL,
    n int8 NOT NULL,
    item uuid NOT NULL,
    PRIMARY KEY(part, device, lane, n)) PARTITION BY RANGE(part);

-- Keys, which dumps of the data leave out. Data that was lost leaves them here.
CREATE TABLE IF NOT EXISTS assent_keys.root(
    one boolean PRIMARY KEY CHECK(one),
    salt bytea NOT NULL,
    passes int4 NOT NULL,
    memory_kib int4 NOT NULL,
    lanes int4 NOT NULL,
    wrapped bytea NOT NULL);
CREATE TABLE IF NOT EXISTS assent_keys.subject_key(
    part int2 NOT NULL,
    subject uuid NOT NULL,
    wrapped bytea NOT NULL,
    made_at int8 NOT NULL,
    PRIMARY KEY(part, subject)) PARTITION BY RANGE(part);
)sql";

std::string partitionsOf(const std::string &table, const char *with)
{
    std::string sql;
    constexpr int width = kPartitions / kTables;
    for (int first = 0; first < kPartitions; first += width) {
        sql += "CREATE TABLE IF NOT EXISTS " + table + "_" + std::to_string(first) + " PARTITION OF " + table + " FOR VALUES FROM ("
            + std::to_string(first) + ") TO (" + std::to_string(first + width) + ")" + with + ";\n";
    }
    return sql;
}

std::string version1()
{
    std::string sql = kVersion1;
    for (const char *table : {"item", "subject", "leaf_waiting", "item_id", "sequence", "assent_keys.subject_key"})
        sql += partitionsOf(table, "");
    sql += partitionsOf("feed_end", " WITH (fillfactor = 50)"); // room to raise a number in its page
    return sql + "INSERT INTO feed_end SELECT part, 0 FROM generate_series(0, " + std::to_string(kPartitions - 1) + ") AS part;\n";
}

using Migration = std::string (*)();
constexpr Migration kMigrations[] = {&version1};
constexpr int kNewest = static_cast<int>(std::size(kMigrations));

/// 0: there are no tables.
Result<int> versionOf(Connection &connection)
{
    ASSENT_TRY(const Rows there, connection.run("SELECT to_regclass('assent.schema_version') IS NOT NULL"));
    if (there.number(0, 0) == 0)
        return 0;
    ASSENT_TRY(const Rows version, connection.run("SELECT coalesce(max(version), 0) FROM assent.schema_version"));
    return static_cast<int>(version.number(0, 0));
}

} // namespace

int partitionOf(ByteView id) { return sha256(id)[0]; }

Result<void> migrate(Connection &connection, bool make)
{
    ASSENT_TRY(int version, versionOf(connection));
    if (version > kNewest)
        return Error{ErrorCode::Newer, "the database was written by a newer version of the hub"};
    if (version == 0 && !make)
        return Error{ErrorCode::NotFound, "there is no hub in this database; start the hub once to make it", {{}, 0, 0, "--store"}};
    if (version == 0)
        ASSENT_CHECK(connection.runAll("CREATE SCHEMA IF NOT EXISTS assent; CREATE TABLE assent.schema_version(version int4 PRIMARY KEY)"));
    for (; version < kNewest; ++version) {
        ASSENT_CHECK(connection.runAll(kMigrations[version]()));
        ASSENT_CHECK(connection.runAll("INSERT INTO assent.schema_version VALUES(" + std::to_string(version + 1) + ")"));
    }
    return {};
}

} // namespace assent::sync::postgres
