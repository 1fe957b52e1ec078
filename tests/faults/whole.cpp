#include "faults/whole.h"

#include "consent/audit.h"
#include "consent/event.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <functional>
#include <map>

namespace assent::test {
namespace {

/// Rows that must not be there, and what they would mean.
struct Forbidden
{
    const char *rows;
    const char *meaning;
};

constexpr std::array kForbidden = {
    Forbidden{"pragma_foreign_key_check", "a row names another that is not there"},
    Forbidden{"ledger_entry l WHERE kind = 0 AND NOT EXISTS(SELECT 1 FROM consent_event e WHERE e.entry = l.n)",
        "a ledger entry has no payload"},
    Forbidden{"consent_event e WHERE NOT EXISTS(SELECT 1 FROM ledger_entry l WHERE l.n = e.entry)", "an event has no ledger entry"},
    Forbidden{"consent_event e WHERE hub_received_at IS NULL AND EXISTS(SELECT 1 FROM hub)"
              " AND NOT EXISTS(SELECT 1 FROM outbox o WHERE o.item = e.id)", "an event is not queued"},
    Forbidden{"outbox o WHERE kind = 0 AND NOT EXISTS(SELECT 1 FROM consent_event e WHERE e.id = o.item)",
        "an event is queued and not there"},
    Forbidden{"outbox o WHERE kind = 1 AND NOT EXISTS(SELECT 1 FROM subject s WHERE s.id = o.item)",
        "a person is queued and not there"},
    Forbidden{"outbox o WHERE kind = 2 AND NOT EXISTS(SELECT 1 FROM attribute a WHERE a.id = o.item)",
        "a fact is queued and not there"},
    Forbidden{"outbox o WHERE n > (SELECT n FROM outbox_lane l WHERE l.lane = o.lane)", "a lane counts too low"},
    Forbidden{"subject s WHERE NOT EXISTS(SELECT 1 FROM meta WHERE key = 'search_index_stale')"
              " AND (NOT EXISTS(SELECT 1 FROM person_search_docsize d WHERE d.id = s.seq)"
              " OR NOT EXISTS(SELECT 1 FROM person_card c WHERE c.subject = s.seq))", "a person cannot be searched for"},
    Forbidden{"person_search_docsize d WHERE NOT EXISTS(SELECT 1 FROM subject s WHERE s.seq = d.id)",
        "a person can be searched for and is not there"},
    Forbidden{"attribute a WHERE replaces IS NOT NULL AND NOT EXISTS(SELECT 1 FROM attribute b WHERE b.id = a.replaces)",
        "a fact replaces one that is not there"},
};

std::string breachOfRows(Database &db)
{
    for (const Forbidden &forbidden : kForbidden) {
        const auto count = db.integer(std::string("SELECT count(*) FROM ") + forbidden.rows);
        if (!count)
            return std::string(forbidden.meaning) + "? " + count.error().toString();
        if (*count > 0)
            return forbidden.meaning;
    }
    return {};
}

/// Events that were signed together are all there or none.
Result<std::string> breachOfBatches(Database &db)
{
    std::map<Signature, std::pair<std::uint64_t, std::uint64_t>> batches; // size, found
    ASSENT_TRY(Statement read, db.prepare("SELECT proof FROM consent_event"));
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            break;
        ASSENT_TRY(const BatchProof proof, batchProofFromBytes(read.blob(0)));
        auto &[size, found] = batches[proof.signature];
        size = proof.size;
        ++found;
    }
    for (const auto &[signature, batch] : batches) {
        if (batch.first != batch.second)
            return std::string("a batch of decisions is not whole");
    }
    return std::string();
}

Result<std::string> breachOfSearch(Vault &vault)
{
    ASSENT_TRY(const WriteTransaction transaction, WriteTransaction::begin(vault)); // rolled back
    ASSENT_CHECK(transaction.db().run("INSERT INTO person_search(person_search) VALUES('integrity-check')"));
    return std::string();
}

Result<std::string> breachOfLedger(Vault &vault)
{
    NoProgress silent;
    ASSENT_TRY(const Ledger::Report report, Ledger(vault).verify(silent, consentAudit(vault)));
    return report.fault;
}

std::string wordsOf(Result<std::string> breach) { return breach ? *breach : breach.error().toString(); }

void addRow(Sha256 &hash, const Statement &row, int columns)
{
    for (int column = 0; column < columns; ++column) {
        const ByteView value = row.blob(column);
        const std::string frame = std::to_string(value.size()) + (row.isNull(column) ? "n" : "v");
        hash.add(asBytes(frame));
        hash.add(value);
    }
}

} // namespace

std::string breachOf(Vault &vault)
{
    NoProgress silent;
    if (const auto checked = vault.check(silent); !checked)
        return checked.error().toString();
    for (const auto &look : {std::function<std::string()>([&] { return breachOfRows(vault.db()); }),
             std::function<std::string()>([&] { return wordsOf(breachOfBatches(vault.db())); }),
             std::function<std::string()>([&] { return wordsOf(breachOfSearch(vault)); }),
             std::function<std::string()>([&] { return wordsOf(breachOfLedger(vault)); })}) {
        if (std::string breach = look(); !breach.empty())
            return breach;
    }
    return {};
}

Result<Digest> contentOf(Database &db, const std::vector<std::string> &wanted)
{
    Sha256 hash;
    ASSENT_TRY(Statement tables, db.prepare("SELECT name, (SELECT count(*) FROM pragma_table_info(s.name)) FROM sqlite_schema s"
        " WHERE type='table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"));
    for (;;) {
        ASSENT_TRY(const bool more, tables.step());
        if (!more)
            return hash.finish();
        if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), tables.text(0)) == wanted.end())
            continue;
        hash.add(asBytes(tables.text(0)));
        ASSENT_TRY(Statement rows, db.prepare("SELECT * FROM \"" + std::string(tables.text(0)) + "\""));
        for (;;) {
            ASSENT_TRY(const bool row, rows.step());
            if (!row)
                break;
            addRow(hash, rows, static_cast<int>(tables.integer(1)));
        }
    }
}

std::int64_t countOf(Database &db, const std::string &rows)
{
    const auto count = db.integer("SELECT count(*) FROM " + rows);
    if (!count)
        qFatal("no count: %s", count.error().toString().c_str());
    return *count;
}

} // namespace assent::test
