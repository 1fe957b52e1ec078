// What damage to a store's files does, and who finds it.
//
// Found at once, by opening, reading, Vault::check or the ledger's audit:
//   a flipped bit or a missing or added part of store.db; a flipped bit of the
//   log with commits behind it; one page, or the file, put back to an older
//   version under newer ones; both copies of the slots.
// Healed: one copy of the slots; a log that ends in the middle of a commit.
// Not to be found in these files, since every one of them is as it once was:
//   the log cut off behind an earlier commit (a damaged last commit is the same:
//   nothing tells it from one that a power cut left half written), and a whole
//   older folder. Those read as the store of that moment, whole; the hub finds
//   them at the next contact, by the device's sequence (tests/sync/client_push).
#include "base/depth.h"
#include "base/expect.h"
#include "base/registry.h"
#include "consent/audit.h"
#include "faults/desk.h"
#include "faults/whole.h"
#include "ledger/ledger.h"
#include "vault/fixture.h"
#include "vault/slots.h"

#include <map>
#include <random>

using namespace assent;
using namespace assent::test;

namespace {

constexpr std::uint64_t kSeed = 20'260'304;
constexpr std::size_t kPage = 4096;
constexpr std::size_t kLogHeader = 32;
constexpr std::size_t kFrame = 24 + kPage;
constexpr int kCommits = 12;

/// What must not be lost.
const std::vector<std::string> kKept = {"subject", "attribute", "identifier", "ledger_entry", "consent_event", "outbox"};

using Files = std::map<std::string, std::string>;

Files filesOf(const fs::path &folder)
{
    Files files;
    for (const char *name : {"store.db", "store.db-wal", "slots.json", "slots.json.bak"}) {
        if (fs::exists(folder / name))
            files[name] = readFile(folder / name);
    }
    return files;
}

void putFiles(const fs::path &folder, const Files &files)
{
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (const auto &[name, content] : files)
        writeFile(folder / name, content);
}

/// A store as it was at one moment.
struct Moment
{
    Files files;
    Digest content = {};
    std::map<SubjectId, bool> allowed;
};

enum class Finding { Whole, Found, Lost };

/// A desk whose history is known moment by moment.
class History
{
public:
    History() : m_desk(Desk::Contents::PeopleAndSlots)
    {
        must(m_desk.open().ok(), "open");
        older = closedNow();
        must(m_desk.open().ok(), "open");
        for (const SubjectId &id : m_desk.ids())
            must(m_desk.grant(id).ok() && m_desk.withdraw(id).ok(), "decide");
        newer = closedNow();
        must(m_desk.open().ok(), "open");
        for (int i = 0; i < kCommits; ++i) {
            commits.push_back(now());
            commit(i);
        }
        commits.push_back(now());
    }

    /// What comes of a store with these files.
    Finding look(const Files &files, const Moment &expected)
    {
        putFiles(m_desk.folder, files);
        m_words.clear();
        const Finding finding = examine(expected);
        m_desk.close();
        return finding;
    }
    /// Of the last look, for people.
    const std::string &words() const { return m_words; }
    Desk &desk() { return m_desk; }

    Moment older;                ///< closed: no log
    Moment newer;                ///< closed, after everybody granted and withdrew
    std::vector<Moment> commits; ///< of the log that began on `newer`

private:
    static void must(bool done, const char *what)
    {
        if (!done)
            qFatal("no history: %s", what);
    }

    void commit(int i)
    {
        const std::vector<SubjectId> ids = m_desk.ids();
        const SubjectId who = ids[static_cast<std::size_t>(i) % ids.size()];
        must(i % 2 == 0 ? m_desk.grant(who).ok() : m_desk.withdraw(ids[static_cast<std::size_t>(i - 1) % ids.size()]).ok(), "a commit");
    }

    Moment now()
    {
        Moment moment;
        moment.content = *contentOf(m_desk.vault->db(), kKept);
        for (const SubjectId &id : m_desk.ids())
            moment.allowed[id] = m_desk.allowed(id);
        moment.files = filesOf(m_desk.folder);
        return moment;
    }
    Moment closedNow()
    {
        Moment moment = now();
        m_desk.close();
        moment.files = filesOf(m_desk.folder);
        return moment;
    }

    /// A failure that says "damaged" and nothing else.
    bool isFound(const Error &error)
    {
        m_words += error.toString() + "; ";
        return error.code == ErrorCode::Corrupt;
    }

