// Every page and sheet of the workplace at 1280 × 800 with text at 200 %, in
// every language, in one that is longer than all, and turned round for writing
// from right to left: nothing is cut off, nothing lies over anything else.
// With ASSENT_PICTURES=DIR it saves a picture of each.
#include "ui/complaints.h"
#include "ui/faults.h"
#include "ui/visit.h"

#include <QDir>
#include <QSemaphore>
#include <QTest>
#include <QTranslator>

using namespace assent;
using namespace assent::ui;

namespace {

/// English with marks over its letters and 40 % longer: a text that was not
/// taken from the translations stands out, and one that has no room is cut off.
class Pseudo : public QTranslator
{
public:
    using QTranslator::QTranslator;
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int n) const override
    {
        // Patterns of dates are read by the program, not by people.
        if (qstrcmp(source, "d MMMM yyyy") == 0)
            return QString::fromUtf8(source);
        Q_UNUSED(context)
        QString text = QString::fromUtf8(source);
        text.replace(QLatin1String("%n"), QString::number(n));
        text.replace(QLatin1Char('e'), QChar(0xeb)).replace(QLatin1Char('o'), QChar(0xf6)).replace(QLatin1Char('a'), QChar(0xe5));
        for (qsizetype i = text.size() * 2 / 5; i > 0; i -= 5)
            text += QStringLiteral(" ëxtr");
        return text;
    }
};

} // namespace

class Fit : public QObject
{
    Q_OBJECT

    Complaints m_complaints;
    QTemporaryDir m_home;

    static void look(Visit &visit, const QString &page, QStringList &faults)
    {
        visit.hands->settle();
        for (const QString &fault : faultsOf(*visit.desktop.window()))
            faults.append(page + QStringLiteral(": ") + fault);
        const QString folder = qEnvironmentVariable("ASSENT_PICTURES");
        if (folder.isEmpty())
            return;
        QDir().mkpath(folder);
        visit.desktop.window()->grabWindow().save(QDir(folder).filePath(page + QLatin1Char('-')
            + QString::fromLatin1(QTest::currentDataTag() ? QTest::currentDataTag() : QTest::currentTestFunction()) + QStringLiteral(".png")));
    }
    static Desktop::Parts withoutEngine(House &house)
    {
        Desktop::Parts parts = house.parts();
        parts.noticePlace.clear();
        return parts;
    }
    static bool isButton(const QQuickItem &item) { return item.inherits("QQuickAbstractButton"); }

