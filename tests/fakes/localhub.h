#pragma once

#include "crypto/secret.h"
#include "sync/hubpolls.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace assent {

/// A real hub without its sockets, that can be cut off. Safe to reach from any
/// thread.
class LocalHub
{
public:
    /// A request that waits for its answer.
    struct Exchange
    {
        std::mutex mutex;
        std::condition_variable changed;
        std::optional<Result<sync::HttpResponse>> answer;

        void end(Result<sync::HttpResponse> with)
        {
            const std::lock_guard guard(mutex);
            if (!answer)
                answer = std::move(with);
            changed.notify_all();
        }
        Result<sync::HttpResponse> wait()
        {
            std::unique_lock lock(mutex);
            changed.wait(lock, [this] { return answer.has_value(); });
            return *answer;
        }
    };

    static Result<std::unique_ptr<LocalHub>> open(const std::filesystem::path &folder, const Clock &clock)
    {
        ASSENT_TRY(const SecretBytes key, randomSecret(48));
        std::unique_ptr<LocalHub> hub(new LocalHub);
        ASSENT_TRY(hub->m_store, sync::HubStore::open(folder, key, clock));
        hub->m_service = std::make_unique<sync::HubService>(*hub->m_store, clock);
        hub->m_polls = std::make_unique<sync::LongPolls>(*hub->m_store, *hub->m_service);
        return hub;
    }

    sync::HubStore &store() { return *m_store; }
    void cutOff(bool off) { m_off.store(off); }
    int requests() const { return m_requests.load(); }

    /// Pulls that wait are answered when something comes, or by who ends the exchange.
    void answer(const sync::HttpRequest &request, const std::shared_ptr<Exchange> &exchange)
    {
        ++m_requests;
        if (m_off.load())
            return exchange->end(Error{ErrorCode::Network, "the hub is cut off"});
        const std::lock_guard guard(m_mutex);
        sync::HttpRequest lower = request;
        lower.headers.clear();
        for (const auto &[name, value] : request.headers) {
            std::string small = name;
            for (char &letter : small)
                letter = char(std::tolower(static_cast<unsigned char>(letter)));
            lower.headers[small] = value;
        }
        const bool mayCommit = request.method == "POST";
        m_polls->handle(std::move(lower), [exchange](sync::HttpResponse response) { exchange->end(std::move(response)); },
            std::chrono::steady_clock::now());
        if (mayCommit)
            m_polls->look();
    }
    /// Pulls that wait for news now.
    std::size_t waiting()
    {
        const std::lock_guard guard(m_mutex);
        return m_polls->waiting();
    }

private:
    LocalHub() = default;
    std::unique_ptr<sync::HubStore> m_store;
    std::unique_ptr<sync::HubService> m_service;
    std::unique_ptr<sync::LongPolls> m_polls;
    std::mutex m_mutex;
    std::atomic<bool> m_off{false};
    std::atomic<int> m_requests{0};
};

/// The way to a LocalHub, in the place of HTTP.
class LocalTransport final : public sync::Transport
{
public:
    explicit LocalTransport(LocalHub &hub) : m_hub(hub) {}
    Result<sync::HttpResponse> send(const sync::HttpRequest &request) override
    {
        const auto exchange = std::make_shared<LocalHub::Exchange>();
        {
            const std::lock_guard guard(m_mutex);
            m_running = exchange;
        }
        m_hub.answer(request, exchange);
        return exchange->wait();
    }
    void abort() override
    {
        const std::lock_guard guard(m_mutex);
        if (const auto running = m_running.lock())
            running->end(Error{ErrorCode::Cancelled, "the request was aborted"});
    }

private:
    LocalHub &m_hub;
    std::mutex m_mutex;
    std::weak_ptr<LocalHub::Exchange> m_running;
};

} // namespace assent
