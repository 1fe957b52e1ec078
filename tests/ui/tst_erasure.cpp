// Erasing one's account and keeping it, and news that would change many people, as a
// person meets them: by mouse and keys alone. What follows is read from the store and
// from the hub.
#include "ui/complaints.h"
#include "ui/faults.h"
#include "ui/visit.h"

#include <QDir>
#include <QTest>

using namespace assent;
using namespace assent::ui;
using namespace std::chrono_literals;

class ErasureJourneys : public QObject
{
    Q_OBJECT

    Complaints m_complaints;

    static void typePassphrase(Visit &visit)
    {
        visit.hands->type(QString::fromUtf8(kPassphrase.data(), qsizetype(kPassphrase.size())));
        visit.hands->key(Qt::Key_Return);
    }
    static bool openCard(Visit &visit)
    {
        return visit.onRail(QStringLiteral("Your rights")) && visit.until("rightErase")
            && visit.hands->click(visit.inside("rightErase", "rightAction")) && visit.until("erasePair");
    }
    static bool ask(Visit &visit)
    {
        if (!openCard(visit) || !visit.hands->click(visit.inside("erasePair", "allowButton")) || !visit.until("eraseSecret"))
            return false;
        typePassphrase(visit);
        return visit.until("eraseWaiting");
    }
    /// At 200 %, with a picture where ASSENT_PICTURES names a folder.
    /// In English and light, and in Chinese and dark.
    static QStringList faultsAtLargeText(Visit &visit, const QString &name)
    {
        QStringList faults;
        const QString folder = qEnvironmentVariable("ASSENT_PICTURES");
        Preferences &preferences = visit.desktop.preferences();
        for (const auto &[language, theme] : {std::pair(QStringLiteral("zh_TW"), 2), std::pair(QStringLiteral("en"), 1)}) {
            preferences.setLanguage(language);
            preferences.setTheme(theme);
            for (const int percent : {200, 100}) {
                preferences.setTextPercent(percent);
                visit.hands->settle();
                faults += faultsOf(*visit.desktop.window());
                if (!folder.isEmpty() && QDir().mkpath(folder))
                    visit.desktop.window()->grabWindow().save(QDir(folder).filePath(QStringLiteral("%1-%2-%3.png").arg(name, language).arg(percent)));
            }
        }
        return faults;
    }
    static QString textIn(const Visit &visit)
    {
        return visit.hands->texts().join(QLatin1Char('\n'));
    }

private Q_SLOTS:
    void cleanup() { QCOMPARE(m_complaints.take(), QStringList()); }

    void itIsAskedForInFourClicksAndSigningInAgain()
    {
        House house;
        Visit visit(house);
        QVERIFY(ask(visit));
        QVERIFY2(visit.hands->clicks() <= 4, qPrintable(QString::number(visit.hands->clicks())));
        const auto request = house.erasureRequest();
        QVERIFY(request.has_value());
        QCOMPARE(request->due, house.clock.now() + kErasureWait);
        QCOMPARE(request->by, ErasedBy::Self);
        QVERIFY(house.holdsPerson());
        QVERIFY(textIn(visit).contains(QString::fromStdString(erasureReference(request->id))));
        QVERIFY(visit.hands->find(QStringLiteral("eraseWaiting"))->hasActiveFocus());
    }

    void itSaysWhatGoesAndWhatStaysUntilWhenAndWhy()
    {
        House house;
        Visit visit(house);
        QVERIFY(openCard(visit));
        QVERIFY(visit.hands->find(QStringLiteral("eraseHeading"))->hasActiveFocus());
        const QString text = textIn(visit);
        QVERIFY2(text.contains(QStringLiteral("Orivane Air must keep in its own records")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("Required by law: Safety and fraud prevention.")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("You can cancel until 3 April 2026")), qPrintable(text));
        const QQuickItem *erase = visit.inside("erasePair", "allowButton");
        const QQuickItem *keep = visit.inside("erasePair", "refuseButton");
        QCOMPARE(erase->size(), keep->size());
        QCOMPARE(erase->property("role"), keep->property("role"));
        QCOMPARE(erase->property("font"), keep->property("font"));
    }

