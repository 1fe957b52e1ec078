#include "base/depth.h"
#include "base/expect.h"
#include "base/registry.h"
#include "ledger/exported.h"
#include "ledger/log.h"
#include "ledger/logfolder.h"
#include "ledger/verifiers.h"

#include <QDir>
#include <QFile>

#include <random>

using namespace assent;
using namespace assent::test;
using namespace Qt::StringLiterals;

namespace {

constexpr unsigned kSeed = 20'260'301; // ASSENT_SEED has another one

/// What a tamperer does to the entries, from place `at` on.
enum class Deed { Edit, Delete, Insert, Reorder, Truncate, Replay };
constexpr std::array kDeeds{"edit", "delete", "insert", "reorder", "truncate", "replay"};

class Dice
{
public:
    explicit Dice(unsigned seed) : m_engine(seed) {}
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(m_engine); }
    std::size_t from(std::size_t low, std::size_t high) { return low + below(high - low); }

private:
    std::mt19937 m_engine;
};

unsigned seed()
{
    const int given = qEnvironmentVariableIntValue("ASSENT_SEED");
    return given > 0 ? static_cast<unsigned>(given) : kSeed;
}

/// Does it; gives the place of the first entry that is not as it was.
std::size_t tamper(std::vector<std::string> &entries, Deed deed, Dice &dice)
{
    std::size_t at = dice.below(entries.size());
    switch (deed) {
    case Deed::Edit: entries[at][dice.below(entries[at].size())] ^= static_cast<char>(1 << dice.below(8)); break;
    case Deed::Delete: entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(at)); break;
    case Deed::Insert: entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(at), "inserted"); break;
    case Deed::Reorder: {
        const std::size_t other = (at + 1 + dice.below(entries.size() - 1)) % entries.size();
        std::swap(entries[at], entries[other]);
        at = std::min(at, other);
        break;
    }
    case Deed::Truncate: entries.resize(at); break;
    case Deed::Replay: // an older entry once more
        at = std::max<std::size_t>(at, 1);
        entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(at), entries[dice.below(at)]);
        break;
    }
    return at;
}

/// 700 entries, sealed at 300 and at the end: two full tiles and a third.
struct Stage
{
    static constexpr std::size_t kSize = 700;
    static constexpr std::size_t kKept = 300;

    Stage() : log(kKept)
    {
        NoProgress quiet;
        kept = write(u"kept"_s, *log.ledger->checkpoint());
        if (!writeLogFolder(*log.vault, folder(u"old"_s).toStdString(), false, quiet).ok())
            qFatal("not exported");
        log.append(kSize - kKept);
        last = write(u"last"_s, *log.ledger->checkpoint());
        if (!writeLogFolder(*log.vault, folder(u"new"_s).toStdString(), false, quiet).ok())
            qFatal("not exported");
    }
    QString folder(const QString &name) const { return place.filePath(name); }
    QString write(const QString &name, const std::string &text) const
    {
        QFile file(place.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0)
            qFatal("a note cannot be written");
        return file.fileName();
    }

    QTemporaryDir place{quickPlace()};
    Log log;
    QString kept;
    QString last;
};

} // namespace

