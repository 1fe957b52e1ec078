#include "base/canonicalscanner.h"

#include "base/canonical.h"
#include "base/expect.h"
#include "base/json.h"
#include "base/registry.h"

using namespace assent;

class CanonicalScannerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCharacterIsReadBack()
    {
        std::string all;
        for (int c = 0; c < 0x80; ++c)
            all += static_cast<char>(c);
        all += "\xC4\x99\xE2\x82\xAC\xF0\x9F\x98\x80";
        const std::string written = json::canonical(json::Value(all));
        json::CanonicalScanner in(written);
        QCOMPARE(in.text(), all);
        QVERIFY(in.done());
    }

    /// Of all escapes the scanner takes those alone that canonical() writes.
    void onlyTheCanonicalEscapeIsTaken()
    {
        int taken = 0;
        const auto check = [&taken](const std::string &quoted) {
            json::CanonicalScanner in(quoted);
            const std::string text = in.text();
            const auto value = json::parse(quoted);
            QCOMPARE(in.done(), value && value->isString() && json::canonical(*value) == quoted);
            if (in.done())
                QCOMPARE(text, *value->string());
            taken += in.done() ? 1 : 0;
        };
        for (int c = 0; c < 0x100; ++c)
            check(std::string("\"\\") + static_cast<char>(c) + '"');
        for (int c = 0; c < 0x100; ++c) {
            char hex[8];
            std::snprintf(hex, sizeof hex, "%04x", c);
            check(std::string("\"\\u") + hex + '"');
            std::snprintf(hex, sizeof hex, "%04X", c);
            check(std::string("\"\\u") + hex + '"');
        }
        for (int c = 1; c < 0x80; ++c)
            check(std::string("\"") + static_cast<char>(c) + '"');
        for (const char *text : {"\"", "", "\"\\", "\"\\u00", "\"\\u001", "\"\\u001\"", "\"a", "a\"", "\"\"\""})
            check(text);
        QCOMPARE(taken, 7 + 27 + 18 + 94); // short ones; control characters, and those whose code has no letter twice; the others
    }

    void plainTextIsTakenAsItStands()
    {
        const std::string text = R"("abc""x\n")";
        json::CanonicalScanner in(text);
        QVERIFY(in.plain() == "abc");
        QVERIFY(!in.failed());
        QVERIFY(in.plain().empty() && in.failed());
        QVERIFY(in.text().empty() && in.integer() == 0 && !in.has("") && !in.skipIf(""));
    }

    void numbersHaveOneForm()
    {
        for (const char *text : {"0", "7", "-7", "9007199254740992", "-9007199254740992"}) {
            json::CanonicalScanner in(text);
            QCOMPARE(in.integer(), std::stoll(text));
            QVERIFY(in.done());
        }
        for (const char *text : {"", "-", "-0", "00", "01", "+1", "9007199254740993", "-9007199254740993", "99999999999999999999", "x", " 1"}) {
            json::CanonicalScanner in(text);
            QCOMPARE(in.integer(), 0);
            QVERIFY(in.failed());
        }
        json::CanonicalScanner fraction("1.5");
        QCOMPARE(fraction.integer(), 1);
        QVERIFY(!fraction.done());
    }

    void whatIsReadMayBeRefused()
    {
        json::CanonicalScanner in(R"({"a":"1"})");
        int value = 0;
        in.read("{\"a\":", value, [](std::string_view) { return std::optional<int>(); });
        QVERIFY(in.failed() && value == 0);
        in.skip("}");
        QVERIFY(!in.done());
    }
};

ASSENT_TEST_CLASS(CanonicalScannerTest);
#include "tst_canonicalscanner.moc"
