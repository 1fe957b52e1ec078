#include "base/expect.h"
#include "base/registry.h"
#include "catalog/catalogue.h"
#include "catalog/checklist.h"

#include <algorithm>

using namespace assent;

namespace {

std::string resource(const char *name) { return qEnvironmentVariable("ASSENT_SOURCE_DIR").toStdString() + "/resources/" + name; }

Result<Catalogue> readSample() { return loadCatalogueFiles(resource("sample/catalogue.json"), resource("rules/regimes.json")); }

const Catalogue &sample()
{
    static const auto catalogue = readSample();
    return *catalogue; // initTestCase saw that it is there
}

std::size_t characters(const std::string &text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

Catalogue::Regime regime(const char *purpose, const char *jurisdiction)
{
    return sample().regimeFor(*sample().purpose(PurposeId(purpose)), jurisdiction);
}

/// Words that praise, press or shame, in the four languages.
const char *const kLoaded[] = {"exclusive", "miss out", "best ", "great", "amazing", "unfortunately", "sorry", "only if you", "recommend", "enjoy",
    "benefit", "lose ", "獨家", "錯過", "最佳", "可惜", "抱歉", "推薦", "享受", "wyjątkow", "najlepsz", "niestety", "stracisz", "przegap", "polecamy",
    "korzyści", "exclusi", "meilleur", "malheureusement", "profitez", "manquez", "recommand", "dommage"};

} // namespace

class SampleCatalogueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { EXPECT_OK(readSample()); }

    void whatIsStoredIsReadTheSame()
    {
        const auto again = Catalogue::parse(sample().source(), "stored");
        EXPECT_OK(again);
        QVERIFY(again->hash() == sample().hash());
    }

    void itSpeaksFourLanguages() { QCOMPARE(sample().languages(), (std::vector<std::string>{"en", "zh_TW", "pl", "fr"})); }

    void everyNoticeIsAReadableText()
    {
        QVERIFY(sample().notices().size() >= 4);
        for (const NoticeVersion &notice : sample().notices()) {
            for (const std::string &language : sample().languages()) {
                const std::string &body = notice.revisions.at(language).body;
                QVERIFY2(characters(body) > 500, (notice.notice.str() + " " + language).c_str());
                QVERIFY(body.find("\n\n") != std::string::npos);
            }
        }
    }

    void noTextIsLeftInAnotherLanguage()
    {
        for (const Purpose &purpose : sample().purposes()) {
            for (const LocalText *text : {&purpose.description, &purpose.ifAllowed, &purpose.ifNotAllowed}) {
                std::set<std::string> different;
                for (const auto &[language, words] : text->byLanguage)
                    different.insert(words);
                QVERIFY2(different.size() == 4, purpose.id.str().c_str());
            }
        }
    }

    void bothConsequencesAreOfAboutTheSameLength()
    {
        for (const Purpose &purpose : sample().purposes()) {
            for (const std::string &language : sample().languages()) {
                const double yes = static_cast<double>(characters(purpose.ifAllowed.in(language)));
                const double no = static_cast<double>(characters(purpose.ifNotAllowed.in(language)));
                QVERIFY2(std::min(yes, no) >= 0.75 * std::max(yes, no), (purpose.id.str() + " " + language).c_str());
            }
        }
    }

    void nothingPraisesOrPresses()
    {
        for (const Purpose &purpose : sample().purposes()) {
            for (const LocalText *text : {&purpose.name, &purpose.description, &purpose.ifAllowed, &purpose.ifNotAllowed}) {
                for (const auto &[language, words] : text->byLanguage) {
                    const QString lower = QString::fromStdString(words).toLower();
                    for (const char *loaded : kLoaded)
                        QVERIFY2(!lower.contains(QString::fromUtf8(loaded)), (purpose.id.str() + " " + language + ": " + loaded).c_str());
                }
            }
        }
    }

