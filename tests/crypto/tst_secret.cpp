#include "base/expect.h"
#include "base/registry.h"
#include "crypto/secret.h"

#include <sys/resource.h>

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace assent;

namespace {

bool isZero(ByteView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](Byte byte) { return byte == 0; });
}

/// Whether the system keeps the page of this address out of swap and core dumps: "lo" and
/// "dd" among the flags of its mapping (proc(5)).
bool isKeptBack(const void *address)
{
    std::ifstream maps("/proc/self/smaps");
    bool here = false;
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t from = 0, to = 0;
        char dash = 0;
        if (std::istringstream range(line); range >> std::hex >> from >> dash >> to && dash == '-')
            here = from <= reinterpret_cast<std::uintptr_t>(address) && reinterpret_cast<std::uintptr_t>(address) < to;
        else if (here && line.starts_with("VmFlags:"))
            return line.find(" lo") != std::string::npos && line.find(" dd") != std::string::npos;
    }
    return false;
}

bool mayLockMemory()
{
    rlimit limit{};
    return ::getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur >= 1024 * 1024;
}

} // namespace

class SecretTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void memoryIsWipedWhenASecretGoes()
    {
        ByteView was;
        {
            const SecretBytes secret(std::string_view("correct horse battery staple"));
            was = secret.view();
        }
        QVERIFY(isZero(was)); // small ones' memory stays with the process
    }

    void assigningWipesWhatWasThere()
    {
        SecretBytes secret(std::string_view("correct horse battery staple"));
        const ByteView was = secret.view();
        SecretBytes other(std::string_view("other"));
        secret = std::move(other);
        QVERIFY(isZero(was));
        QCOMPARE(std::string(asText(secret.view())), std::string("other"));
    }

    void aNewSecretOfAnySizeIsZero()
    {
        for (const std::size_t size : {1, 31, 32, 33, 64, 65, 4095, 4096, 4097, 100'000}) {
            for (int again = 0; again < 2; ++again) { // the second has the memory of the first
                SecretBytes secret(size);
                QCOMPARE(secret.size(), size);
                QVERIFY(isZero(secret.view()));
                std::fill_n(secret.data(), size, Byte(0xa5));
            }
        }
    }

    void secretsDoNotOverlap()
    {
        std::vector<SecretBytes> secrets;
        for (int i = 0; i < 2000; ++i) {
            secrets.emplace_back(static_cast<std::size_t>(1 + i * 7 % 5000));
            std::fill_n(secrets.back().data(), secrets.back().size(), static_cast<Byte>(i));
            if (i % 3 == 0)
                secrets[static_cast<std::size_t>(i / 2)] = SecretBytes();
        }
        for (std::size_t i = 0; i < secrets.size(); ++i) {
            const ByteView view = secrets[i].view();
            QVERIFY(std::all_of(view.begin(), view.end(), [i](Byte byte) { return byte == static_cast<Byte>(i); }));
        }
    }

    void aSecretStaysOutOfSwapWhenItsNeighbourGoes()
    {
        if (!mayLockMemory())
            QSKIP("this system lets programs lock too little memory");
        const SecretBytes kept(std::string_view("kept"));
        {
            const SecretBytes gone(std::string_view("gone"));
            QVERIFY(isKeptBack(gone.view().data()));
        }
        QVERIFY(isKeptBack(kept.view().data()));
        QVERIFY(isKeptBack(SecretBytes(std::size_t(100'000)).view().data()));
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
