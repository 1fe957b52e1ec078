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

// Where facts come from is told once for all that have it in common, and an
// identifier is found by a number: rows are smaller, and a million people fit.
constexpr std::string_view kVersion4 = R"sql(
CREATE TABLE provenance(
    n INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    source TEXT NOT NULL,
    method INTEGER NOT NULL,
    purposes TEXT NOT NULL,         -- names, separated by spaces
    basis TEXT NOT NULL,
    verified INTEGER NOT NULL,
    UNIQUE(source, kind, method, purposes, basis, verified));
INSERT INTO provenance(kind, source, method, purposes, basis, verified)
    SELECT DISTINCT kind, source, method, purposes, basis, verified FROM attribute;

-- Every version of every fact. A version that another one replaces stays.
-- (A reference that is checked at once would make SQLite keep an encrypted copy of
-- every page that a statement of several rows changes, to undo it alone.)
ALTER TABLE attribute RENAME TO attribute_v3;
CREATE TABLE attribute(
    subject INTEGER NOT NULL REFERENCES subject(seq) DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    provenance INTEGER NOT NULL,    -- provenance.n
    source_event TEXT NOT NULL,
    collected_at INTEGER NOT NULL,
    retain_until INTEGER,
    persona BLOB,                   -- null: the default persona
    replaces BLOB,                  -- the versions that the author saw: the id, and the others where it settles a conflict
    PRIMARY KEY(subject, id)) WITHOUT ROWID;
INSERT INTO attribute SELECT a.subject, a.id, a.key, a.value, p.n, a.source_event, a.collected_at, a.retain_until, a.persona, a.replaces
    FROM attribute_v3 a JOIN provenance p USING(source, kind, method, purposes, basis, verified) ORDER BY a.subject, a.id;
DROP TABLE attribute_v3;

DROP INDEX identifier_lookup;
ALTER TABLE identifier RENAME TO identifier_v3;
CREATE TABLE identifier(
    subject INTEGER NOT NULL REFERENCES subject(seq) DEFERRABLE INITIALLY DEFERRED,
    lookup INTEGER NOT NULL,        -- keyed hash of (type, value)
    type TEXT NOT NULL,
    value TEXT NOT NULL,            -- normalised
    source TEXT NOT NULL,
    collected_at INTEGER NOT NULL,
    persona BLOB,
    PRIMARY KEY(subject, lookup)) WITHOUT ROWID;
CREATE INDEX identifier_lookup ON identifier(lookup);

DROP TABLE person_word;
DROP TABLE person_search;
CREATE VIRTUAL TABLE person_search USING fts5(
    words, content='', contentless_delete=1, detail=none,
    tokenize='ascii');              -- the words come folded, separated by spaces
-- Fewer and larger segments: an import spends less on merging them.
INSERT INTO person_search(person_search, rank) VALUES('hashsize', 8388608);
INSERT INTO person_search(person_search, rank) VALUES('automerge', 8);
CREATE VIRTUAL TABLE person_word USING fts5vocab(person_search, row);
CREATE VIRTUAL TABLE person_token USING fts5vocab(person_search, instance);
INSERT OR IGNORE INTO meta SELECT 'search_index_stale', 'yes' WHERE EXISTS(SELECT 1 FROM subject);
)sql";

// Catalogues on their way from a draft to publication. Who did what and when
// stands in the ledger; a reason may name people, so the leaf has its salted hash.
constexpr std::string_view kVersion5 = R"sql(
CREATE TABLE catalogue_draft(
    n INTEGER PRIMARY KEY,          -- from 1
    version INTEGER NOT NULL,       -- of the catalogue in it
    hash BLOB NOT NULL,
    body TEXT NOT NULL);            -- rules included; never updated
CREATE TABLE catalogue_step(
    draft INTEGER NOT NULL REFERENCES catalogue_draft(n),
    entry INTEGER NOT NULL REFERENCES ledger_entry(n),
    salt BLOB NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY(draft, entry)) WITHOUT ROWID;
)sql";

// Events lie in the ledger's order: a decision is written at the end of a table, where
// rows of a thousand bytes sorted by person split a page every third time, and the
// whole ledger is verified in one walk.
constexpr std::string_view kVersion6 = R"sql(
ALTER TABLE consent_event RENAME TO consent_event_v5;
DROP INDEX consent_event_id;
CREATE TABLE consent_event(
    entry INTEGER PRIMARY KEY REFERENCES ledger_entry(n),
    subject INTEGER NOT NULL REFERENCES subject(seq),
    id BLOB NOT NULL,
    recorded_at INTEGER NOT NULL,
    hub_received_at INTEGER,
    salt BLOB NOT NULL,
    proof BLOB NOT NULL,            -- batch index, size, path and signature
    payload TEXT NOT NULL);
INSERT INTO consent_event SELECT entry, subject, id, recorded_at, hub_received_at, salt, proof, payload
    FROM consent_event_v5 ORDER BY entry;
DROP TABLE consent_event_v5;
CREATE UNIQUE INDEX consent_event_id ON consent_event(id);
CREATE INDEX consent_event_subject ON consent_event(subject, entry);
)sql";

