#include "base/expect.h"
#include "base/registry.h"
#include "faults/faults.h"
#include "vault/fixture.h"

#include <set>

using namespace assent;
using namespace assent::test;

namespace {

/// Notes how much of a log is written at once.
class Sizes final : public DiskWatcher
{
public:
    Sizes() { faults::watchDisk(this); }
    ~Sizes() override { faults::watchDisk(nullptr); }
    bool admits(const char *) override { return true; }
    void writes(const char *file, ByteView bytes, std::int64_t, Bytes, std::int64_t) override
    {
        if (std::string_view(file).ends_with("-wal"))
            m_ofLogs.insert(bytes.size());
    }
    void cuts(const char *, std::int64_t, Bytes, std::int64_t) override {}
    void flushed(const char *) override {}
    const std::multiset<std::size_t> &ofLogs() const { return m_ofLogs; }

private:
    std::multiset<std::size_t> m_ofLogs;
};

constexpr std::size_t kFrame = 24 + 4096;

} // namespace

class LogWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFrameIsWrittenAtOnce()
    {
        Place place(kPairSchema);
        const auto vault = place.create();
        EXPECT_OK(vault);
        EXPECT_OK((*vault)->checkpoint());
        const Sizes sizes;
        EXPECT_OK(addPair(**vault, 1, 20'000));
        QVERIFY(sizes.ofLogs().count(kFrame) >= 6); // a row of several pages, and another
        QCOMPARE(sizes.ofLogs().count(24) + sizes.ofLogs().count(4096), std::size_t{0});
    }

    /// More than the cache holds goes to the log before the commit, and is read from there.
    void aTransactionLargerThanTheCacheIsWhole()
    {
        Place place(kPairSchema);
        const auto vault = place.create();
        EXPECT_OK(vault);
        {
            auto transaction = *WriteTransaction::begin(**vault);
            const Sizes sizes;
            fillBeyondTheCache(**vault);
            QVERIFY(sizes.ofLogs().count(kFrame) > 100); // before the commit
            EXPECT_OK((*vault)->db().run("UPDATE a SET body = randomblob(3000)"));
            EXPECT_OK(transaction.commit());
        }
        NoProgress silent;
        EXPECT_OK((*vault)->check(silent));
        QCOMPARE(*(*vault)->db().integer("SELECT count(*) FROM a WHERE length(body) = 3000"), std::int64_t{200});
    }

    /// Another writer goes on at the place in the log where the first one gave up.
    void whatIsGivenUpDoesNotReachWhatAnotherWrites()
    {
        Place place(kPairSchema);
        const auto vault = place.create();
        EXPECT_OK(vault);
        const auto other = place.open();
        EXPECT_OK(other);
        for (std::int64_t n = 1000; n < 1010; ++n) {
            {
                auto abandoned = *WriteTransaction::begin(**vault);
                fillBeyondTheCache(**vault);
            }
            EXPECT_OK(addPair(**other, n, 20'000));
            QCOMPARE(*(*vault)->db().integer("SELECT count(*) FROM a"), n - 999);
        }
        NoProgress silent;
        EXPECT_OK((*vault)->check(silent));
        EXPECT_OK((*other)->check(silent));
    }

private:
    static void fillBeyondTheCache(Vault &vault)
    {
        EXPECT_OK(vault.db().run("PRAGMA cache_size = 10"));
        for (int n = 1; n <= 200; ++n)
            EXPECT_OK(vault.db().run("INSERT INTO a VALUES(" + std::to_string(n) + ", randomblob(3000))"));
        QCOMPARE(*vault.db().integer("SELECT count(*) FROM a WHERE n <= 200 AND length(body) = 3000"), std::int64_t{200});
    }
};

ASSENT_TEST_CLASS(LogWriterTest);

#include "tst_logwriter.moc"
