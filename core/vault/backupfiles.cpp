#include "vault/backupfiles.h"

#include "crypto/hash.h"
#include "vault/migrations.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace assent::backupfiles {
namespace {

namespace fs = std::filesystem;

constexpr int kFormat = 1;
constexpr std::size_t kManifestLimit = 64 * 1024;
constexpr std::size_t kChunk = 1024 * 1024;
constexpr std::string_view kManifest = "backup.json";
constexpr std::string_view kStagingMark = ".new-";
constexpr int kTurnByte = 2;

// The manifest last: while it is there the rest is known for what it is.
constexpr const char *kKnown[] = {"store.db", "store.db-wal", "store.db-shm", "store.db.new", "store.db.new-wal",
    "store.db.new-shm", "slots.json", "slots.json.new", "slots.json.bak", "slots.json.bak.new", "store.lock",
    "lock.request", "lock.request.new", "store.db.rekey",
    "backup.json.new", "backup.json"};

fs::path manifestFile(const fs::path &folder) { return folder / kManifest; }

json::Object members(const Manifest &manifest)
{
    json::Array files;
    for (const File &file : manifest.files)
        files.emplace_back(json::Object{{"name", file.name}, {"size", file.size}, {"sha256", toBase64Url(file.sum)}});
    return {{"format", kFormat}, {"store", manifest.store.toString()}, {"made_at", toRfc3339(manifest.madeAt)},
        {"schema", manifest.schema}, {"files", std::move(files)}};
}

Result<File> readFile(const json::Value &entry)
{
    json::Reader in(entry, "file");
    in.only({"name", "size", "sha256"});
    File file;
    file.name = in.text("name");
    file.size = static_cast<std::uint64_t>(in.integer("size", 0));
    file.sum = in.digest("sha256");
    ASSENT_CHECK(in.finish());
    return file;
}

Result<Manifest> parse(std::string_view text)
{
    ASSENT_TRY(const json::Value value, json::parse(text));
    json::Reader in(value, "backup");
    const std::int64_t format = in.integer("format", 1);
    if (!in.failed() && format > kFormat)
        return Error{ErrorCode::Newer, "the backup has format " + std::to_string(format)};
    in.only({"format", "store", "made_at", "schema", "files", "mac"});
    Manifest manifest;
    manifest.store = in.id<StoreId>("store");
    manifest.madeAt = in.time("made_at");
    manifest.schema = static_cast<int>(in.integer("schema", 1, INT32_MAX));
    manifest.mac = in.digest("mac");
    for (const json::Value &entry : in.list("files")) {
        ASSENT_TRY(File file, readFile(entry));
        manifest.files.push_back(std::move(file));
    }
    ASSENT_CHECK(in.finish());
    return manifest;
}

/// Reads a file once through; `out` gets the bytes where there is one.
Result<File> readThrough(const fs::path &path, int out, Progress &progress)
{
    const files::Descriptor in(path, O_RDONLY | O_NOFOLLOW);
    struct stat state = {};
    if (!in.ok() || ::fstat(in.get(), &state) != 0)
        return files::systemError("could not open " + path.filename().string());
    File file{path.filename().string(), 0, {}};
    Sha256 sum;
    Bytes chunk(kChunk);
    for (;;) {
        if (!progress.report(file.size, static_cast<std::uint64_t>(state.st_size)))
            return Error{ErrorCode::Cancelled, "copying was cancelled"};
        const ssize_t got = ::read(in.get(), chunk.data(), chunk.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return files::systemError("could not read " + path.filename().string());
        if (got == 0)
            break;
        const ByteView part = ByteView(chunk).first(static_cast<std::size_t>(got));
        sum.add(part);
        file.size += part.size();
        if (out >= 0)
            ASSENT_CHECK(files::writeAll(out, asText(part)));
    }
    file.sum = sum.finish();
    return file;
}

} // namespace

const File *Manifest::find(std::string_view name) const
{
    const auto found = std::find_if(files.begin(), files.end(), [&](const File &file) { return file.name == name; });
    return found == files.end() ? nullptr : &*found;
}

Digest Manifest::macUnder(const SecretBytes &key) const
{
    return hmacSha256(key.view(), asBytes(json::canonical(json::Value(members(*this)))));
}

Result<void> writeManifest(const fs::path &folder, const Manifest &manifest)
{
    json::Object file = members(manifest);
    file.emplace_back("mac", toBase64Url(manifest.mac));
    return files::replace(manifestFile(folder), json::pretty(json::Value(std::move(file))));
}

Result<Manifest> readManifest(const fs::path &folder)
{
    ASSENT_TRY(const std::string text, files::read(manifestFile(folder), kManifestLimit));
    auto manifest = parse(text);
    if (!manifest && manifest.error().code == ErrorCode::Invalid)
        return Error{ErrorCode::Corrupt, "the backup's manifest does not read: " + manifest.error().toString()};
    return manifest;
}

Result<File> sumOf(const fs::path &file, Progress &progress) { return readThrough(file, -1, progress); }

Result<File> copy(const fs::path &from, const fs::path &to, Progress &progress)
{
    const files::Descriptor out(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (!out.ok())
        return files::systemError("could not make " + to.filename().string());
    ASSENT_TRY(File file, readThrough(from, out.get(), progress));
    if (::fsync(out.get()) != 0)
        return files::systemError("could not flush " + to.filename().string());
    return file;
}

Result<void> makeFolder(const fs::path &folder)
{
    if (::mkdir(folder.c_str(), 0700) == 0)
        return {};
    if (errno == EEXIST)
        return Error{ErrorCode::Conflict, folder.filename().string() + " is there already"};
    return files::systemError("could not make the folder " + folder.filename().string());
}

bool isBackup(const fs::path &folder)
{
    std::error_code fault;
    return isFolder(folder) && !isStaging(folder) && (fs::exists(folder / kStore, fault) || fs::exists(manifestFile(folder), fault));
}

bool isFolder(const fs::path &path)
{
    std::error_code fault;
    return fs::is_directory(fs::symlink_status(path, fault));
}

std::uint64_t sizeOf(const fs::path &folder)
{
    std::uint64_t size = 0;
    std::error_code fault;
    for (const auto &entry : fs::directory_iterator(folder, fault)) {
        const std::uintmax_t one = entry.is_regular_file(fault) ? entry.file_size(fault) : 0;
        size += fault ? 0 : one;
    }
    return size;
}

Timestamp timeOf(const fs::path &folder)
{
    struct stat state = {};
    if (::lstat(folder.c_str(), &state) != 0)
        return {};
    return fromMillis(static_cast<std::int64_t>(state.st_mtim.tv_sec) * 1000 + state.st_mtim.tv_nsec / 1'000'000);
}

bool remove(const fs::path &folder)
{
    {
        const files::Descriptor at(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
        if (!at.ok())
            return errno == ENOENT;
        std::error_code fault;
        for (const auto &entry : fs::directory_iterator(folder, fault)) {
            const std::string name = entry.path().filename().string();
            if (name.starts_with(migrations::kBackupMark))
                ::unlinkat(at.get(), name.c_str(), 0);
        }
        for (const char *name : kKnown)
            ::unlinkat(at.get(), name, 0);
    }
    return ::rmdir(folder.c_str()) == 0;
}

fs::path normalised(const fs::path &folder)
{
    std::error_code fault;
    const fs::path whole = fs::absolute(folder, fault).lexically_normal();
    return whole.has_filename() ? whole : whole.parent_path();
}

fs::path stagingOf(const fs::path &target, StoreId store)
{
    return fs::path(target).concat(std::string(kStagingMark) + store.toString());
}

bool isStaging(const fs::path &folder)
{
    constexpr std::size_t idSize = 36;
    const std::string name = folder.filename().string();
    const auto mark = name.rfind(kStagingMark);
    return mark != std::string::npos && name.size() == mark + kStagingMark.size() + idSize;
}

Result<Turn> Turn::take(const fs::path &storeFolder, int limitMillis)
{
    ASSENT_TRY(auto file, files::LockFile::open(storeFolder));
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(limitMillis);
    if (files::lockByte(file.get(), kTurnByte, F_WRLCK, deadline))
        return Turn(std::move(file));
    if (errno == EAGAIN || errno == EACCES)
        return Error{ErrorCode::Conflict, "another backup or restore of this store is running"};
    return files::systemError("could not take the turn for backups");
}

} // namespace assent::backupfiles