    Finding examine(const Moment &expected)
    {
        if (const auto opened = m_desk.open(); !opened)
            return isFound(opened.error()) ? Finding::Found : Finding::Lost;
        bool found = false;
        for (const auto &[id, allowed] : expected.allowed) {
            const auto view = m_desk.consents->view(id);
            if (!view) {
                found = found || isFound(view.error());
                continue;
            }
            if (m_desk.allowed(id) && !allowed) {
                m_words += "allowed what was withdrawn; ";
                return Finding::Lost;
            }
        }
        const auto content = contentOf(m_desk.vault->db(), kKept);
        const bool same = content && *content == expected.content;
        found = found || (!content && isFound(content.error()));
        const bool sound = isSound();
        if (same && sound)
            return Finding::Whole;
        return found || !sound ? Finding::Found : Finding::Lost;
    }

    bool isSound()
    {
        NoProgress silent;
        if (const auto checked = m_desk.vault->check(silent); !checked)
            return !isFound(checked.error());
        const auto report = Ledger(*m_desk.vault).verify(silent, consentAudit(*m_desk.vault));
        if (!report)
            return !isFound(report.error());
        m_words += report->fault;
        return report->fault.empty();
    }

    Desk m_desk;
    std::string m_words;
};

void flipBit(std::string &content, std::uint64_t where)
{
    content[(where / 8) % content.size()] ^= static_cast<char>(1 << (where % 8));
}

} // namespace

class CorruptionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_history = std::make_unique<History>(); }
    /// Counts what a test lost, so that one message tells how much it was.
    void cleanup()
    {
        const std::vector<std::string> lost = std::exchange(m_lost, {});
        if (!lost.empty())
            QFAIL((std::to_string(lost.size()) + " lost unnoticed, the first is case " + lost.front()).c_str());
    }
    void cleanupTestCase()
    {
        qInfo("%d damaged stores: %d found, %d whole all the same, %d as at an earlier moment", m_cases, m_found, m_whole, m_earlier);
        m_history.reset();
    }

    void theStoresAreWholeWithoutDamage()
    {
        QCOMPARE(m_history->look(m_history->older.files, m_history->older), Finding::Whole);
        QCOMPARE(m_history->look(m_history->newer.files, m_history->newer), Finding::Whole);
        for (const Moment &moment : m_history->commits)
            QVERIFY2(m_history->look(moment.files, moment) == Finding::Whole, m_history->words().c_str());
    }

    void aFlippedBitOfTheFileIsFound()
    {
        for (int i = 0; i < times(180); ++i) {
            const bool withLog = i % 2 == 0;
            const Moment &moment = withLog ? m_history->commits.back() : m_history->newer;
            Files files = moment.files;
            flipBit(files["store.db"], m_random());
            expectFoundOrWhole(files, moment);
        }
    }

    void aFileThatWasCutOrGrewIsFound()
    {
        for (int i = 0; i < times(60); ++i) {
            const Moment &moment = i % 2 == 0 ? m_history->newer : m_history->commits.back();
            Files files = moment.files;
            std::string &file = files["store.db"];
            file.resize(i % 4 < 2 ? m_random() % file.size() : file.size() + 1 + m_random() % (3 * kPage), 'x');
            expectFoundOrWhole(files, moment);
        }
    }

    void aFlippedBitOfTheLogIsFoundWhenCommitsFollow()
    {
        const Moment &moment = m_history->commits.back();
        // Behind the start of the last commit but one nothing but a torn end is seen.
        const std::size_t ends = logEnd(kCommits - 2);
        for (int i = 0; i < times(80); ++i) {
            Files files = moment.files;
            flipBit(files["store.db-wal"], m_random() % (8 * ends));
            expectFoundOrWhole(files, moment);
        }
    }

    void aFlippedBitOfTheLastCommitReadsAsTheOneBefore()
    {
        const std::size_t begins = logEnd(kCommits - 1);
        const std::size_t ends = logEnd(kCommits);
        for (int i = 0; i < times(20); ++i) {
            Files files = m_history->commits.back().files;
            flipBit(files["store.db-wal"], 8 * begins + m_random() % (8 * (ends - begins)));
            expectMoment(files, kCommits - 1);
        }
    }

    void aTornLogReadsAsItsLastWholeCommit()
    {
        for (int i = 0; i < times(60); ++i) {
            Files files = m_history->commits.back().files;
            std::string &log = files["store.db-wal"];
            log.resize(m_random() % logEnd(kCommits));
            std::size_t whole = 0;
            while (logEnd(whole + 1) <= log.size())
                ++whole;
            expectMoment(files, whole);
        }
    }

    void aHalfWrittenCommitIsAsIfItHadNotBeen()
    {
        for (int i = 0; i < times(20); ++i) {
            const auto last = 1 + static_cast<std::size_t>(m_random() % kCommits);
            Files files = m_history->commits[last].files;
            std::string &log = files["store.db-wal"];
            const std::size_t begins = std::max(logEnd(last - 1), kLogHeader);
            const std::size_t cut = begins + m_random() % (logEnd(last) - begins);
            std::fill(log.begin() + static_cast<std::ptrdiff_t>(cut), log.end(), '\0');
            expectMoment(files, last - 1);
        }
    }

    void everyPagePutBackIsFound()
    {
        const std::string &before = m_history->older.files.at("store.db");
        const std::string &after = m_history->newer.files.at("store.db");
        for (std::size_t at = 0; at + kPage <= std::min(before.size(), after.size()); at += kPage) {
            if (before.compare(at, kPage, after, at, kPage) == 0)
                continue;
            Files files = m_history->newer.files;
            files["store.db"].replace(at, kPage, before, at, kPage);
            expectFoundOrWhole(files, m_history->newer);
        }
    }

    /// The first page tells nothing of anybody: the rest is an older store.
    void allPagesPutBackButTheFirstAreTheOlderStore()
    {
        Files files = m_history->newer.files;
        const std::string &before = m_history->older.files.at("store.db");
        files["store.db"].replace(kPage, before.size() - kPage, before, kPage);
        expectFoundOrWhole(files, m_history->older);
    }

    void anOldFileUnderANewLogIsFound()
    {
        for (std::size_t i = 1; i < m_history->commits.size(); ++i) { // before that the log is empty
            Files files = m_history->commits[i].files;
            files["store.db"] = m_history->older.files.at("store.db");
            expectFoundOrWhole(files, m_history->commits[i]);
        }
    }

    void anOldFolderReadsAsTheStoreOfThatTime()
    {
        ++m_earlier;
        QVERIFY2(m_history->look(m_history->older.files, m_history->older) == Finding::Whole, m_history->words().c_str());
    }

    void oneCopyOfTheSlotsIsEnough()
    {
        for (int i = 0; i < times(40); ++i) {
            Files files = m_history->newer.files;
            std::string &copy = files[i % 2 == 0 ? "slots.json" : "slots.json.bak"];
            if (i % 4 < 2)
                flipBit(copy, m_random());
            else
                copy.resize(m_random() % copy.size());
            ++m_cases;
            ++m_whole;
            putFiles(m_history->desk().folder, files);
            const auto slots = Slots::load(m_history->desk().folder);
            EXPECT_OK(slots);
            if (i % 10 == 0) // slow by design
                EXPECT_OK(slots->unlockWithPassphrase(SecretBytes(Desk::kPassphrase)));
            QCOMPARE(readFile(m_history->desk().folder / "slots.json"), m_history->newer.files.at("slots.json"));
            QCOMPARE(readFile(m_history->desk().folder / "slots.json.bak"), m_history->newer.files.at("slots.json"));
        }
    }

    void bothCopiesOfTheSlotsDamagedAreFound()
    {
        for (int i = 0; i < times(20); ++i) {
            Files files = m_history->newer.files;
            flipBit(files["slots.json"], m_random());
            flipBit(files["slots.json.bak"], m_random());
            ++m_cases;
            ++m_found;
            putFiles(m_history->desk().folder, files);
            const auto slots = Slots::load(m_history->desk().folder);
            QVERIFY(!slots);
            // A higher format is what a later program would write.
            const ErrorCode code = slots.error().code;
            QVERIFY2(code == ErrorCode::Corrupt || code == ErrorCode::Newer, slots.error().toString().c_str());
        }
    }

