// The view models on a real store, without a window.
#include "person/askmodel.h"
#include "person/choicesmodel.h"
#include "person/devicesmodel.h"
#include "person/findmodel.h"
#include "person/firstrows.h"
#include "person/historymodel.h"
#include "person/homemodel.h"
#include "person/organisationsmodel.h"
#include "person/profilemodel.h"
#include "ui/house.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QStringListModel>
#include <QTest>

using namespace assent;
using namespace assent::ui;

class Models : public QObject
{
    Q_OBJECT

private:
    /// A model at work in an open session.
    template<typename Model>
    struct AtWork
    {
        explicit AtWork(House &house) : desktop(house.parts())
        {
            desktop.preferences().setLanguage(QStringLiteral("en"));
            desktop.session().unlockWith(SecretBytes(kPassphrase));
            Hands::until([&] { return desktop.session().state() == Session::Unlocked; }, 30000);
            model.setSession(&desktop.session());
            model.setLanguage(&desktop.language());
            model.classBegin();
            model.componentComplete();
            Hands::until([&] { return model.loaded(); });
        }
        QVariant at(int row, const char *role) const
        {
            return model.data(model.index(row), model.roleNames().key(role));
        }
        QVariantMap cell(const ConsentKey &key) const
        {
            const int row = rowOf(key);
            for (const QVariant &value : at(row, "cells").toList()) {
                const QVariantMap map = value.toMap();
                if (map.value(QStringLiteral("channel")).toString().toStdString() == key.channel.str()
                    && map.value(QStringLiteral("recipient")).toString().toStdString() == key.recipient.str())
                    return map;
            }
            return {};
        }
        int rowOf(const ConsentKey &key) const
        {
            for (int row = 0; row < model.rowCount(); ++row) {
                if (at(row, "key").toString().toStdString() == key.purpose.str())
                    return row;
            }
            return -1;
        }
        Desktop desktop;
        Model model;
    };
    /// As a view does that is scrolled to the end: asks for more whenever there is some.
    static bool readOn(HistoryModel &model)
    {
        return Hands::until([&] {
            model.fetchMore({});
            return model.count() == model.total();
        });
    }
    static QString text(const std::string &value) { return QString::fromStdString(value); }

private Q_SLOTS:
    void choicesShowWhatTheStoreHolds()
    {
        House house;
        AtWork<ChoicesModel> work(house);
        QAbstractItemModelTester tester(&work.model);
        QCOMPARE(work.model.allowed(), house.allowedCount());
        QVERIFY(work.model.total() > work.model.allowed());
        const ConsentKey key = house.anyChoice(true);
        QCOMPARE(work.cell(key).value(QStringLiteral("allowed")).toBool(), true);
    }

    void aPurposeOnAnotherBasisHasASentenceAndNoCells()
    {
        House house;
        AtWork<ChoicesModel> work(house);
        const int row = work.model.rowOf(QStringLiteral("booking_messages"));
        QVERIFY(row >= 0);
        QVERIFY(work.at(row, "cells").toList().isEmpty());
        QVERIFY(work.at(row, "basis").toString().startsWith(QStringLiteral("Needed for your contract.")));
    }

    void consequencesAreOfAboutTheSameLength()
    {
        House house;
        AtWork<ChoicesModel> work(house);
        for (int row = 0; row < work.model.rowCount(); ++row) {
            const qsizetype yes = work.at(row, "ifAllowed").toString().size();
            const qsizetype no = work.at(row, "ifNotAllowed").toString().size();
            QVERIFY2(std::abs(yes - no) <= std::max(yes, no) / 2, qPrintable(work.at(row, "title").toString()));
        }
    }

    void anAllowanceWithoutItsNoticeOnScreenIsNotRecorded()
    {
        House house;
        AtWork<ChoicesModel> work(house);
        const ConsentKey key = house.anyChoice(false);
        const auto before = house.history().size();
        QSignalSpy needed(&work.model, &ChoicesModel::noticeNeeded);
        work.model.choose(text(key.purpose.str()), text(key.channel.str()), text(key.recipient.str()), true);
        QCOMPARE(needed.count(), 1);
        QCOMPARE(house.history().size(), before);
    }

    void aWithdrawalNeedsNoNotice()
    {
        House house;
        AtWork<ChoicesModel> work(house);
        const ConsentKey key = house.anyChoice(true);
        QSignalSpy decided(&work.model, &ChoicesModel::decided);
        work.model.choose(text(key.purpose.str()), text(key.channel.str()), text(key.recipient.str()), false);
        QVERIFY(Hands::until([&] { return decided.count() == 1; }));
        QVERIFY(!house.state(key.purpose.str(), key.channel.str(), key.recipient.str()).state.allowed);
        QVERIFY(decided.first().first().toString().startsWith(QStringLiteral("Withdrawn: ")));
    }

