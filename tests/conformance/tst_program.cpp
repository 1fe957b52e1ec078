#include "base/expect.h"
#include "base/registry.h"
#include "conformance/vectors.h"

#include <QProcess>
#include <QTemporaryFile>

namespace {

struct Ended
{
    int code = -1;
    QByteArray output;
    QByteArray errors;
};

Ended run(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.start(qEnvironmentVariable("ASSENT_BIN_DIR") + QStringLiteral("/assent-vectors"), arguments);
    process.write(input);
    process.closeWriteChannel();
    Ended ended;
    if (process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit)
        ended.code = process.exitCode();
    ended.output = process.readAllStandardOutput();
    ended.errors = process.readAllStandardError();
    return ended;
}

} // namespace

class VectorsProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(qEnvironmentVariable("ASSENT_BIN_DIR") + QStringLiteral("/assent-vectors")))
            QSKIP("assent-vectors is not in ASSENT_BIN_DIR");
    }

    void anAcceptedCaseEndsWithZeroAndItsOutput()
    {
        const Ended ended = run({QStringLiteral("jcs")}, "{ \"b\": 1e2, \"a\": null }");
        QCOMPARE(ended.code, 0);
        QCOMPARE(ended.output, QByteArray("{\"a\":null,\"b\":100}"));
        QVERIFY(ended.errors.isEmpty());
    }

    void aRefusedCaseEndsWithOneAndItsReason()
    {
        const Ended ended = run({QStringLiteral("json")}, "[1,]");
        QCOMPARE(ended.code, 1);
        QVERIFY(ended.output.isEmpty());
        QVERIFY(ended.errors.contains("line 1:4"));
    }

    void aWrongCallEndsWithTwo()
    {
        QCOMPARE(run({}, {}).code, 2);
        QCOMPARE(run({QStringLiteral("yaml")}, "a: 1").code, 2);
        QCOMPARE(run({QStringLiteral("json"), QStringLiteral("/nonexistent")}, {}).code, 2);
        QCOMPARE(run({QStringLiteral("json"), QStringLiteral("a"), QStringLiteral("b")}, {}).code, 2);
    }

    void theCaseMayComeFromAFile()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("a;b\r\n1;2\r\n");
        file.close();
        const Ended ended = run({QStringLiteral("csv"), file.fileName()}, {});
        QCOMPARE(ended.code, 0);
        const auto value = assent::json::parse(ended.output.toStdString());
        EXPECT_OK(value);
        QCOMPARE(assent::json::canonical(*value), std::string(R"([{"a":"1","b":"2"}])"));
    }

    void theSuiteHasItsVerdictsThroughTheProcess()
    {
        NEED_VECTORS("json-test-suite");
        int seen = 0;
        for (const auto &file : assent::test::filesIn("json-test-suite", ".json")) {
            if (seen++ % 7 != 0) // the rest runs in-process
                continue;
            const QString name = QString::fromStdString(file.filename().string());
            const int code = run({QStringLiteral("json"), QString::fromStdString(file.string())}, {}).code;
            QVERIFY2(code == 0 || code == 1, qPrintable(name));
            if (name.startsWith(QStringLiteral("n_")))
                QCOMPARE(code, 1);
            if (name.startsWith(QStringLiteral("y_")) && !name.startsWith(QStringLiteral("y_object_duplicated_key")))
                QCOMPARE(code, 0);
        }
    }
};

ASSENT_TEST_CLASS(VectorsProgram);
#include "tst_program.moc"
