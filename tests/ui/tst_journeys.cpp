// What a person does, with the mouse and the keyboard alone; what follows is
// read from the store, not from the labels.
#include "person/firstrows.h"
#include "ui/complaints.h"
#include "ui/visit.h"

#include <QTest>

using namespace assent;
using namespace assent::ui;

class Journeys : public QObject
{
    Q_OBJECT

    Complaints m_complaints;

private Q_SLOTS:
    void cleanup() { QCOMPARE(m_complaints.take(), QStringList()); }

    void oneChoiceIsWithdrawnInTwoClicks()
    {
        House house;
        const ConsentKey key = house.anyChoice(true);
        Visit visit(house);
        QVERIFY(visit.onRail(QStringLiteral("Choices")));
        QVERIFY(visit.press(key));
        QVERIFY(visit.settles(key, false));
        QVERIFY2(visit.hands->clicks() <= 2, qPrintable(QString::number(visit.hands->clicks())));
        QVERIFY(!house.state(key.purpose.str(), key.channel.str(), key.recipient.str()).state.allowed);
    }

    void aPressInTheFrameThatAddsCardsMeetsNoneOfThem()
    {
        House house;
        Visit visit(house);
        QVERIFY(visit.onRail(QStringLiteral("Choices")));
        QVERIFY(Hands::until([&] { return visit.hands->find(QStringLiteral("withdrawAll")) && visit.isWhole(); }));
        const QQuickItem *page = visit.hands->find([](const QQuickItem &item) { return item.property("shown").canConvert<FirstRows *>(); });
        auto *shown = page->property("shown").value<FirstRows *>();
        const auto switches = [&] {
            QSet<const QQuickItem *> found;
            visit.hands->find([&](const QQuickItem &item) {
                if (item.objectName().startsWith(QLatin1String("cell-")))
                    found.insert(&item);
                return false;
            });
            return found;
        };
        shown->setLimit(1); // with the next frame the page itself takes more
        const QString first = visit.hands->find([](const QQuickItem &item) { return item.objectName().startsWith(QLatin1String("purpose-")); })->objectName();
        const QSet<const QQuickItem *> before = switches();
        const std::size_t acts = house.history().size();

        shown->takeAll(); // and before a frame gives the cards their places
        int pressed = 0;
        const QSet<const QQuickItem *> added = switches() - before;
        for (const QQuickItem *choice : added) {
            if (!choice->property("checked").toBool() || choice->mapToScene({}).y() > visit.desktop.window()->height() - choice->height())
                continue;
            visit.hands->press(const_cast<QQuickItem &>(*choice));
            ++pressed;
        }
        QVERIFY(pressed > 0);
        // What a press asked for has been done once the store answers what is asked after it.
        bool done = false;
        visit.desktop.session().store().run<bool>(this, [](OpenStore &) -> Result<bool> { return true; }, [&](Result<bool>) { done = true; });
        QVERIFY(Hands::until([&] { return done; }));
        const std::vector<HistoryEntry> after = house.history();
        for (std::size_t i = 0; i + acts < after.size(); ++i) // the first card's own lie there, too
            QCOMPARE(after[i].event.payload.key.purpose->str(), first.mid(8).toStdString());
    }

    void oneChoiceIsAllowedInTwoClicks()
    {
        House house;
        const ConsentKey key = house.anyChoice(false);
        Visit visit(house);
        QVERIFY(visit.onRail(QStringLiteral("Choices")));
        QVERIFY(visit.press(key));
        QVERIFY(visit.settles(key, true));
        QVERIFY(visit.hands->clicks() <= 2);
        const KeyState state = house.state(key.purpose.str(), key.channel.str(), key.recipient.str());
        QVERIFY(state.state.allowed);
        QVERIFY(state.effective()); // no hub: it holds at once
    }