    void aNoticeIsRecordedOnceForAVersionAndLanguage()
    {
        House house;
        AtWork<ChoicesModel> work(house);
        const ConsentKey key = house.anyChoice(false);
        const int row = work.rowOf(key);
        QVERIFY(work.at(row, "notice").toMap().value(QStringLiteral("shown")).toString().isEmpty());
        work.model.noticeShown(text(key.purpose.str()));
        work.model.noticeShown(text(key.purpose.str()));
        QVERIFY(!work.at(row, "notice").toMap().value(QStringLiteral("shown")).toString().isEmpty());
        QSignalSpy decided(&work.model, &ChoicesModel::decided);
        work.model.choose(text(key.purpose.str()), text(key.channel.str()), text(key.recipient.str()), true);
        QVERIFY(Hands::until([&] { return decided.count() == 1; }));
        QVERIFY(house.history().front().event.payload.served.has_value());
    }

    void pressingTwiceQuicklyEndsWhereThePersonEnded()
    {
        House house;
        AtWork<ChoicesModel> work(house);
        const ConsentKey key = house.anyChoice(true);
        const QString purpose = text(key.purpose.str());
        work.model.noticeShown(purpose);
        QSignalSpy decided(&work.model, &ChoicesModel::decided);
        work.model.choose(purpose, text(key.channel.str()), text(key.recipient.str()), false);
        work.model.choose(purpose, text(key.channel.str()), text(key.recipient.str()), false); // already asked for
        work.model.choose(purpose, text(key.channel.str()), text(key.recipient.str()), true);
        QVERIFY(Hands::until([&] { return decided.count() == 2; }));
        const KeyState state = house.state(key.purpose.str(), key.channel.str(), key.recipient.str());
        QVERIFY(state.state.allowed);
        QVERIFY(!state.state.conflict);
    }

    void aNoticeFollowsTheReadersLanguage()
    {
        House house;
        AtWork<ChoicesModel> work(house);
        const QString english = work.at(0, "notice").toMap().value(QStringLiteral("body")).toString();
        work.desktop.preferences().setLanguage(QStringLiteral("zh_TW"));
        const QString chinese = work.at(0, "notice").toMap().value(QStringLiteral("body")).toString();
        QVERIFY(!english.isEmpty() && !chinese.isEmpty());
        QVERIFY(english != chinese);
    }

    void historyIsNewestFirstAndFilters()
    {
        House house;
        AtWork<HistoryModel> work(house);
        QAbstractItemModelTester tester(&work.model);
        const auto events = house.history();
        QCOMPARE(work.model.total(), int(events.size()));
        QSignalSpy presented(&work.model, &HistoryModel::presented);
        const auto answered = [&] { return presented.count() > 0; };
        work.model.setFilter(HistoryModel::Allowed);
        int openings = 0;
        for (const HistoryEntry &entry : events)
            openings += isOpening(entry.event.core.act) ? 1 : 0;
        QVERIFY(Hands::until(answered));
        QCOMPARE(work.model.total(), openings);
        presented.clear();
        work.model.setFilter(HistoryModel::All);
        QVERIFY(Hands::until(answered));
        work.model.setSearch(QStringLiteral("ledger entry %1").arg(events.front().entry));
        QVERIFY(Hands::until([&] { return work.model.total() < int(events.size()); }));
        QVERIFY(work.model.total() >= 1);
        work.model.setSearch(QStringLiteral("no such words"));
        QVERIFY(Hands::until([&] { return work.model.count() == 0; }));
    }

    void aLongHistoryIsReadOnToItsEnd()
    {
        House house;
        house.decideOften(1100);
        AtWork<HistoryModel> work(house);
        QAbstractItemModelTester tester(&work.model);
        const auto events = house.history();
        QCOMPARE(work.model.total(), int(events.size()));
        const int first = work.model.count();
        QVERIFY(first < int(events.size()));
        QVERIFY(readOn(work.model));
        QCOMPARE(work.model.count(), int(events.size()));
        for (int row = 0; row < work.model.count(); ++row)
            QCOMPARE(work.at(row, "event").toString().toStdString(), events[std::size_t(row)].event.core.id.toString());
        // A filter is counted over all of it, and read on as well.
        int closings = 0;
        for (const HistoryEntry &entry : events)
            closings += isClosing(entry.event.core.act) ? 1 : 0;
        work.model.setFilter(HistoryModel::Withdrawn);
        QVERIFY(Hands::until([&] { return work.model.total() == closings; }));
        QVERIFY(work.model.count() < closings);
        QVERIFY(readOn(work.model));
        QCOMPARE(work.model.count(), closings);
    }