/// Whatever is done to a log, both verifiers see it and name the same entry.
/// --rounds N for more; ASSENT_SEED for others.
class TamperingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qInfo("seed %u, %d rounds of each", seed(), rounds(200));
        m_stage = std::make_unique<Stage>();
    }
    void cleanupTestCase() { m_stage.reset(); }

    void anUntamperedLogIsAccepted()
    {
        Exported(m_stage->folder(u"new"_s)).writeTo(tampered());
        for (const QString &kept : {QString(), m_stage->kept, m_stage->last}) {
            const Said core = coreOn(tampered(), key(), kept);
            const Said other = otherOn(tampered(), key(), kept);
            QVERIFY2(core.accepted && other.accepted, core.text() + other.text());
        }
    }

    /// The hashes are as they were sealed: the entry is named exactly.
    void changedEntriesAreNamed()
    {
        Dice dice(seed());
        for (int round = 0; round < rounds(200); ++round) {
            const Deed deed = static_cast<Deed>(round % static_cast<int>(kDeeds.size()));
            Exported log(m_stage->folder(u"new"_s));
            auto entries = log.entries();
            const std::size_t at = tamper(entries, deed, dice);
            log.setEntries(entries, Stage::kSize);
            log.writeTo(tampered());
            expectBoth(at, {}, QByteArray::number(round) + " " + kDeeds[static_cast<std::size_t>(deed)]);
        }
    }

    /// All hashes are made anew to fit: only the root speaks against it. With a
    /// kept checkpoint what it seals is proven.
    void forksAreRejected()
    {
        Dice dice(seed() + 1);
        for (int round = 0; round < rounds(200); ++round) {
            const Deed deed = static_cast<Deed>(round % static_cast<int>(kDeeds.size()));
            Exported log(m_stage->folder(u"new"_s));
            auto entries = log.entries();
            const std::size_t at = tamper(entries, deed, dice);
            log.setEntries(entries, Stage::kSize);
            log.makeTiles(entries, Stage::kSize);
            log.writeTo(tampered());
            const bool isShort = deed == Deed::Truncate || deed == Deed::Delete;
            const std::size_t missing = entries.size(); // the first number without an entry
            const QByteArray what = QByteArray::number(round) + " " + kDeeds[static_cast<std::size_t>(deed)];
            expectBoth(isShort ? missing : 0, {}, what);
            const std::size_t proven = at < Stage::kKept ? 0 : isShort ? missing : Stage::kKept;
            expectBoth(deed == Deed::Truncate ? missing : proven, m_stage->kept, what);
        }
    }

    /// Blocks of hashes that fit their entries and not what is above: the first
    /// entry of the block is the first that is not proven.
    void forksBelowATileAreNamedByTheirBlock()
    {
        Dice dice(seed() + 2);
        for (int round = 0; round < rounds(200) / 10; ++round) {
            Exported log(m_stage->folder(u"new"_s));
            auto entries = log.entries();
            const auto before = log.files;
            const std::size_t at = dice.below(512); // in a full tile
            entries[at] += "!";
            log.setEntries(entries, Stage::kSize);
            log.makeTiles(entries, Stage::kSize);
            log.files[u"tile/1/000.p/2"_s] = before.at(u"tile/1/000.p/2"_s);
            log.writeTo(tampered());
            expectBoth(at / 256 * 256, {}, QByteArray::number(static_cast<qulonglong>(at)));
        }
    }

    void damagedFilesAreRejected()
    {
        Dice dice(seed() + 3);
        for (int round = 0; round < rounds(200); ++round) {
            Exported log(m_stage->folder(u"new"_s));
            const QByteArray what = damage(log, round, dice);
            log.writeTo(tampered());
            const Said core = coreOn(tampered(), key());
            const Said other = otherOn(tampered(), key());
            QVERIFY2(core.exit == 4 && core.firstBad && core == other, what + "\n" + core.text() + "\n" + other.text());
        }
    }

    void olderFoldersAndNotesAreRejected()
    {
        Exported log(m_stage->folder(u"old"_s));
        log.writeTo(tampered());
        expectBoth(Stage::kKept, m_stage->last, "the whole folder of before");
        Exported mixed(m_stage->folder(u"new"_s));
        mixed.files[u"checkpoint"_s] = log.files.at(u"checkpoint"_s);
        mixed.writeTo(tampered());
        // What the note seals is there as other files than it asks for.
        const Said core = coreOn(tampered(), key());
        QVERIFY2(core.exit == 4 && core == otherOn(tampered(), key()), core.text());
        mixed.files = log.files;
        mixed.files[u"checkpoint"_s] = Exported(m_stage->folder(u"new"_s)).files.at(u"checkpoint"_s);
        mixed.writeTo(tampered());
        expectBoth(256, {}, "the note of later"); // tile/entries/001 was not full then
    }

    void aLogOfAnotherKeyIsRejected()
    {
        Log other(5);
        NoProgress quiet;
        const QString folder = m_stage->folder(u"other"_s);
        EXPECT_OK(writeLogFolder(*other.vault, folder.toStdString(), false, quiet));
        const Said core = coreOn(folder, key());
        QVERIFY2(core.exit == 4 && core.firstBad == 0 && core == otherOn(folder, key()), core.text());
    }

    /// In the store: verifying it, and verifying what it exports as it is, find
    /// the same. What the store knows by its older checkpoint, the one who has an
    /// export knows by keeping that.
    void tamperedStoresAreRejected()
    {
        Dice dice(seed() + 4);
        EXPECT_OK(m_stage->log.vault->db().run("CREATE TABLE whole_entry AS SELECT * FROM ledger_entry;"
                                               "CREATE TABLE whole_edge AS SELECT * FROM ledger_edge"));
        for (int round = 0; round < rounds(200); ++round) {
            EXPECT_OK(m_stage->log.vault->db().run("BEGIN; DELETE FROM ledger_entry; INSERT INTO ledger_entry SELECT * FROM whole_entry;"
                                                   "DELETE FROM ledger_edge; INSERT INTO ledger_edge SELECT * FROM whole_edge; COMMIT"));
            QVERIFY(m_stage->log.verify().fault.empty());
            const QByteArray what = QByteArray::number(round) + " " + tamperStore(round, dice);
            const Ledger::Report report = m_stage->log.verify();
            QVERIFY2(!report.fault.empty() && report.firstBad, what);
            NoProgress quiet;
            const std::string folder = m_stage->folder(u"as is"_s).toStdString();
            QDir(m_stage->folder(u"as is"_s)).removeRecursively();
            EXPECT_ERROR(writeLogFolder(*m_stage->log.vault, folder, false, quiet), ErrorCode::Corrupt);
            EXPECT_OK(writeLogFolder(*m_stage->log.vault, folder, true, quiet));
            const Said core = coreOn(QString::fromStdString(folder), key(), m_stage->kept);
            const Said other = otherOn(QString::fromStdString(folder), key(), m_stage->kept);
            QVERIFY2(core.exit == 4 && core == other && core.firstBad == report.firstBad,
                what + "\n" + QByteArray::number(static_cast<qulonglong>(*report.firstBad)) + " in the store\n" + core.text() + "\n" + other.text());
        }
    }

