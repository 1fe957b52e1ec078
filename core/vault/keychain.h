#pragma once

#include "vault/slots.h"

#include <chrono>

namespace assent {

/// The desktop's keychain through Qt Keychain. The work is done on a thread of
/// its own, so that a backend that hangs is Io after the limit, whatever it
/// hangs in; an answer that comes later is dropped. Never falls back to an
/// insecure store. Needs a QCoreApplication. Calls block for up to the limit:
/// never from the UI's thread.
///
/// An entry is kept under (service, entry name) as base64.
class QtKeyring final : public Keyring
{
public:
    explicit QtKeyring(std::string service = "org.assent.Assent", std::chrono::milliseconds limit = std::chrono::seconds(10));
    Result<SecretBytes> read(const std::string &entry) override;
    Result<void> write(const std::string &entry, const SecretBytes &secret) override;
    Result<void> remove(const std::string &entry) override;
    /// $XDG_CURRENT_DESKTOP, by which Qt Keychain chooses.
    std::string backend() const override;

private:
    std::string m_service;
    std::chrono::milliseconds m_limit;
};

/// What a QKeychain::Error means here, with the backend's own words.
Error keychainError(int code, const std::string &words);

} // namespace assent