    void anAllowanceNamesTheNoticeThatWasShown()
    {
        House house;
        const ConsentKey key = house.anyChoice(false);
        Visit visit(house);
        visit.onRail(QStringLiteral("Choices"));
        QVERIFY(visit.press(key));
        QVERIFY(visit.settles(key, true));
        const HistoryEntry newest = house.history().front();
        QCOMPARE(newest.event.core.act, Act::Grant);
        QVERIFY(newest.event.payload.served.has_value());
        QVERIFY(newest.event.payload.noticeVersion > 0);
        QCOMPARE(newest.event.payload.locale, std::string("en"));
    }

    void allowingAndWithdrawingCostTheSame()
    {
        House house;
        const ConsentKey key = house.anyChoice(false);
        Visit visit(house);
        visit.onRail(QStringLiteral("Choices"));
        visit.hands->resetCount();
        QVERIFY(visit.press(key) && visit.settles(key, true));
        const int allow = visit.hands->clicks();
        const QRectF before = visit.switchOf(key)->mapRectToScene(visit.switchOf(key)->boundingRect());
        visit.hands->resetCount();
        QVERIFY(visit.press(key) && visit.settles(key, false));
        QCOMPARE(visit.hands->clicks(), allow);
        QCOMPARE(visit.switchOf(key)->mapRectToScene(visit.switchOf(key)->boundingRect()).size(), before.size());
    }

    void everythingOptionalIsWithdrawnInThreeClicksAsOneAct()
    {
        House house;
        QVERIFY(house.allowedCount() > 1);
        const auto before = house.history().size();
        Visit visit(house);
        QVERIFY(visit.onRail(QStringLiteral("Choices")));
        QVERIFY(Hands::until([&] { return visit.hands->find(QStringLiteral("withdrawAll")); }));
        QVERIFY(visit.hands->click(QStringLiteral("withdrawAll")));
        QVERIFY(Hands::until([&] { return house.allowedCount() == 0; }));
        QVERIFY(visit.hands->clicks() <= 3);
        QCOMPARE(house.history().size(), before + 1);
        QVERIFY(!house.history().front().event.payload.key.concrete());
    }

    void undoAppendsAndRestores()
    {
        House house;
        const int allowed = house.allowedCount();
        const auto before = house.history().size();
        Visit visit(house);
        visit.onRail(QStringLiteral("Choices"));
        QVERIFY(Hands::until([&] { return visit.hands->find(QStringLiteral("withdrawAll")); }));
        visit.hands->click(QStringLiteral("withdrawAll"));
        QVERIFY(Hands::until([&] { return visit.hands->find(QStringLiteral("undoButton")); }));
        QVERIFY(visit.hands->click(QStringLiteral("undoButton")));
        QVERIFY(Hands::until([&] { return house.allowedCount() == allowed; }));
        QVERIFY(house.history().size() > before + 1);
    }

    void aWithdrawalHoldsWhileTheHubIsDownAndSaysThatItWaits()
    {
        House house;
        house.joinHub();
        const ConsentKey key = house.anyChoice(true);
        house.hub().cutOff(true);
        Visit visit(house);
        visit.onRail(QStringLiteral("Choices"));
        QVERIFY(visit.press(key) && visit.settles(key, false));
        QVERIFY(!house.state(key.purpose.str(), key.channel.str(), key.recipient.str()).state.allowed);
        QVERIFY(Hands::until([&] { return visit.noteOn(key) == QStringLiteral("Waiting to send"); }));
        house.hub().cutOff(false);
        visit.desktop.agent().syncNow();
        QVERIFY(Hands::until([&] { return visit.noteOn(key).isEmpty(); }));
        QCOMPARE(visit.desktop.agent().waiting(), 0);
    }

