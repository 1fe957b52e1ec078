#pragma once

#include "base/progress.h"
#include "sync/transport.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace assent::ui {

/// Asked by another thread whether to go on with the hub; the UI thread asks it to
/// stop and then aborts the request that is under way.
struct HubStop final : Progress
{
    /// What is sent goes on while news are held: of these no total is known.
    bool report(std::uint64_t done, std::uint64_t total) override
    {
        if (total == 0)
            received.store(done);
        return !asked.load() && !(total == 0 && newsHeld.load());
    }

    /// False: no request may begin any more.
    bool begin(sync::Transport *transport)
    {
        const std::lock_guard guard(mutex);
        running = asked.load() ? nullptr : transport;
        return running != nullptr;
    }
    void end()
    {
        const std::lock_guard guard(mutex);
        running = nullptr;
    }
    void ask()
    {
        asked.store(true);
        const std::lock_guard guard(mutex);
        if (running)
            running->abort();
    }

    std::atomic<bool> asked{false};
    std::atomic<bool> newsHeld{false}; ///< this sync receives no more
    std::atomic<std::uint64_t> received{0}; ///< by this sync
    std::mutex mutex;
    sync::Transport *running = nullptr;
};

/// The way to the hub, closed for good once its stop was asked: between two
/// requests as well as during one.
class HubWay final : public sync::Transport
{
public:
    HubWay(std::unique_ptr<sync::Transport> transport, std::shared_ptr<HubStop> stop)
        : m_transport(std::move(transport)), m_stop(std::move(stop)) {}

    Result<sync::HttpResponse> send(const sync::HttpRequest &request) override
    {
        if (!m_stop->begin(m_transport.get()))
            return Error{ErrorCode::Cancelled, "the store is being locked"};
        auto response = m_transport->send(request);
        m_stop->end();
        return response;
    }
    std::future<Result<sync::HttpResponse>> begin(const sync::HttpRequest &request) override
    {
        if (!m_stop->begin(m_transport.get()))
            return Transport::begin(request); // says so
        // The request is over when its answer is taken.
        return std::async(std::launch::deferred, [stop = m_stop, answer = m_transport->begin(request)]() mutable {
            auto response = answer.get();
            stop->end();
            return response;
        });
    }
    void abort() override { m_transport->abort(); }

private:
    std::unique_ptr<sync::Transport> m_transport;
    std::shared_ptr<HubStop> m_stop; // shared with the UI thread
};

} // namespace assent::ui
