#include "ctl_tool.h"

#include "base/bytes.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRandomGenerator>

#include <csignal>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace assent;
using namespace assent::test;

namespace {

constexpr int kCanaries = 64;
constexpr int kPeople = 10;

/// Texts that stand nowhere else in the world.
QByteArrayList makeCanaries()
{
    QByteArrayList canaries;
    for (int i = 0; i < kCanaries; ++i)
        canaries << "Kanarek" + QByteArray::number(QRandomGenerator::system()->generate64(), 36).toUpper() + QByteArray::number(i);
    return canaries;
}

/// As it may lie in a file: UTF-8, UTF-16, hexadecimal.
QByteArrayList formsOf(const QByteArray &text)
{
    const QString wide = QString::fromUtf8(text);
    return {text, QByteArray(reinterpret_cast<const char *>(wide.utf16()), wide.size() * 2), text.toHex(), text.toLower()};
}

QByteArray contentOfFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Folders of the program's own for as long as this lives: home, XDG, temporary.
class PrivateFolders
{
public:
    PrivateFolders()
    {
        for (const char *name : {"HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "TMPDIR"}) {
            m_before[name] = qEnvironmentVariableIsSet(name) ? std::optional(qgetenv(name)) : std::nullopt;
            const QString folder = m_root.filePath(QString::fromLatin1(name));
            QDir().mkpath(folder);
            qputenv(name, folder.toUtf8());
        }
        m_cwd = QDir::currentPath();
        QDir().mkpath(m_root.filePath(u"cwd"_s));
        QDir::setCurrent(m_root.filePath(u"cwd"_s));
    }
    PrivateFolders(const PrivateFolders &) = delete;
    ~PrivateFolders()
    {
        QDir::setCurrent(m_cwd);
        for (const auto &[name, value] : m_before) {
            if (value)
                qputenv(name, *value);
            else
                qunsetenv(name);
        }
    }
    QString root() const { return m_root.path(); }

private:
    QTemporaryDir m_root;
    std::map<const char *, std::optional<QByteArray>> m_before;
    QString m_cwd;
};

/// A named pipe into which a test writes what a program reads.
class Fifo
{
public:
    explicit Fifo(const QString &path) : m_path(path)
    {
        if (::mkfifo(path.toUtf8().constData(), 0600) != 0)
            qFatal("no named pipe");
        m_end = ::open(path.toUtf8().constData(), O_RDWR | O_CLOEXEC); // both ends: opening does not wait
    }
    Fifo(const Fifo &) = delete;
    ~Fifo() { ::close(m_end); }