    void nothingHappensWithoutSigningInAgain()
    {
        House house;
        Visit visit(house);
        QVERIFY(openCard(visit));
        QVERIFY(visit.hands->click(visit.inside("erasePair", "allowButton")) && visit.until("eraseSecret"));
        QVERIFY(visit.hands->click(visit.inside("erasePair", "allowButton")));
        QVERIFY(Hands::until([&] { return visit.hands->find(QStringLiteral("eraseSecret"))->hasActiveFocus(); }));
        QVERIFY(!house.erasureRequest());
        visit.hands->type(QStringLiteral("a guess"));
        visit.hands->key(Qt::Key_Return);
        QVERIFY(Hands::until([&] { return visit.hands->findText(QStringLiteral("That passphrase or recovery code is not right. Check capital letters and the keyboard layout.")); }, 30000));
        QVERIFY(!house.erasureRequest());
        QCOMPARE(visit.textOf("eraseSecret"), QString());
        QVERIFY(!visit.desktop.session().carriesKey());
    }

    void keepingCostsOneClickAndLeavesEverything()
    {
        House house;
        Visit visit(house);
        QVERIFY(ask(visit));
        visit.onRail(QStringLiteral("Home"));
        QVERIFY(visit.until("homeReady"));
        QVERIFY(visit.hands->findText(QStringLiteral("You can keep it until then.")));
        visit.onRail(QStringLiteral("Your rights"));
        QVERIFY(visit.until("keepAccount"));
        visit.hands->resetCount();
        QVERIFY(visit.hands->click(QStringLiteral("keepAccount")));
        QVERIFY(Hands::until([&] { return !house.erasureRequest(); }));
        QCOMPARE(visit.hands->clicks(), 1);
        QVERIFY(visit.until("rightErase"));
        visit.desktop.session().lock();
        house.clock.advance(kErasureWait + 24h);
        House::enter(visit.desktop, *visit.hands);
        QVERIFY(house.holdsPerson());
    }

