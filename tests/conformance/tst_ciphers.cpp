#include "base/expect.h"
#include "base/registry.h"
#include "conformance/cases.h"
#include "conformance/vectors.h"

#include <cmath>
#include <functional>

using namespace assent;
using namespace assent::test;

namespace {

std::string textOf(const json::Value &value, std::string_view name)
{
    const json::Value *member = value.find(name);
    return member && member->string() ? *member->string() : std::string();
}

double numberOf(const json::Value &value, std::string_view name)
{
    const json::Value *member = value.find(name);
    return member && member->number() ? *member->number() : -1;
}

/// Every test of a Wycheproof file with its group's fields merged in.
std::vector<json::Value> casesOf(const std::string &file)
{
    std::vector<json::Value> cases;
    const auto document = json::parse(fileText(vectorsFolder() / "wycheproof" / file));
    if (!document)
        return cases;
    for (const json::Value &group : *document->find("testGroups")->array()) {
        for (json::Value test : *group.find("tests")->array()) {
            for (const auto &[name, value] : *group.object()) {
                if (name != "tests" && !test.find(name))
                    test.set(name, value);
            }
            cases.push_back(std::move(test));
        }
    }
    return cases;
}

struct Tally
{
    int accepted = 0;
    int refused = 0;
    std::string wrong; ///< the first case with another verdict or output
};

Tally runAll(std::string_view kind, const std::string &file, const std::function<bool(const json::Value &)> &supported,
    const std::function<std::string(const json::Value &)> &output)
{
    Tally tally;
    for (const json::Value &test : casesOf(file)) {
        const bool accept = supported(test) && textOf(test, "result") == "valid";
        const auto result = conformance::run(kind, {}, json::canonical(test));
        if ((result.ok() != accept || (accept && *result != output(test))) && tally.wrong.empty())
            tally.wrong = "tcId " + std::to_string(static_cast<int>(numberOf(test, "tcId")));
        ++(accept ? tally.accepted : tally.refused);
    }
    return tally;
}

} // namespace

class CipherCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aesGcmHasWycheproofsVerdicts()
    {
        NEED_VECTORS("wycheproof");
        const Tally tally = runAll(
            "aead", "aes_gcm_test.json",
            [](const json::Value &test) { return numberOf(test, "keySize") == 256 && numberOf(test, "ivSize") == 96; },
            [](const json::Value &test) { return textOf(test, "ct") + textOf(test, "tag"); });
        QCOMPARE(tally.wrong, std::string());
        QVERIFY(tally.accepted > 30 && tally.refused > 200);
    }

    void hmacHasWycheproofsVerdicts()
    {
        NEED_VECTORS("wycheproof");
        const Tally tally = runAll(
            "hmac", "hmac_sha256_test.json", [](const json::Value &) { return true; },
            [](const json::Value &test) { return textOf(test, "tag"); });
        QCOMPARE(tally.wrong, std::string());
        QVERIFY(tally.accepted > 50 && tally.refused > 50);
    }

    void hmacTagsAreNotShorterThanHalf()
    {
        // RFC 2104, section 5. The tag of an empty message under an empty key.
        const std::string full = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad";
        for (std::size_t bytes : {15U, 16U, 31U, 32U}) {
            const std::string text = "{\"key\":\"\",\"msg\":\"\",\"tag\":\"" + full.substr(0, bytes * 2) + "\",\"tagSize\":" + std::to_string(bytes * 8) + "}";
            QCOMPARE(conformance::run("hmac", {}, text).ok(), bytes >= 16);
        }
        QVERIFY(!conformance::run("hmac", {}, "{\"key\":\"\",\"msg\":\"\",\"tag\":\"b613679a0814d9ec772f95d778c35fc5\",\"tagSize\":256}").ok());
    }

    void hkdfHasWycheproofsVerdicts()
    {
        NEED_VECTORS("wycheproof");
        const Tally tally = runAll(
            "hkdf", "hkdf_sha256_test.json", [](const json::Value &) { return true; },
            [](const json::Value &test) { return textOf(test, "okm"); });
        QCOMPARE(tally.wrong, std::string());
        QVERIFY(tally.accepted > 50 && tally.refused > 0);
    }

    void ed25519AcceptsRfc8032AndRefusesTheRest()
    {
        const std::string key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        const std::string signature = "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";
        for (const std::string &holder : {"\"publicKey\":{\"pk\":\"" + key + "\"}", "\"key\":{\"pk\":\"" + key + "\"}", "\"pk\":\"" + key + "\""}) {
            const auto result = conformance::run("ed25519", {}, "{\"msg\":\"\",\"sig\":\"" + signature + "\"," + holder + "}");
            EXPECT_OK(result);
            QCOMPARE(*result, signature);
            QVERIFY(!conformance::run("ed25519", {}, "{\"msg\":\"00\",\"sig\":\"" + signature + "\"," + holder + "}").ok());
            QVERIFY(!conformance::run("ed25519", {}, "{\"msg\":\"\",\"sig\":\"" + signature.substr(2) + "\"," + holder + "}").ok());
        }
    }

    void argon2idHasTheReferencesAnswers()
    {
        NEED_VECTORS("argon2/phc-hashtest.json");
        int seen = 0;
        const auto tests = json::parse(fileText(vectorsFolder() / "argon2" / "phc-hashtest.json"));
        EXPECT_OK(tests);
        for (const json::Value &test : *tests->array()) {
            const double memory = std::exp2(numberOf(test, "log2_m_kib"));
            if (textOf(test, "type") != "Argon2_id" || numberOf(test, "version") != 19 || memory > 262144)
                continue;
            json::Value request;
            request.set("password", textOf(test, "pwd"));
            request.set("salt", textOf(test, "salt"));
            request.set("t", numberOf(test, "t"));
            request.set("m_kib", memory);
            request.set("p", numberOf(test, "p"));
            request.set("length", 32);
            const auto result = conformance::run("argon2id", {}, json::canonical(request));
            EXPECT_OK(result);
            QCOMPARE(*result, textOf(test, "hex"));
            ++seen;
        }
        QVERIFY(seen >= 8);
    }
};

ASSENT_TEST_CLASS(CipherCases);
#include "tst_ciphers.moc"
