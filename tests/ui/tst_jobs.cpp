// Long work: the tray, the question where a file is to go, and extracts, as a person
// uses them; what follows is read from the files that were written.
#include "consent/extract.h"
#include "session/hubway.h"
#include "ui/complaints.h"
#include "ui/visit.h"

#include <QDir>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace assent;
using namespace assent::ui;

namespace {

std::string readAll(const QString &file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file));
    return in.readAll().toStdString();
}

bool isButton(const QQuickItem &item) { return item.inherits("QQuickAbstractButton"); }

/// Holds the thread on which copies are made, until it goes.
class Held
{
public:
    explicit Held(Visit &visit)
    {
        visit.desktop.session().background().compute<void>(&visit.desktop, [gate = m_gate]() -> Result<void> {
            gate->acquire();
            return {};
        }, [](Result<void>) {});
    }
    ~Held() { release(); }
    Held(const Held &) = delete;
    Held &operator=(const Held &) = delete;
    void release() { m_gate->release(); }

private:
    std::shared_ptr<QSemaphore> m_gate = std::make_shared<QSemaphore>(); // the thread's as well
};

} // namespace

class JobsTest : public QObject
{
    Q_OBJECT

    Complaints m_complaints;
    std::unique_ptr<QTemporaryDir> m_home;

    QString downloads() const { return m_home->path() + QStringLiteral("/Downloads"); }
    QStringList files(const QString &folder) const { return QDir(folder).entryList(QDir::Files | QDir::Hidden); }
    QStringList files() const { return files(downloads()); }

    static bool startCopy(Visit &visit)
    {
        return visit.onRail(QStringLiteral("Your rights")) && visit.until("rightsReady") && visit.hands->click(visit.inside("rightCopy", "rightAction"))
            && visit.until("startCopy") && visit.saves("startCopy") && visit.until("cancelCopy");
    }
    static bool openReceipt(Visit &visit)
    {
        const auto button = [&] { return visit.inside(visit.hands->find(QStringLiteral("historyList")), isButton); };
        return visit.onRail(QStringLiteral("History")) && visit.until("historyFilter") && Hands::until([&] { return button() != nullptr; })
            && visit.hands->click(button()) && visit.until("saveReceiptJson");
    }
    static bool openTray(Visit &visit)
    {
        visit.hands->key(Qt::Key_J, Qt::ControlModifier);
        return visit.until("jobsHeading");
    }
    static bool isGone(Visit &visit, const char *name)
    {
        return Hands::until([&] { return !visit.hands->find(QString::fromLatin1(name)); });
    }
    static bool isSaid(Visit &visit, const char *text)
    {
        return Hands::until([&] { return visit.hands->findText(QString::fromUtf8(text)) != nullptr; });
    }
    /// Types over what a field of the question holds.
    static void typeInto(Visit &visit, const char *field, const QString &text)
    {
        visit.hands->find(QString::fromLatin1(field))->forceActiveFocus(Qt::TabFocusReason);
        visit.hands->key(Qt::Key_A, Qt::ControlModifier);
        visit.hands->type(text);
    }

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

