// The tables of a hub. Times are milliseconds since 1970 in UTC, ids are 16-byte
// UUIDs.
#include "sync/feedcursor.h"
#include "sync/hubstore.h"

#include "vault/freshness.h"

namespace assent::sync {
namespace {

constexpr std::string_view kVersion1 = R"sql(
-- The log; the same tables as a replica's (core/vault/schema.cpp).
CREATE TABLE ledger_entry(
    n INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    body BLOB NOT NULL);
CREATE TABLE ledger_edge(
    id INTEGER PRIMARY KEY CHECK(id = 1),
    size INTEGER NOT NULL,
    hashes BLOB NOT NULL);
CREATE TABLE ledger_checkpoint(
    size INTEGER PRIMARY KEY,
    made_at INTEGER NOT NULL,
    note TEXT NOT NULL);

-- Rows stay: a revoked device may still close, and its events need its key.
CREATE TABLE device(
    id BLOB PRIMARY KEY,
    public_key BLOB NOT NULL,
    label TEXT NOT NULL,
    subject BLOB,                   -- scope; null: everyone
    token_hash BLOB NOT NULL UNIQUE,
    enrolled_at INTEGER NOT NULL,
    revoked_at INTEGER) WITHOUT ROWID;

CREATE TABLE enrolment_code(
    hash BLOB PRIMARY KEY,
    subject BLOB,
    expires_at INTEGER NOT NULL,
    used_by BLOB) WITHOUT ROWID;

-- The pseudonym that a subject's events carry, from its first item on.
CREATE TABLE subject(
    id BLOB PRIMARY KEY,
    pseudonym BLOB NOT NULL) WITHOUT ROWID;

-- The feed. One writer at a time numbers the rows in its transaction, so that
-- seq is the order of commits; a number never comes again.
CREATE TABLE item(
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL,
    content BLOB NOT NULL,          -- keyed hash: tells another item of this id
    kind INTEGER NOT NULL,
    subject BLOB NOT NULL,
    author BLOB,                    -- the device that signed a consent event
    received_at INTEGER NOT NULL,
    flagged INTEGER NOT NULL,       -- closed by a device that was not entitled
    entry INTEGER UNIQUE REFERENCES ledger_entry(n) DEFERRABLE INITIALLY DEFERRED,
    body BLOB NOT NULL,             -- sealed under the subject's key, bound to id
    UNIQUE(id, content));
CREATE INDEX item_subject ON item(subject, seq);

-- What a device called its items; the same name for two of them is a fork.
CREATE TABLE sequence(
    device BLOB NOT NULL,
    lane INTEGER NOT NULL,
    n INTEGER NOT NULL,
    item BLOB NOT NULL,
    PRIMARY KEY(device, lane, n)) WITHOUT ROWID;
)sql";

constexpr std::string_view kVersion4 = R"sql(
-- People who were erased. Nobody can be told by it without their id or their key.
CREATE TABLE erased_subject(
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    subject_hash BLOB UNIQUE,       -- keyed hash of subject.id; null: nothing was here of the person
    pseudonym BLOB NOT NULL UNIQUE,
    core TEXT NOT NULL,             -- what was signed
    signature BLOB NOT NULL,
    device BLOB NOT NULL,           -- that signed
    entry INTEGER NOT NULL REFERENCES ledger_entry(n),
    received_at INTEGER NOT NULL,
    subject BLOB);                  -- until the key is destroyed
CREATE INDEX subject_pseudonym ON subject(pseudonym);
)sql";

constexpr std::string_view kVersion5 = R"sql(
-- Roots of full tiles of the log; the same table as a replica's.
CREATE TABLE ledger_tile(
    level INTEGER NOT NULL,
    n INTEGER NOT NULL,
    root BLOB NOT NULL,
    PRIMARY KEY(level, n)) WITHOUT ROWID;
)sql";

constexpr Migration kMigrations[] = {{1, kVersion1}, {2, freshness::kTable}, {3, kFeedGenerationTable}, {4, kVersion4}, {5, kVersion5}};

} // namespace

std::span<const Migration> hubSchema() { return kMigrations; }

} // namespace assent::sync
