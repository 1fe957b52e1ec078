// OpenSSL 3 has no other way to replace its generator for a whole process.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "simulation/randomness.h"

#include "sample/random.h"

#include <openssl/rand.h>
#include <sqlite3.h>

#include <sys/types.h>

#include <optional>

// The linker puts this in the place of the system's.
extern "C" ssize_t __wrap_getrandom(void *into, std::size_t size, unsigned flags);

namespace assent::test {
namespace {

std::optional<sample::Random> source;

void fill(unsigned char *into, std::size_t size)
{
    for (std::size_t i = 0; i < size; ++i)
        into[i] = static_cast<unsigned char>(source->next() >> 56);
}

int opensslBytes(unsigned char *into, int size)
{
    fill(into, static_cast<std::size_t>(size));
    return 1;
}

int sqliteBytes(sqlite3_vfs *, int size, char *into)
{
    fill(reinterpret_cast<unsigned char *>(into), static_cast<std::size_t>(size));
    return size;
}

int opensslIsReady() { return 1; }

} // namespace

void seedEverything(std::uint64_t seed)
{
    source.emplace(seed, 0);
    static const RAND_METHOD method{nullptr, &opensslBytes, nullptr, nullptr, &opensslBytes, &opensslIsReady};
    RAND_set_rand_method(&method);
    sqlite3_vfs_find(nullptr)->xRandomness = &sqliteBytes;
    sqlite3_randomness(0, nullptr); // forgets what it drew before
}

} // namespace assent::test

extern "C" ssize_t __wrap_getrandom(void *into, std::size_t size, unsigned)
{
    assent::test::fill(static_cast<unsigned char *>(into), size);
    return static_cast<ssize_t>(size);
}
