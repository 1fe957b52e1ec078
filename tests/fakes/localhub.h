#pragma once

#include "crypto/secret.h"
#include "sync/hubservice.h"

#include <atomic>
#include <mutex>

namespace assent {

/// A real hub without its sockets, that can be cut off. Safe to reach from any
/// thread, one at a time.
class LocalHub
{
public:
    static Result<std::unique_ptr<LocalHub>> open(const std::filesystem::path &folder, const Clock &clock)
    {
        ASSENT_TRY(const SecretBytes key, randomSecret(48));
        std::unique_ptr<LocalHub> hub(new LocalHub);
        ASSENT_TRY(hub->m_store, sync::HubStore::open(folder, key, clock));
        hub->m_service = std::make_unique<sync::HubService>(*hub->m_store, clock);
        return hub;
    }

    sync::HubStore &store() { return *m_store; }
    void cutOff(bool off) { m_off.store(off); }
    int requests() const { return m_requests.load(); }

    Result<sync::HttpResponse> answer(const sync::HttpRequest &request)
    {
        ++m_requests;
        if (m_off.load())
            return Error{ErrorCode::Network, "the hub is cut off"};
        const std::lock_guard guard(m_mutex);
        sync::HttpRequest lower = request;
        lower.headers.clear();
        for (const auto &[name, value] : request.headers) {
            std::string small = name;
            for (char &letter : small)
                letter = char(std::tolower(static_cast<unsigned char>(letter)));
            lower.headers[small] = value;
        }
        return m_service->handle(lower);
    }

private:
    LocalHub() = default;
    std::unique_ptr<sync::HubStore> m_store;
    std::unique_ptr<sync::HubService> m_service;
    std::mutex m_mutex;
    std::atomic<bool> m_off{false};
    std::atomic<int> m_requests{0};
};

/// The way to a LocalHub, in the place of HTTP.
class LocalTransport final : public sync::Transport
{
public:
    explicit LocalTransport(LocalHub &hub) : m_hub(hub) {}
    Result<sync::HttpResponse> send(const sync::HttpRequest &request) override { return m_hub.answer(request); }
    void abort() override {}

private:
    LocalHub &m_hub;
};

} // namespace assent
