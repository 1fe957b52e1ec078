#include "base/expect.h"
#include "base/registry.h"
#include "catalog/catalogue.h"
#include "catalog/small.h"
#include "crypto/hash.h"

using namespace assent;

namespace {

const PersonaId kPersona(*Uuid::parse("01890a5d-ac96-774b-bcce-b302099a8057"));
const PersonaId kOther(*Uuid::parse("01890a5d-ac96-774b-bcce-b302099a8058"));

const Catalogue &small()
{
    static const auto catalogue = Catalogue::parse(smallCatalogue(), "acme.json");
    return *catalogue; // initTestCase saw that it is there
}

ConsentKey key(const char *purpose, const char *channel = "email", const char *recipient = "self")
{
    return {ControllerId("acme"), kPersona, PurposeId(purpose), ChannelId(channel), RecipientId(recipient)};
}

KeyPattern everything() { return {ControllerId("acme"), {}, {}, {}, {}, {}}; }

Timestamp day(const char *text) { return *fromRfc3339(text); }

std::string ruleOf(const char *purpose, const char *jurisdiction)
{
    return small().regimeFor(*small().purpose(PurposeId(purpose)), jurisdiction).ruleId;
}

ConsentModel modelOf(const char *purpose, const char *jurisdiction)
{
    return small().regimeFor(*small().purpose(PurposeId(purpose)), jurisdiction).model;
}

} // namespace

class CatalogueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(Catalogue::parse(smallCatalogue(), "acme.json")); }

    void aKeyIsAPurposeWithEachOfItsChannelsAndRecipients()
    {
        const std::vector<ConsentKey> expected{key("news"), key("news", "sms"), key("deals"), key("deals", "email", "partner"), key("orders"),
            key("tuning")};
        QVERIFY(small().keysOf(kPersona) == expected);
    }

    void anOpenPatternCoversEveryKey()
    {
        for (const ConsentKey &each : small().keysOf(kPersona))
            QVERIFY(small().matches(everything(), each));
    }

    void anotherControllerIsNeverCovered()
    {
        KeyPattern pattern = everything();
        pattern.controller = ControllerId("other");
        QVERIFY(!small().matches(pattern, key("news")));
    }

    void aPurposeCoversItsDescendants()
    {
        KeyPattern pattern = everything();
        pattern.purpose = PurposeId("news");
        QVERIFY(small().matches(pattern, key("news")));
        QVERIFY(small().matches(pattern, key("deals")));
        QVERIFY(!small().matches(pattern, key("orders")));
    }

    void aPurposeDoesNotCoverItsParent()
    {
        KeyPattern pattern = everything();
        pattern.purpose = PurposeId("deals");
        QVERIFY(!small().matches(pattern, key("news")));
    }

    void aClassCoversItsPurposesOnly()
    {
        KeyPattern pattern = everything();
        pattern.purposeClass = "service";
        QVERIFY(small().matches(pattern, key("orders")));
        QVERIFY(small().matches(pattern, key("tuning")));
        QVERIFY(!small().matches(pattern, key("news")));
    }

    void aNamedPartCoversItselfOnly()
    {
        KeyPattern channel = everything();
        channel.channel = ChannelId("sms");
        QVERIFY(small().matches(channel, key("news", "sms")) && !small().matches(channel, key("news", "email")));
        KeyPattern recipient = everything();
        recipient.recipient = RecipientId("partner");
        QVERIFY(small().matches(recipient, key("deals", "email", "partner")) && !small().matches(recipient, key("deals")));
        KeyPattern persona = everything();
        persona.persona = kOther;
        QVERIFY(!small().matches(persona, key("news")));
    }

    void aPurposeThatIsGoneIsStillCoveredByItsName()
    {
        QVERIFY(small().matches(KeyPattern::of(key("gone")), key("gone")));
        QVERIFY(small().matches(everything(), key("gone")));
        KeyPattern byClass = everything();
        byClass.purposeClass = "marketing";
        QVERIFY(!small().matches(byClass, key("gone")));
    }

    void aMaterialVersionCutsOffWhatItAffects()
    {
        QCOMPARE(small().cutOff(key("deals", "email", "partner"), day("2026-03-01T00:00:00Z")), 2);
    }

    void aMaterialVersionLeavesTheRest()
    {
        QCOMPARE(small().cutOff(key("deals"), day("2026-06-01T00:00:00Z")), 1);
        QCOMPARE(small().cutOff(key("news"), day("2026-06-01T00:00:00Z")), 1);
    }

    void aVersionCutsNothingBeforeItsDay()
    {
        QCOMPARE(small().cutOff(key("deals", "email", "partner"), day("2026-02-28T23:59:59Z")), 1);
    }

    void theNoticeInEffectIsTheNewestThatBegan()
    {
        QCOMPARE(small().noticeAt(NoticeId("privacy"), day("2026-02-01"))->version, 1);
        QCOMPARE(small().noticeAt(NoticeId("privacy"), day("2026-04-01"))->version, 2);
        QVERIFY(!small().noticeAt(NoticeId("privacy"), day("2025-12-31")));
        QVERIFY(!small().noticeAt(NoticeId("none"), day("2026-04-01")));
    }

    void aNoticeIsItsParagraphsAndTheirHash()
    {
        const NoticeRevision &text = small().notice(NoticeId("privacy"), 1)->revisions.at("en");
        QCOMPARE(text.body, std::string("One.\n\nTwo."));
        QVERIFY(text.hash == sha256(asBytes("One.\n\nTwo.")));
    }

    void theClosestRuleCounts_data()
    {
        QTest::addColumn<std::string>("purpose");
        QTest::addColumn<std::string>("jurisdiction");
        QTest::addColumn<std::string>("rule");
        const auto row = [](const char *purpose, const char *jurisdiction, const char *rule) {
            QTest::addRow("%s in %s", purpose, jurisdiction) << std::string(purpose) << std::string(jurisdiction) << std::string(rule);
        };
        row("news", "FR", "fr.marketing");
        row("deals", "FR", "eu");
        row("news", "PL", "eu");
        row("news", "EU", "eu");
        row("deals", "US-CA", "us-ca.deals");
        row("news", "US-CA", "us");
        row("news", "US-TX", "us");
        row("news", "JP", "any");
        row("news", "", "any");
        row("news", "USA", "any");
    }

    void theClosestRuleCounts()
    {
        QFETCH(std::string, purpose);
        QFETCH(std::string, jurisdiction);
        QFETCH(std::string, rule);
        QCOMPARE(ruleOf(purpose.c_str(), jurisdiction.c_str()), rule);
    }

    void theRuleDecidesTheModelOfAConsent()
    {
        QVERIFY(modelOf("news", "PL") == ConsentModel::OptIn);
        QVERIFY(modelOf("news", "US") == ConsentModel::OptOut);
    }

    void aContractLeavesNoChoiceAnywhere()
    {
        QVERIFY(modelOf("orders", "PL") == ConsentModel::Required);
        QVERIFY(modelOf("orders", "US-CA") == ConsentModel::Required);
        QCOMPARE(ruleOf("orders", "PL"), std::string("basis.contract"));
    }

    void aLegitimateInterestIsAlwaysOptOut()
    {
        QVERIFY(modelOf("tuning", "PL") == ConsentModel::OptOut);
        QCOMPARE(small().regimeFor(*small().purpose(PurposeId("tuning")), "PL").consentAge, 16);
    }

    void theHashIsThatOfTheContentNotOfItsLayout()
    {
        const auto value = json::parse(smallCatalogue());
        const auto again = Catalogue::parse(json::pretty(*value), "pretty.json");
        EXPECT_OK(again);
        QVERIFY(again->hash() == small().hash());
        const auto other = Catalogue::parse(changed(smallCatalogue(), "15 U.S.C. 45", "15 U.S.C. 46"), "acme.json");
        EXPECT_OK(other);
        QVERIFY(other->hash() != small().hash());
    }

    void joinedFilesReadLikeOneText()
    {
        const std::string whole = smallCatalogue();
        const auto at = whole.find(",\n  \"rules\": ");
        const std::string rules = whole.substr(at + 12, whole.size() - at - 14);
        const auto joined = joinCatalogue({whole.substr(0, at) + "\n}", "acme.json"}, {rules, "rules.json"});
        EXPECT_OK(joined);
        QVERIFY(joined->hash() == small().hash());
        QCOMPARE(joined->rulesVersion(), 7);
        EXPECT_OK(Catalogue::parse(joined->source(), "stored"));
    }

    void textFallsBackToTheBaseLanguageThenEnglish()
    {
        const LocalText text{{{"en", "colour"}, {"pt", "cor"}, {"zh_TW", "顏色"}}};
        QCOMPARE(text.in("pt_BR"), std::string("cor"));
        QCOMPARE(text.in("zh-TW"), std::string("顏色"));
        QCOMPARE(text.in("de"), std::string("colour"));
        QCOMPARE(LocalText{}.in("en"), std::string());
    }

    void patternsSurviveJson()
    {
        KeyPattern byClass = everything();
        byClass.persona = kPersona;
        byClass.purposeClass = "sale";
        for (const KeyPattern &pattern : {everything(), byClass, KeyPattern::of(key("news"))}) {
            const auto again = keyPatternFromJson(toJson(pattern), "key");
            EXPECT_OK(again);
            QVERIFY(*again == pattern);
        }
    }

    void onlyAPatternWithEveryPartIsAKey()
    {
        QVERIFY(KeyPattern::of(key("news")).concrete() == key("news"));
        KeyPattern open = KeyPattern::of(key("news"));
        open.channel.reset();
        QVERIFY(!open.concrete());
    }

    void aPatternNamesItsController()
    {
        json::Value value = toJson(everything());
        value.set("controller", "*");
        const auto pattern = keyPatternFromJson(value, "key");
        EXPECT_ERROR(pattern, ErrorCode::Invalid);
        QCOMPARE(pattern.error().where.field, std::string("key.controller"));
    }

    void aPatternHasAPurposeOrAClass()
    {
        json::Value value = toJson(KeyPattern::of(key("news")));
        value.set("purpose_class", "marketing");
        EXPECT_ERROR(keyPatternFromJson(value, "key"), ErrorCode::Invalid);
    }
};

ASSENT_TEST_CLASS(CatalogueTest);
#include "tst_catalogue.moc"
