#include "profile/people.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace assent;
using namespace assent::test;
using namespace Qt::StringLiterals;

namespace {

struct Directory : LawStore
{
    Directory()
    {
        add("Łukasz", "Żółć", "lukasz@example.org", "+48 600 123 456");
        add("René", "Lefèvre", "rene@example.fr", "+33 6 12 34 56 78");
        add("小明", "王", "ming@example.tw", "+886 912 345 678");
        add("Anna", "Nowak", "anna@example.org", "+48 600 999 456");
        add("Anna", "Nowakowska", "a.n@example.org", "+48 601 000 000");
        Person city = someone("Ben", "Li");
        city.attributes.push_back(fact("city", "Łódź"));
        city.attributes.push_back(fact("postcode", "90-001"));
        put(city);
    }
    void add(const char *given, const char *family, const char *mail, const char *phone)
    {
        Person person = someone(given, family);
        identify(person, "email", mail);
        identify(person, "phone", phone);
        put(person);
    }
    /// The names that a query finds, in order.
    QStringList found(const std::string &query, int limit = 50)
    {
        QStringList names;
        const auto result = people->search(query, limit);
        if (!result)
            return {QString::fromStdString(result.error().toString())};
        for (const SearchHit &hit : result->hits)
            names.append(QString::fromStdString(hit.name));
        return names;
    }
};

const QStringList kNobody;

} // namespace

class SearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_people = std::make_unique<Directory>(); }
    void cleanupTestCase() { m_people.reset(); }

    void wordsMatchAsPrefixes()
    {
        QCOMPARE(m_people->found("now"), (QStringList{u"Anna Nowak"_s, u"Anna Nowakowska"_s}));
        QCOMPARE(m_people->found("owak"), kNobody);
    }
    void allWordsMustMatch()
    {
        QCOMPARE(m_people->found("nowakow anna"), QStringList{u"Anna Nowakowska"_s});
        QCOMPARE(m_people->found("anna lefevre"), kNobody);
    }
    void theExactNameComesBeforeThePrefix()
    {
        QCOMPARE(m_people->found("anna nowak").value(0), u"Anna Nowak"_s);
        const auto hits = m_people->people->search("anna nowak")->hits;
        QVERIFY(hits[0].rank == SearchHit::Rank::ExactName && hits[1].rank == SearchHit::Rank::Prefix);
    }
    void diacriticsDoNotMatter_data()
    {
        QTest::addColumn<QString>("query");
        for (const char *query : {"Łukasz", "lukasz", "LUKASZ", "żółć", "zolc"})
            QTest::newRow(query) << QString::fromUtf8(query);
    }
    void diacriticsDoNotMatter()
    {
        QFETCH(QString, query);
        QCOMPARE(m_people->found(query.toStdString()), QStringList{QStringLiteral("Łukasz Żółć")});
    }
    void composedAndDecomposedLettersAreTheSame()
    {
        QCOMPARE(m_people->found("Rene\xCC\x81").size(), 1);
        QCOMPARE(m_people->found("Ren\xC3\xA9").size(), 1);
    }
    void chineseIsFoundByEachCharacter()
    {
        for (const char *query : {"王小明", "小明", "王", "明", "王 明"})
            QCOMPARE(m_people->found(query), QStringList{QStringLiteral("王小明")});
        QCOMPARE(m_people->found("王大明"), kNobody);
    }
    void aFullMailComesFirst()
    {
        const auto hits = m_people->people->search("ANNA@example.org")->hits;
        QVERIFY(!hits.empty() && hits[0].rank == SearchHit::Rank::ExactIdentifier);
        QCOMPARE(hits[0].email, std::string("anna@example.org"));
    }
    void aMailIsFoundByItsBeginning() { QCOMPARE(m_people->found("lukasz@exam"), QStringList{QStringLiteral("Łukasz Żółć")}); }
    void aDomainFindsThoseWhoHaveAddressesThere()
    {
        QCOMPARE(m_people->found("@example.fr"), QStringList{u"René Lefèvre"_s});
        QCOMPARE(m_people->found("example"), kNobody);
    }
    void oneLetterMeansANameThatBeginsSo()
    {
        QCOMPARE(m_people->found("n"), (QStringList{u"Anna Nowak"_s, u"Anna Nowakowska"_s}));
        QCOMPARE(m_people->found("a n"), (QStringList{u"Anna Nowak"_s, u"Anna Nowakowska"_s}));
    }
    void whatIsInNoNameComesLast()
    {
        LawStore store;
        Person mail = someone("Zoe", "Zed");
        identify(mail, "email", "abel@example.org");
        store.put(mail);
        store.put(someone("Abel", "Zulu"));
        const auto hits = store.people->search("abel")->hits;
        QCOMPARE(hits.size(), std::size_t{2});
        QCOMPARE(hits[0].name, std::string("Abel Zulu"));
        QVERIFY(hits[0].rank == SearchHit::Rank::Prefix && hits[1].rank == SearchHit::Rank::Other);
    }
    void aTypingErrorFindsTheNameWhereNothingElseDoes_data()
    {
        QTest::addColumn<QString>("query");
        for (const char *query : {"nowakowksa", "nowakwska", "nowakowsska", "nowakofska", "onwakowska", "anna nowakowksa"})
            QTest::newRow(query) << QString::fromUtf8(query);
    }
    void aTypingErrorFindsTheNameWhereNothingElseDoes()
    {
        QFETCH(QString, query);
        const auto result = m_people->people->search(query.toStdString());
        QCOMPARE(result->hits.size(), std::size_t{1});
        QCOMPARE(result->hits.front().name, std::string("Anna Nowakowska"));
        QVERIFY(result->hits.front().rank == SearchHit::Rank::Similar);
        QCOMPARE(result->total, 1);
    }
    void aTypingErrorCountsForNothingBesideARealMatch() { QCOMPARE(m_people->found("nowak"), (QStringList{u"Anna Nowak"_s, u"Anna Nowakowska"_s})); }
    void shortWordsAndNumbersAreNotGuessed()
    {
        for (const char *query : {"bne", "600123457999"})
            QCOMPARE(m_people->found(query), kNobody);
    }
    void aKoreanNameIsFoundByItsBeginning()
    {
        LawStore store;
        store.put(someone("민수", "김철"));
        QCOMPARE(store.people->search("김")->hits.size(), std::size_t{1});
    }
    void anIdentifierIsCountedOnce()
    {
        const auto result = m_people->people->search("anna@example.org");
        QCOMPARE(result->total, 1);
        QCOMPARE(result->hits.size(), std::size_t{1});
    }
    void anIndexOfAnOlderFormIsMadeAnew()
    {
        LawStore store;
        store.put(someone("Anna", "Nowak"));
        EXPECT_OK(store.vault->db().run("DELETE FROM person_search; DELETE FROM person_card; INSERT INTO meta VALUES('search_index_stale', 'yes')"));
        ProfileStore fresh(*store.vault, store.catalogue);
        QCOMPARE(fresh.search("nowak")->hits.size(), std::size_t{1});
        QVERIFY(!*store.vault->meta("search_index_stale"));
    }
    void peopleAreListedPageByPage()
    {
        LawStore store;
        for (int i = 0; i < 7; ++i)
            store.put(someone("Page", std::to_string(i)));
        std::optional<SubjectId> after;
        QStringList names;
        for (;;) {
            const auto page = *store.people->list(after, 3);
            if (page.empty())
                break;
            for (const SearchHit &hit : page)
                names.append(QString::fromStdString(hit.name));
            after = page.back().id;
        }
        names.sort();
        QCOMPARE(names.size(), 7);
        QCOMPARE(names.front(), u"Page 0"_s);
    }
    void aPhoneIsFoundHoweverItIsWritten()
    {
        for (const char *query : {"+48600123456", "0048 600-123-456", "+48 600 123 456"})
            QCOMPARE(m_people->found(query).value(0), QStringLiteral("Łukasz Żółć"));
    }
    void aPhoneIsFoundWithoutItsCountry() { QCOMPARE(m_people->found("600123456"), QStringList{QStringLiteral("Łukasz Żółć")}); }
    void aPhoneIsFoundWithoutItsCountryInGroups()
    {
        QCOMPARE(m_people->found("600 123 456").value(0), QStringLiteral("Łukasz Żółć"));
    }
    void aPostcodeIsFoundAndACityIsNot()
    {
        QCOMPARE(m_people->found("90-001"), QStringList{u"Ben Li"_s});
        QCOMPARE(m_people->found("lodz"), kNobody);
    }
    void anEmptyQueryFindsNobody()
    {
        for (const char *query : {"", "   ", "\"", "*", "-()"})
            QCOMPARE(m_people->found(query), kNobody);
        QCOMPARE(m_people->people->search("")->total, 0);
    }
    void theSyntaxOfTheIndexIsNoSyntaxHere()
    {
        for (const char *query : {"anna OR li", "anna NOT nowak", "words:anna", "NEAR(anna nowak)", "\"anna\" AND *", "^anna;--", "{words}:x"})
            QVERIFY2(m_people->people->search(query).ok(), query);
        QCOMPARE(m_people->found("anna OR li"), kNobody);
    }
    void textThatIsNoneIsNoError()
    {
        EXPECT_OK(m_people->people->search("\xff\xfe\x80"));
        EXPECT_OK(m_people->people->search(std::string("an\0na", 5)));
        EXPECT_OK(m_people->people->search(std::string(100'000, 'a')));
    }

    void hostileStringsAreFoundOrNotButNeverFail()
    {
        QFile file(qEnvironmentVariable("ASSENT_VECTORS") + u"/naughty-strings/blns.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("ASSENT_VECTORS names no folder with naughty-strings");
        const QJsonArray strings = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY(strings.size() > 400);
        for (const QJsonValue &string : strings) {
            const std::string query = string.toString().toStdString();
            const auto result = m_people->people->search(query);
            QVERIFY2(result.ok(), query.c_str());
        }
    }

    void hostileNamesAreFoundByThemselves()
    {
        QFile file(qEnvironmentVariable("ASSENT_VECTORS") + u"/naughty-strings/blns.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("ASSENT_VECTORS names no folder with naughty-strings");
        LawStore store;
        int number = 1000;
        for (const QJsonValue &string : QJsonDocument::fromJson(file.readAll()).array()) {
            const std::string name = string.toString().toStdString();
            const std::string family = "probe" + std::to_string(++number);
            const Person person = someone(name, family);
            store.put(person);
            const auto hits = store.people->search(name + " " + family);
            EXPECT_OK(hits);
            QVERIFY2(hits->hits.size() == 1 && hits->hits.front().id == person.id, name.c_str());
        }
    }

    void noMoreThanTheLimitAreShownAndAllAreCounted()
    {
        LawStore store;
        for (int i = 0; i < 230; ++i)
            store.put(someone("Crowd", std::to_string(i)));
        QCOMPARE(store.people->search("crowd", 10)->hits.size(), std::size_t{10});
        QCOMPARE(store.people->search("crowd", 1000)->hits.size(), std::size_t{200});
        QCOMPARE(store.people->search("crowd", 0)->hits.size(), std::size_t{1});
        QCOMPARE(store.people->search("crowd", 10)->total, 230);
        QVERIFY(!store.people->search("crowd", 10)->moreThanCounted);
    }

    void severalWithOneIdentifierAreAllFound()
    {
        LawStore store;
        for (const char *name : {"One", "Two"}) {
            Person person = someone(name, "Shared");
            identify(person, "phone", "+48600000000");
            store.put(person);
        }
        QCOMPARE(store.people->findByIdentifier("phone", "+48600000000")->size(), std::size_t{2});
        QCOMPARE(store.people->search("+48600000000")->hits.size(), std::size_t{2});
    }

    void anEditedNameIsFoundByTheNewAndTheOldWord()
    {
        LawStore store;
        const Person person = someone("Anna", "Nowak");
        store.put(person);
        EXPECT_OK(store.people->declare(person.id, "family_name", "Kowalska"));
        QCOMPARE(store.people->search("kowalska")->hits.front().name, std::string("Anna Kowalska"));
        QCOMPARE(store.people->search("kowalska")->hits.size(), std::size_t{1});
    }

private:
    std::unique_ptr<Directory> m_people;
};

ASSENT_TEST_CLASS(SearchTest);

#include "tst_search.moc"
