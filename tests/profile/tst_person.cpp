#include "profile/people.h"

#include <algorithm>

using namespace assent;
using namespace assent::test;

namespace {

const Catalogue &catalogue()
{
    static const auto held = lawCatalogue();
    return *held;
}

Fact onlyFact(const std::vector<Attribute> &attributes)
{
    const std::vector<Fact> facts = survivors(attributes, catalogue());
    if (facts.size() != 1)
        qFatal("not one fact");
    return facts.front();
}

Attribute verified(Attribute attribute)
{
    attribute.verified = true;
    return attribute;
}

Attribute replacing(Attribute attribute, const Attribute &before)
{
    attribute.replaces = before.id;
    return attribute;
}

constexpr CollectionMethod kDeclared = CollectionMethod::Declared;
constexpr CollectionMethod kAgent = CollectionMethod::Agent;
constexpr CollectionMethod kImported = CollectionMethod::Imported;
constexpr CollectionMethod kInferred = CollectionMethod::Inferred;

} // namespace

class PersonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Survivorship.
    void theStrongerWordSurvivesWhateverItsAge()
    {
        const std::vector<Attribute> byStrength{fact("city", "a", "person", kDeclared, 0), verified(fact("city", "b", "loyalty_crm", kImported, 1)),
            fact("city", "c", "agent", kAgent, 2), fact("city", "d", "web_shop", kImported, 3), fact("city", "e", "guesses", kInferred, 4)};
        for (std::size_t strongest = 0; strongest < byStrength.size(); ++strongest) {
            std::vector<Attribute> held(byStrength.begin() + static_cast<std::ptrdiff_t>(strongest), byStrength.end());
            std::reverse(held.begin(), held.end());
            const Fact shown = onlyFact(held);
            QCOMPARE(shown.shown.value, byStrength[strongest].value);
            QCOMPARE(shown.others.size(), held.size() - 1);
        }
    }

    void ofEquallyStrongWordsTheNewestSurvives()
    {
        QCOMPARE(onlyFact({fact("city", "new", "web_shop", kImported, 2), fact("city", "old", "web_shop", kImported, 1)}).shown.value, std::string("new"));
    }

    void aSourceOfGuessesCountsAsInferred()
    {
        QCOMPARE(onlyFact({fact("city", "guess", "guesses", kImported, 5), fact("city", "shop", "web_shop")}).shown.value, std::string("shop"));
    }

    void whatIsReplacedDoesNotCount()
    {
        const Attribute before = fact("city", "before", "person", kDeclared);
        const Fact shown = onlyFact({before, replacing(fact("city", "after", "agent", kAgent, 1), before)});
        QCOMPARE(shown.shown.value, std::string("after"));
        QVERIFY(shown.others.empty());
    }

    void factsAreSortedByKindThenKey()
    {
        Attribute identity = fact("z", "1");
        identity.kind = AttributeKind::Identity;
        const auto facts = survivors(std::vector<Attribute>{fact("b", "1"), fact("a", "1"), identity}, catalogue());
        QCOMPARE(facts.size(), std::size_t{3});
        QVERIFY(facts[0].key == "z" && facts[1].key == "a" && facts[2].key == "b");
    }

    void theOrderOfStorageDoesNotMatter()
    {
        std::vector<Attribute> held{fact("city", "a", "web_shop", kImported, 1), fact("city", "b", "agent", kAgent), fact("city", "c", "agent", kAgent)};
        const std::string shown = onlyFact(held).shown.value;
        std::reverse(held.begin(), held.end());
        QCOMPARE(onlyFact(held).shown.value, shown);
    }

    // Conflicts.
    void twoPeoplesEditsOfOneVersionAreAConflict()
    {
        const Attribute before = fact("city", "before");
        QVERIFY(onlyFact({before, replacing(fact("city", "one", "person", kDeclared), before),
            replacing(fact("city", "two", "agent", kAgent), before)}).conflict);
    }

    void twoEqualEditsAreNoConflict()
    {
        const Attribute before = fact("city", "before");
        QVERIFY(!onlyFact({before, replacing(fact("city", "same", "person", kDeclared), before),
            replacing(fact("city", "same", "person", kDeclared), before)}).conflict);
    }

    void machinesNeverConflict()
    {
        const Attribute before = fact("city", "before");
        QVERIFY(!onlyFact({before, replacing(fact("city", "one"), before), replacing(fact("city", "two", "person", kDeclared), before)}).conflict);
    }

    void anEditThatReplacesBothEndsTheConflict()
    {
        const Attribute before = fact("city", "before");
        const Attribute one = replacing(fact("city", "one", "person", kDeclared), before);
        const Attribute two = replacing(fact("city", "two", "person", kDeclared), before);
        const Attribute last = replacing(fact("city", "two", "person", kDeclared, 1), one);
        QVERIFY(!onlyFact({before, one, two, last}).conflict);
    }

    // Names.
    void aNameIsShownAsItsLanguageOrdersIt_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("family");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("shown");
        QTest::newRow("english") << "Anna" << "Nowak" << "en" << "Anna Nowak";
        QTest::newRow("polish") << QStringLiteral("Łukasz") << QStringLiteral("Żak") << "pl" << QStringLiteral("Łukasz Żak");
        QTest::newRow("chinese") << QStringLiteral("小明") << QStringLiteral("王") << "zh_TW" << QStringLiteral("王小明");
        QTest::newRow("chinese abroad") << QStringLiteral("小明") << QStringLiteral("王") << "en" << QStringLiteral("王小明");
        QTest::newRow("chinese in letters") << "Xiaoming" << "Wang" << "zh_TW" << "Xiaoming Wang";
    }
    void aNameIsShownAsItsLanguageOrdersIt()
    {
        QFETCH(QString, given);
        QFETCH(QString, family);
        QFETCH(QString, language);
        QFETCH(QString, shown);
        QCOMPARE(displayName(someone(given.toStdString(), family.toStdString(), language.toStdString()), catalogue()), shown.toStdString());
    }

    void withoutPartsTheFullNameIsShown()
    {
        Person person = someone("Anna", "Nowak");
        person.attributes = {fact("full_name", "Anna Maria Nowak")};
        QCOMPARE(displayName(person, catalogue()), std::string("Anna Maria Nowak"));
    }

    void withoutANameAnIdentifierIsShownAndThenTheIdsEnd()
    {
        Person person = someone("", "");
        person.attributes.clear();
        QCOMPARE(displayName(person, catalogue()), person.id.toString().substr(24));
        identify(person, "email", "anna@example.org");
        QCOMPARE(displayName(person, catalogue()), std::string("anna@example.org"));
    }

    // Identifiers.
    void identifiersAreNormalised_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("normal"); ///< empty: refused
        QTest::newRow("mail domain") << "email" << " Anna@Example.ORG " << "Anna@example.org";
        QTest::newRow("mail plus") << "email" << "a+b@example.org" << "a+b@example.org";
        QTest::newRow("mail idn") << "email" << QStringLiteral("a@BÜCHER.example") << QStringLiteral("a@bücher.example");
        for (const char *bad : {"", "anna", "@example.org", "anna@", "anna@example", "a b@example.org", "a@@example.org", "a@.org", "a@x..org", "a@x.org."})
            QTest::newRow((std::string("mail ") + bad).c_str()) << "email" << QString::fromLatin1(bad) << QString();
        QTest::newRow("phone") << "phone" << " +48 600-123.456 " << "+48600123456";
        QTest::newRow("phone 00") << "phone" << "0048 600 123 456" << "+48600123456";
        QTest::newRow("phone national") << "phone" << "(22) 123 45 67" << "221234567";
        for (const char *bad : {"1234", "+1234567890123456", "600x123456", "60+0123456"})
            QTest::newRow((std::string("phone ") + bad).c_str()) << "phone" << QString::fromLatin1(bad) << QString();
        QTest::newRow("loyalty") << "loyalty_id" << " ab-123 " << "AB-123";
        QTest::newRow("blank") << "loyalty_id" << "  " << QString();
        QTest::newRow("too long") << "loyalty_id" << QString(201, QLatin1Char('a')) << QString();
    }
    void identifiersAreNormalised()
    {
        QFETCH(QString, type);
        QFETCH(QString, given);
        QFETCH(QString, normal);
        const auto value = normaliseIdentifier(type.toStdString(), given.toStdString());
        if (normal.isEmpty()) {
            EXPECT_ERROR(value, ErrorCode::Invalid);
            return;
        }
        EXPECT_OK(value);
        QCOMPARE(*value, normal.toStdString());
        QCOMPARE(*normaliseIdentifier(type.toStdString(), *value), normal.toStdString());
    }

    void anIdentifierThatIsNoTextIsRefused() { EXPECT_ERROR(normaliseIdentifier("loyalty_id", "\xff\xfe"), ErrorCode::Invalid); }

    // Words.
    void wordsAreFolded()
    {
        using Words = std::vector<std::string>;
        QVERIFY(foldWords("Łódź, É-Type") == (Words{"lodz", "e", "type"}));
        QVERIFY(foldWords("Straße") == Words{"strasse"});
        QVERIFY(foldWords("王小明") == (Words{"王", "小", "明"}));
        QVERIFY(foldWords("Ｆｕｌｌ") == Words{"full"});
        QVERIFY(foldWords(" \t\n\"*()") == Words{});
    }

    void aPersonReadsBackAsItWas()
    {
        Person person = someone("Anna", "Nowak");
        identify(person, "email", "anna@example.org");
        person.attributes.push_back(replacing(fact("family_name", "Kowalska", "person", kDeclared), person.attributes[1]));
        person.attributes.back().retainUntil = *fromRfc3339("2030-01-01");
        person.attributes.back().purposes = {PurposeId("offers"), PurposeId("news")};
        const std::string text = json::canonical(toJson(person));
        const auto read = personFromJson(*json::parse(text));
        EXPECT_OK(read);
        QCOMPARE(json::canonical(toJson(*read)), text);
    }
};

ASSENT_TEST_CLASS(PersonTest);

#include "tst_person.moc"
