// The notice viewer by itself, with the real engine: it shows a notice to the
// byte, and whatever is written in one reaches neither the network nor the disk.
//
// `--as-nobody` gives up root, for which the engine has no sandbox; `--control`
// opens the hostile page without our viewer, and fails where no trap springs.
#include "notice/traps.h"
#include "notice/viewer.h"

#include <QGuiApplication>
#include <QProcess>

#include <csignal>
#include <cstdio>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace assent::notice;
using assent::ui::Hands;

namespace {

constexpr uid_t kNobody = 65534;
constexpr int kSkipped = 77;

const QString kHtml = QStringLiteral("text/html");
const QString kPlain = QStringLiteral("text/plain");

/// A page that is one thing to press.
QByteArray cover(const QByteArray &element) { return QByteArray("<!DOCTYPE html><title>before</title>").append(element); }

/// Opens a page from the disk.
void open(Viewer &browser, const Traps &traps, const char *page)
{
    QFile file(traps.folder() + QStringLiteral("/page.html"));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(traps.page(page)) < 0)
        qFatal("the page cannot be written");
    file.close();
    browser.item().setProperty("url", QUrl());
    browser.item().setProperty("url", QUrl::fromLocalFile(file.fileName()));
}

/// Opens the hostile pages as a plain browser would.
int runControl()
{
    Traps traps;
    Viewer browser("import QtQuick\nimport QtWebEngine\nWebEngineView {\n settings.localContentCanAccessRemoteUrls: true\n}\n");
    const auto asked = [&](const char *request) { return traps.requests().contains(request); };
    open(browser, traps, kHostilePage);
    const bool loaded = Hands::until([&] {
        return traps.fileWasOpened() && asked("GET /image.png") && asked("GET /fetch") && asked("GET /frame") && asked("GET /prefetch");
    }, 30000);
    open(browser, traps, kRefreshPage);
    const bool refreshed = Hands::until([&] { return asked("GET /refresh"); }, 30000);
    std::printf("%d connections, file opened: %d\n%s\n", traps.connections(), traps.fileWasOpened(), traps.requests().constData());
    return loaded && refreshed ? 0 : 1;
}

/// False where what is built cannot be read by anybody else.
bool becomeNobody(QTemporaryDir &home)
{
    if (::geteuid() != 0)
        return true;
    if (::chown(qPrintable(home.path()), kNobody, kNobody) != 0 || ::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)
        qFatal("root cannot be given up");
    for (const char *name : {"HOME", "XDG_RUNTIME_DIR", "TMPDIR"})
        qputenv(name, home.path().toUtf8());
    return ::access("/proc/self/exe", R_OK) == 0;
}

/// Containers and hardened kernels refuse the namespaces that the sandbox is made of.
bool sandboxIsAllowed()
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(::unshare(CLONE_NEWUSER) == 0 && ::unshare(CLONE_NEWPID | CLONE_NEWNET) == 0 ? 0 : 1);
    int status = 0;
    return child > 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

class NoticeView : public QObject
{
    Q_OBJECT

    std::unique_ptr<Viewer> m_viewer; ///< one for all: the engine takes its time to start

    /// Nothing was reached by now, and nothing is within a second and a half: longer than a refresh waits.
    void nothingIsReached(const Traps &traps) const
    {
        Hands::until([&] { return traps.connections() > 0 || traps.fileWasOpened(); }, 1500);
        QCOMPARE(traps.connections(), 0);
        QVERIFY(!traps.fileWasOpened());
        QVERIFY(m_viewer->get("url").toString().startsWith(QLatin1String("assent-notice:")));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(!mapped("libQt6WebEngine"));
        m_viewer = std::make_unique<Viewer>();
    }
    void cleanupTestCase() { m_viewer.reset(); }

    void aTextIsShownToTheByte_data()
    {
        QTest::addColumn<QByteArray>("notice");
        QTest::newRow("paragraphs") << QByteArray("First paragraph.\n\nSecond: 5 < 6 & \"7\" > 'six'.\n");
        QTest::newRow("line feeds and returns at the ends") << QByteArray("\n\r\n two  spaces\t and a tab \r\n\r\n");
        QTest::newRow("Chinese") << QByteArray("\xe6\x9c\xac\xe9\x80\x9a\xe7\x9f\xa5\xe8\xaa\xaa\xe6\x98\x8e\xe8\xb3\x87\xe6\x96\x99");
        QTest::newRow("what looks like a page") << QByteArray("</pre><script>document.title = 1</script>&amp;<!-- ");
        QTest::newRow("nothing") << QByteArray("");
    }
    void aTextIsShownToTheByte()
    {
        QFETCH(QByteArray, notice);
        QVERIFY2(m_viewer->show(notice, kPlain), qPrintable(m_viewer->get("reason").toString()));
        QCOMPARE(m_viewer->text().toUtf8(), notice);
        QVERIFY(mapped("libQt6WebEngineCore"));
    }

    void aPageIsShownAsAPage()
    {
        QVERIFY(m_viewer->show("<!DOCTYPE html><html><head><title>A notice</title></head><body><p>Its &lt;text&gt;</p></body></html>", kHtml));
        QCOMPARE(m_viewer->text(), QStringLiteral("Its <text>"));
        QCOMPARE(m_viewer->get("title").toString(), QStringLiteral("A notice"));
    }

