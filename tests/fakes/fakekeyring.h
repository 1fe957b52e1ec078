#pragma once

#include "vault/slots.h"

#include <map>

namespace assent {

/// A keychain in memory that fails on demand.
class FakeKeyring final : public Keyring
{
public:
    Result<SecretBytes> read(const std::string &entry) override
    {
        ASSENT_CHECK(answer());
        const auto found = m_entries.find(entry);
        if (found == m_entries.end())
            return Error{ErrorCode::NotFound, "no such entry"};
        return found->second.clone();
    }

    Result<void> write(const std::string &entry, const SecretBytes &secret) override
    {
        ASSENT_CHECK(answer());
        m_entries.insert_or_assign(entry, secret.clone());
        return {};
    }

    Result<void> remove(const std::string &entry) override
    {
        ASSENT_CHECK(answer());
        if (m_entries.erase(entry) == 0)
            return Error{ErrorCode::NotFound, "no such entry"};
        return {};
    }

    std::string backend() const override { return m_desktop; }
    /// Becomes the keychain of another desktop.
    void moveTo(std::string desktop) { m_desktop = std::move(desktop); }

    /// Every call fails with this until work() is called.
    void fail(ErrorCode code) { m_failure = code; }
    void work() { m_failure.reset(); }
    /// Forgets everything, as a keychain that was reset.
    void clear() { m_entries.clear(); }
    /// Overwrites every entry with another secret of the same size.
    void scramble()
    {
        for (auto &[entry, secret] : m_entries)
            secret.data()[0] ^= 1;
    }
    std::size_t size() const { return m_entries.size(); }
    int calls() const { return m_calls; }

private:
    Result<void> answer()
    {
        ++m_calls;
        if (m_failure)
            return Error{*m_failure, "the fake keychain was told to fail"};
        return {};
    }

    std::map<std::string, SecretBytes> m_entries;
    std::string m_desktop;
    std::optional<ErrorCode> m_failure;
    int m_calls = 0;
};

/// Hands on to a keyring that outlives it, for those who want one of their own.
class KeyringDoor final : public Keyring
{
public:
    explicit KeyringDoor(Keyring &inner) : m_inner(inner) {}
    Result<SecretBytes> read(const std::string &entry) override { return m_inner.read(entry); }
    Result<void> write(const std::string &entry, const SecretBytes &secret) override { return m_inner.write(entry, secret); }
    Result<void> remove(const std::string &entry) override { return m_inner.remove(entry); }

private:
    Keyring &m_inner;
};

} // namespace assent
