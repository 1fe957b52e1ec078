#include "faults/scenarios.h"

#include "faults/whole.h"
#include "ledger/ledger.h"
#include "vault/outbox.h"

namespace assent::test {
namespace {

namespace fs = std::filesystem;

void must(bool done, const char *what)
{
    if (!done)
        qFatal("the scene is not set: %s", what);
}

/// The files of a store whose program died: what it did is in the log only.
void dieWithLog(Desk &desk)
{
    must(desk.open().ok() && desk.decide(desk.ids().front(), 3).ok(), "a log");
    const fs::path crashed = fs::path(desk.temporary.path().toStdString()) / "crashed";
    desk.copyTo(crashed);
    desk.close();
    fs::remove_all(desk.folder);
    fs::rename(crashed, desk.folder);
    fs::remove(desk.folder / "store.db-shm");
}

/// A schema with a version more than the program's, and a store of version 1.
std::span<const Migration> laterSchema()
{
    static const std::vector<Migration> all = [] {
        std::vector<Migration> made(replicaSchema().begin(), replicaSchema().end());
        made.push_back({static_cast<int>(made.size()) + 1,
            "CREATE TABLE later(n INTEGER PRIMARY KEY, note TEXT); INSERT INTO later SELECT seq, language FROM subject;"
            "ALTER TABLE subject ADD COLUMN later INTEGER; UPDATE subject SET later = seq;", nullptr});
        return made;
    }();
    return all;
}

void makeFirstVersion(Desk &desk)
{
    desk.options.schema = replicaSchema().first(1);
    {
        const auto made = Vault::create(desk.folder, desk.key, desk.clock, desk.options);
        must(made.ok(), "a store of version 1");
        must((*made)->db().run("INSERT INTO subject(id, persona, pseudonym_key, jurisdiction, language, source, created_at)"
                               " VALUES(randomblob(16), randomblob(16), randomblob(32), 'PL', 'pl', 'web_shop', 0);"
                               "INSERT INTO person_search(rowid, words) VALUES(1, 'anna nowak')").ok(), "a person");
    }
    desk.options.schema = laterSchema();
}

Result<void> acknowledgeAll(Desk &desk)
{
    ASSENT_TRY(const auto rows, outbox::waiting(*desk.vault, Lane::Other, 5));
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(*desk.vault));
    ASSENT_TRY(Statement received, transaction.db().prepare("UPDATE consent_event SET hub_received_at = 1 WHERE id = ?"));
    for (const OutboxRow &row : rows) {
        ASSENT_CHECK(outbox::acknowledge(transaction, row.seq));
        ASSENT_CHECK(received.bind(1, row.item.bytes()).run());
    }
    return transaction.commit();
}

/// Reads everything about everyone, as the screens do.
Result<void> readAll(Desk &desk)
{
    ASSENT_TRY(const std::vector<SubjectId> ids, desk.people->page(std::nullopt, 100));
    for (const SubjectId &id : ids) {
        ASSENT_TRY(const Person person, desk.people->person(id));
        ASSENT_TRY(const ConsentView view, desk.consents->view(id));
        ASSENT_TRY(const auto history, desk.consents->history(id));
        if (person.attributes.size() != 2 || history.size() != view.graph.acts().size())
            return Error{ErrorCode::Invalid, "somebody was read in part"};
    }
    return ids.empty() ? Result<void>(Error{ErrorCode::Invalid, "nobody was read"}) : Result<void>();
}

Result<void> search(Desk &desk)
{
    ASSENT_TRY(const SearchResult found, desk.people->search("anna now"));
    if (found.hits.size() != 6 || found.total != 6 || found.hits.front().name != "Anna Nowak")
        return Error{ErrorCode::Invalid, "the search found " + std::to_string(found.hits.size())};
    return {};
}

fs::path copyFile(const Desk &desk) { return fs::path(desk.temporary.path().toStdString()) / "copy.db"; }

Result<void> backUp(Desk &desk)
{
    const fs::path file = copyFile(desk);
    std::error_code ignored;
    fs::remove(file, ignored);
    NoProgress silent;
    const auto done = desk.vault->backup(file, silent);
    // A copy is whole or not there.
    if (done.ok() != fs::exists(file) || fs::exists(fs::path(file).concat(".new")))
        return Error{ErrorCode::Invalid, "a half copy was left"};
    return done;
}

std::string breachOfCopy(Desk &desk)
{
    const auto copy = desk.vault->openCopy(copyFile(desk));
    if (!copy)
        return copy.error().toString();
    return *contentOf(**copy) == *contentOf(desk.vault->db()) ? std::string() : "the copy is not the store";
}

Result<void> verifyLedger(Desk &desk)
{
    NoProgress silent;
    ASSENT_TRY(const Ledger::Report report, Ledger(*desk.vault).verify(silent));
    if (!report.fault.empty() || report.entries == 0)
        return Error{ErrorCode::Invalid, "a false alarm: " + report.fault};
    return {};
}

Result<void> signLedger(Desk &desk)
{
    ASSENT_TRY([[maybe_unused]] const std::string note, Ledger(*desk.vault).checkpoint());
    return {};
}

Result<void> createStore(Desk &desk)
{
    desk.close();
    const auto made = Vault::create(desk.folder, desk.key, desk.clock, desk.options);
    if (made)
        return {};
    if (Vault::exists(desk.folder))
        return Error{ErrorCode::Invalid, "a store that was refused is there: " + made.error().detail};
    return made.error();
}

Scenario reopening(const char *name, std::function<void(Desk &)> prepare)
{
    Scenario scenario;
    scenario.name = name;
    scenario.opens = true;
    scenario.prepare = std::move(prepare);
    scenario.act = [](Desk &desk) {
        desk.clock.advance(std::chrono::milliseconds(1)); // copies before a migration are named by it
        return desk.open();
    };
    return scenario;
}

Scenario acting(const char *name, std::function<Result<void>(Desk &)> act, std::vector<Scenario::Growth> growth = {})
{
    Scenario scenario;
    scenario.name = name;
    scenario.act = std::move(act);
    scenario.growth = std::move(growth);
    return scenario;
}

/// The same on a store that a dead program left with its log.
Scenario withLog(Scenario scenario)
{
    scenario.prepare = dieWithLog;
    scenario.changes = true;
    return scenario;
}

std::vector<Scenario> opening()
{
    Scenario create = reopening("create", [](Desk &) {});
    create.contents = Desk::Contents::Nothing;
    create.changes = true;
    create.act = createStore;
    create.growth = {{"vault_identity", 5}};
    Scenario migrate = reopening("migrate", makeFirstVersion);
    migrate.contents = Desk::Contents::Nothing;
    migrate.changes = true;
    migrate.growth = {{"later", 1}};
    return {create, reopening("open", [](Desk &) {}), withLog(reopening("open after a crash", dieWithLog)), migrate};
}

std::vector<Scenario> writing()
{
    return {
        acting("decide once", [](Desk &desk) { return desk.withdraw(desk.first()); }, {{"consent_event", 1}, {"outbox", 1}}),
        acting("decide a batch", [](Desk &desk) -> Result<void> {
            ASSENT_TRY([[maybe_unused]] const auto events, desk.decide(desk.first(), 5));
            return {};
        }, {{"consent_event", 5}, {"ledger_entry", 5}, {"outbox", 5}}),
        acting("add a person", [](Desk &desk) -> Result<void> {
            ASSENT_TRY([[maybe_unused]] const SubjectId id, desk.addPerson());
            return {};
        }, {{"subject", 1}, {"attribute", 2}, {"identifier", 1}, {"outbox", 1}}),
        acting("edit", [](Desk &desk) -> Result<void> {
            ASSENT_TRY([[maybe_unused]] const Attribute edit, desk.people->declare(desk.first(), "given_name", "Ewa"));
            return {};
        }, {{"attribute", 1}, {"outbox", 1}}),
        acting("import", [](Desk &desk) { return desk.importPeople(20, "C-"); },
            {{"subject", 20}, {"attribute", 60}, {"identifier", 20}, {"outbox", 20}}),
        acting("acknowledge", acknowledgeAll, {{"outbox", -5}}),
        acting("sign the ledger", signLedger, {{"ledger_checkpoint", 1}}),
        withLog(acting("checkpoint", [](Desk &desk) { return desk.vault->checkpoint(); })),
    };
}

/// After a migration the entries to search by are made anew by the first search,
/// which keeps them even if it then fails.
Scenario searchingAnew()
{
    Scenario scenario = acting("search after a migration", search, {{"person_card WHERE name = 'as it was'", -6}, {"meta", -1}});
    scenario.rebuilds = "name IN ('person_card', 'meta', 'store_epoch') OR name LIKE 'person_search%'";
    scenario.prepare = [](Desk &desk) {
        must(desk.open().ok() && desk.vault->setMeta("search_index_stale", "yes").ok()
                && desk.vault->db().run("UPDATE person_card SET name = 'as it was'").ok(), "an old index");
    };
    return scenario;
}

Scenario backingUp()
{
    Scenario scenario = withLog(acting("back up", backUp));
    scenario.breach = breachOfCopy;
    return scenario;
}

std::vector<Scenario> reading()
{
    return {
        acting("verify the ledger", verifyLedger),
        backingUp(),
        withLog(acting("check", [](Desk &desk) {
            NoProgress silent;
            return desk.vault->check(silent);
        })),
        acting("search", search),
        searchingAnew(),
        acting("read everything", readAll),
    };
}

} // namespace

const std::vector<Scenario> &scenarios()
{
    static const std::vector<Scenario> all = [] {
        std::vector<Scenario> made = opening();
        for (auto part : {&writing, &reading}) {
            for (Scenario &scenario : part())
                made.push_back(std::move(scenario));
        }
        return made;
    }();
    return all;
}

} // namespace assent::test