    void workWhosePageIsLeftGoesOnInTheTrayAndItsEndIsToldOnce()
    {
        House house;
        Visit visit(house);
        Held held(visit);
        QVERIFY(startCopy(visit));
        QVERIFY(!visit.hands->find(QStringLiteral("jobButton"))); // the card tells of it
        visit.onRail(QStringLiteral("Choices"));
        QVERIFY(visit.until("withdrawAll") && visit.until("jobButton"));
        QQuickItem *before = visit.desktop.window()->activeFocusItem();
        QVERIFY(openTray(visit));
        QVERIFY(isSaid(visit, "A copy of my data") && isSaid(visit, "Your data is being collected and sealed."));
        visit.hands->key(Qt::Key_Escape);
        QVERIFY(isGone(visit, "jobsHeading"));
        QCOMPARE(visit.desktop.window()->activeFocusItem(), before);

        held.release();
        QVERIFY(Hands::until([&] { return files().size() == 1; }, 30000));
        const auto told = [&] {
            return visit.hands->find([](const QQuickItem &item) {
                return item.inherits("QQuickItem") && item.property("text").toString().startsWith(QLatin1String("A copy of my data: Saved as assent-copy-"));
            });
        };
        QVERIFY(Hands::until([&] { return told() != nullptr; }));
        QVERIFY(openTray(visit)); // seen here, and said no more
        QVERIFY(visit.until("jobAction"));
        visit.hands->click(QStringLiteral("jobDismiss"));
        QVERIFY(visit.until("noJobs"));
        QVERIFY(visit.hands->find(QStringLiteral("jobsHeading"))->hasActiveFocus()); // its row had it
        visit.hands->key(Qt::Key_Escape);
        QVERIFY(isGone(visit, "jobsHeading"));
        QVERIFY(!visit.hands->find(QStringLiteral("jobButton")));
        QVERIFY(!told());
        QVERIFY(files().front().startsWith(QStringLiteral("assent-copy-2026-03-20")));
    }

    void aPageThatShowsTheEndLeavesNothingInTheTray()
    {
        House house;
        Visit visit(house);
        QVERIFY(visit.onRail(QStringLiteral("Your rights")) && visit.until("rightsReady"));
        QVERIFY(visit.hands->click(visit.inside("rightCopy", "rightAction")) && visit.until("startCopy") && visit.saves("startCopy"));
        QVERIFY(visit.until("copyDone"));
        visit.onRail(QStringLiteral("Choices"));
        QVERIFY(visit.until("withdrawAll"));
        QCOMPARE(visit.desktop.session().jobs().count(), 0);
        QVERIFY(!visit.hands->find(QStringLiteral("jobButton")));
    }

    void longWorkKeepsNobodyFromSeeingTheWaysToUnlock()
    {
        House house;
        Visit visit(house);
        Held held(visit);
        QVERIFY(visit.onRail(QStringLiteral("Settings")));
        QVERIFY(visit.until("changePassphrase"));
        QCOMPARE(visit.textOf("changePassphrase"), QStringLiteral("Change the passphrase"));
    }

    void whatIsStoppedInTheTrayLeavesNoFile()
    {
        House house;
        Visit visit(house);
        Held held(visit);
        QVERIFY(startCopy(visit));
        visit.onRail(QStringLiteral("Choices"));
        QVERIFY(visit.until("jobButton"));
        QVERIFY(visit.hands->click(QStringLiteral("jobButton")) && visit.until("jobCancel"));
        QVERIFY(visit.hands->click(QStringLiteral("jobCancel")));
        held.release();
        QVERIFY(isSaid(visit, "Stopped. No file was written."));
        QCOMPARE(files(), QStringList());
    }