    void write(const QByteArray &text)
    {
        if (::write(m_end, text.constData(), static_cast<std::size_t>(text.size())) != text.size())
            qFatal("the pipe is full");
    }
    bool isRead() const
    {
        int left = -1;
        return ::ioctl(m_end, FIONREAD, &left) == 0 && left == 0;
    }

private:
    QString m_path;
    int m_end = -1;
};

} // namespace

/// 64 texts go into a store through the real program, as names, addresses,
/// notes, reasons and passphrase, and are looked for in everything it leaves.
class CtlSecretsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_canaries = makeCanaries();
        m_folders = std::make_unique<PrivateFolders>();
        m_tool = std::make_unique<Tool>(m_folders->root() + u"/store"_s);
        m_tool->passphrase = m_canaries.takeFirst();
        m_secret = m_tool->passphrase;
        run({u"init"_s, u"--catalog"_s, sampleFile(u"sample/catalogue.json"_s)});
        run({u"import"_s, u"people"_s, people(), u"--source"_s, u"loyalty_crm"_s});
        for (int i = 1; i <= 4; ++i)
            run({u"person"_s, u"set"_s, email(i), u"city"_s, next()});
        for (int i = 1; i <= 4; ++i)
            run({u"consent"_s, u"withdraw"_s, u"--subject"_s, email(i), u"--reason"_s, next()});
        run({u"vault"_s, u"status"_s});
        run({u"vault"_s, u"check"_s});
        run({u"ledger"_s, u"verify"_s});
        run({u"person"_s, u"search"_s, u"nobody"_s});
    }
    void cleanupTestCase()
    {
        m_tool.reset();
        m_folders.reset();
    }

    void everyCanaryWentIn()
    {
        QCOMPARE(m_canaries.size(), 0);
        QCOMPARE(m_used.size(), kCanaries - 1);
        // The search finds what it looks for.
        QVERIFY(!filesWith(m_given.path(), m_used.first()).isEmpty());
        const Ended shown = m_tool->run({u"person"_s, u"show"_s, email(5)});
        QVERIFY2(shown.out.contains("Kanarek"), shown.all().constData());
    }

    void nothingStandsInPlainOnDisk() { expectNoneUnder(m_folders->root()); }

    void messagesTellNothing()
    {
        for (const QByteArray &canary : allTexts())
            QVERIFY2(!m_messages.contains(canary), m_messages.constData());
        QVERIFY(!m_answers.contains(m_secret));
    }

    void aCrashLeavesNoCoreAndNothingInPlain()
    {
        allowCores();
        const QString path = m_given.filePath(u"pipe.csv"_s);
        Fifo fifo(path);
        const auto process = m_tool->start({u"import"_s, u"people"_s, path, u"--source"_s, u"loyalty_crm"_s});
        fifo.write("customer_number,given_name\nX-1," + m_used.first() + "\n");
        QTRY_VERIFY_WITH_TIMEOUT(fifo.isRead(), 60'000); // the store is open, and the row is in memory
        const QString place = u"/proc/"_s + QString::number(process->processId());
        const QByteArray told = contentOfFile(place + u"/cmdline"_s) + contentOfFile(place + u"/environ"_s);
        QVERIFY(told.contains("assentctl"));
        for (const QByteArray &canary : allTexts())
            QVERIFY(!told.contains(canary));
        ::kill(static_cast<pid_t>(process->processId()), SIGSEGV);
        QVERIFY(process->waitForFinished(60'000));
        QCOMPARE(process->exitStatus(), QProcess::CrashExit);
        const QByteArray message = process->readAllStandardError();
        for (const QByteArray &canary : allTexts())
            QVERIFY2(!message.contains(canary), message.constData());
        QCOMPARE(coresIn(QDir::currentPath()) + coresIn(m_tool->store()) + coreByPattern(process->processId()), QStringList());
        expectNoneUnder(m_folders->root());
    }

    void aKilledImportLeavesNothingInPlain()
    {
        const QString path = m_given.filePath(u"pipe2.csv"_s);
        Fifo fifo(path);
        const auto process = m_tool->start({u"import"_s, u"people"_s, path, u"--source"_s, u"loyalty_crm"_s});
        fifo.write("customer_number,given_name\nX-2," + m_used.first() + "\n");
        QTRY_VERIFY_WITH_TIMEOUT(fifo.isRead(), 60'000);
        process->kill();
        QVERIFY(process->waitForFinished(60'000));
        expectNoneUnder(m_folders->root());
        COMPARE_EXIT(m_tool->run({u"vault"_s, u"check"_s}), 0);
    }

private:
    QString next()
    {
        m_used << m_canaries.takeFirst();
        return QString::fromUtf8(m_used.last());
    }
    QByteArrayList allTexts() const { return m_used + QByteArrayList{m_secret}; }
    QString email(int person) const { return m_emails.at(person); }

    void run(const QStringList &arguments, int exit = 0)
    {
        const Ended ended = m_tool->run(arguments);
        QVERIFY2(ended.exit == exit, ended.all().constData());
        m_messages += ended.err;
        m_answers += ended.out;
    }

    /// Five texts for each person, and the rest in rows that are refused.
    QString people()
    {
        QString csv = u"customer_number,given_name,family_name,email,city,birth_date\n"_s;
        for (int i = 0; i < kPeople; ++i) {
            m_emails << next() + u"@example.org"_s;
            csv += next() + u","_s + next() + u","_s + next() + u","_s + m_emails.last() + u","_s + next() + u",\n"_s;
        }
        while (m_canaries.size() > 8)
            csv += u"B-1,\"Jan\",Kowalski,"_s + next() + u",Lyon,\n"_s;
        QFile file(m_given.filePath(u"people.csv"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(csv.toUtf8()) < 0)
            qFatal("no file");
        return file.fileName();
    }

    static QStringList filesWith(const QString &folder, const QByteArray &canary)
    {
        QStringList found;
        QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            if (!QFileInfo(path).isFile())
                continue;
            const QByteArray content = contentOfFile(path);
            for (const QByteArray &form : formsOf(canary)) {
                if (content.contains(form))
                    found << path;
            }
        }
        return found;
    }
    void expectNoneUnder(const QString &folder)
    {
        for (const QByteArray &canary : allTexts())
            QCOMPARE(filesWith(folder, canary), QStringList());
    }

    static void allowCores()
    {
        rlimit limit;
        ::getrlimit(RLIMIT_CORE, &limit);
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_CORE, &limit);
    }
    static QStringList coresIn(const QString &folder) { return QDir(folder).entryList({u"core*"_s, u"*.core"_s}, QDir::Files); }
    /// Where this machine puts them, when that is a folder.
    static QStringList coreByPattern(qint64 pid)
    {
        const QString pattern = QString::fromUtf8(contentOfFile(u"/proc/sys/kernel/core_pattern"_s)).trimmed();
        if (!pattern.startsWith(QLatin1Char('/')))
            return {};
        return QDir(QFileInfo(pattern).path()).entryList({u"*assentctl*"_s + QString::number(pid) + u"*"_s}, QDir::Files);
    }

    QByteArrayList m_canaries; ///< not yet used
    QByteArrayList m_used;
    QByteArray m_secret;
    QStringList m_emails;
    QTemporaryDir m_given; ///< what the person has in plain anyway
    std::unique_ptr<PrivateFolders> m_folders;
    std::unique_ptr<Tool> m_tool;
    QByteArray m_messages;
    QByteArray m_answers;
};

ASSENT_TEST_CLASS(CtlSecretsTest);

#include "ctl_secrets.moc"
