#pragma once

#include "vault/slots.h"

#include <chrono>

namespace assent {

/// The desktop's keychain through Qt Keychain, with a watchdog: a backend that
/// does not answer in time is Io. Never falls back to an insecure store.
/// Needs a QCoreApplication; each call runs an event loop of its own on the
/// calling thread, which must not be the UI's.
class QtKeyring final : public Keyring
{
public:
    explicit QtKeyring(std::string service = "org.assent.Assent", std::chrono::milliseconds limit = std::chrono::seconds(10));
    Result<SecretBytes> read(const std::string &entry) override;
    Result<void> write(const std::string &entry, const SecretBytes &secret) override;
    Result<void> remove(const std::string &entry) override;

private:
    std::string m_service;
    std::chrono::milliseconds m_limit;
};

} // namespace assent