    void lockingStopsTheWorkAndSaysNothingOfIt()
    {
        House house;
        Visit visit(house);
        Held held(visit);
        QVERIFY(startCopy(visit));
        visit.onRail(QStringLiteral("Choices"));
        QVERIFY(visit.until("jobButton"));
        visit.hands->key(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(Hands::until([&] { return visit.desktop.session().state() == Session::Locked; }));
        QSignalSpy closed(&visit.desktop.session(), &Session::closed);
        held.release();
        QVERIFY(closed.wait());
        visit.hands->settle();
        QVERIFY(visit.hands->texts().filter(QStringLiteral("copy")).isEmpty());
        QCOMPARE(files(), QStringList());
        House::enter(visit.desktop, *visit.hands);
        QVERIFY(visit.until("homeReady"));
        QCOMPARE(visit.desktop.session().jobs().count(), 0);
    }

    void cancellingTheQuestionWritesNothingAndGivesTheFocusBack()
    {
        House house;
        Visit visit(house);
        QVERIFY(openReceipt(visit));
        QVERIFY(visit.hands->click(QStringLiteral("saveReceiptJson")) && visit.until("saveName"));
        QVERIFY(visit.hands->find(QStringLiteral("saveName"))->hasActiveFocus());
        visit.hands->key(Qt::Key_Escape);
        QVERIFY(isGone(visit, "saveName"));
        QVERIFY(visit.hands->find(QStringLiteral("saveReceiptJson"))->hasActiveFocus());
        QCOMPARE(files(), QStringList());
        QCOMPARE(visit.desktop.session().jobs().count(), 0);
    }

    void aPlaceThatCannotBeIsSaidAtItsField()
    {
        House house;
        Visit visit(house);
        QVERIFY(openReceipt(visit));
        QVERIFY(visit.hands->click(QStringLiteral("saveReceiptJson")) && visit.until("saveName"));
        typeInto(visit, "saveFolder", m_home->path() + QStringLiteral("/nowhere"));
        visit.hands->key(Qt::Key_Return);
        QVERIFY(isSaid(visit, "This folder cannot be written to. Choose another one."));
        QVERIFY(visit.hands->find(QStringLiteral("saveFolder"))->hasActiveFocus());

        QFile taken(m_home->path() + QStringLiteral("/taken.jsonld"));
        QVERIFY(taken.open(QIODevice::WriteOnly) && taken.write("mine") == 4);
        taken.close();
        typeInto(visit, "saveFolder", m_home->path());
        typeInto(visit, "saveName", QStringLiteral("taken.jsonld"));
        visit.hands->key(Qt::Key_Return);
        QVERIFY(isSaid(visit, "There is a file of this name already. Choose another name."));
        QCOMPARE(readAll(taken.fileName()), "mine");
        typeInto(visit, "saveName", QStringLiteral("../elsewhere"));
        visit.hands->key(Qt::Key_Return);
        QVERIFY(isSaid(visit, "This cannot be the name of a file. Choose another one."));
        QVERIFY(visit.hands->find(QStringLiteral("saveName"))->hasActiveFocus());
    }

    void aFolderIsRememberedUntilTheStoreIsLocked()
    {
        House house;
        Visit visit(house);
        const QString own = m_home->path() + QStringLiteral("/mine");
        QVERIFY(QDir().mkpath(own));
        QVERIFY(openReceipt(visit));
        QVERIFY(visit.hands->click(QStringLiteral("saveReceiptJson")) && visit.until("saveName"));
        QCOMPARE(visit.textOf("saveFolder"), downloads());
        typeInto(visit, "saveFolder", own);
        visit.hands->key(Qt::Key_Return);
        QVERIFY(Hands::until([&] { return files(own).size() == 1; }));
        QVERIFY(visit.until("showSaved"));
        QVERIFY(visit.hands->click(QStringLiteral("saveReceiptJson")) && visit.until("saveName"));
        QCOMPARE(visit.textOf("saveFolder"), own);
        QVERIFY(visit.textOf("saveName").endsWith(QStringLiteral("-2.jsonld"))); // free there
        typeInto(visit, "saveFolder", downloads());
        QVERIFY(!visit.textOf("saveName").endsWith(QStringLiteral("-2.jsonld"))); // and not needed here
        typeInto(visit, "saveName", QStringLiteral("mine.jsonld"));
        typeInto(visit, "saveFolder", own);
        QCOMPARE(visit.textOf("saveName"), QStringLiteral("mine.jsonld")); // what was typed stays
    }

    void aSavingThatFailsIsSaidInTheTray()
    {
        House house;
        Visit visit(house);
        SaveJob *job = SaveJob::start(visit.desktop.session(), {[] { return QStringLiteral("Letter"); }, "letter", ".txt", "text", {}});
        job->saveTo(m_home->path() + QStringLiteral("/nowhere"), QStringLiteral("letter.txt"), false);
        QVERIFY(isSaid(visit, "Letter: This folder cannot be written to. Choose another one."));
        QVERIFY(visit.hands->click(QStringLiteral("jobButton")) && visit.until("jobDismiss"));
        QVERIFY(!visit.hands->find(QStringLiteral("jobAction")));
    }

    void anExtractOfADayIsSignedAndSaved()
    {
        House house;
        Visit visit(house);
        QVERIFY(visit.onRail(QStringLiteral("History")) && visit.until("openExtract"));
        QVERIFY(visit.hands->click(QStringLiteral("openExtract")) && visit.until("extractSummary"));
        QCOMPARE(visit.textOf("extractDay"), QStringLiteral("2026-03-20"));
        QVERIFY2(visit.textOf("extractSummary").contains(QStringLiteral(": %1 of ").arg(house.allowedCount())), qPrintable(visit.textOf("extractSummary")));
        QVERIFY(visit.saves("saveExtractJson"));
        QVERIFY(visit.until("showSaved"));
        QCOMPARE(files(), QStringList{QStringLiteral("extract-2026-03-20.json")});
        const CheckedExtract checked = must(checkExtract(readAll(downloads() + QLatin1Char('/') + files().front()), {}));
        QCOMPARE(*checked.extract.find("subject")->string(), house.subject().toString());
        QVERIFY(visit.saves("saveExtractPdf"));
        // While it is written it has another name.
        const QString file = downloads() + QStringLiteral("/extract-2026-03-20.pdf");
        QVERIFY(Hands::until([&] { return QFile::exists(file); }, 30000));
        const std::string pdf = readAll(file);
        QVERIFY(pdf.starts_with("%PDF-"));
    }

    void aDayToComeOrNoneHasNoExtract()
    {
        House house;
        Visit visit(house);
        QVERIFY(visit.onRail(QStringLiteral("History")) && visit.until("openExtract"));
        QVERIFY(visit.hands->click(QStringLiteral("openExtract")) && visit.until("extractSummary"));
        typeInto(visit, "extractDay", QStringLiteral("2026-03-21"));
        QVERIFY(isSaid(visit, "This day is still to come."));
        QVERIFY(!visit.hands->find(QStringLiteral("saveExtractPdf"))->isEnabled());
        typeInto(visit, "extractDay", QStringLiteral("20 March"));
        QVERIFY(isSaid(visit, "This is not a day. Type it like this: 2026-03-20."));
        QVERIFY(!visit.hands->find(QStringLiteral("extractSummary")));
        // Before anything was decided, less was allowed than is today.
        typeInto(visit, "extractDay", QStringLiteral("2001-01-01"));
        QVERIFY(visit.until("extractSummary"));
        const QString summary = visit.textOf("extractSummary");
        const int then = summary.section(QStringLiteral(": "), 1).section(QLatin1Char(' '), 0, 0).toInt();
        QVERIFY2(summary.startsWith(QStringLiteral("1 January 2001")) && then < house.allowedCount(), qPrintable(summary));
    }

    void muchNewsIsWorkToSeeAndLittleIsNot()
    {
        House house(300);
        house.joinHub(true);
        house.changeElsewhere(SyncJob::kMuch + 20);
        Visit visit(house);
        QVERIFY(isSaid(visit, "News from the organisation: 220 changes were applied."));
        QVERIFY(visit.until("jobButton"));
        QCOMPARE(house.countOf("meal_preference", "lentils"), SyncJob::kMuch + 20);
        visit.desktop.session().jobs().dismissEnded();
        visit.desktop.agent().syncNow();
        QVERIFY(Hands::until([&] { return visit.desktop.agent().state() == SyncAgent::Online; }));
        QCOMPARE(visit.desktop.session().jobs().count(), 0);
    }

    // Stopping the news stops nothing that is sent: a withdrawal goes all the same.
    void heldNewsHoldNothingThatIsSent()
    {
        HubStop stop;
        QVERIFY(stop.report(500, 0) && stop.report(1, 3));
        stop.newsHeld.store(true);
        QVERIFY(!stop.report(500, 0));
        QVERIFY(stop.report(1, 3));
        QCOMPARE(stop.received.load(), std::uint64_t(500));
        stop.asked.store(true);
        QVERIFY(!stop.report(1, 3));
    }
};

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    JobsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_jobs.moc"
