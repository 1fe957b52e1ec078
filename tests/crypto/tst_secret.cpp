#include "base/expect.h"
#include "base/registry.h"
#include "crypto/secret.h"

#include <cstdlib>
#include <new>

using namespace assent;

namespace {

// Sees what a block holds at the moment it is freed.
const void *watched = nullptr;
std::size_t watchedSize = 0;
bool watchedWasZero = false;

void look(const void *block)
{
    if (!block || block != watched)
        return;
    const auto *bytes = static_cast<const Byte *>(block);
    watchedWasZero = std::all_of(bytes, bytes + watchedSize, [](Byte byte) { return byte == 0; });
    watched = nullptr;
}

void watch(const SecretBytes &secret)
{
    watched = secret.view().data();
    watchedSize = secret.size();
    watchedWasZero = false;
}

} // namespace

// Both halves are replaced, so that sanitizers see a matching pair.
void *operator new(std::size_t size)
{
    if (void *block = std::malloc(size > 0 ? size : 1))
        return block;
    throw std::bad_alloc();
}
void operator delete(void *block) noexcept
{
    look(block);
    std::free(block);
}
void operator delete(void *block, std::size_t) noexcept
{
    look(block);
    std::free(block);
}

class SecretTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void memoryIsWipedBeforeItIsFreed()
    {
        {
            const SecretBytes secret(std::string_view("correct horse battery staple"));
            watch(secret);
        }
        QVERIFY(watched == nullptr);
        QVERIFY(watchedWasZero);
    }

    void assigningWipesWhatWasThere()
    {
        SecretBytes secret(std::string_view("correct horse battery staple"));
        watch(secret);
        secret = SecretBytes(std::string_view("other"));
        QVERIFY(watched == nullptr);
        QVERIFY(watchedWasZero);
        QCOMPARE(std::string(asText(secret.view())), std::string("other"));
    }

    void movingLeavesNothingBehind()
    {
        SecretBytes from(std::string_view("abc"));
        const SecretBytes to(std::move(from));
        QVERIFY(from.empty()); // NOLINT(bugprone-use-after-move): that is the point
        QCOMPARE(std::string(asText(to.view())), std::string("abc"));
    }

    void secretsDoNotCopyByAccident()
    {
        QVERIFY(!std::is_copy_constructible_v<SecretBytes> && !std::is_copy_assignable_v<SecretBytes>);
        const SecretBytes secret(std::string_view("abc"));
        QVERIFY(secret.clone().view().data() != secret.view().data());
    }

    void textIsWiped()
    {
        std::string text = "correct horse battery staple";
        const char *at = text.data();
        wipe(text);
        QVERIFY(text.empty());
        QCOMPARE(*at, '\0');
    }

    void comparingTellsEqualFromDifferent()
    {
        QVERIFY(equalInConstantTime(asBytes("abc"), asBytes("abc")));
        QVERIFY(!equalInConstantTime(asBytes("abc"), asBytes("abd")));
        QVERIFY(!equalInConstantTime(asBytes("abc"), asBytes("ab")));
        QVERIFY(equalInConstantTime({}, {}));
    }

    void randomBytesDiffer()
    {
        const auto a = randomBytes(32);
        const auto b = randomBytes(32);
        EXPECT_OK(a);
        EXPECT_OK(b);
        QVERIFY(*a != *b);
        EXPECT_OK(randomBytes(0));
    }
};

ASSENT_TEST_CLASS(SecretTest);
#include "tst_secret.moc"
