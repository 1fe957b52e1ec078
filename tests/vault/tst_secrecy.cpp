#include "vault/fixture.h"
#include "vault/process.h"
#include "vault/slots.h"

#include <QProcess>

#include <dlfcn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace assent;
using namespace assent::test;

namespace {

/// The names of the files of a folder in which a text stands in plain.
std::string filesWith(const fs::path &folder, std::string_view text)
{
    std::string found;
    for (const auto &file : fs::directory_iterator(folder)) {
        if (readFile(file.path()).find(text) != std::string::npos)
            found += file.path().filename().string() + " ";
    }
    return found;
}

} // namespace

class SecrecyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingStandsInPlain()
    {
        Place place;
        auto slots = Slots::create(place.folder);
        EXPECT_OK(slots);
        EXPECT_OK(slots->setPassphrase(slots->freshKey(), SecretBytes(std::string_view("canary-passphrase")), kArgon2Floor));
        place.key = slots->freshKey().clone();
        const auto vault = place.create();
        EXPECT_OK(vault);
        EXPECT_OK((*vault)->setMeta("in the file", "canary-value"));
        EXPECT_OK((*vault)->checkpoint());
        EXPECT_OK((*vault)->setMeta("in the log", "canary-value"));
        QVERIFY(fs::file_size(place.file("store.db-wal")) > 0);
        const Bytes raw = toBytes(place.key.view());
        for (const std::string &canary : {std::string("canary-value"), std::string("canary-passphrase"), std::string("CREATE TABLE"),
                 std::string("SQLite format"), std::string(asText(ByteView(raw).first(32))), toHex(ByteView(raw).first(32)),
                 std::string(asText((*vault)->deviceKey().seed().view()))})
            QCOMPARE(filesWith(place.folder, canary), std::string());
    }

    void theProgramExportsNoSqlite()
    {
        QProcess nm;
        nm.start(QStringLiteral("nm"), {QStringLiteral("-D"), QStringLiteral("--defined-only"), QCoreApplication::applicationFilePath()});
        if (!nm.waitForStarted())
            QSKIP("there is no nm");
        QVERIFY(nm.waitForFinished() && nm.exitCode() == 0);
        QVERIFY(!nm.readAllStandardOutput().contains("sqlite3_"));
    }

    void theSystemsSqliteDoesNotTakeOver()
    {
        void *system = ::dlopen("libsqlite3.so.0", RTLD_NOW | RTLD_GLOBAL);
        if (!system)
            QSKIP("there is no libsqlite3");
        QVERIFY(::dlsym(system, "sqlite3_open_v2") != nullptr);
        Place place;
        const auto vault = place.create();
        EXPECT_OK(vault);
        QVERIFY((*vault)->db().text("PRAGMA cipher_version")->starts_with("4."));
        QVERIFY(!readFile(place.file()).starts_with("SQLite format 3"));
    }

    void deletedWordsGoFromTheSearchIndex()
    {
        Place place;
        const auto vault = place.create();
        EXPECT_OK(vault);
        auto transaction = WriteTransaction::begin(**vault);
        EXPECT_OK(transaction);
        Database &db = (*vault)->db();
        EXPECT_OK(db.run("INSERT INTO person_search(rowid, words) VALUES(1, 'qqxyzzy anna'), (2, 'anna')"));
        EXPECT_OK(db.run("DELETE FROM person_search WHERE rowid=1"));
        EXPECT_OK(forgetDeletedWords(*transaction));
        EXPECT_OK(transaction->commit());
        QCOMPARE(*db.integer("SELECT count(*) FROM person_search_data WHERE instr(block, cast('xyzzy' AS BLOB))"), 0);
        QCOMPARE(*db.integer("SELECT count(*) FROM person_search WHERE person_search MATCH 'anna'"), 1);
    }

    void errorsShowNoKey()
    {
        Place place;
        EXPECT_OK(place.createAndClose());
        place.key = SecretBytes(std::string_view("canary-canary-canary-canary-canary-canary-canary"));
        const auto failed = place.open();
        EXPECT_ERROR(failed, ErrorCode::Locked);
        QVERIFY(failed.error().detail.find("canary") == std::string::npos);
        QVERIFY(failed.error().detail.find(toHex(asBytes("canary"))) == std::string::npos);
    }

    void coreDumpsAreForbidden()
    {
        // In a child: it cannot be allowed again.
        const pid_t child = ::fork();
        if (child == 0)
            ::_exit(forbidCoreDumps() && ::prctl(PR_GET_DUMPABLE) == 0 ? 0 : 1);
        int status = -1;
        ::waitpid(child, &status, 0);
        QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
};

ASSENT_TEST_CLASS(SecrecyTest);
#include "tst_secrecy.moc"
