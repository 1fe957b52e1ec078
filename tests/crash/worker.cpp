// Works on a store without end, and says how far it came: to be killed.
//
//   assent-worker STORE SEED DIE-AT < key in hex, and a newline
//
// What it does is the seed's choice. A line is written as soon as what it tells
// is durable:
//
//   event ID …      decisions, one batch
//   person ID       somebody new
//   fact ID         an edit
//   import PREFIX   an import begins; its customer numbers begin so
//   imported PREFIX all its rows are stored
//   moved           the log is in the file
//   signed          the ledger has a checkpoint
//   opened          the store was closed and opened again
//
// With DIE-AT above 0 it kills itself at that call to the disk, a write half
// done.
#include "crash/worker.h"

#include "faults/desk.h"
#include "faults/faults.h"
#include "ledger/ledger.h"

#include <QCoreApplication>

#include <csignal>
#include <iostream>
#include <random>

using namespace assent;
using namespace assent::test;

namespace {

constexpr int kFailed = 1;

void say(const std::string &line) { std::cout << line << std::endl; }

class Worker
{
public:
    Worker(Desk &desk, std::uint64_t seed) : m_desk(desk), m_random(seed), m_name("W" + std::to_string(seed) + "-") {}

    Result<void> next()
    {
        switch (below(10)) {
        case 0: return person();
        case 1: return import();
        case 2: return move();
        case 3: return reopen();
        case 4: return sign();
        case 5: return edit();
        case 6: return decide(2 + below(5));
        default: return decide(1);
        }
    }

private:
    int below(int limit) { return static_cast<int>(m_random() % static_cast<std::uint64_t>(limit)); }
    Result<SubjectId> somebody()
    {
        ASSENT_TRY(const auto ids, m_desk.people->page(std::nullopt, 5));
        return ids[static_cast<std::size_t>(below(static_cast<int>(ids.size())))];
    }

    Result<void> decide(int count)
    {
        ASSENT_TRY(const SubjectId subject, somebody());
        ASSENT_TRY(const auto events, m_desk.decide(subject, count));
        std::string line = "event";
        for (const ConsentEvent &event : events)
            line += " " + event.core.id.toString();
        say(line);
        return {};
    }
    Result<void> person()
    {
        ASSENT_TRY(const SubjectId id, m_desk.addPerson());
        say("person " + id.toString());
        return {};
    }
    Result<void> edit()
    {
        ASSENT_TRY(const SubjectId subject, somebody());
        ASSENT_TRY(const Attribute fact, m_desk.people->declare(subject, "given_name", "Ewa" + std::to_string(below(1000))));
        say("fact " + fact.id.toString());
        return {};
    }
    Result<void> import()
    {
        const std::string prefix = m_name + std::to_string(m_imports++) + "-";
        say("import " + prefix);
        ASSENT_CHECK(m_desk.importPeople(kImportRows, prefix, kImportBatch));
        say("imported " + prefix);
        return {};
    }
    Result<void> move()
    {
        ASSENT_CHECK(m_desk.vault->checkpoint());
        say("moved");
        return {};
    }
    Result<void> reopen()
    {
        ASSENT_CHECK(m_desk.open());
        say("opened");
        return {};
    }
    Result<void> sign()
    {
        ASSENT_TRY([[maybe_unused]] const std::string note, Ledger(*m_desk.vault).checkpoint());
        say("signed");
        return {};
    }

    Desk &m_desk;
    std::mt19937_64 m_random;
    const std::string m_name;
    int m_imports = 0;
};

Result<void> work(const std::string &folder, std::uint64_t seed, std::int64_t dieAt)
{
    std::string hex;
    std::getline(std::cin, hex);
    ASSENT_TRY(const Bytes key, fromHex(hex));
    Desk desk(folder, SecretBytes(ByteView(key)));
    faults::doNotFlush(); // what was written outlives the process
    faults::dieAt(dieAt > 0 ? dieAt : faults::kNever, [] { std::raise(SIGKILL); });
    ASSENT_CHECK(desk.open());
    say("opened");
    Worker worker(desk, seed);
    for (;;)
        ASSENT_CHECK(worker.next());
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc != 4)
        return 2;
    const auto ended = work(argv[1], std::stoull(argv[2]), std::stoll(argv[3]));
    std::cerr << ended.error().toString() << '\n';
    return kFailed;
}