private:
    /// The usual number, or as many times more as was asked for rounds in all.
    static int times(int usual) { return usual * std::max(1, rounds(500) / 500); }
    /// Where the log's last frame ends: room is kept behind it, of zeros.
    std::size_t logEnd(std::size_t commit) const { return logEnd(m_history->commits[commit].files); }
    static std::size_t logEnd(const Files &files)
    {
        const auto log = files.find("store.db-wal");
        if (log == files.end() || log->second.empty())
            return 0;
        const std::size_t used = log->second.find_last_not_of('\0') + 1;
        return kLogHeader + (used - kLogHeader + kFrame - 1) / kFrame * kFrame;
    }

    void expectFoundOrWhole(const Files &files, const Moment &moment)
    {
        const Finding finding = m_history->look(files, moment);
        ++m_cases;
        m_found += finding == Finding::Found ? 1 : 0;
        m_whole += finding == Finding::Whole ? 1 : 0;
        if (finding == Finding::Lost)
            m_lost.push_back(std::to_string(m_cases) + ": " + m_history->words());
    }

    void expectMoment(const Files &files, std::size_t expected)
    {
        ++m_cases;
        ++m_earlier;
        const Finding finding = m_history->look(files, m_history->commits[expected]);
        QVERIFY2(finding == Finding::Whole, m_history->words().c_str());
    }

    std::mt19937_64 m_random{kSeed};
    std::unique_ptr<History> m_history;
    std::vector<std::string> m_lost;
    int m_cases = 0;
    int m_found = 0;
    int m_whole = 0;
    int m_earlier = 0;
};

ASSENT_TEST_CLASS(CorruptionTest);

#include "tst_corruption.moc"