    void onceItIsDueTheAccountIsClosedHereAndAtTheHub()
    {
        House house;
        house.joinHub();
        QVERIFY(house.rowsAtHub() > 0);
        Visit visit(house);
        QVERIFY(ask(visit));
        const QString reference = QString::fromStdString(erasureReference(house.erasureRequest()->id));
        visit.hands->key(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(Hands::until([&] { return visit.hands->find(QStringLiteral("passphraseField")); }));
        visit.hands->settle();
        house.clock.advance(kErasureWait);
        typePassphrase(visit);
        QVERIFY(visit.until("closedHeading"));
        QCOMPARE(visit.desktop.session().state(), Session::Erased);
        QVERIFY(visit.hands->find(QStringLiteral("closedHeading"))->hasActiveFocus());
        QCOMPARE(faultsAtLargeText(visit, QStringLiteral("closed")), QStringList());
        QVERIFY(visit.textOf("closedReference").endsWith(reference));
        QVERIFY(!visit.hands->find(QStringLiteral("navRail")));
        QVERIFY(!house.holdsPerson());
        QVERIFY(Hands::until([&] { return house.rowsAtHub() == 0; }));
        QVERIFY(Hands::until([&] { return visit.textOf("closedHub").startsWith(QStringLiteral("The organisation's system has erased them too")); }));
        // The lock screen knows nobody any more, and the next start says the same.
        visit.hands->key(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(visit.until("lockHeading"));
        QCOMPARE(visit.textOf("lockHeading"), QStringLiteral("Locked."));
        typePassphrase(visit);
        QVERIFY(visit.until("closedHeading"));
    }

    void anErasureWaitsForAHubThatIsAway()
    {
        House house;
        house.joinHub();
        Visit visit(house);
        QVERIFY(ask(visit));
        visit.desktop.session().lock();
        house.hub().cutOff(true);
        house.clock.advance(kErasureWait);
        QVERIFY(visit.until("passphraseField"));
        typePassphrase(visit);
        QVERIFY(visit.until("closedHeading"));
        QVERIFY(Hands::until([&] { return visit.textOf("closedHub").contains(QStringLiteral("has not heard of it yet")); }));
        QVERIFY(house.rowsAtHub() > 0);
        house.hub().cutOff(false);
        visit.desktop.agent().syncNow();
        QVERIFY(Hands::until([&] { return house.rowsAtHub() == 0; }));
        QVERIFY(Hands::until([&] { return visit.textOf("closedHub").contains(QStringLiteral("has erased them too")); }));
    }

    void aSyncThatFindsItDueClosesTheAccountUnderOpenPages()
    {
        House house;
        house.joinHub();
        Visit visit(house);
        QVERIFY(ask(visit));
        visit.desktop.preferences().setAutoLockMinutes(0); // days go by in an instant
        house.clock.advance(kErasureWait);
        visit.desktop.agent().syncNow();
        QVERIFY(visit.until("closedHeading"));
        QVERIFY(!house.holdsPerson());
        QVERIFY(Hands::until([&] { return house.rowsAtHub() == 0; }));
    }

    void muchNewsIsAppliedOnlyOnceSomeoneAgreed()
    {
        House house(1100);
        house.joinHub(true);
        house.changeElsewhere(60);
        Visit visit(house);
        QVERIFY(visit.until("newsPair"));
        QVERIFY2(textIn(visit).contains(QStringLiteral("news about at least 60 of 1,100 people")), qPrintable(textIn(visit)));
        QCOMPARE(house.countOf("meal_preference", "lentils"), 0);
        const QQuickItem *apply = visit.inside("newsPair", "allowButton");
        QCOMPARE(apply->size(), visit.inside("newsPair", "refuseButton")->size());
        QCOMPARE(apply->property("role"), visit.inside("newsPair", "refuseButton")->property("role"));

        QCOMPARE(faultsAtLargeText(visit, QStringLiteral("news-question")), QStringList());

        // No: nothing is applied, and withdrawals go all the same.
        QVERIFY(visit.hands->click(visit.inside("newsPair", "refuseButton")));
        QVERIFY(Hands::until([&] { return !visit.hands->find(QStringLiteral("newsPair")); }));
        const ConsentKey key = house.anyChoice(true);
        visit.onRail(QStringLiteral("Choices"));
        QVERIFY(visit.press(key) && visit.settles(key, false));
        QVERIFY(Hands::until([&] { return visit.noteOn(key).isEmpty() && visit.desktop.agent().waiting() == 0; }));
        QVERIFY(!visit.hands->find(QStringLiteral("newsPair")));
        QCOMPARE(house.countOf("meal_preference", "lentils"), 0);

        // Asked again on request, and answered with yes.
        visit.onRail(QStringLiteral("Settings"));
        QVERIFY(visit.until("syncNow"));
        QCOMPARE(faultsAtLargeText(visit, QStringLiteral("news-declined")), QStringList());
        QVERIFY(visit.hands->click(QStringLiteral("syncNow")));
        QVERIFY(visit.until("newsPair"));
        visit.hands->resetCount();
        QVERIFY(visit.hands->click(visit.inside("newsPair", "allowButton")));
        QVERIFY(Hands::until([&] { return house.countOf("meal_preference", "lentils") == 60; }, 30000));
        QCOMPARE(visit.hands->clicks(), 1);
        QVERIFY(Hands::until([&] { return visit.desktop.agent().state() == SyncAgent::Online; }));
        QVERIFY(!visit.hands->find(QStringLiteral("newsPair")));
    }
};

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    ErasureJourneys test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_erasure.moc"
