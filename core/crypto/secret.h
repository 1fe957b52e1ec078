#pragma once

#include "base/bytes.h"

namespace assent {

/// Key material or a passphrase. Wipes itself, does not copy by accident, is
/// never printed, and stays out of swap where the system allows it.
class SecretBytes
{
public:
    SecretBytes() = default;
    explicit SecretBytes(std::size_t size);
    explicit SecretBytes(ByteView bytes);
    explicit SecretBytes(std::string_view text) : SecretBytes(asBytes(text)) {}
    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;
    ~SecretBytes();

    SecretBytes clone() const { return SecretBytes(view()); }
    ByteView view() const { return {m_data, m_size}; }
    Byte *data() { return m_data; }
    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }

private:
    void wipe();
    Byte *m_data = nullptr; ///< of SecretMemory; null when empty
    std::size_t m_size = 0;
};

/// Overwrites memory in a way that the compiler keeps.
void wipe(void *memory, std::size_t size);
void wipe(std::string &text);

/// Compares in time that depends on the lengths only.
bool equalInConstantTime(ByteView a, ByteView b);

/// Bytes from the system's generator. Fails with Io only when it is broken.
Result<Bytes> randomBytes(std::size_t size);
Result<SecretBytes> randomSecret(std::size_t size);

} // namespace assent
