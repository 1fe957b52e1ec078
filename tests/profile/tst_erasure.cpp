#include "profile/erasure.h"
#include "profile/people.h"
#include "vault/erasures.h"
#include "vault/fixture.h"
#include "vault/pages.h"

#include <random>

using namespace assent;
using namespace assent::test;

/// What an erasure leaves in the file.
class ErasureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Rows that came and went, so that SQLite moved others between pages.
    void noCanaryIsInAnyPage()
    {
        constexpr int kPeople = 12;
        constexpr int kCanaries = 64;
        LawStore f;
        std::mt19937 random(7);
        std::vector<Person> people;
        for (int i = 0; i < kPeople; ++i) {
            Person person = *Person::make(f.clock.now());
            person.source = SourceId("web_shop");
            person.attributes = {fact("family_name", mark(i) + "name")};
            identify(person, "email", mark(i) + "@example.org");
            f.put(person);
            people.push_back(person);
        }
        std::vector<int> left(kPeople, 0);
        for (int i = 0; i < kPeople * kCanaries; ++i) {
            const int who = static_cast<int>(random() % kPeople);
            const std::string key = "fact_" + std::to_string(left[static_cast<std::size_t>(who)]++);
            EXPECT_OK(f.people->declare(people[static_cast<std::size_t>(who)].id, key, mark(who) + std::string(random() % 900, 'x')));
            if (i % 100 == 0)
                EXPECT_OK(f.vault->checkpoint());
        }
        EXPECT_OK(f.vault->checkpoint());
        const fs::path file = fs::path(f.folder.path().toStdString()) / "store.db";
        QVERIFY(pagesWith(file, f.key, mark(0)) > 0);
        // Each moves rows of those who follow.
        for (int i = 0; i < kPeople - 1; ++i) {
            const auto erased = eraseSubject(*f.vault, people[static_cast<std::size_t>(i)].id, ErasedBy::Self);
            EXPECT_OK(erased);
            QVERIFY(erased->inFile);
        }
        for (int i = 0; i < kPeople; ++i)
            QCOMPARE(pagesWith(file, f.key, mark(i)) > 0, i == kPeople - 1);
        QCOMPARE(fs::file_size(fs::path(file).concat("-wal")), std::uintmax_t{0});
        NoProgress quiet;
        EXPECT_OK(f.vault->check(quiet));
    }

    void aCopyFromBeforeThePersonKnowsTheirIdentifiersByTheList()
    {
        LawStore f;
        Person anna = *Person::make(f.clock.now());
        anna.source = SourceId("web_shop");
        identify(anna, "email", "anna@example.org");
        f.put(anna);
        const std::int64_t lookup = f.people->lookupOf("email", "anna@example.org");
        QVERIFY(!*erasures::suppressedAt(f.vault->db(), std::span(&lookup, 1)));
        f.clock.advance(std::chrono::hours(1));
        const auto erased = eraseSubject(*f.vault, anna.id, ErasedBy::Self);
        EXPECT_OK(erased);
        QVERIFY(*erasures::suppressedAt(f.vault->db(), std::span(&lookup, 1)) == erased->at);
        EXPECT_OK(f.vault->db().run("DELETE FROM suppressed; DELETE FROM erasure"));
        f.clock.advance(std::chrono::hours(1));
        EXPECT_OK(erasures::replay(*f.vault, f.vault->folder()));
        QVERIFY(*erasures::suppressedAt(f.vault->db(), std::span(&lookup, 1)) == erased->at);
    }

private:
    /// Found in words as they are indexed, too.
    static std::string mark(int person) { return "zq" + std::to_string(100 + person) + "canary"; }
};

ASSENT_TEST_CLASS(ErasureTest);
#include "tst_erasure.moc"
