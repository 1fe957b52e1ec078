// Every page comes up on a real store without a complaint, in both themes, in
// every language and with large text, and shows what the store holds.
#include "ui/complaints.h"
#include "ui/house.h"

#include <QTest>

using namespace assent;
using namespace assent::ui;

class Pages : public QObject
{
    Q_OBJECT

    Complaints m_complaints;

private Q_SLOTS:
    void cleanup() { QCOMPARE(m_complaints.take(), QStringList()); }

    void everyPageComesUp_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("theme");
        QTest::addColumn<int>("text");
        QTest::newRow("English, light") << "en" << 1 << 100;
        QTest::newRow("Chinese, dark") << "zh_TW" << 2 << 100;
        QTest::newRow("English, large") << "en" << 1 << 200;
    }

    void everyPageComesUp()
    {
        QFETCH(QString, language);
        QFETCH(int, theme);
        QFETCH(int, text);
        House house;
        Desktop desktop(house.parts());
        desktop.preferences().setLanguage(language);
        desktop.preferences().setTheme(theme);
        desktop.preferences().setTextPercent(text);
        QVERIFY(desktop.show({1280, 800}));
        Hands hands(*desktop.window());
        House::enter(desktop, hands);
        const QStringList waitFor{QStringLiteral("homeReady"), QStringLiteral("fact-email"), QStringLiteral("withdrawAll"),
            QStringLiteral("flowPicture"), QStringLiteral("rightsReady"), QStringLiteral("historyFilter"), QStringLiteral("languageChoice")};
        for (int page = 0; page < waitFor.size(); ++page) {
            hands.key(Qt::Key_1 + page, Qt::AltModifier);
            QVERIFY2(Hands::until([&] { return hands.find(waitFor[page]) != nullptr; }), qPrintable(waitFor[page]));
            hands.settle();
            QVERIFY(hands.texts().size() > 10);
        }
    }

    void theLockScreenComesUp()
    {
        House house;
        Desktop desktop(house.parts());
        QVERIFY(desktop.show({1280, 800}));
        Hands hands(*desktop.window());
        hands.settle();
        QVERIFY(hands.find(QStringLiteral("passphraseField")));
    }

    void aFolderWithoutAStoreSaysWhatToDo()
    {
        House house;
        QTemporaryDir empty;
        Desktop::Parts parts = house.parts();
        parts.store = empty.path().toStdString();
        Desktop desktop(parts);
        QVERIFY(desktop.show({1280, 800}));
        Hands hands(*desktop.window());
        hands.settle();
        QVERIFY(hands.find(QStringLiteral("firstRunHeading")));
        QVERIFY(!hands.texts().filter(QStringLiteral("assentctl init")).isEmpty());
    }

    void aStoreOfNobodySaysSo()
    {
        House house;
        Desktop desktop(house.parts(false));
        QVERIFY(desktop.show({1280, 800}));
        Hands hands(*desktop.window());
        desktop.session().unlockWith(SecretBytes(kPassphrase));
        QVERIFY(Hands::until([&] { return desktop.session().state() == Session::NoPerson; }, 30000));
        hands.settle();
        QVERIFY(hands.find(QStringLiteral("firstRunHeading")));
    }
};

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    Pages pages;
    return QTest::qExec(&pages, argc, argv);
}

#include "tst_pages.moc"
