#include "hub/openhub.h"

#include "base/log.h"
#include "sync/postgres/postgresrows.h"
#include "vault/process.h"
#include "vault/slots.h"

#include <cerrno>
#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>

namespace assent::hub {
namespace {

constexpr const char *kCredential = "assent-passphrase";

Error passphraseError(std::string detail) { return {ErrorCode::Invalid, std::move(detail), {{}, 0, 0, "--passphrase-fd"}}; }

/// A descriptor that closes itself.
struct Descriptor
{
    explicit Descriptor(int fd) : number(fd) {}
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor()
    {
        if (number >= 0)
            ::close(number);
    }
    int number;
};

Result<SecretBytes> readLine(int fd)
{
    auto line = readSecretLine(fd);
    if (!line)
        return passphraseError(line.error().detail);
    if (line->empty())
        return passphraseError("the passphrase is empty");
    return line;
}

Error noStore() { return {ErrorCode::NotFound, "there is no hub store in this folder; start the hub once to make it", {{}, 0, 0, "--store"}}; }

bool isDatabase(const StoreOptions &options)
{
    return options.folder.starts_with("postgresql://") || options.folder.starts_with("postgres://");
}

Result<std::unique_ptr<sync::PostgresRows>> openDatabase(const StoreOptions &options, const Clock &clock, bool make)
{
    ASSENT_TRY(const SecretBytes passphrase, readPassphrase(options));
    return sync::PostgresRows::open(options.folder, passphrase, clock, {make, {}});
}

/// The raw key of a store that has slots.
Result<SecretBytes> unlock(const StoreOptions &options, const SecretBytes &passphrase)
{
    ASSENT_TRY(const Slots slots, Slots::load(options.folder));
    return slots.unlockWithPassphrase(passphrase);
}

/// The slot is durable before the store is: a store without one is lost, a slot
/// without a store is used at the next start.
Result<SecretBytes> makeKey(const StoreOptions &options, const SecretBytes &passphrase)
{
    ASSENT_TRY(Slots slots, Slots::create(options.folder));
    ASSENT_CHECK(slots.setPassphrase(slots.freshKey(), passphrase, calibrateArgon2()));
    return slots.freshKey().clone();
}

} // namespace

Result<SecretBytes> readPassphrase(const StoreOptions &options)
{
    if (options.passphraseFd >= 0)
        return readLine(options.passphraseFd);
    const char *folder = std::getenv("CREDENTIALS_DIRECTORY");
    if (!folder)
        return passphraseError("is needed (or a service credential named assent-passphrase)");
    const Descriptor file(::open((std::string(folder) + "/" + kCredential).c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number < 0)
        return passphraseError("is needed: the service has no credential named assent-passphrase");
    return readLine(file.number);
}

Result<std::unique_ptr<sync::HubStore>> openHub(const StoreOptions &options, const Clock &clock, bool make)
{
    if (isDatabase(options)) {
        ASSENT_TRY(auto rows, openDatabase(options, clock, make));
        return sync::HubStore::over(std::move(rows), clock);
    }
    const bool exists = Vault::exists(options.folder);
    if (!exists && !make)
        return noStore();
    ASSENT_TRY(const SecretBytes passphrase, readPassphrase(options));
    auto key = unlock(options, passphrase);
    const bool fresh = !key && key.error().code == ErrorCode::NotFound && !exists;
    if (fresh)
        key = makeKey(options, passphrase);
    if (!key)
        return std::move(key).error();
    ASSENT_TRY(auto store, sync::HubStore::open(options.folder, *key, clock));
    if (!exists)
        logLine(LogLevel::Info, "store_made", {{"epoch", store->epoch()}});
    return store;
}

Result<std::vector<std::unique_ptr<sync::HubStore>>> openHubs(const StoreOptions &options, const Clock &clock, int wanted)
{
    std::vector<std::unique_ptr<sync::HubStore>> stores;
    if (!isDatabase(options)) {
        ASSENT_TRY(auto store, openHub(options, clock, true));
        stores.push_back(std::move(store));
        return stores;
    }
    ASSENT_TRY(auto rows, openDatabase(options, clock, true));
    while (static_cast<int>(stores.size()) < wanted - 1)
        stores.push_back(sync::HubStore::over(rows->another(), clock));
    stores.push_back(sync::HubStore::over(std::move(rows), clock));
    return stores;
}

int exitCode(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Invalid: return error.where.field.starts_with("--") ? 2 : 1;
    case ErrorCode::Locked: return 3;
    case ErrorCode::Corrupt: return 4;
    case ErrorCode::Network:
    case ErrorCode::Protocol: return 5;
    case ErrorCode::Cancelled: return 130;
    default: return 1;
    }
}

} // namespace assent::hub