    void thereAreConsentContractAndInterest()
    {
        std::set<LegalBasis> bases;
        for (const Purpose &purpose : sample().purposes())
            bases.insert(purpose.basis);
        QVERIFY(sample().purposes().size() >= 14);
        QVERIFY(bases.contains(LegalBasis::Consent) && bases.contains(LegalBasis::Contract) && bases.contains(LegalBasis::LegitimateInterest)
            && bases.contains(LegalBasis::LegalObligation));
    }

    void dataGoesToSharedAndSoldRecipients()
    {
        QVERIFY(sample().recipient(RecipientId("calmora_hotels"))->kind == RecipientKind::Shared);
        QVERIFY(sample().recipient(RecipientId("quillmark"))->kind == RecipientKind::Sold);
    }

    void theNewSharingNoticeAffectsTwoKeysOnly()
    {
        const Timestamp late = *fromRfc3339("2030-01-01");
        int affected = 0;
        for (const ConsentKey &key : sample().keysOf(PersonaId()))
            affected += sample().cutOff(key, late) > 1 ? 1 : 0;
        QCOMPARE(affected, 2);
    }

    void everyNoticeAnswersTheChecklist()
    {
        const auto text = readCatalogueFiles(resource("sample/catalogue.json"), resource("rules/regimes.json"));
        const auto checklist = Checklist::load(resource("rules/notice-checklist.json"));
        EXPECT_OK(text);
        EXPECT_OK(checklist);
        for (const CatalogueFault &fault : checkNotices(*text, nullptr, *checklist))
            QFAIL((fault.where.field + " " + fault.detail).c_str());
    }

    void californiaHearsTheSignalAndGivesAYearOfPeace()
    {
        for (const char *purpose : {"data_sale", "third_party_ads"}) {
            const RegimeRule *rule = regime(purpose, "US-CA").rule;
            QVERIFY(rule && rule->signals.size() == 1 && rule->signals.front().name == "Sec-GPC");
            QVERIFY(!rule->signals.front().citation.empty());
            QVERIFY(rule->askAgain && rule->askAgain->afterDays == 365 && !rule->askAgain->citation.empty());
        }
        QVERIFY(!regime("data_sale", "PL").rule->askAgain);
    }

    void europeAsksFirst()
    {
        for (const char *place : {"EU", "PL", "FR", "DE", "HU", "GB"}) {
            for (const Purpose &purpose : sample().purposes()) {
                if (purpose.basis == LegalBasis::Consent)
                    QVERIFY(sample().regimeFor(purpose, place).model == ConsentModel::OptIn);
            }
        }
    }

    void californiaLetsOneOptOutOfSaleAndSharing()
    {
        QVERIFY(regime("data_sale", "US-CA").model == ConsentModel::OptOut);
        QVERIFY(regime("third_party_ads", "US-CA").model == ConsentModel::OptOut);
        QCOMPARE(regime("data_sale", "US-CA").ruleId, std::string("us-ca.sale"));
    }

    void theAgeOfConsentIsThatOfThePlace_data()
    {
        QTest::addColumn<std::string>("place");
        QTest::addColumn<int>("age");
        QTest::newRow("Poland") << std::string("PL") << 16;
        QTest::newRow("France") << std::string("FR") << 15;
        QTest::newRow("Germany") << std::string("DE") << 16;
        QTest::newRow("Spain") << std::string("ES") << 14;
        QTest::newRow("Hungary, by the Regulation") << std::string("HU") << 16;
        QTest::newRow("United Kingdom") << std::string("GB") << 13;
        QTest::newRow("Korea") << std::string("KR") << 14;
        QTest::newRow("Quebec") << std::string("CA-QC") << 14;
    }

    void theAgeOfConsentIsThatOfThePlace()
    {
        QFETCH(std::string, place);
        QFETCH(int, age);
        QCOMPARE(regime("newsletter", place.c_str()).consentAge, age);
    }
};

ASSENT_TEST_CLASS(SampleCatalogueTest);
#include "tst_samplecatalogue.moc"
