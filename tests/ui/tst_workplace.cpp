// Receipts, questions, the copy, organisations, the palette and the ways to
// unlock, as a person uses them; what follows is read from the store and from
// the files that were written.
#include "receipt/seal.h"
#include "transfer/exportzip.h"
#include "ui/complaints.h"
#include "ui/visit.h"

#include <QDir>
#include <QSemaphore>
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

/// The first button inside an item.
bool isButton(const QQuickItem &item) { return item.inherits("QQuickAbstractButton"); }

} // namespace

class Workplace : public QObject
{
    Q_OBJECT

    Complaints m_complaints;
    std::unique_ptr<QTemporaryDir> m_home;

    QString downloads() const { return m_home->path() + QStringLiteral("/Downloads"); }
    QStringList files(const char *pattern) const
    {
        return QDir(downloads()).entryList({QString::fromLatin1(pattern)}, QDir::Files);
    }
    static bool openNewestReceipt(Visit &visit)
    {
        return visit.onRail(QStringLiteral("History")) && visit.until("historyFilter")
            && Hands::until([&] { return visit.inside(visit.hands->find(QStringLiteral("historyList")), isButton) != nullptr; })
            && visit.hands->click(visit.inside(visit.hands->find(QStringLiteral("historyList")), isButton)) && visit.until("checkReceipt");
    }
    static Asking firstChanged(House &house)
    {
        for (const Asking &asking : house.asked()) {
            if (asking.reason == AskReason::CutOff)
                return asking;
        }
        qFatal("the sample asks nothing again");
    }
    static bool openQuestions(Visit &visit)
    {
        QQuickItem *row = visit.inside(visit.hands->find(QStringLiteral("attention")),
            [](const QQuickItem &item) { return item.property("page").toString() == QLatin1String("ask"); });
        return visit.hands->click(visit.inside(row, isButton)) && visit.until("askProgress");
    }
    static QQuickItem *cardOf(Visit &visit, const ConsentKey &key)
    {
        return visit.hands->find(QStringLiteral("ask-%1/%2/%3").arg(QString::fromStdString(key.purpose.str()),
            QString::fromStdString(key.channel.str()), QString::fromStdString(key.recipient.str())));
    }
    static bool answer(Visit &visit, const ConsentKey &key, const char *button)
    {
        QQuickItem *card = cardOf(visit, key);
        return visit.hands->click(visit.inside(card, [&](const QQuickItem &item) { return item.objectName() == QLatin1String(button); }))
            && Hands::until([&] { return !card->property("answer").toString().isEmpty(); });
    }
    static KeyState stateOf(House &house, const ConsentKey &key)
    {
        return house.state(key.purpose.str(), key.channel.str(), key.recipient.str());
    }

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("HOME", m_home->path().toUtf8());
        qputenv("XDG_CONFIG_HOME", (m_home->path() + QStringLiteral("/config")).toUtf8());
        QVERIFY(QDir().mkpath(downloads()));
    }
    void cleanup() { QCOMPARE(m_complaints.take(), QStringList()); }

    void aReceiptIsCheckedInThreeClicks()
    {
        House house;
        Visit visit(house);
        QVERIFY(openNewestReceipt(visit));
        QVERIFY(visit.hands->click(QStringLiteral("checkReceipt")));
        QVERIFY(visit.until("receiptVerdict"));
        QVERIFY2(visit.hands->clicks() <= 3, qPrintable(QString::number(visit.hands->clicks())));
        QCOMPARE(visit.textOf("receiptVerdict"),
            QStringLiteral("Genuine. Matches ledger entry %1.").arg(QLocale(QLocale::English, QLocale::UnitedKingdom).toString(house.history().front().entry)));
    }

    void theFocusIsNeverOutOfSightInTheHistory()
    {
        House house;
        Visit visit(house);
        QVERIFY(visit.onRail(QStringLiteral("History")) && visit.until("historyFilter"));
        QQuickItem *list = visit.hands->find(QStringLiteral("historyList"));
        QVERIFY(Hands::until([&] { return visit.inside(list, isButton) != nullptr; }));
        visit.inside(list, isButton)->forceActiveFocus(Qt::TabFocusReason);
        for (int i = 0; i < 15; ++i) {
            const QQuickItem *at = visit.desktop.window()->activeFocusItem();
            QVERIFY(list->isAncestorOf(at));
            const QRectF place = at->mapRectToItem(list, QRectF(0, 0, at->width(), at->height()));
            QVERIFY2(place.top() >= -1 && place.bottom() <= list->height() + 1, qPrintable(QString::number(i)));
            visit.hands->key(Qt::Key_Tab);
            visit.hands->settle();
        }
    }

    void theWheelReachesTheOldestActOfALongHistory()
    {
        House house;
        house.decideOften(300);
        Visit visit(house);
        QVERIFY(visit.onRail(QStringLiteral("History")) && visit.until("historyList"));
        QQuickItem *list = visit.hands->find(QStringLiteral("historyList"));
        const auto acts = house.history();
        const QString oldest = QStringLiteral("history-") + QString::fromStdString(acts.back().event.core.id.toString());
        QVERIFY(Hands::until([&] { return list->property("count").toInt() > 0; }));
        QVERIFY(list->property("count").toInt() < int(acts.size()));
        visit.hands->pointAt(*list);
        QVERIFY(Hands::until([&] {
            visit.hands->wheel(*list, -20);
            visit.hands->settle();
            return visit.hands->find(oldest) != nullptr;
        }, 60000));
        QCOMPARE(list->property("count").toInt(), int(acts.size()));
    }

    void anotherQuestionIsAnsweredFromItsNewestOn()
    {
        House house;
        house.decideOften(300);
        Visit visit(house);
        QVERIFY(visit.onRail(QStringLiteral("History")) && visit.until("historyList"));
        QQuickItem *list = visit.hands->find(QStringLiteral("historyList"));
        const auto fromTop = [list] { return list->property("contentY").toReal() - list->property("originY").toReal(); };
        QVERIFY(Hands::until([&] { return list->property("count").toInt() > 0; }));
        visit.hands->pointAt(*list);
        QVERIFY(Hands::until([&] {
            visit.hands->wheel(*list, -20);
            visit.hands->settle();
            return fromTop() > 5 * list->height();
        }, 60000));
        visit.hands->key(Qt::Key_F, Qt::ControlModifier);
        visit.hands->type(QStringLiteral("withdrawn"));
        QVERIFY(visit.until("historyTotal")); // what was found is there
        QVERIFY(Hands::until([&] { return fromTop() == 0; }));
    }

    void aSavedReceiptProvesItself()
    {
        House house;
        Visit visit(house);
        QVERIFY(openNewestReceipt(visit));
        QVERIFY(visit.saves("saveReceiptJson"));
        QVERIFY(visit.until("savingResult"));
        QCOMPARE(files("receipt-*.jsonld").size(), qsizetype(1));
        const std::string text = readAll(downloads() + QLatin1Char('/') + files("receipt-*.jsonld").front());
        const CheckedReceipt checked = must(checkReceipt(text, "receipt", {}));
        QCOMPARE(checked.core.id, house.history().front().event.core.id);
        // A second copy gets a name of its own.
        QVERIFY(visit.saves("saveReceiptJson"));
        QVERIFY(Hands::until([&] { return files("receipt-*.jsonld").size() == 2; }));
        QVERIFY(visit.saves("saveReceiptPdf"));
        QVERIFY(Hands::until([&] { return files("receipt-*.pdf").size() == 1; }, 30000));
        QVERIFY(readAll(downloads() + QLatin1Char('/') + files("receipt-*.pdf").front()).starts_with("%PDF-"));
    }

    void theToastLeadsToTheReceiptOfWhatWasDone()
    {
        House house;
        const ConsentKey key = house.anyChoice(true);
        Visit visit(house);
        visit.onRail(QStringLiteral("Choices"));
        QVERIFY(visit.press(key) && visit.settles(key, false));
        QVERIFY(visit.until("receiptButton"));
        QVERIFY(visit.hands->click(QStringLiteral("receiptButton")));
        QVERIFY(visit.until("receiptTitle"));
        QVERIFY(visit.textOf("receiptTitle").startsWith(QStringLiteral("Withdrawn: ")));
    }

    void aQuestionIsAnsweredWithOnePressForItsKeyAlone()
    {
        House house;
        const Asking asking = firstChanged(house);
        const int allowed = house.allowedCount();
        const auto asked = house.asked().size();
        Visit visit(house);
        QVERIFY(openQuestions(visit));
        visit.hands->pointAt(*cardOf(visit, asking.key)); // its notice comes on screen
        visit.hands->settle();
        visit.hands->resetCount();
        QVERIFY(answer(visit, asking.key, "allowButton"));
        QCOMPARE(visit.hands->clicks(), 1);
        QVERIFY(stateOf(house, asking.key).state.allowed);
        QCOMPARE(house.allowedCount(), allowed + 1);
        QCOMPARE(house.asked().size(), asked - 1);
        const EventPayload payload = house.history().front().event.payload;
        QVERIFY(payload.served.has_value());
        QVERIFY(payload.noticeVersion >= asking.neededVersion);
    }

    void anAnswerThatIsUndoneIsNoYes()
    {
        House house;
        const Asking asking = firstChanged(house);
        Visit visit(house);
        QVERIFY(openQuestions(visit));
        visit.hands->pointAt(*cardOf(visit, asking.key));
        visit.hands->settle();
        QVERIFY(answer(visit, asking.key, "allowButton"));
        QVERIFY(visit.until("undoButton") && visit.hands->click(QStringLiteral("undoButton")));
        QVERIFY(Hands::until([&] { return cardOf(visit, asking.key)->property("answer").toString() == QLatin1String("refuse"); }));
        QVERIFY(!stateOf(house, asking.key).state.allowed);
    }

    void refusingCostsTheSameAndLooksTheSame()
    {
        House house;
        const Asking asking = firstChanged(house);
        Visit visit(house);
        QVERIFY(openQuestions(visit));
        QQuickItem *card = cardOf(visit, asking.key);
        const auto button = [&](const char *name) {
            return visit.inside(card, [&](const QQuickItem &item) { return item.objectName() == QLatin1String(name); });
        };
        QCOMPARE(button("allowButton")->size(), button("refuseButton")->size());
        QCOMPARE(button("allowButton")->property("role"), button("refuseButton")->property("role"));
        QCOMPARE(button("allowButton")->property("font"), button("refuseButton")->property("font"));
        visit.hands->resetCount();
        QVERIFY(answer(visit, asking.key, "refuseButton"));
        QCOMPARE(visit.hands->clicks(), 1);
        QVERIFY(!stateOf(house, asking.key).state.allowed);
        QCOMPARE(house.history().front().event.core.act, Act::Refuse);
    }

    void decidingLaterLeavesItOffAndGivesPeaceForThirtyDays()
    {
        House house;
        const Asking asking = firstChanged(house);
        const auto isAsked = [&] {
            const std::vector<Asking> all = house.asked();
            return std::any_of(all.begin(), all.end(), [&](const Asking &other) { return other.key == asking.key; });
        };
        {
            Visit visit(house);
            QVERIFY(openQuestions(visit));
            QVERIFY(answer(visit, asking.key, "deferButton"));
        }
        QVERIFY(!stateOf(house, asking.key).state.allowed);
        QVERIFY(!isAsked());
        house.clock.advance(std::chrono::hours(24 * 31));
        QVERIFY(isAsked());
    }

    void theNoticeShowsWhatChangedAndIsWhole()
    {
        House house;
        const Asking asking = firstChanged(house);
        Visit visit(house);
        QVERIFY(openQuestions(visit));
        visit.hands->pointAt(*cardOf(visit, asking.key));
        QVERIFY(visit.until("noticeDiff"));
        QString now, before;
        bool added = false;
        for (const QVariant &value : visit.hands->find(QStringLiteral("noticeDiff"))->property("pieces").toList()) {
            const int change = value.toMap().value(QStringLiteral("change")).toInt();
            const QString text = value.toMap().value(QStringLiteral("text")).toString();
            now += change >= 0 ? text : QString();
            before += change <= 0 ? text : QString();
            added = added || change > 0;
        }
        QVERIFY(added);
        QCOMPARE(now.toStdString(), house.noticeText(asking.notice, 0));
        QCOMPARE(before.toStdString(), house.noticeText(asking.notice, asking.answeredVersion));
    }

    void theCopyIsMadeInFourClicksAndIsWhole()
    {
        House house;
        Visit visit(house);
        QVERIFY(visit.onRail(QStringLiteral("Your rights")));
        QVERIFY(visit.until("rightsReady"));
        QVERIFY(visit.hands->click(visit.inside("rightCopy", "rightAction")));
        QVERIFY(visit.until("startCopy"));
        QVERIFY(visit.hands->click(QStringLiteral("startCopy")));
        QVERIFY(visit.until("saveFile"));
        QVERIFY(visit.hands->click(QStringLiteral("saveFile")));
        QVERIFY(visit.until("copyDone"));
        QVERIFY(visit.hands->clicks() <= 4);
        QCOMPARE(files("assent-copy-*.zip").size(), qsizetype(1));
        const ExportManifest manifest = must(verifyExport((downloads() + QLatin1Char('/') + files("assent-copy-*.zip").front()).toStdString()));
        QVERIFY(manifest.subject == house.subject());
    }

    void theCopyIsStoppedAndLeavesNothing()
    {
        House house;
        Visit visit(house);
        QSemaphore goOn; // the work stands behind this
        visit.desktop.session().background().compute<int>(this, [&goOn]() -> Result<int> {
            goOn.acquire();
            return 1;
        }, [](Result<int>) {});
        visit.onRail(QStringLiteral("Your rights"));
        QVERIFY(visit.until("rightsReady"));
        visit.hands->click(visit.inside("rightCopy", "rightAction"));
        QVERIFY(visit.until("startCopy") && visit.saves("startCopy"));
        QVERIFY(visit.until("cancelCopy"));
        QVERIFY(visit.hands->click(QStringLiteral("cancelCopy")));
        goOn.release();
        QVERIFY(visit.until("startCopy"));
        QVERIFY(visit.hands->findText(QStringLiteral("Stopped. No file was written.")));
        QVERIFY(QDir(downloads()).isEmpty());
    }

    void everythingOfOneRecipientIsWithdrawnInTwoClicks()
    {
        House house;
        const int own = house.allowedOf("self");
        const std::string recipient = house.anyRecipient();
        QVERIFY(house.allowedOf(recipient) > 0);
        Visit visit(house);
        visit.onRail(QStringLiteral("Organisations"));
        QVERIFY(visit.until("flowPicture"));
        QVERIFY(visit.hands->click(QStringLiteral("withdrawFrom-") + QString::fromStdString(recipient)));
        QVERIFY(Hands::until([&] { return house.allowedOf(recipient) == 0; }));
        QVERIFY(visit.hands->clicks() <= 2);
        QCOMPARE(house.allowedOf("self"), own);
    }

    void theFlowPictureIsWalkedByKeys()
    {
        House house;
        Visit visit(house);
        visit.onRail(QStringLiteral("Organisations"));
        QVERIFY(visit.until("flowPicture"));
        QQuickItem *picture = visit.hands->find(QStringLiteral("flowPicture"));
        QQuickItem *first = visit.inside(picture, isButton);
        QVERIFY(first);
        first->forceActiveFocus(Qt::TabFocusReason);
        QCOMPARE(picture->property("litColumn").toInt(), 0);
        visit.hands->key(Qt::Key_Down);
        QCOMPARE(picture->property("litIndex").toInt(), 1);
        visit.hands->key(Qt::Key_Right);
        QCOMPARE(picture->property("litColumn").toInt(), 1);
        QVERIFY(!visit.desktop.window()->activeFocusItem()->property("onward").toString().isEmpty()
            || !visit.desktop.window()->activeFocusItem()->property("backward").toString().isEmpty());
        visit.hands->key(Qt::Key_Right);
        visit.hands->key(Qt::Key_Right);
        QCOMPARE(picture->property("litColumn").toInt(), 2);
    }

    void thePaletteFindsOnesOwnData()
    {
        House house;
        Visit visit(house);
        visit.hands->key(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(visit.until("paletteField"));
        QVERIFY(visit.hands->find(QStringLiteral("paletteField"))->hasActiveFocus());
        visit.hands->type(QStringLiteral("vegeta"));
        QVERIFY(visit.until("palette-data:meal_preference"));
        visit.hands->key(Qt::Key_Return);
        QVERIFY(visit.until("fact-meal_preference"));
        QVERIFY(visit.until("editFact")); // the entry is open beside the list
    }

    void thePaletteRunsACommandAndEscapeGivesTheFocusBack()
    {
        House house;
        Visit visit(house);
        QQuickItem *before = visit.desktop.window()->activeFocusItem();
        visit.hands->key(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(visit.until("paletteField"));
        visit.hands->key(Qt::Key_Escape);
        QVERIFY(Hands::until([&] { return !visit.hands->find(QStringLiteral("paletteField")); }));
        QCOMPARE(visit.desktop.window()->activeFocusItem(), before);
        visit.hands->key(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(visit.until("paletteField"));
        visit.hands->type(QStringLiteral("lock"));
        QVERIFY(visit.until("palette-do:lock"));
        visit.hands->key(Qt::Key_Return);
        QVERIFY(Hands::until([&] { return visit.desktop.session().state() == Session::Locked; }));
    }

    void theKeysAreShownAndGoAway()
    {
        House house;
        Visit visit(house);
        visit.hands->key(Qt::Key_F1);
        QVERIFY(visit.until("keysHeading"));
        QVERIFY(visit.hands->findText(QStringLiteral("Ctrl+K")));
        visit.hands->key(Qt::Key_Escape);
        QVERIFY(Hands::until([&] { return !visit.hands->find(QStringLiteral("keysHeading")); }));
    }

    void thePassphraseIsChangedWithTheOneOfToday()
    {
        House house;
        Visit visit(house);
        visit.onRail(QStringLiteral("Settings"));
        QVERIFY(visit.until("changePassphrase"));
        QVERIFY(visit.hands->click(QStringLiteral("changePassphrase")));
        QVERIFY(visit.until("currentSecret"));
        visit.hands->type(QStringLiteral("not it"));
        visit.hands->key(Qt::Key_Return);
        visit.hands->type(QStringLiteral("a quite new one"));
        visit.hands->key(Qt::Key_Return);
        visit.hands->type(QStringLiteral("a quite new one"));
        visit.hands->key(Qt::Key_Return);
        QVERIFY(Hands::until([&] {
            return visit.hands->findText(QStringLiteral("That passphrase or recovery code is not right. Check capital letters and the keyboard layout.")) != nullptr;
        }, 30000));
        QVERIFY(must(Slots::load(house.folder())).unlockWithPassphrase(SecretBytes(kPassphrase)));
        visit.hands->type(QString::fromUtf8(kPassphrase.data(), qsizetype(kPassphrase.size())));
        visit.hands->click(QStringLiteral("submitUnlock"));
        QVERIFY(Hands::until([&] { return !visit.hands->find(QStringLiteral("currentSecret")); }, 30000));
        const Slots now = must(Slots::load(house.folder()));
        QVERIFY(now.unlockWithPassphrase(SecretBytes(std::string_view("a quite new one"))));
        QVERIFY(!now.unlockWithPassphrase(SecretBytes(kPassphrase)));
    }

    void theRecoveryCodeThatIsShownOpensTheStore()
    {
        House house;
        Visit visit(house);
        visit.onRail(QStringLiteral("Settings"));
        QVERIFY(visit.until("newRecoveryCode"));
        visit.hands->click(QStringLiteral("newRecoveryCode"));
        QVERIFY(visit.until("currentSecret"));
        visit.hands->type(QString::fromUtf8(kPassphrase.data(), qsizetype(kPassphrase.size())));
        visit.hands->key(Qt::Key_Return);
        QVERIFY(visit.until("recoveryCode"));
        const std::string code = visit.textOf("recoveryCode").toStdString();
        QVERIFY(must(Slots::load(house.folder())).unlockWithRecovery(SecretBytes(std::string_view(code))));
        visit.hands->click(QStringLiteral("codeWritten"));
        QVERIFY(Hands::until([&] { return !visit.hands->find(QStringLiteral("recoveryCode")); }));
        QVERIFY(visit.hands->texts().filter(QString::fromStdString(code)).isEmpty());
    }
};

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    Workplace test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_workplace.moc"
