#include "ctl_tool.h"
#include "transfer/exportzip.h"

#include <QFile>

using namespace assent;
using namespace assent::test;

/// export.
class CtlExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_stage = std::make_unique<Stage>(); }
    void cleanupTestCase() { m_stage.reset(); }

    void exportIsWholeAndSigned()
    {
        const QString file = m_stage->path(u"anna.zip"_s);
        const QJsonObject written = m_stage->tool.json({u"export"_s, u"--subject"_s, u"anna@example.org"_s, u"--out"_s, file, u"--language"_s, u"fr"_s});
        QCOMPARE(written[u"language"].toString(), u"fr"_s);
        QVERIFY(written[u"files"].toArray().size() >= 6);
        const auto manifest = verifyExport(file.toStdString());
        EXPECT_OK(manifest);
        QCOMPARE(QString::fromStdString(manifest->subject.toString()), written[u"subject"].toString());
    }

    void existingFileIsKeptUnlessForced()
    {
        const QString file = m_stage->write(u"mine.zip"_s, "mine");
        const QStringList arguments{u"export"_s, u"--subject"_s, u"anna@example.org"_s, u"--out"_s, file};
        const Ended refused = m_stage->tool.run(arguments);
        COMPARE_EXIT(refused, 1);
        QVERIFY2(refused.err.contains("--force"), refused.all());
        QCOMPARE(QFile(file).size(), 4);
        COMPARE_EXIT(m_stage->tool.run(QStringList(arguments) << u"--force"_s), 0);
        EXPECT_OK(verifyExport(file.toStdString()));
    }

    void nobodyLeavesNoFile()
    {
        const QString file = m_stage->path(u"nobody.zip"_s);
        COMPARE_EXIT(m_stage->tool.run({u"export"_s, u"--subject"_s, u"nobody@example.org"_s, u"--out"_s, file}), 1);
        QVERIFY(!QFile::exists(file));
    }

private:
    std::unique_ptr<Stage> m_stage;
};

ASSENT_TEST_CLASS(CtlExportTest);
#include "ctl_export.moc"
