#pragma once

#include "vault/backup.h"
#include "vault/backupfiles.h"
#include "vault/fixture.h"
#include "vault/slots.h"

#include <map>

#include <csignal>
#include <sys/resource.h>

namespace assent::test {

/// A store with slots and one pair in it, as programs make them.
struct Kept : Place
{
    explicit Kept(std::span<const Migration> schema = kPairSchema) : Place(schema)
    {
        Slots slots = must(Slots::create(folder));
        key = slots.freshKey().clone();
        if (!slots.setPassphrase(key, SecretBytes(std::string_view("first")), kArgon2Floor))
            qFatal("no slots");
        vault = must(create());
    }

    template<typename T>
    static T must(Result<T> result)
    {
        if (!result)
            qFatal("%s", result.error().toString().c_str());
        return *std::move(result);
    }

    BackupInfo backup(const std::optional<fs::path> &target = {})
    {
        clock.advance(std::chrono::minutes(1));
        return must(makeBackup(*vault, target, silent));
    }
    Result<Restored> restore(const BackupInfo &from, bool dryRun = false)
    {
        return restoreBackup(from.folder, folder, key, clock, {options, {}, dryRun}, silent);
    }
    void close() { vault.reset(); }
    void reopen()
    {
        close();
        vault = must(open());
    }
    void add(std::int64_t n)
    {
        if (!addPair(*vault, n))
            qFatal("no pair");
    }
    std::int64_t pairs() { return *vault->db().integer("SELECT count(*) FROM a JOIN b USING(n)"); }
    fs::path elsewhere(const char *name) const { return fs::path(temporary.path().toStdString()) / name; }

    std::unique_ptr<Vault> vault;
    NoProgress silent;
};

/// Every file under a folder with what is in it, but for locks.
inline std::map<std::string, std::string> contentOf(const fs::path &folder)
{
    std::map<std::string, std::string> content;
    for (const auto &entry : fs::recursive_directory_iterator(folder)) {
        const bool file = fs::is_regular_file(entry.symlink_status());
        if (entry.path().filename() != "store.lock")
            content[fs::relative(entry.path(), folder).string()] = file ? readFile(entry.path()) : "a folder";
    }
    return content;
}

/// A Progress that says stop at its nth question.
class StopAt final : public Progress
{
public:
    explicit StopAt(int question) : m_left(question) {}
    bool report(std::uint64_t, std::uint64_t) override { return --m_left > 0; }
    bool stopped() const { return m_left <= 0; }

private:
    int m_left;
};

/// While it lives no file may grow beyond `size`, as on a full disk.
class FullDisk
{
public:
    explicit FullDisk(rlim_t size)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit tight{size, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &tight);
    }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before;
};

} // namespace assent::test