    void anAllowanceIsNotYetActiveUntilTheHubHasIt()
    {
        House house;
        house.joinHub();
        const ConsentKey key = house.anyChoice(false);
        house.hub().cutOff(true);
        Visit visit(house);
        visit.onRail(QStringLiteral("Choices"));
        QVERIFY(visit.press(key) && visit.settles(key, true));
        QVERIFY(Hands::until([&] { return visit.noteOn(key) == QStringLiteral("Not yet active"); }));
        QVERIFY(!house.state(key.purpose.str(), key.channel.str(), key.recipient.str()).effective());
        house.hub().cutOff(false);
        visit.desktop.agent().syncNow();
        QVERIFY(Hands::until([&] { return visit.noteOn(key).isEmpty(); }));
        QVERIFY(house.state(key.purpose.str(), key.channel.str(), key.recipient.str()).effective());
    }

    void spaceAndReturnPressASwitch()
    {
        House house;
        const ConsentKey key = house.anyChoice(true);
        Visit visit(house);
        visit.onRail(QStringLiteral("Choices"));
        QVERIFY(Hands::until([&] { return visit.switchOf(key); }));
        visit.switchOf(key)->forceActiveFocus(Qt::TabFocusReason);
        visit.hands->key(Qt::Key_Space);
        QVERIFY(visit.settles(key, false));
        visit.hands->key(Qt::Key_Return);
        QVERIFY(visit.settles(key, true));
        QVERIFY(visit.switchOf(key)->hasActiveFocus());
        QVERIFY(house.state(key.purpose.str(), key.channel.str(), key.recipient.str()).state.allowed);
    }

    void tabReachesEverySwitchAndComesBack()
    {
        House house;
        Visit visit(house);
        visit.onRail(QStringLiteral("Choices"));
        QVERIFY(Hands::until([&] { return visit.hands->find(QStringLiteral("withdrawAll")) && visit.isWhole(); }));
        visit.hands->settle();
        QSet<QQuickItem *> seen;
        QQuickItem *start = visit.hands->find(QStringLiteral("withdrawAll"));
        start->forceActiveFocus(Qt::TabFocusReason);
        for (int i = 0; i < 400; ++i) {
            QQuickItem *at = visit.desktop.window()->activeFocusItem();
            if (i > 0 && at == start)
                break;
            seen.insert(at);
            QVERIFY2(i < 399, "the walk does not come back");
            visit.hands->key(Qt::Key_Tab);
        }
        int missed = 0;
        visit.hands->find([&](const QQuickItem &item) {
            const bool isSwitch = item.objectName().startsWith(QLatin1String("cell-"));
            missed += isSwitch && !seen.contains(const_cast<QQuickItem *>(&item)) ? 1 : 0;
            return false;
        });
        QCOMPARE(missed, 0);
    }