    void theTrapsSpringWithoutTheViewer()
    {
        QProcess control;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("QTWEBENGINE_CHROMIUM_FLAGS")); // the viewer's
        control.setProcessEnvironment(environment);
        control.setProcessChannelMode(QProcess::MergedChannels);
        control.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--control")});
        QVERIFY(control.waitForFinished(60000));
        QVERIFY2(control.exitStatus() == QProcess::NormalExit && control.exitCode() == 0, control.readAll().constData());
    }

    void aHostilePageReachesNothing_data()
    {
        QTest::addColumn<QByteArray>("page");
        QTest::newRow("of everything") << QByteArray(kHostilePage);
        QTest::newRow("that goes elsewhere") << QByteArray(kRefreshPage);
    }
    void aHostilePageReachesNothing()
    {
        QFETCH(QByteArray, page);
        Traps traps;
        QVERIFY(m_viewer->show(traps.page(page), kHtml));
        nothingIsReached(traps);
        QVERIFY(m_viewer->text().contains(QStringLiteral("Text of the notice.")));
        QCOMPARE(m_viewer->get("title").toString(), QStringLiteral("before"));
    }

    void aHostileTextIsAText()
    {
        Traps traps;
        const QByteArray text = traps.page(kHostilePage);
        QVERIFY(m_viewer->show(text, kPlain));
        nothingIsReached(traps);
        QCOMPARE(m_viewer->text().toUtf8(), text);
    }

    void aPressReachesNothing_data()
    {
        QTest::addColumn<QByteArray>("page");
        const QByteArray place = kCover;
        QTest::newRow("form") << cover("<form action=\"%HTTP%/form\" method=\"post\"><button " + place + ">Send</button></form>");
        QTest::newRow("form that reads") << cover("<form action=\"%HTTP%/form\"><button " + place + ">Send</button></form>");
        QTest::newRow("link") << cover("<a href=\"%HTTP%/link\" ping=\"%HTTP%/ping\" " + place + ">To the offer</a>");
        QTest::newRow("link to a window") << cover("<a href=\"%HTTP%/window\" target=\"_blank\" " + place + ">To the offer</a>");
        QTest::newRow("download") << cover("<a href=\"%HTTP%/download\" download " + place + ">Save</a>");
        QTest::newRow("file") << cover("<a href=\"%FILE%\" " + place + ">A file</a>");
        QTest::newRow("script") << cover("<a href=\"javascript:location='%HTTP%/script'\" " + place + ">A script</a>");
        QTest::newRow("data") << cover("<a href=\"data:text/html,<img src='%HTTP%/data.png'>\" " + place + ">Data</a>");
        QTest::newRow("other program") << cover("<a href=\"mailto:somebody@example.com\" " + place + ">Write</a>");
        QTest::newRow("choice of a file") << cover("<input type=\"file\" " + place + ">");
    }
    void aPressReachesNothing()
    {
        QFETCH(QByteArray, page);
        Traps traps;
        QVERIFY(m_viewer->show(traps.page(page), kHtml));
        const qsizetype windows = QGuiApplication::allWindows().size();
        m_viewer->press();
        nothingIsReached(traps);
        QCOMPARE(m_viewer->get("title").toString(), QStringLiteral("before"));
        QCOMPARE(QGuiApplication::allWindows().size(), windows);
    }

    void itIsSavedAsPaper()
    {
        QVERIFY(m_viewer->show(QByteArray("A paragraph of a notice.\n\n").repeated(200), kPlain));
        const QByteArray pdf = m_viewer->pdf();
        if (const QString folder = qEnvironmentVariable("ASSENT_PICTURES"); !folder.isEmpty()) {
            QFile copy(folder + QStringLiteral("/notice.pdf"));
            QVERIFY(copy.open(QIODevice::WriteOnly) && copy.write(pdf) == pdf.size());
        }
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY(pdf.trimmed().endsWith("%%EOF"));
        QVERIFY2(pdf.count("/Type /Page\n") >= 5, qPrintable(QString::number(pdf.count("/Type /Page\n"))));
    }

    void aProcessThatDiesIsSaid()
    {
        QVERIFY(m_viewer->show("A notice.", kPlain));
        const auto pid = m_viewer->get("pid").toLongLong();
        QVERIFY(pid > 0);
        m_viewer->item().setProperty("outcome", QString());
        QCOMPARE(::kill(pid_t(pid), SIGKILL), 0);
        QVERIFY(Hands::until([&] { return m_viewer->get("outcome").toString() == QLatin1String("failed"); }, 30000));
        // And the next one is shown by a new process.
        QVERIFY(m_viewer->show("Another notice.", kPlain));
        QCOMPARE(m_viewer->text(), QStringLiteral("Another notice."));
    }
};

int main(int argc, char **argv)
{
    QTemporaryDir home;
    if (argc > 1 && qstrcmp(argv[1], "--as-nobody") == 0) {
        if (!becomeNobody(home) || !sandboxIsAllowed()) {
            std::fputs("skipped: this system allows no sandbox for the engine\n", stderr);
            return kSkipped;
        }
        argv[1] = argv[0];
        ++argv, --argc;
    }
    const bool control = argc > 1 && qstrcmp(argv[1], "--control") == 0;
    if (control)
        QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    QGuiApplication application(argc, argv);
    if (control)
        return runControl();
    NoticeView test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_noticeview.moc"