// What the hub answered the last push with: it tells whether the hub still has it.
constexpr std::string_view kVersion7 = R"sql(
ALTER TABLE hub ADD COLUMN sent TEXT NOT NULL DEFAULT '';
)sql";

// People who were erased, and what came from the hub before this program knew its
// form; what settles a conflict of two edits.
constexpr std::string_view kVersion8 = R"sql(
CREATE TABLE erasure(
    subject_hash BLOB PRIMARY KEY,  -- keyed hash of subject.id: vault/erasures.h
    core TEXT NOT NULL,             -- what was signed
    signature BLOB NOT NULL,
    entry INTEGER REFERENCES ledger_entry(n), -- null: not in the log yet
    subject BLOB,                   -- subject.id, until the hub has the erasure
    sent INTEGER NOT NULL) WITHOUT ROWID; -- 1: the hub has it
-- Of their decisions: the signature over the core, which stays in the log.
CREATE TABLE erased_event(
    entry INTEGER PRIMARY KEY REFERENCES ledger_entry(n),
    id BLOB NOT NULL UNIQUE,
    proof BLOB NOT NULL);
-- What else the hub needs of their closing acts that wait in the outbox.
CREATE TABLE parting_event(
    id BLOB PRIMARY KEY,
    persona BLOB NOT NULL,
    pseudonym_key BLOB NOT NULL,
    salt BLOB NOT NULL,
    payload TEXT NOT NULL) WITHOUT ROWID;

-- As the hub sent it.
CREATE TABLE held_item(
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL UNIQUE,      -- of the body
    body TEXT NOT NULL,
    reason TEXT NOT NULL,           -- why it could not be read
    held_at INTEGER NOT NULL);

ALTER TABLE hub ADD COLUMN erasure_cursor TEXT NOT NULL DEFAULT '';
ALTER TABLE hub ADD COLUMN seal_key BLOB; -- the hub's X25519 key, from the first contact on
)sql";

// Identifiers of people who were erased: what an import says that they allowed before
// is void.
constexpr std::string_view kVersion9 = R"sql(
CREATE TABLE suppressed(
    lookup INTEGER PRIMARY KEY,     -- identifier.lookup
    erased_at INTEGER NOT NULL);
)sql";

// Erasures that were asked for and wait until they are due.
constexpr std::string_view kVersion10 = R"sql(
CREATE TABLE erasure_request(
    subject INTEGER PRIMARY KEY REFERENCES subject(seq),
    id BLOB NOT NULL UNIQUE,        -- of the erasure to come
    actor_role TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    entry INTEGER NOT NULL REFERENCES ledger_entry(n));
)sql";

// Roots of full tiles of the log, so that a proof does not read all of it.
constexpr std::string_view kVersion11 = R"sql(
CREATE TABLE ledger_tile(
    level INTEGER NOT NULL,         -- 1: over 256 entries; each above: over 256 of the one below
    n INTEGER NOT NULL,             -- from 0
    root BLOB NOT NULL,
    PRIMARY KEY(level, n)) WITHOUT ROWID;
)sql";

/// Of version 4: lookups were blobs of 16 bytes.
Result<void> numberLookups(Database &db)
{
    ASSENT_TRY(Statement read, db.prepare("SELECT subject, lookup, type, value, source, collected_at, persona FROM identifier_v3 ORDER BY subject"));
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            break;
        // Values that differ in case alone are one identifier.
        ASSENT_TRY(Statement write, db.prepare("INSERT OR IGNORE INTO identifier VALUES(?,?,?,?,?,?,?)"));
        write.bind(1, read.integer(0)).bind(2, lookupNumber(read.blob(1))).bind(3, read.text(2)).bind(4, read.text(3));
        write.bind(5, read.text(4)).bind(6, read.integer(5));
        read.isNull(6) ? write.bindNull(7) : write.bind(7, read.blob(6));
        ASSENT_CHECK(write.run());
    }
    read.reset();
    return db.run("DROP TABLE identifier_v3;"
        "UPDATE subject SET identifiers = (SELECT count(*) FROM identifier i WHERE i.subject = subject.seq)");
}

constexpr Migration kMigrations[] = {{1, kVersion1, nullptr}, {2, kVersion2, &sealEveryone},
    {3, freshness::kTable, nullptr}, {4, kVersion4, &numberLookups}, {5, kVersion5, nullptr}, {6, kVersion6, nullptr},
    {7, kVersion7, nullptr}, {8, kVersion8, nullptr}, {9, kVersion9, nullptr},
    {10, kVersion10, nullptr}, {11, kVersion11, nullptr}};

} // namespace

std::int64_t lookupNumber(ByteView hash)
{
    std::uint64_t number = 0;
    for (const Byte byte : hash.first(std::min<std::size_t>(hash.size(), sizeof number)))
        number = number << 8 | byte;
    return static_cast<std::int64_t>(number);
}

std::span<const Migration> replicaSchema() { return kMigrations; }

} // namespace assent
