#pragma once

#include "consent/consentstore.h"
#include "fakes/fakeclock.h"
#include "profile/profilestore.h"
#include "sync/client.h"
#include "sync/hubservice.h"

#include <filesystem>
#include <functional>

namespace assent::test {

/// A desktop's store and its client, without a network of its own.
class SimDesktop
{
public:
    SimDesktop(std::filesystem::path folder, const SecretBytes &key, Timestamp now);

    Result<void> open(sync::Transport &transport);
    void close();
    bool isOpen() const { return m_vault != nullptr; }

    const std::filesystem::path &folder() const { return m_folder; }
    Vault &vault() { return *m_vault; }
    ConsentStore &consents() { return *m_consents; }
    ProfileStore &people() { return *m_people; }
    sync::Client &client() { return *m_client; }
    bool queueIsEmpty() const;

    FakeClock clock;
    bool online = true;

private:
    std::filesystem::path m_folder;
    SecretBytes m_key;
    std::unique_ptr<Vault> m_vault;
    std::unique_ptr<ConsentStore> m_consents;
    std::unique_ptr<ProfileStore> m_people;
    std::unique_ptr<sync::Client> m_client;
};

/// The hub, without sockets.
class SimHub
{
public:
    SimHub(std::filesystem::path folder, const SecretBytes &key, Timestamp now);

    Result<void> open();
    void close();

    const std::filesystem::path &folder() const { return m_folder; }
    sync::HubStore &store() { return *m_store; }
    sync::HttpResponse handle(const sync::HttpRequest &request) { return m_service->handle(request); }
    /// All consent events in it, as a device that may see everybody gets them.
    Result<std::set<EventId>> events(DeviceId asSeenBy);
    /// Pseudonyms of those whom it knows as erased.
    Result<std::set<Digest>> erased();

    FakeClock clock;

private:
    std::filesystem::path m_folder;
    SecretBytes m_key;
    std::unique_ptr<sync::HubStore> m_store;
    std::unique_ptr<sync::HubService> m_service;
};

} // namespace assent::test