    static void pages(Visit &visit, QStringList &faults)
    {
        const QList<std::pair<QString, const char *>> pages{{QStringLiteral("home"), "homeReady"}, {QStringLiteral("data"), "fact-email"},
            {QStringLiteral("choices"), "withdrawAll"}, {QStringLiteral("organisations"), "flowPicture"},
            {QStringLiteral("rights"), "rightsReady"}, {QStringLiteral("history"), "historyFilter"},
            {QStringLiteral("settings"), "languageChoice"}};
        for (int i = 0; i < pages.size(); ++i) {
            visit.hands->key(Qt::Key_1 + i, Qt::AltModifier);
            QVERIFY2(visit.until(pages[i].second), pages[i].second);
            look(visit, pages[i].first, faults);
        }
        visit.hands->key(Qt::Key_6, Qt::AltModifier);
        QVERIFY(visit.until("historyFilter"));
        const qreal room = visit.hands->find(QStringLiteral("historyList"))->height();
        QVERIFY2(room >= 100, qPrintable(QString::number(room))); // for an act under its day
    }
    static void questions(Visit &visit, QStringList &faults)
    {
        visit.hands->key(Qt::Key_1, Qt::AltModifier);
        QVERIFY(visit.until("homeReady"));
        QQuickItem *row = visit.inside(visit.hands->find(QStringLiteral("attention")),
            [](const QQuickItem &item) { return item.property("page").toString() == QLatin1String("ask"); });
        QVERIFY(visit.hands->click(visit.inside(row, isButton)) && visit.until("askProgress"));
        look(visit, QStringLiteral("questions"), faults);
    }
    static void receipt(Visit &visit, QStringList &faults)
    {
        visit.hands->key(Qt::Key_6, Qt::AltModifier);
        QVERIFY(visit.until("historyList"));
        QVERIFY(Hands::until([&] { return visit.inside(visit.hands->find(QStringLiteral("historyList")), isButton) != nullptr; }));
        QVERIFY(visit.hands->click(visit.inside(visit.hands->find(QStringLiteral("historyList")), isButton)));
        QVERIFY(visit.until("checkReceipt") && visit.hands->click(QStringLiteral("checkReceipt")) && visit.until("receiptVerdict"));
        look(visit, QStringLiteral("receipt"), faults);
    }
    /// As a plain text: the engine has tests of its own.
    static void notice(Visit &visit, QStringList &faults)
    {
        visit.hands->key(Qt::Key_3, Qt::AltModifier);
        QVERIFY(visit.until("withdrawAll") && visit.until("noticeExact"));
        QVERIFY(visit.hands->click(QStringLiteral("noticeExact")) && visit.until("noticePlain"));
        look(visit, QStringLiteral("notice"), faults);
        visit.hands->key(Qt::Key_Escape);
        QVERIFY(Hands::until([&] { return !visit.hands->find(QStringLiteral("noticePlain")); }));
    }
    static void extract(Visit &visit, QStringList &faults)
    {
        visit.hands->key(Qt::Key_6, Qt::AltModifier);
        QVERIFY(visit.until("openExtract") && visit.hands->click(QStringLiteral("openExtract")) && visit.until("extractSummary"));
        QVERIFY(visit.until("saveExtractPdf"));
        look(visit, QStringLiteral("extract"), faults);
    }
    /// With work under way, work that is done, and work that failed.
    static void tray(Visit &visit, QStringList &faults)
    {
        visit.hands->key(Qt::Key_5, Qt::AltModifier);
        QVERIFY(visit.until("rightsReady"));
        QSemaphore goOn;
        visit.desktop.session().background().compute<void>(visit.desktop.window(), [&goOn]() -> Result<void> {
            goOn.acquire();
            return {};
        }, [](Result<void>) {});
        Session &session = visit.desktop.session();
        const auto save = [&](const char *stem, const QString &folder) {
            SaveJob *job = SaveJob::start(session, {[] { return QCoreApplication::translate("assent::ui::ReceiptModel", "Receipt"); }, stem, ".txt", "text", {}});
            job->saveTo(folder, job->suggestedName(folder), false);
        };
        const QTemporaryDir place;
        save("a-file-with-a-name", place.path());
        save("a-file", QStringLiteral("/nowhere"));
        QVERIFY(visit.hands->click(visit.inside("rightCopy", "rightAction")) && visit.until("startCopy") && visit.saves("startCopy"));
        visit.hands->key(Qt::Key_1, Qt::AltModifier);
        QVERIFY(visit.until("homeReady") && Hands::until([&] { return session.jobs().count() == 3 && session.jobs().working() == 1; }));
        visit.hands->key(Qt::Key_J, Qt::ControlModifier);
        QVERIFY(visit.until("jobsHeading"));
        look(visit, QStringLiteral("tray"), faults);
        goOn.release();
        QVERIFY(Hands::until([&] { return session.jobs().working() == 0; }));
        visit.hands->settle();
        look(visit, QStringLiteral("tray-ended"), faults);
        session.jobs().dismissEnded();
        visit.hands->settle();
        look(visit, QStringLiteral("tray-empty"), faults);
        visit.hands->key(Qt::Key_Escape);
        QVERIFY(Hands::until([&] { return !visit.hands->find(QStringLiteral("jobsHeading")); }));
    }
    static void forms(Visit &visit, QStringList &faults)
    {
        visit.hands->key(Qt::Key_5, Qt::AltModifier);
        QVERIFY(visit.until("rightsReady") && visit.hands->click(visit.inside("rightCopy", "rightAction")) && visit.until("startCopy"));
        look(visit, QStringLiteral("copy"), faults);
        QVERIFY(visit.hands->click(QStringLiteral("startCopy")) && visit.until("saveName"));
        look(visit, QStringLiteral("save"), faults);
        visit.hands->key(Qt::Key_Escape);
        QVERIFY(Hands::until([&] { return !visit.hands->find(QStringLiteral("saveName")); }));
        QVERIFY(visit.hands->click(visit.inside("rightErase", "rightAction")) && visit.until("erasePair"));
        look(visit, QStringLiteral("erase"), faults);
        QVERIFY(visit.hands->click(visit.inside("erasePair", "allowButton")) && visit.until("eraseSecret"));
        look(visit, QStringLiteral("erase-sign-in"), faults);
        visit.hands->type(QString::fromUtf8(kPassphrase.data(), qsizetype(kPassphrase.size())));
        visit.hands->key(Qt::Key_Return);
        QVERIFY(visit.until("eraseWaiting"));
        look(visit, QStringLiteral("erase-waiting"), faults);
        visit.hands->key(Qt::Key_7, Qt::AltModifier);
        QVERIFY(visit.until("changePassphrase") && visit.hands->click(QStringLiteral("changePassphrase")) && visit.until("nextSecret"));
        look(visit, QStringLiteral("passphrase"), faults);
    }
    static void sheets(Visit &visit, QStringList &faults)
    {
        visit.hands->key(Qt::Key_F1);
        QVERIFY(visit.until("keysHeading"));
        look(visit, QStringLiteral("keys"), faults);
        visit.hands->key(Qt::Key_Escape);
        QVERIFY(Hands::until([&] { return !visit.hands->find(QStringLiteral("keysHeading")); }));
        visit.hands->key(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(visit.until("paletteField"));
        look(visit, QStringLiteral("palette"), faults);
    }
    /// Once the erasure that forms() asked for is carried out.
    static void closed(Visit &visit, QStringList &faults)
    {
        visit.desktop.preferences().setAutoLockMinutes(0); // days go by in an instant
        visit.house.clock.advance(kErasureWait);
        visit.desktop.session().lookForPerson();
        QVERIFY(visit.until("closedHeading"));
        look(visit, QStringLiteral("closed"), faults);
    }
    static QStringList everything(Visit &visit)
    {
        QStringList faults;
        for (const auto part : {&Fit::pages, &Fit::questions, &Fit::receipt, &Fit::extract, &Fit::notice, &Fit::tray, &Fit::forms, &Fit::sheets, &Fit::closed}) {
            part(visit, faults);
            if (QTest::currentTestFailed())
                return faults;
        }
        return faults;
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("HOME", m_home.path().toUtf8()); // copies go to its downloads
        QVERIFY(QDir().mkpath(m_home.path() + QStringLiteral("/Downloads")));
    }
    void cleanup()
    {
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
        QCOMPARE(m_complaints.take(), QStringList());
    }

    void largeTextFits_data()
    {
        QTest::addColumn<QString>("language");
        for (const QString &tag : Language::tags())
            QTest::newRow(qPrintable(tag)) << tag;
    }
    void largeTextFits()
    {
        QFETCH(QString, language);
        House house;
        Visit visit(house, withoutEngine(house));
        // Both in one turn: what is made anew meets what is laid out anew.
        visit.desktop.preferences().setLanguage(language);
        visit.desktop.preferences().setTextPercent(200);
        const QStringList faults = everything(visit);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }

    void aLongerLanguageFits()
    {
        Pseudo pseudo;
        QCoreApplication::installTranslator(&pseudo);
        House house;
        Visit visit(house, withoutEngine(house));
        visit.desktop.preferences().setTextPercent(125);
        const QStringList faults = everything(visit);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
        QCoreApplication::removeTranslator(&pseudo);
    }

    void writingFromRightToLeftTurnsEverythingRound()
    {
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        House house;
        Visit visit(house, withoutEngine(house));
        const QQuickItem *rail = visit.hands->find(QStringLiteral("navRail"));
        QVERIFY(rail->mapToScene(QPointF()).x() > visit.desktop.window()->width() / 2);
        const QStringList faults = everything(visit);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }
};

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    Fit test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_fit.moc"