    void aNewActIsPutBeforeWhatIsRead()
    {
        House house;
        house.decideOften(600);
        AtWork<HistoryModel> work(house);
        QAbstractItemModelTester tester(&work.model);
        const int first = work.model.count();
        work.model.fetchMore({});
        QVERIFY(Hands::until([&] { return work.model.count() > first; }));
        QSignalSpy inserted(&work.model, &HistoryModel::rowsInserted);
        const int shown = work.model.count();
        house.decideOften(3);
        work.model.reload();
        QVERIFY(Hands::until([&] { return work.model.total() == int(house.history().size()); }));
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted.first().at(1).toInt(), 0);
        QCOMPARE(inserted.first().at(2).toInt(), 2);
        QCOMPARE(work.model.count(), shown);
        QVERIFY(readOn(work.model));
        const auto events = house.history();
        QCOMPARE(work.model.count(), int(events.size()));
        for (int row = 0; row < work.model.count(); ++row)
            QCOMPARE(work.at(row, "event").toString().toStdString(), events[std::size_t(row)].event.core.id.toString());
    }

    void aLongHistorySpeaksTheLanguageInForce()
    {
        House house;
        house.decideOften(300);
        AtWork<HistoryModel> work(house);
        QVERIFY(readOn(work.model));
        const QString english = work.at(work.model.count() - 1, "title").toString();
        const int shown = work.model.count();
        work.desktop.preferences().setLanguage(QStringLiteral("fr"));
        QVERIFY(Hands::until([&] { return work.at(work.model.count() - 1, "title").toString() != english; }));
        QCOMPARE(work.model.count(), shown);
    }

    void historySaysWhoAndByWhichNotice()
    {
        House house;
        AtWork<HistoryModel> work(house);
        QStringList details;
        for (int row = 0; row < work.model.count(); ++row)
            details.append(work.at(row, "detail").toString());
        const QString all = details.join(QLatin1Char('\n'));
        QVERIFY(all.contains(QStringLiteral("Customer service")));
        QVERIFY(all.contains(QStringLiteral("notice version")));
        QVERIFY(all.contains(QStringLiteral("ledger entry")));
    }

    void homeListsWhatNeedsThePerson()
    {
        House house;
        AtWork<HomeModel> work(house);
        QAbstractItemModelTester tester(&work.model);
        QStringList pages;
        for (int row = 0; row < work.model.count(); ++row)
            pages.append(work.at(row, "page").toString());
        QVERIFY(pages.contains(QStringLiteral("data")));    // two phone numbers
        QVERIFY(pages.contains(QStringLiteral("ask"))); // a word that is needed again
        QCOMPARE(work.model.allowed(), house.allowedCount());
        QCOMPARE(work.model.recent().size(), 5);
    }

    void questionsAreWhatTheStoreAsks()
    {
        House house;
        AtWork<AskModel> work(house);
        QAbstractItemModelTester tester(&work.model);
        const std::vector<Asking> asked = house.asked();
        QCOMPARE(std::size_t(work.model.count()), asked.size());
        QCOMPARE(std::size_t(work.model.open()), asked.size());
        for (const Asking &asking : asked) {
            const int row = work.model.rowOf(keyName(asking.key));
            QVERIFY(row >= 0);
            QCOMPARE(work.at(row, "compared").toBool(), asking.reason == AskReason::CutOff);
            QVERIFY(!work.at(row, "why").toString().isEmpty());
            QVERIFY(!work.at(row, "text").toList().isEmpty());
        }
    }

    void holdersStandWithWhatTheyMay()
    {
        House house;
        AtWork<OrganisationsModel> work(house);
        QAbstractItemModelTester tester(&work.model);
        QCOMPARE(work.at(0, "key").toString(), QStringLiteral("self"));
        for (int row = 0; row < work.model.count(); ++row) {
            const std::string recipient = work.at(row, "key").toString().toStdString();
            QCOMPARE(work.at(row, "allowed").toInt(), house.allowedOf(recipient));
        }
        const QVariantMap flow = work.model.flow();
        const qsizetype purposes = flow.value(QStringLiteral("purposes")).toList().size();
        for (const QVariant &link : flow.value(QStringLiteral("outflows")).toList())
            QVERIFY(link.toMap().value(QStringLiteral("from")).toInt() < purposes);
    }

    void findingTakesBeginningsOfWordsWithoutAccents()
    {
        House house;
        AtWork<FindModel> work(house);
        QAbstractItemModelTester tester(&work.model);
        QCOMPARE(work.model.count(), 0); // no commands were given
        work.model.setCommands({QVariantMap{{QStringLiteral("key"), QStringLiteral("do:lock")}, {QStringLiteral("title"), QString::fromUtf8("Vérrouiller")}}});
        QCOMPARE(work.model.count(), 1);
        work.model.setQuery(QStringLiteral("verr"));
        QCOMPARE(work.model.count(), 1);
        work.model.setQuery(QStringLiteral("MEAL veg"));
        QCOMPARE(work.model.count(), 1);
        QCOMPARE(work.at(0, "key").toString(), QStringLiteral("data:meal_preference"));
        work.model.setQuery(QStringLiteral("no such thing"));
        QCOMPARE(work.model.count(), 0);
    }

    void thisComputerIsTheFirstDevice()
    {
        House house;
        AtWork<DevicesModel> work(house);
        QAbstractItemModelTester tester(&work.model);
        QVERIFY(work.model.count() >= 1);
        QCOMPARE(work.at(0, "title").toString(), QStringLiteral("This computer"));
        QCOMPARE(work.model.hubText(), QStringLiteral("Your choices are kept on this computer only."));
    }

    void factsNameTheirSourceAndEnd()
    {
        House house;
        AtWork<ProfileModel> work(house);
        QAbstractItemModelTester tester(&work.model);
        for (int row = 0; row < work.model.rowCount(); ++row) {
            QVERIFY(!work.at(row, "source").toString().isEmpty());
            QVERIFY(!work.at(row, "kept").toString().isEmpty());
            QVERIFY(!work.at(row, "label").toString().contains(QLatin1Char('_')));
        }
        QVERIFY(work.model.fact(QStringLiteral("meal_preference")).value(QStringLiteral("editable")).toBool());
        QVERIFY(!work.model.fact(QStringLiteral("birth_date")).value(QStringLiteral("editable")).toBool());
    }

    void aPageTakesTheFirstRowsAndThenTheOthers()
    {
        QStringListModel source({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d"), QStringLiteral("e")});
        FirstRows first;
        QAbstractItemModelTester tester(&first);
        first.setLimit(2);
        first.setSourceModel(&source);
        QCOMPARE(first.rowCount(), 2);
        QVERIFY(first.leavesOut());
        first.setLimit(3);
        QCOMPARE(first.index(2, 0).data().toString(), QStringLiteral("c"));
        QVERIFY(first.leavesOut());
        first.takeAll();
        QCOMPARE(first.rowCount(), 5);
        QVERIFY(!first.leavesOut());
        // What is made anew is all there again; what grows behind the limit is left out.
        source.setStringList({QStringLiteral("f"), QStringLiteral("g")});
        QCOMPARE(first.rowCount(), 2);
        QVERIFY(!first.leavesOut());
        first.setLimit(2);
        source.insertRow(2);
        QCOMPARE(first.rowCount(), 2);
        QVERIFY(first.leavesOut());
    }

    void categoriesNarrowTheList()
    {
        House house;
        AtWork<ProfileModel> work(house);
        const int all = work.model.count();
        work.model.setCategory(int(AttributeKind::Identity));
        QVERIFY(work.model.count() > 0 && work.model.count() < all);
    }

    void anEmptyValueIsRefusedInWords()
    {
        House house;
        AtWork<ProfileModel> work(house);
        QSignalSpy refused(&work.model, &ProfileModel::refused);
        work.model.save(QStringLiteral("meal_preference"), QStringLiteral("  "));
        QCOMPARE(refused.count(), 1);
        QCOMPARE(house.fact("meal_preference"), std::string("vegetarian"));
    }

    void savedIsSaidAfterTheStoreHasIt()
    {
        House house;
        AtWork<ProfileModel> work(house);
        QSignalSpy saved(&work.model, &ProfileModel::saved);
        work.model.save(QStringLiteral("meal_preference"), QStringLiteral("vegan"));
        QCOMPARE(saved.count(), 0);
        QVERIFY(Hands::until([&] { return saved.count() == 1; }));
        QCOMPARE(house.fact("meal_preference"), std::string("vegan"));
    }

    void aFactThatMovedOnIsNotOverwritten()
    {
        House house;
        AtWork<ProfileModel> work(house);
        // Somebody else's edit, after what is on screen.
        work.desktop.session().background().run<Attribute>(this, [subject = house.subject()](OpenStore &store) {
            return store.profiles->declare(subject, "meal_preference", "kosher");
        }, [](Result<Attribute>) {});
        QVERIFY(Hands::until([&] { return house.fact("meal_preference") == "kosher"; }));
        QSignalSpy refused(&work.model, &ProfileModel::refused);
        work.model.save(QStringLiteral("meal_preference"), QStringLiteral("vegan"));
        QVERIFY(Hands::until([&] { return refused.count() == 1; }));
        QCOMPARE(house.fact("meal_preference"), std::string("kosher"));
    }
};

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    Models models;
    return QTest::qExec(&models, argc, argv);
}

#include "tst_models.moc"
