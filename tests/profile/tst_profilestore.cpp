#include "profile/people.h"

using namespace assent;
using namespace assent::test;

namespace {

struct Fixture : LawStore
{
    Fixture() { put(anna); }
    Person anna = someone("Anna", "Nowak");

    template<typename Work>
    Result<void> write(Work work)
    {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(*vault));
        ASSENT_CHECK(work(transaction));
        return transaction.commit();
    }
    Result<void> merge(const Person &person)
    {
        return write([&](const WriteTransaction &t) { return people->merge(t, person); });
    }
    Result<void> ensure(const Person &stub)
    {
        return write([&](const WriteTransaction &t) { return people->ensureSubject(t, stub); });
    }
    Result<void> addAttribute(const Attribute &attribute, bool fromHub = false)
    {
        return write([&](const WriteTransaction &t) { return people->addAttribute(t, anna.id, attribute, fromHub); });
    }
    std::string text(const Person &person) { return json::canonical(toJson(*people->person(person.id))); }
    std::string shown(std::string_view name)
    {
        for (const Fact &held : survivors(people->person(anna.id)->attributes, *catalogue)) {
            if (held.key == name)
                return held.shown.value;
        }
        return {};
    }
    std::int64_t waiting() { return outbox::counts(*vault)->waitingOthers; }
};

} // namespace

class ProfileStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsUndoneOnTheWayLeavesNoFactWithoutItsProvenance()
    {
        LawStore store;
        Person gone = someone("Anna", "Nowak");
        Person stays = someone("Olga", "Nowak");
        for (Person *person : {&gone, &stays}) {
            for (Attribute &attribute : person->attributes)
                attribute.source = SourceId("never_heard_of");
        }
        {
            auto transaction = *WriteTransaction::begin(*store.vault);
            EXPECT_OK(transaction.db().run("SAVEPOINT item"));
            EXPECT_OK(store.people->add(transaction, gone));
            EXPECT_OK(transaction.rollBackTo("item"));
            EXPECT_OK(store.people->add(transaction, stays));
            EXPECT_OK(transaction.db().run("RELEASE item"));
            EXPECT_OK(transaction.commit());
        }
        EXPECT_ERROR(store.people->person(gone.id), ErrorCode::NotFound);
        EXPECT_OK(store.people->person(stays.id));
        NoProgress silent;
        EXPECT_OK(store.vault->check(silent));
    }

    void manyAtOnceAreHeldAsOneByOne()
    {
        LawStore store;
        std::vector<Person> people;
        for (int i = 0; i < 300; ++i)
            people.push_back(someone("Crowd", std::to_string(i)));
        {
            auto transaction = *WriteTransaction::begin(*store.vault);
            EXPECT_OK(store.people->addAll(transaction, people));
            EXPECT_OK(store.people->addAll(transaction, {}));
            EXPECT_OK(transaction.commit());
        }
        QCOMPARE(*store.people->count(), 300);
        for (const Person &person : people)
            QCOMPARE(json::canonical(toJson(*store.people->person(person.id))), json::canonical(toJson(person)));
        auto again = *WriteTransaction::begin(*store.vault);
        EXPECT_ERROR(store.people->addAll(again, people), ErrorCode::Conflict);
    }

    void aPersonIsHeldAsAdded()
    {
        Fixture f;
        Person ben = someone("Ben", "Li");
        identify(ben, "email", "ben@example.org");
        f.put(ben);
        const Person held = *f.people->person(ben.id);
        QVERIFY(held.persona == ben.persona && held.pseudonymKey == ben.pseudonymKey && held.createdAt == ben.createdAt);
        QCOMPARE(held.attributes.size(), std::size_t{2});
        QCOMPARE(held.identifiers.size(), std::size_t{1});
        QCOMPARE(*f.people->count(), 2);
    }

    void addingAPersonAgainIsAConflict()
    {
        Fixture f;
        EXPECT_ERROR(f.write([&](const WriteTransaction &t) { return f.people->add(t, f.anna); }), ErrorCode::Conflict);
    }

    void aPersonWithoutAPseudonymKeyIsRefused()
    {
        Fixture f;
        Person ben = someone("Ben", "Li");
        ben.pseudonymKey.pop_back();
        EXPECT_ERROR(f.write([&](const WriteTransaction &t) { return f.people->add(t, ben); }), ErrorCode::Invalid);
    }

    void anUnknownPersonIsNotFound()
    {
        Fixture f;
        EXPECT_ERROR(f.people->person(someone("x", "y").id), ErrorCode::NotFound);
        EXPECT_ERROR(f.people->declare(someone("x", "y").id, "city", "z"), ErrorCode::NotFound);
    }

    // Merging what the hub sends.
    void mergingTwiceChangesNothing()
    {
        Fixture f;
        Person ben = someone("Ben", "Li");
        identify(ben, "email", "ben@example.org");
        EXPECT_OK(f.merge(ben));
        const std::string once = f.text(ben);
        EXPECT_OK(f.merge(ben));
        QCOMPARE(f.text(ben), once);
        QCOMPARE(f.people->search("ben")->hits.size(), std::size_t{1});
    }

    void mergingAddsWhatIsMissing()
    {
        Fixture f;
        Person more = f.anna;
        more.attributes = {fact("city", "Lodz")};
        identify(more, "email", "anna@example.org");
        EXPECT_OK(f.merge(more));
        QCOMPARE(f.people->person(f.anna.id)->attributes.size(), std::size_t{3});
        QCOMPARE(f.people->findByIdentifier("email", "anna@example.org")->size(), std::size_t{1});
    }

    void mergingNeverQueuesForTheHub()
    {
        Fixture f;
        f.joinHub();
        EXPECT_OK(f.merge(someone("Ben", "Li")));
        QCOMPARE(f.waiting(), 0);
    }

    void aPersonWhoseEventCameFirstIsFilledInLater()
    {
        Fixture f;
        Person ben = someone("Ben", "Li");
        ben.jurisdiction = "FR";
        Person stub;
        stub.id = ben.id;
        stub.persona = ben.persona;
        stub.pseudonymKey = ben.pseudonymKey;
        EXPECT_OK(f.ensure(stub));
        EXPECT_OK(f.ensure(stub));
        EXPECT_OK(f.merge(ben));
        QCOMPARE(f.text(ben), json::canonical(toJson(*f.people->person(ben.id))));
        QCOMPARE(f.people->person(ben.id)->jurisdiction, std::string("FR"));
        QCOMPARE(f.people->search("li")->hits.size(), std::size_t{1});
    }

    void anExistingPersonIsNotTurnedIntoAStub()
    {
        Fixture f;
        const std::string before = f.text(f.anna);
        Person stub;
        stub.id = f.anna.id;
        stub.pseudonymKey = Bytes(32, 1);
        EXPECT_OK(f.ensure(stub));
        QCOMPARE(f.text(f.anna), before);
    }

    // Edits.
    void aDeclarationReplacesWhatIsShown()
    {
        Fixture f;
        const auto edit = f.people->declare(f.anna.id, "family_name", "Kowalska");
        EXPECT_OK(edit);
        QVERIFY(edit->replaces == f.anna.attributes[1].id);
        QVERIFY(edit->method == CollectionMethod::Declared && edit->source.str() == "person");
        QCOMPARE(f.shown("family_name"), std::string("Kowalska"));
    }

    void aDeclarationKeepsTheOldVersion()
    {
        Fixture f;
        EXPECT_OK(f.people->declare(f.anna.id, "family_name", "Kowalska"));
        QVERIFY(f.people->attribute(f.anna.id, f.anna.attributes[1].id)->value == "Nowak");
    }

    void aFirstDeclarationReplacesNothing()
    {
        Fixture f;
        QVERIFY(!f.people->declare(f.anna.id, "city", "Lodz")->replaces.has_value());
        QCOMPARE(f.shown("city"), std::string("Lodz"));
    }

    void aDeclaredMailFindsThePerson()
    {
        Fixture f;
        EXPECT_OK(f.people->declare(f.anna.id, "email", "Anna@Example.org"));
        QCOMPARE(f.people->findByIdentifier("email", "anna@example.ORG")->size(), std::size_t{1});
    }

    void whatIsNoTextIsNotDeclared()
    {
        Fixture f;
        EXPECT_ERROR(f.people->declare(f.anna.id, "city", "\xff"), ErrorCode::Invalid);
        EXPECT_ERROR(f.people->declare(f.anna.id, "city", std::string("a\0b", 3)), ErrorCode::Invalid);
        EXPECT_ERROR(f.people->declare(f.anna.id, "city", std::string(4001, 'a')), ErrorCode::Invalid);
        EXPECT_ERROR(f.people->declare(f.anna.id, "email", "no mail"), ErrorCode::Invalid);
        QCOMPARE(f.people->person(f.anna.id)->attributes.size(), std::size_t{2});
    }

    void anEditOfAVersionThatIsNotHereIsNotFound()
    {
        Fixture f;
        Attribute edit = fact("city", "x");
        edit.replaces = AttributeId(makeUuidV7(f.clock.now()));
        EXPECT_ERROR(f.addAttribute(edit), ErrorCode::NotFound);
        EXPECT_OK(f.addAttribute(edit, true));
    }

    void addingAnAttributeAgainDoesNothing()
    {
        Fixture f;
        f.joinHub();
        const Attribute edit = fact("city", "Lodz");
        EXPECT_OK(f.addAttribute(edit));
        EXPECT_OK(f.addAttribute(edit));
        QCOMPARE(f.waiting(), 1);
        QCOMPARE(f.people->person(f.anna.id)->attributes.size(), std::size_t{3});
    }

    void concurrentEditsOfOneVersionAreBothKept()
    {
        Fixture f;
        Attribute one = fact("family_name", "Kowalska", "person", CollectionMethod::Declared, 1);
        Attribute two = fact("family_name", "Zielinska", "person", CollectionMethod::Declared, 2);
        one.replaces = two.replaces = f.anna.attributes[1].id;
        EXPECT_OK(f.addAttribute(one));
        EXPECT_OK(f.addAttribute(two, true));
        const auto facts = survivors(f.people->person(f.anna.id)->attributes, *f.catalogue);
        QVERIFY(facts[0].conflict && facts[0].others.size() == 1);
        QCOMPARE(f.shown("family_name"), std::string("Zielinska"));
    }

    /// From the tables of version 3, where each fact told its whole provenance and a
    /// lookup had 16 bytes.
    void anOlderStoreIsCarriedOver()
    {
        Fixture f;
        Person mei = someone("Mei", "Lin");
        mei.attributes[1].purposes = {PurposeId("p"), PurposeId("q")};
        mei.attributes[1].verified = true;
        mei.attributes[1].retainUntil = f.clock.now() + std::chrono::days(9);
        identify(mei, "email", "mei@example.com");
        QTemporaryDir place;
        {
            Vault::Options older;
            older.schema = replicaSchema().first(3);
            const auto vault = *Vault::create(place.path().toStdString(), f.key, f.clock, older);
            const auto blob = [](ByteView bytes) { return "x'" + toHex(bytes) + "'"; };
            const auto millis = [](Timestamp at) { return std::to_string(toMillis(at)); };
            const Digest hash = HmacKey(vault->lookupKey().view()).of(asBytes("email\nmei@example.com"));
            EXPECT_OK(vault->db().run("INSERT INTO subject VALUES(1, " + blob(mei.id.bytes()) + "," + blob(mei.persona.bytes()) + ","
                + blob(mei.pseudonymKey) + ",'" + mei.jurisdiction + "','en','web_shop'," + millis(mei.createdAt) + ",2,1)"));
            EXPECT_OK(vault->db().run("INSERT INTO identifier VALUES(1,'email','mei@example.com'," + blob(ByteView(hash).first(16)) + ",'web_shop',"
                + millis(mei.identifiers[0].collectedAt) + ",NULL)"));
            for (const Attribute &fact : mei.attributes) {
                const bool marked = fact.verified;
                EXPECT_OK(vault->db().run("INSERT INTO attribute VALUES(1," + blob(fact.id.bytes()) + ",'" + fact.key + "','" + fact.value + "',"
                    + std::to_string(static_cast<int>(fact.kind)) + ",'web_shop',''," + millis(fact.collectedAt) + ","
                    + std::to_string(static_cast<int>(fact.method)) + (marked ? ",'p q'" : ",''") + ",'" + std::string(legalBasisName(fact.basis)) + "',"
                    + (marked ? millis(*fact.retainUntil) + ",1" : "NULL,0") + ",NULL,NULL)"));
            }
        }
        const auto vault = *Vault::open(place.path().toStdString(), f.key, f.clock);
        ProfileStore people(*vault, f.catalogue);
        const auto carried = people.person(mei.id);
        EXPECT_OK(carried);
        QCOMPARE(json::canonical(toJson(*carried)), json::canonical(toJson(mei)));
        QCOMPARE(people.findByIdentifier("email", "Mei@Example.com")->size(), std::size_t{1});
        QVERIFY(*vault->meta("search_index_stale"));
        QCOMPARE(people.search("mei l")->total, std::int64_t{1});
        NoProgress silent;
        EXPECT_OK(vault->check(silent));
    }

    void pagesWalkThroughEveryoneOnce()
    {
        Fixture f;
        for (int i = 0; i < 9; ++i)
            f.put(someone("P", std::to_string(i)));
        std::set<SubjectId> seen;
        std::optional<SubjectId> after;
        for (;;) {
            const std::vector<SubjectId> page = *f.people->page(after, 3);
            if (page.empty())
                break;
            for (SubjectId id : page)
                QVERIFY(seen.insert(id).second);
            after = page.back();
        }
        QCOMPARE(seen.size(), std::size_t{10});
    }
};

ASSENT_TEST_CLASS(ProfileStoreTest);

#include "tst_profilestore.moc"
