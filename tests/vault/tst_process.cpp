#include "base/expect.h"
#include "base/registry.h"
#include "vault/process.h"

#include <QTest>

using namespace assent;
using namespace assent::test;

namespace {

/// What readSecretLine makes of a text; "?" when it refuses it.
std::string lineOf(std::string_view text)
{
    std::size_t at = 0;
    const auto line = readSecretLine([&](Byte &byte) -> Result<bool> {
        if (at == text.size())
            return false;
        byte = static_cast<Byte>(text[at++]);
        return true;
    });
    return line ? std::string(asText(line->view())) : "?";
}

} // namespace

class SecretLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineEndsAtItsBreakOrTheInputs()
    {
        QCOMPARE(lineOf("first\nsecond\n"), std::string("first"));
        QCOMPARE(lineOf("no break"), std::string("no break"));
        QCOMPARE(lineOf(""), std::string());
    }

    void aCarriageReturnBeforeTheEndIsNoPartOfIt()
    {
        QCOMPARE(lineOf("a\rb\r\n"), std::string("a\rb"));
    }

    void aSecretThatIsTooLongIsRefusedAndNotCut()
    {
        QCOMPARE(lineOf(std::string(4096, 'x')).size(), std::size_t{4096});
        QCOMPARE(lineOf(std::string(4097, 'x')), std::string("?"));
    }

    void aClosedDescriptorIsAnError()
    {
        QVERIFY(!readSecretLine(-1).ok());
    }
};

ASSENT_TEST_CLASS(SecretLineTest);
#include "tst_process.moc"
