#pragma once

#include "fakes/fakeclock.h"
#include "ledger/ledger.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

namespace assent::test {

/// For thousands of durable writes: in memory, where the system offers that.
inline QString quickPlace()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/assent-test-XXXXXX");
}

/// A new store whose log holds `count` entries, a second apart.
struct Log
{
    explicit Log(int count = 0)
    {
        auto made = Vault::create(folder.path().toStdString(), *randomSecret(48), clock);
        if (!made)
            qFatal("a new store: %s", made.error().toString().c_str());
        vault = *std::move(made);
        ledger.emplace(*vault);
        append(count);
    }

    void append(int count)
    {
        for (int i = 0; i < count; ++i) {
            clock.advance(std::chrono::seconds(1));
            appendBatch({"entry " + std::to_string(leaves.size())});
        }
    }
    std::int64_t appendBatch(const std::vector<std::string> &bodies)
    {
        std::vector<Ledger::Entry> entries;
        for (const std::string &body : bodies) {
            entries.push_back({LeafKind::Consent, asBytes(body), clock.now()});
            leaves.push_back(leafOf(body));
        }
        auto transaction = *WriteTransaction::begin(*vault);
        const auto first = ledger->append(transaction, entries);
        if (!first.ok() || !transaction.commit().ok())
            qFatal("nothing was appended");
        return *first;
    }
    /// As core/ledger/README.md has it.
    Digest leafOf(const std::string &body) const
    {
        Bytes entry = toBytes(asBytes(body));
        for (int shift = 56; shift >= 0; shift -= 8)
            entry.push_back(static_cast<Byte>(toMillis(clock.now()) >> shift));
        return merkle::leafHash(entry);
    }
    /// Changes the tables behind the ledger's back.
    void tamper(std::string_view sql)
    {
        if (const auto done = vault->db().run(sql); !done)
            qFatal("not tampered: %s", done.error().toString().c_str());
    }
    Ledger::Report verify(const Ledger::Inspector &inspector = {})
    {
        NoProgress progress;
        return *ledger->verify(progress, inspector);
    }

    QTemporaryDir folder{quickPlace()};
    FakeClock clock;
    std::unique_ptr<Vault> vault;
    std::optional<Ledger> ledger;
    std::vector<Digest> leaves;
};

} // namespace assent::test
