#include "base/expect.h"
#include "base/registry.h"
#include "ledger/exported.h"
#include "ledger/log.h"
#include "ledger/logfolder.h"
#include "ledger/tiles.h"
#include "ledger/verifiers.h"

#include <QDir>
#include <QFile>

#include <sys/stat.h>

using namespace assent;
using namespace assent::test;
using namespace Qt::StringLiterals;

namespace {

class StopAfter final : public Progress
{
public:
    explicit StopAfter(int calls) : m_left(calls) {}
    bool report(std::uint64_t, std::uint64_t) override { return m_left-- > 0; }

private:
    int m_left;
};

} // namespace

/// A log outside of its store.
class LogFolderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tilesAreNamedAsC2spHasIt()
    {
        QCOMPARE(tiles::pathOf({0, 1'234'067}), std::string("tile/0/x001/x234/067"));
        QCOMPARE(tiles::pathOf({tiles::kEntries, 5, 12}), std::string("tile/entries/005.p/12"));
        for (const char *path : {"tile/0/x001/x234/067", "tile/entries/005.p/12", "tile/7/000"})
            QCOMPARE(tiles::pathOf(*tiles::tileOf(path)), std::string(path));
        for (const char *path : {"tile/0/5", "tile/0/x000/005", "tile/8/000", "tile/00/000", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p",
                 "tile/0/000.p/05", "tile/0/", "tile/0", "tile/data/000", "tile/0/000/", "checkpoint", "tile/0/x001/x234", ""})
            QVERIFY2(!tiles::tileOf(path), path);
    }

    void aLogOfSeventyThousandHasTheStandardsTiles()
    {
        QCOMPARE(tiles::widthOf(0, 272, 70'000), 256U);
        QCOMPARE(tiles::widthOf(0, 273, 70'000), 112U);
        QCOMPARE(tiles::widthOf(0, 274, 70'000), 0U);
        QCOMPARE(tiles::widthOf(1, 1, 70'000), 17U);
        QCOMPARE(tiles::widthOf(2, 0, 70'000), 1U);
        QCOMPARE(tiles::levelsOf(70'000), 3);
    }

    void everySizeIsWrittenAsTheStandardHasItAndAccepted_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 2, 3, 255, 256, 257, 511, 512, 700})
            QTest::newRow(QByteArray::number(size)) << size;
    }
    void everySizeIsWrittenAsTheStandardHasItAndAccepted()
    {
        QFETCH(int, size);
        const Log log(size);
        const QString folder = exported(log);
        Exported files(folder);
        const auto before = files.files;
        QCOMPARE(files.entries().size(), static_cast<std::size_t>(size));
        files.setEntries(files.entries(), static_cast<std::size_t>(size));
        files.makeTiles(files.entries(), static_cast<std::size_t>(size));
        QVERIFY(files.files == before);
        accept(folder, log);
    }

    void aTreeOfThreeLevelsIsAccepted()
    {
        Log log;
        std::vector<std::string> bodies;
        for (int i = 0; i < 66'000; ++i)
            bodies.push_back("entry " + std::to_string(i));
        log.appendBatch(bodies);
        const QString folder = exported(log);
        QVERIFY(QFile::exists(folder + u"/tile/2/000.p/1"_s));
        accept(folder, log);
        QFile tile(folder + u"/tile/1/000"_s);
        QVERIFY(tile.open(QIODevice::ReadWrite) && tile.seek(32 * 7) && tile.putChar('!'));
        tile.close();
        reject(folder, log, 7 * 256);
    }

    void aFullFolderIsRefusedAndLeftAlone()
    {
        const Log log(3);
        const QString folder = m_place.filePath(u"full"_s);
        QDir().mkpath(folder + u"/mine"_s);
        NoProgress quiet;
        EXPECT_ERROR(writeLogFolder(*log.vault, folder.toStdString(), false, quiet), ErrorCode::Conflict);
        QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{u"mine"_s});
    }

    void anEmptyFolderIsTakenWithOrWithoutASlash()
    {
        const Log log(3);
        for (const QString &name : {u"empty"_s, u"empty2/"_s}) {
            QDir().mkpath(m_place.filePath(name));
            NoProgress quiet;
            EXPECT_OK(writeLogFolder(*log.vault, m_place.filePath(name).toStdString(), false, quiet));
            accept(m_place.filePath(name), log);
        }
    }

    void aCancelledExportLeavesNothing()
    {
        const Log log(3000);
        QTemporaryDir place(quickPlace());
        for (const int calls : {0, 1, 2, 3}) {
            StopAfter stop(calls);
            EXPECT_ERROR(writeLogFolder(*log.vault, place.filePath(u"log"_s).toStdString(), false, stop), ErrorCode::Cancelled);
            QVERIFY(QDir(place.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
        }
    }

    void verifyingAFolderCanBeCancelled()
    {
        const Log log(700);
        const QString folder = exported(log);
        StopAfter stop(1);
        EXPECT_ERROR(verifyLogFolder(folder.toStdString(), log.ledger->verifierKey(), {}, stop), ErrorCode::Cancelled);
    }

    void whatIsNoLedgerIsNotFound()
    {
        const Log log(1);
        NoProgress quiet;
        EXPECT_ERROR(verifyLogFolder("no such folder", log.ledger->verifierKey(), {}, quiet), ErrorCode::NotFound);
        QTemporaryDir empty;
        EXPECT_ERROR(verifyLogFolder(empty.path().toStdString(), log.ledger->verifierKey(), {}, quiet), ErrorCode::NotFound);
        QCOMPARE(otherOn(empty.path(), log.ledger->verifierKey()).exit, 1);
        EXPECT_ERROR(verifyLogFolder(empty.path().toStdString(), "no key", {}, quiet), ErrorCode::Invalid);
        QCOMPARE(otherOn(empty.path(), "no key").exit, 2);
    }

    void aPipeInThePlaceOfAFileStopsNobody()
    {
        const Log log(3);
        const QString folder = exported(log);
        const QString bundle = folder + u"/tile/entries/000.p/3"_s;
        QVERIFY(QFile::remove(bundle) && ::mkfifo(qPrintable(bundle), 0600) == 0);
        reject(folder, log, 0);
    }

    void anEntryTooLongForABundleIsNamed()
    {
        Log log(2);
        log.appendBatch({std::string(65'528, 'x')});
        NoProgress quiet;
        const auto written = writeLogFolder(*log.vault, m_place.filePath(u"long"_s).toStdString(), false, quiet);
        EXPECT_ERROR(written, ErrorCode::Invalid);
        QVERIFY(written.error().detail.find("entry 2 ") != std::string::npos);
        Log fits;
        fits.appendBatch({std::string(65'527, 'x')});
        accept(exported(fits), fits);
    }

    void aKeptCheckpointMustBeContained()
    {
        Log log(300);
        const QString march = note(*log.ledger->checkpoint());
        const QString old = exported(log);
        log.append(300);
        const QString june = note(*log.ledger->checkpoint());
        const QString folder = exported(log);
        accept(folder, log, march);
        accept(folder, log, june);
        reject(old, log, 300, june); // the folder of before in the place of the new one

        Log other(10);
        QCOMPARE(coreOn(folder, log.ledger->verifierKey(), note(*other.ledger->checkpoint())).exit, 1);
        QCOMPARE(otherOn(folder, log.ledger->verifierKey(), note(*other.ledger->checkpoint())).exit, 1);
    }

    void aForkUnderTheLogsOwnKeyIsFoundByAKeptCheckpoint()
    {
        Log log(300);
        const QString kept = note(*log.ledger->checkpoint());
        log.tamper("DELETE FROM ledger_entry; DELETE FROM ledger_edge; DELETE FROM ledger_tile; DELETE FROM ledger_checkpoint");
        log.leaves.clear();
        log.append(350);
        const QString folder = exported(log);
        accept(folder, log);
        reject(folder, log, 0, kept);
    }

    void aDamagedLogIsNotWrittenButOnDemandAsItIs()
    {
        Log log(10);
        EXPECT_OK(log.ledger->checkpoint());
        log.append(5);
        log.tamper("UPDATE ledger_entry SET body = x'00' WHERE n = 4");
        NoProgress quiet;
        const QString folder = m_place.filePath(u"damaged"_s);
        EXPECT_ERROR(writeLogFolder(*log.vault, folder.toStdString(), false, quiet), ErrorCode::Corrupt);
        QVERIFY(!QFile::exists(folder));
        QCOMPARE(*log.vault->db().integer("SELECT max(size) FROM ledger_checkpoint"), 10); // nothing was sealed
        const auto written = writeLogFolder(*log.vault, folder.toStdString(), true, quiet);
        EXPECT_OK(written);
        QVERIFY(!written->report.fault.empty());
        reject(folder, log, 0);
    }

private:
    QString exported(const Log &log)
    {
        const QString folder = m_place.filePath(u"log%1"_s.arg(++m_count));
        NoProgress quiet;
        const auto written = writeLogFolder(*log.vault, folder.toStdString(), false, quiet);
        if (!written)
            qFatal("not exported: %s", written.error().toString().c_str());
        return folder;
    }
    QString note(const std::string &text)
    {
        QFile file(m_place.filePath(u"note%1"_s.arg(++m_count)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0)
            qFatal("a note cannot be written");
        return file.fileName();
    }
    static void accept(const QString &folder, const Log &log, const QString &kept = {})
    {
        const Said core = coreOn(folder, log.ledger->verifierKey(), kept);
        const Said other = otherOn(folder, log.ledger->verifierKey(), kept);
        QVERIFY2(core.accepted, core.text());
        QVERIFY2(other.accepted, other.text());
    }
    static void reject(const QString &folder, const Log &log, std::uint64_t firstBad, const QString &kept = {})
    {
        const Said core = coreOn(folder, log.ledger->verifierKey(), kept);
        const Said other = otherOn(folder, log.ledger->verifierKey(), kept);
        QVERIFY2(core.exit == 4 && core.firstBad == firstBad, core.text());
        QVERIFY2(other.exit == 4 && other.firstBad == firstBad, other.text());
    }

    QTemporaryDir m_place{quickPlace()};
    int m_count = 0;
};

ASSENT_TEST_CLASS(LogFolderTest);

#include "tst_logfolder.moc"
