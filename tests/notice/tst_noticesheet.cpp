// The notice in the person's window: opened from where it is asked about and from
// a receipt, by keys alone; with the real engine, and without one.
#include "crypto/hash.h"
#include "notice/viewer.h"
#include "ui/complaints.h"
#include "ui/visit.h"
#include "vault/database.h"

#include <QClipboard>
#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace assent;
using namespace assent::ui;

namespace {

QByteArray readAll(const QString &file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file));
    return in.readAll();
}

double residentMb()
{
    const QList<QByteArray> fields = readAll(QStringLiteral("/proc/self/statm")).split(' ');
    return fields.value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

} // namespace

class NoticeSheet : public QObject
{
    Q_OBJECT

    Complaints m_complaints;
    std::unique_ptr<QTemporaryDir> m_home;

    QString downloads() const { return m_home->path() + QStringLiteral("/Downloads"); }
    QStringList files(const char *pattern) const { return QDir(downloads()).entryList({QString::fromLatin1(pattern)}, QDir::Files); }

    /// The first purpose on the page of choices whose notice can be opened.
    static bool toChoices(Visit &visit)
    {
        return visit.onRail(QStringLiteral("Choices")) && visit.until("withdrawAll") && visit.until("noticeExact");
    }
    static bool openFromChoices(Visit &visit)
    {
        return toChoices(visit) && visit.hands->click(QStringLiteral("noticeExact")) && visit.until("noticeFingerprint");
    }
    static bool engineShows(Visit &visit)
    {
        return Hands::until([&] {
            QQuickItem *sheet = exact(visit);
            return sheet && sheet->property("shown").toBool();
        }, 60000);
    }
    static QQuickItem *exact(Visit &visit) { return visit.hands->find(QStringLiteral("exactNotice")); }
    static QString fingerprint(Visit &visit)
    {
        return exact(visit)->property("notice").value<QObject *>()->property("fingerprint").toString();
    }
    /// The one file of a pattern; with ASSENT_PICTURES=DIR a copy is kept there.
    QByteArray saved(const char *pattern) const
    {
        if (!Hands::until([&] { return files(pattern).size() == 1; }, 60000))
            return {};
        const QString kept = qEnvironmentVariable("ASSENT_PICTURES"), name = files(pattern).front();
        if (!kept.isEmpty())
            QFile::copy(downloads() + QLatin1Char('/') + name, kept + QLatin1Char('/') + name);
        return readAll(downloads() + QLatin1Char('/') + name);
    }
    static QString hashOf(const std::string &text) { return QString::fromStdString(toHex(sha256(asBytes(text)))); }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("HOME", m_home->path().toUtf8());
        qputenv("XDG_CONFIG_HOME", (m_home->path() + QStringLiteral("/config")).toUtf8());
        QVERIFY(QDir().mkpath(downloads()));
    }
    void cleanup()
    {
        const QStringList heard = m_complaints.take();
        QCOMPARE(heard, QStringList());
    }

    // First, while nothing has brought the engine.
    void theEngineIsNotThereBeforeItIsNeeded()
    {
        House house;
        Visit visit(house);
        QVERIFY(toChoices(visit));
        QVERIFY(!notice::mapped("WebEngine"));
        QVERIFY2(residentMb() <= 200, qPrintable(QString::number(residentMb())));
    }

    void withoutTheEngineTheTextIsPlainAndTheSame()
    {
        House house;
        Desktop::Parts parts = house.parts();
        parts.noticePlace.clear();
        Visit visit(house, parts);
        QVERIFY(openFromChoices(visit));
        QVERIFY(visit.until("noticePlain"));
        QCOMPARE(visit.textOf("noticePlain"), QStringLiteral("The viewer cannot start here, so this is the exact text without any layout."));
        QCOMPARE(hashOf(visit.textOf("plainNoticeText").toStdString()), fingerprint(visit));
        QVERIFY(!notice::mapped("WebEngine"));
        QVERIFY(visit.saves("saveNotice"));
        QVERIFY(Hands::until([&] { return files("notice-*.pdf").size() == 1; }, 30000));
        QVERIFY(readAll(downloads() + QLatin1Char('/') + files("notice-*.pdf").front()).startsWith("%PDF-"));
        QVERIFY(visit.until("savingResult"));
    }

    void withoutTheEngineAnExtractIsDrawn()
    {
        House house;
        Desktop::Parts parts = house.parts();
        parts.noticePlace.clear();
        Visit visit(house, parts);
        QVERIFY(visit.onRail(QStringLiteral("History")) && visit.until("openExtract") && visit.hands->click(QStringLiteral("openExtract")));
        QVERIFY(visit.until("extractSummary") && visit.saves("saveExtractPdf"));
        const QByteArray drawn = saved("extract-*.pdf");
        QVERIFY(drawn.startsWith("%PDF-") && drawn.contains("/EmbeddedFile") && !drawn.contains("Skia/PDF"));
    }

    void aTextIsScrolledByKeys()
    {
        House house;
        Desktop::Parts parts = house.parts();
        parts.noticePlace.clear();
        Visit visit(house, parts, {700, 420});
        QVERIFY(openFromChoices(visit) && visit.until("plainNotice"));
        QQuickItem *page = visit.hands->find(QStringLiteral("plainNotice"));
        QVERIFY(page->property("contentHeight").toReal() > page->height());
        page->parentItem()->forceActiveFocus(Qt::TabFocusReason);
        visit.hands->key(Qt::Key_End);
        QCOMPARE(page->property("contentY").toReal() + page->height(), page->property("contentHeight").toReal());
        visit.hands->key(Qt::Key_Home);
        QCOMPARE(page->property("contentY").toReal(), 0.0);
    }

    void theNoticeOfAChoiceIsShownByTheEngine()
    {
        House house;
        Visit visit(house);
        QVERIFY(openFromChoices(visit));
        QVERIFY(engineShows(visit));
        QVERIFY(notice::mapped("libQt6WebEngineCore"));
        QVERIFY(!visit.hands->find(QStringLiteral("noticePlain")));
        const QString text = exact(visit)->property("notice").value<QObject *>()->property("body").toString();
        QCOMPARE(hashOf(text.toStdString()), fingerprint(visit));
        visit.hands->click(QStringLiteral("copyFingerprint"));
        QCOMPARE(QGuiApplication::clipboard()->text(), fingerprint(visit));
        QVERIFY(visit.saves("saveNotice"));
        QVERIFY(Hands::until([&] { return files("notice-*.pdf").size() == 1; }, 30000));
        const QByteArray pdf = readAll(downloads() + QLatin1Char('/') + files("notice-*.pdf").front());
        QVERIFY(pdf.startsWith("%PDF-") && pdf.contains("Skia/PDF")); // the engine's own
        // Beside the copy that was asked for and Qt's caches of fonts, graphics and compiled QML, nothing is left on the disk.
        QDirIterator left(m_home->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        QStringList names;
        while (left.hasNext()) {
            const QString name = left.next().mid(m_home->path().size());
            static const QRegularExpression caches(QStringLiteral("^/\\.cache/(fontconfig|mesa[^/]*|[^/]+/qmlcache)/"));
            if (!name.contains(caches))
                names.append(name);
        }
        QCOMPARE(names.join(QLatin1Char(' ')), QStringLiteral("/Downloads/") + files("notice-*.pdf").front());
    }

    // By the engine, with text that can be read out and found, and with the receipt that it stands for attached.
    void aReceiptAndAnExtractAreMadeByTheEngineAndCarryTheirFiles()
    {
        House house;
        Visit visit(house);
        QVERIFY(visit.onRail(QStringLiteral("History")) && visit.until("openExtract"));
        const auto button = [&] { return visit.inside(visit.hands->find(QStringLiteral("historyList")), [](const QQuickItem &item) { return item.inherits("QQuickAbstractButton"); }); };
        QVERIFY(Hands::until([&] { return button() != nullptr; }) && visit.hands->click(button()) && visit.until("saveReceiptPdf"));
        QVERIFY(visit.saves("saveReceiptJson") && visit.until("showSaved"));
        QVERIFY(visit.saves("saveReceiptPdf"));
        const QByteArray receipt = saved("receipt-*.pdf");
        QVERIFY(receipt.contains("Skia/PDF") && receipt.contains("/ToUnicode"));
        QVERIFY(receipt.contains("/EmbeddedFiles") && receipt.contains(saved("receipt-*.jsonld")));
        QVERIFY(visit.hands->click(QStringLiteral("openExtract")) && visit.until("extractSummary") && visit.saves("saveExtractPdf"));
        const QByteArray extract = saved("extract-*.pdf");
        QVERIFY(extract.contains("Skia/PDF") && extract.contains("/EmbeddedFiles") && extract.contains("assent-consent-extract"));
        // The view that printed them is gone again.
        QVERIFY(!visit.hands->find([](const QQuickItem &item) { return item.property("renderProcessPid").isValid(); }));
    }

    void keysAloneOpenItAndGiveTheFocusBack()
    {
        House house;
        Visit visit(house);
        QVERIFY(toChoices(visit));
        QQuickItem *button = visit.hands->find(QStringLiteral("noticeExact"));
        button->forceActiveFocus(Qt::TabFocusReason);
        visit.hands->key(Qt::Key_Return);
        QVERIFY(visit.until("noticeFingerprint") && engineShows(visit));
        // Tab goes into the page and out again, and comes round.
        QStringList seen;
        for (int i = 0; i < 6; ++i) {
            visit.hands->key(Qt::Key_Tab);
            visit.hands->settle();
            QQuickItem *at = visit.desktop.window()->activeFocusItem();
            seen.append(exact(visit)->isAncestorOf(at) ? QStringLiteral("page") : at->objectName());
        }
        for (const char *name : {"page", "closeNotice", "saveNotice", "copyFingerprint"})
            QVERIFY2(seen.contains(QLatin1String(name)), qPrintable(seen.join(QLatin1Char(' '))));
        while (seen.last() != QLatin1String("page")) {
            visit.hands->key(Qt::Key_Tab);
            visit.hands->settle();
            seen.append(exact(visit)->isAncestorOf(visit.desktop.window()->activeFocusItem()) ? QStringLiteral("page") : QString());
            QVERIFY(seen.size() < 20);
        }
        visit.hands->key(Qt::Key_Escape);
        QVERIFY(Hands::until([&] { return !visit.hands->find(QStringLiteral("noticeFingerprint")); }));
        QCOMPARE(visit.desktop.window()->activeFocusItem(), button);
    }

    void aReceiptLeadsToTheVersionAndLanguageThatWereShown()
    {
        House house;
        const std::vector<HistoryEntry> history = house.history();
        const auto older = std::find_if(history.begin(), history.end(), [](const HistoryEntry &entry) {
            return entry.event.payload.noticeVersion == 1 && entry.event.payload.locale != "en";
        });
        const auto entry = older != history.end() ? older : std::find_if(history.begin(), history.end(),
            [](const HistoryEntry &other) { return other.event.payload.noticeVersion > 0; });
        QVERIFY(entry != history.end());
        const EventPayload &payload = entry->event.payload;
        Visit visit(house);
        QVERIFY(visit.onRail(QStringLiteral("History")) && visit.until("historyFilter"));
        QQuickItem *page = visit.hands->find([](const QQuickItem &item) { return item.property("receipt").isValid(); });
        page->property("receipt").value<QObject *>()->setProperty("event", QString::fromStdString(entry->event.core.id.toString()));
        QVERIFY(visit.until("receiptNotice"));
        QVERIFY(visit.hands->click(QStringLiteral("receiptNotice")) && visit.until("noticeFingerprint") && engineShows(visit));
        QCOMPARE(fingerprint(visit), QString::fromStdString(toHex(payload.noticeHash)));
        QObject *shown = exact(visit)->property("notice").value<QObject *>();
        QCOMPARE(shown->property("locale").toString().toStdString(), payload.locale);
        QCOMPARE(shown->property("facts").toList().first().toMap().value(QStringLiteral("text")).toString(), QString::number(payload.noticeVersion));
        QCOMPARE(hashOf(shown->property("body").toString().toStdString()), fingerprint(visit));
    }

    void anEngineThatDiesLeavesThePlainText()
    {
        House house;
        Visit visit(house);
        QVERIFY(openFromChoices(visit) && engineShows(visit));
        QQuickItem *engine = visit.hands->find([](const QQuickItem &item) { return item.property("renderProcessPid").isValid(); });
        QVERIFY(engine);
        const auto pid = engine->property("renderProcessPid").toLongLong();
        QVERIFY(pid > 0 && ::kill(pid_t(pid), SIGKILL) == 0);
        QVERIFY(visit.until("noticePlain"));
        QCOMPARE(hashOf(visit.textOf("plainNoticeText").toStdString()), fingerprint(visit));
    }

    void lockingTakesItAway()
    {
        House house;
        Visit visit(house);
        QVERIFY(openFromChoices(visit) && engineShows(visit));
        visit.hands->key(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(Hands::until([&] { return visit.desktop.session().state() == Session::Locked; }));
        visit.hands->settle();
        QVERIFY(!visit.hands->find(QStringLiteral("noticeFingerprint")));
    }

    // The engine brings the system's SQLite, which exports the same names as ours.
    void theStoreIsEncryptedBesideTheEngine()
    {
        House house;
        Visit visit(house);
        QVERIFY(openFromChoices(visit) && engineShows(visit));
        QVERIFY(notice::mapped("libQt6WebEngineCore"));
        QTemporaryDir place;
        const std::filesystem::path folder = place.path().toStdString() + "/beside";
        Slots keys = must(Slots::create(folder));
        const auto vault = must(Vault::create(folder, keys.freshKey(), house.clock));
        Statement version = must(vault->db().prepare("PRAGMA cipher_version"));
        QVERIFY(must(version.step()));
        QVERIFY(!version.text(0).empty());
        for (const std::filesystem::path &store : {folder, house.folder()})
            QVERIFY(!readAll(QString::fromStdString(store.string() + "/store.db")).startsWith("SQLite format 3"));
    }
};

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    NoticeSheet test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_noticesheet.moc"
