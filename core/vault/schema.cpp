// The tables of a desktop's store. Times are milliseconds since 1970 in UTC,
// ids are 16-byte UUIDs. Rows about a person hang on subject.seq, which is local
// to the file; across machines a person is subject.id.
#include "vault/freshness.h"
#include "vault/seal.h"
#include "vault/vault.h"

namespace assent {
namespace {

constexpr std::string_view kVersion1 = R"sql(
-- The organisation's catalogue as loaded; the newest row is in force.
CREATE TABLE catalogue(
    version INTEGER PRIMARY KEY,
    hash BLOB NOT NULL,
    body TEXT NOT NULL,
    loaded_at INTEGER NOT NULL);

CREATE TABLE subject(
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    persona BLOB NOT NULL,          -- the default persona
    pseudonym_key BLOB NOT NULL,    -- 32 bytes; goes at erasure
    jurisdiction TEXT NOT NULL,
    language TEXT NOT NULL,
    source TEXT NOT NULL,
    created_at INTEGER NOT NULL);

-- Every version of every fact. A version that another one replaces stays.
CREATE TABLE attribute(
    subject INTEGER NOT NULL REFERENCES subject(seq),
    id BLOB NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    kind INTEGER NOT NULL,
    source TEXT NOT NULL,
    source_event TEXT NOT NULL,
    collected_at INTEGER NOT NULL,
    method INTEGER NOT NULL,
    purposes TEXT NOT NULL,         -- names, separated by spaces
    basis TEXT NOT NULL,
    retain_until INTEGER,
    verified INTEGER NOT NULL,
    persona BLOB,                   -- null: the default persona
    replaces BLOB,                  -- the version that the author saw
    PRIMARY KEY(subject, id)) WITHOUT ROWID;

CREATE TABLE identifier(
    subject INTEGER NOT NULL REFERENCES subject(seq),
    type TEXT NOT NULL,
    value TEXT NOT NULL,            -- normalised
    lookup BLOB NOT NULL,           -- keyed hash of (type, value), 16 bytes
    source TEXT NOT NULL,
    collected_at INTEGER NOT NULL,
    persona BLOB,
    PRIMARY KEY(subject, type, value)) WITHOUT ROWID;
CREATE INDEX identifier_lookup ON identifier(lookup);

-- Folded words to find a person by; rowid is subject.seq.
CREATE VIRTUAL TABLE person_search USING fts5(
    words, content='', contentless_delete=1, detail=none, prefix='2 3',
    tokenize='unicode61 remove_diacritics 2');

-- The append-only log; an entry's body is what was signed. Never updated.
CREATE TABLE ledger_entry(
    n INTEGER PRIMARY KEY,          -- leaf number, from 0
    kind INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    body BLOB NOT NULL);
-- The right edge of the tree over ledger_entry, one row.
CREATE TABLE ledger_edge(
    id INTEGER PRIMARY KEY CHECK(id = 1),
    size INTEGER NOT NULL,
    hashes BLOB NOT NULL);
CREATE TABLE ledger_checkpoint(
    size INTEGER PRIMARY KEY,
    made_at INTEGER NOT NULL,
    note TEXT NOT NULL);

-- What of a consent event is not in the log: goes at erasure.
CREATE TABLE consent_event(
    id BLOB PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subject(seq),
    entry INTEGER NOT NULL UNIQUE REFERENCES ledger_entry(n),
    salt BLOB NOT NULL,
    payload TEXT NOT NULL,
    proof BLOB NOT NULL,            -- batch index, size, path and signature
    recorded_at INTEGER NOT NULL,
    hub_received_at INTEGER) WITHOUT ROWID;
CREATE INDEX consent_event_subject ON consent_event(subject, entry);

CREATE TABLE served_notice(
    id BLOB PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subject(seq),
    notice TEXT NOT NULL,
    version INTEGER NOT NULL,
    language TEXT NOT NULL,
    hash BLOB NOT NULL,
    mode TEXT NOT NULL,
    served_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX served_notice_subject ON served_notice(subject, served_at);

-- Public keys of the devices whose events are held here.
CREATE TABLE device(
    id BLOB PRIMARY KEY,
    public_key BLOB NOT NULL,
    label TEXT NOT NULL,
    enrolled_at INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE outbox(
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    lane INTEGER NOT NULL,
    n INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    subject BLOB NOT NULL,          -- subject.id
    item BLOB NOT NULL UNIQUE,
    queued_at INTEGER NOT NULL,
    set_aside TEXT,
    UNIQUE(lane, n));
CREATE TABLE outbox_lane(
    lane INTEGER PRIMARY KEY,
    n INTEGER NOT NULL);

-- The hub that this store belongs to; no row: it works alone.
CREATE TABLE hub(
    id INTEGER PRIMARY KEY CHECK(id = 1),
    url TEXT NOT NULL,
    epoch TEXT NOT NULL,
    token TEXT NOT NULL,
    log_key TEXT NOT NULL,
    cursor TEXT NOT NULL,
    checkpoint TEXT NOT NULL,
    last_contact INTEGER,
    last_error TEXT NOT NULL);
)sql";

// What is held about one person adds up to something that lies on other pages,
// so that a page put back to an older version is found (core/vault/README.md).
// A person's decisions lie together, and so does what a list shows of a person.
constexpr std::string_view kVersion2 = R"sql(
ALTER TABLE subject ADD COLUMN facts INTEGER NOT NULL DEFAULT 0;       -- rows of attribute
ALTER TABLE subject ADD COLUMN identifiers INTEGER NOT NULL DEFAULT 0; -- rows of identifier
UPDATE subject SET facts = (SELECT count(*) FROM attribute a WHERE a.subject = subject.seq),
    identifiers = (SELECT count(*) FROM identifier i WHERE i.subject = subject.seq);

ALTER TABLE outbox_lane ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0; -- rows of outbox in this lane
UPDATE outbox_lane SET waiting = (SELECT count(*) FROM outbox o WHERE o.lane = outbox_lane.lane);

ALTER TABLE consent_event RENAME TO consent_event_v1;
CREATE TABLE consent_event(
    subject INTEGER NOT NULL REFERENCES subject(seq),
    entry INTEGER NOT NULL REFERENCES ledger_entry(n),
    id BLOB NOT NULL,
    salt BLOB NOT NULL,
    payload TEXT NOT NULL,
    proof BLOB NOT NULL,            -- batch index, size, path and signature
    recorded_at INTEGER NOT NULL,
    hub_received_at INTEGER,
    PRIMARY KEY(subject, entry)) WITHOUT ROWID;
INSERT INTO consent_event SELECT subject, entry, id, salt, payload, proof, recorded_at, hub_received_at
    FROM consent_event_v1 ORDER BY subject, entry;
DROP TABLE consent_event_v1;
CREATE UNIQUE INDEX consent_event_id ON consent_event(id);

-- How many decisions a person has, and the running hash over them: vault/seal.h.
CREATE TABLE consent_seal(
    subject INTEGER PRIMARY KEY REFERENCES subject(seq),
    events INTEGER NOT NULL,
    chain BLOB NOT NULL);

-- The search entry: words to find a person by, and what a list shows. Made anew
-- by the profile store when the form of the words changed.
DROP TABLE person_search;
CREATE VIRTUAL TABLE person_search USING fts5(
    words, content='', contentless_delete=1, detail=none, prefix='2',
    tokenize='ascii');              -- the words come folded, separated by spaces
-- Fewer and larger segments: an import spends less on merging them.
INSERT INTO person_search(person_search, rank) VALUES('hashsize', 8388608);
INSERT INTO person_search(person_search, rank) VALUES('automerge', 8);
CREATE VIRTUAL TABLE person_word USING fts5vocab(person_search, row);
CREATE TABLE person_card(
    subject INTEGER PRIMARY KEY REFERENCES subject(seq),
    id BLOB NOT NULL,               -- subject.id
    name TEXT NOT NULL,
    email TEXT NOT NULL,            -- as stored; screens mask it by role
    phone TEXT NOT NULL);

INSERT INTO meta SELECT 'search_index_stale', 'yes' WHERE EXISTS(SELECT 1 FROM subject);

-- How far an import came, so that it goes on after a crash.
CREATE TABLE import_run(
    source TEXT NOT NULL,
    import BLOB NOT NULL,           -- digest of the mapping, the header and the options
    content BLOB NOT NULL,          -- digest over the records that are done
    report TEXT NOT NULL,           -- what they came to
    at INTEGER NOT NULL,
    PRIMARY KEY(source, import)) WITHOUT ROWID;
)sql";

constexpr Migration kMigrations[] = {{1, kVersion1, nullptr}, {2, kVersion2, &sealEveryone},
    {3, freshness::kTable, nullptr}};

} // namespace

std::span<const Migration> replicaSchema() { return kMigrations; }

} // namespace assent