private:
    QString tampered() const { return m_stage->folder(u"tampered"_s); }
    std::string key() const { return m_stage->log.ledger->verifierKey(); }

    void expectBoth(std::size_t firstBad, const QString &kept, const QByteArray &what)
    {
        const Said core = coreOn(tampered(), key(), kept);
        const Said other = otherOn(tampered(), key(), kept);
        QVERIFY2(core.exit == 4 && core.firstBad == firstBad, what + ": not " + QByteArray::number(static_cast<qulonglong>(firstBad)) + "\n" + core.text());
        QVERIFY2(core == other, what + "\n" + core.text() + "\n" + other.text());
    }

    /// One file flipped, cut, lengthened, removed, replaced by another or added.
    static QByteArray damage(Exported &log, int round, Dice &dice)
    {
        auto it = log.files.begin();
        std::advance(it, static_cast<std::ptrdiff_t>(dice.below(log.files.size())));
        auto &[name, content] = *it;
        const std::string file = name.toStdString();
        const auto place = static_cast<qsizetype>(dice.below(static_cast<std::size_t>(content.size())));
        switch (round % 6) {
        case 0: content[place] = static_cast<char>(content[place] ^ (1 << dice.below(8))); return QByteArray::fromStdString(file) + " flipped";
        case 1: content.truncate(place); return QByteArray::fromStdString(file) + " cut";
        case 2: content.append("\n"); return QByteArray::fromStdString(file) + " lengthened";
        case 3: log.files.erase(it); return QByteArray::fromStdString(file) + " removed";
        case 4: {
            auto other = log.files.begin();
            std::advance(other, static_cast<std::ptrdiff_t>(dice.below(log.files.size())));
            if (other->second == content)
                content.append("\n");
            else
                content = other->second;
            return QByteArray::fromStdString(file + " replaced by " + other->first.toStdString());
        }
        default: {
            const QString stray = name == u"checkpoint"_s ? u"tile/0/007"_s : name + u"9"_s;
            log.files[stray] = content;
            return stray.toUtf8() + " added";
        }
        }
    }

    /// Behind the ledger's back, and for every second with a tree that fits.
    QByteArray tamperStore(int round, Dice &dice)
    {
        const auto at = std::to_string(dice.below(Stage::kSize));
        const auto other = std::to_string(dice.below(Stage::kSize));
        const std::string up = "UPDATE ledger_entry SET n = -n - 2 WHERE n >= " + at + ";UPDATE ledger_entry SET n = -n - 1 WHERE n < 0;";
        const std::string down = "UPDATE ledger_entry SET n = -n WHERE n > " + at + ";UPDATE ledger_entry SET n = -n - 1 WHERE n < 0;";
        const std::array<std::pair<const char *, std::string>, 10> deeds{{
            {"edited body", "UPDATE ledger_entry SET body = body || x'21' WHERE n = " + at},
            {"edited time", "UPDATE ledger_entry SET received_at = received_at + 1 WHERE n = " + at},
            {"deleted", "DELETE FROM ledger_entry WHERE n = " + at},
            {"deleted and closed up", "DELETE FROM ledger_entry WHERE n = " + at + ";" + down},
            {"inserted", up + "INSERT INTO ledger_entry VALUES(" + at + ", 0, 5, x'21')"},
            {"appended", "INSERT INTO ledger_entry VALUES(" + std::to_string(Stage::kSize) + ", 0, 5, x'21')"},
            {"swapped", "UPDATE ledger_entry SET n = -1 WHERE n = " + at + "; UPDATE ledger_entry SET n = " + at + " WHERE n = "
                    + std::to_string((std::stoul(at) + 1) % Stage::kSize) + ";UPDATE ledger_entry SET n = "
                    + std::to_string((std::stoul(at) + 1) % Stage::kSize) + " WHERE n = -1"},
            {"truncated", "DELETE FROM ledger_entry WHERE n >= " + at},
            {"replayed", "UPDATE ledger_entry SET body = (SELECT body FROM ledger_entry WHERE n = " + other + ") || x'', received_at = received_at + 1 WHERE n = " + at},
            {"replayed at the end", "INSERT INTO ledger_entry SELECT " + std::to_string(Stage::kSize) + ", kind, received_at, body FROM ledger_entry WHERE n = " + other},
        }};
        const auto &[name, sql] = deeds[static_cast<std::size_t>(round) % deeds.size()];
        m_stage->log.tamper(sql);
        // An entry more with a tree that fits is what an append is.
        const bool fits = round % 20 >= 10 && sql.find("INSERT INTO ledger_entry SELECT") == std::string::npos
            && std::string_view(name) != "appended";
        if (fits)
            fitEdge();
        return QByteArray(name) + " at " + QByteArray::fromStdString(at) + (fits ? ", with its tree" : "");
    }

    /// The stored tree of the entries as they are now.
    void fitEdge()
    {
        merkle::Frontier tree;
        auto read = m_stage->log.vault->db().prepare("SELECT body, received_at FROM ledger_entry ORDER BY n");
        while (*read->step())
            tree.append(merkle::leafHash(leafEntry(read->blob(0), read->time(1))));
        Bytes hashes;
        for (const Digest &hash : tree.hashes())
            hashes.insert(hashes.end(), hash.begin(), hash.end());
        auto write = m_stage->log.vault->db().prepare("UPDATE ledger_edge SET size = ?, hashes = ?");
        write->bind(1, tree.size()).bind(2, hashes);
        if (!write->run().ok())
            qFatal("the tree was not fitted");
    }

    std::unique_ptr<Stage> m_stage;
};

ASSENT_TEST_CLASS(TamperingTest);

#include "tst_tampering.moc"