    void aWrongPassphraseIsSaidInWords()
    {
        House house;
        Desktop desktop(house.parts());
        desktop.preferences().setLanguage(QStringLiteral("en"));
        QVERIFY(desktop.show({1280, 800}));
        Hands hands(*desktop.window());
        desktop.window()->requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(desktop.window()));
        hands.type(QStringLiteral("guess"));
        hands.key(Qt::Key_Return);
        QVERIFY(Hands::until([&] { return !desktop.session().errorText().isEmpty(); }, 30000));
        hands.settle();
        QVERIFY(hands.findText(QStringLiteral("That passphrase or recovery code is not right. Check capital letters and the keyboard layout.")));
        QCOMPARE(desktop.session().state(), Session::Locked);
        QCOMPARE(hands.find(QStringLiteral("passphraseField"))->property("text").toString(), QString());
    }

    void lockingUnloadsEveryPage()
    {
        House house;
        Visit visit(house);
        visit.onRail(QStringLiteral("My data"));
        QVERIFY(Hands::until([&] { return visit.hands->find(QStringLiteral("fact-email")); }));
        visit.hands->key(Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(visit.desktop.session().state(), Session::Locked);
        visit.hands->settle();
        // Nothing of the person but the name stands anywhere in the tree.
        QStringList left;
        const QStringList personal{QStringLiteral("example.com"), QStringLiteral("Lipowa"), QStringLiteral("+48220100"), QStringLiteral("1984")};
        const auto look = [&](const QObject *object) {
            for (int i = 0; i < object->metaObject()->propertyCount(); ++i) {
                const QVariant value = object->metaObject()->property(i).read(object);
                const QString text = value.canConvert<QString>() ? value.toString() : QString();
                for (const QString &word : personal) {
                    if (text.contains(word))
                        left.append(text);
                }
            }
        };
        for (const QObject *object : visit.desktop.window()->findChildren<QObject *>())
            look(object);
        visit.hands->find([&](const QQuickItem &item) {
            look(&item);
            return false;
        });
        QCOMPARE(left, QStringList());
        QVERIFY(!visit.hands->find(QStringLiteral("navRail")));
        QVERIFY(visit.hands->find(QStringLiteral("passphraseField")));
    }

    void theLanguageChangesWhileItRuns()
    {
        House house;
        Visit visit(house);
        QVERIFY(visit.hands->findText(QStringLiteral("Choices")));
        visit.desktop.preferences().setLanguage(QStringLiteral("zh_TW"));
        QVERIFY(Hands::until([&] { return visit.hands->findText(QStringLiteral("選擇")) != nullptr; }));
        QVERIFY(!visit.hands->findText(QStringLiteral("Choices")));
        visit.desktop.preferences().setLanguage(QStringLiteral("en"));
        QVERIFY(Hands::until([&] { return visit.hands->findText(QStringLiteral("Choices")) != nullptr; }));
    }

    void onesOwnFactIsChangedInPlace()
    {
        House house;
        QCOMPARE(house.fact("meal_preference"), std::string("vegetarian"));
        Visit visit(house);
        visit.onRail(QStringLiteral("My data"));
        QVERIFY(Hands::until([&] { return visit.hands->find(QStringLiteral("fact-meal_preference")); }));
        visit.hands->click(QStringLiteral("fact-meal_preference"));
        visit.hands->key(Qt::Key_F2);
        visit.hands->settle();
        visit.hands->key(Qt::Key_A, Qt::ControlModifier);
        visit.hands->type(QStringLiteral("vegan"));
        visit.hands->key(Qt::Key_Return);
        QVERIFY(Hands::until([&] { return house.fact("meal_preference") == "vegan"; }));
        QVERIFY(Hands::until([&] { return visit.hands->findText(QStringLiteral("Saved: Preferred meal")) != nullptr; }));
    }

    void escapeLeavesAFactAsItWas()
    {
        House house;
        Visit visit(house);
        visit.onRail(QStringLiteral("My data"));
        QVERIFY(Hands::until([&] { return visit.hands->find(QStringLiteral("fact-meal_preference")); }));
        visit.hands->click(QStringLiteral("fact-meal_preference"));
        visit.hands->key(Qt::Key_F2);
        visit.hands->settle();
        visit.hands->type(QStringLiteral("anything"));
        visit.hands->key(Qt::Key_Escape);
        visit.hands->settle();
        QVERIFY(!visit.hands->find(QStringLiteral("factField")));
        QCOMPARE(house.fact("meal_preference"), std::string("vegetarian"));
    }

    void aConflictIsSettledByChoosing()
    {
        House house;
        Visit visit(house);
        visit.onRail(QStringLiteral("My data"));
        QVERIFY(Hands::until([&] { return visit.hands->find(QStringLiteral("fact-phone")); }));
        QVERIFY(visit.hands->find(QStringLiteral("fact-phone"))->property("conflict").toBool());
        visit.hands->click(QStringLiteral("fact-phone"));
        QVERIFY(Hands::until([&] { return visit.hands->findText(QStringLiteral("This is right")); }));
        visit.hands->settle();
        visit.hands->click(visit.hands->findText(QStringLiteral("This is right")));
        QVERIFY(Hands::until([&] { return !visit.hands->find(QStringLiteral("fact-phone"))->property("conflict").toBool(); }));
    }
};

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    Journeys journeys;
    return QTest::qExec(&journeys, argc, argv);
}

#include "tst_journeys.moc"
