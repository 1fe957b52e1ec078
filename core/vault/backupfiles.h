#pragma once

#include "base/json.h"
#include "base/progress.h"
#include "crypto/secret.h"
#include "vault/files.h"

#include <array>
#include <optional>

/// What backups, restores and their destruction share.
namespace assent::backupfiles {

inline constexpr std::string_view kFolder = "backups"; ///< in the store's folder
inline constexpr std::string_view kStore = "store.db";
inline constexpr std::array<std::string_view, 2> kSlots = {"slots.json", "slots.json.bak"};
inline constexpr std::string_view kKeyInfo = "assent/backup/v1"; ///< of the key over the manifest

struct File
{
    std::string name;
    std::uint64_t size = 0;
    Digest sum = {}; ///< SHA-256
};

/// backup.json; its format: core/vault/README.md.
struct Manifest
{
    StoreId store;
    Timestamp madeAt;
    int schema = 0;
    std::vector<File> files;
    Digest mac = {};

    const File *find(std::string_view name) const;
    /// The HMAC that `mac` must be, with the key that kKeyInfo names.
    Digest macUnder(const SecretBytes &key) const;
};
Result<void> writeManifest(const std::filesystem::path &folder, const Manifest &manifest);
/// NotFound: there is none. Corrupt: it does not read. Newer: by a later version.
Result<Manifest> readManifest(const std::filesystem::path &folder);

/// Reads a file that is no link; Io or Cancelled.
Result<File> sumOf(const std::filesystem::path &file, Progress &progress);
/// Copies into a new file (0600); durable on return.
Result<File> copy(const std::filesystem::path &from, const std::filesystem::path &to, Progress &progress);

/// Makes the folder, its owner's alone (0700). Conflict when there is one.
Result<void> makeFolder(const std::filesystem::path &folder);
/// True for a real folder, not for a link to one.
bool isFolder(const std::filesystem::path &path);
/// A folder, under its final name, with anything of a backup in it.
bool isBackup(const std::filesystem::path &folder);
std::uint64_t sizeOf(const std::filesystem::path &folder);
/// When the folder's entries last changed.
Timestamp timeOf(const std::filesystem::path &folder);
/// Deletes the files of a store or backup by their names, then the folder when
/// nothing else is in it. True when it is gone.
bool remove(const std::filesystem::path &folder);

/// Absolute, without a trailing slash: as the store remembers it.
std::filesystem::path normalised(const std::filesystem::path &folder);
/// The name under which a store makes a backup.
std::filesystem::path stagingOf(const std::filesystem::path &target, StoreId store);
bool isStaging(const std::filesystem::path &folder);

/// Whoever destroys old backups needs no longer than this.
inline constexpr int kPatienceMillis = 2'000;
/// Whoever makes, restores or destroys backups of a store, one at a time: byte
/// 2 of its store.lock. Conflict when someone else still does after the limit.
class Turn
{
public:
    static Result<Turn> take(const std::filesystem::path &storeFolder, int limitMillis);

private:
    explicit Turn(files::LockFile file) : m_file(std::move(file)) {}
    files::LockFile m_file;
};

} // namespace assent::backupfiles
