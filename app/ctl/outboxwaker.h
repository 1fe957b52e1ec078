#pragma once

#include "vault/holders.h"
#include "vault/vault.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace assent::ctl {

/// While it lives, `wake` is called from a thread of its own, again and again, once
/// something waits in the outbox or the store is asked for: a request that waits for
/// news must not hold a withdrawal up.
class OutboxWaker
{
public:
    static Result<std::unique_ptr<OutboxWaker>> start(Vault &vault, const LockRequests &requests, std::function<void()> wake);
    ~OutboxWaker();
    OutboxWaker(const OutboxWaker &) = delete;
    OutboxWaker &operator=(const OutboxWaker &) = delete;

private:
    OutboxWaker(std::unique_ptr<Database> reader, const LockRequests &requests, std::function<void()> wake);
    void run();

    std::unique_ptr<Database> m_reader;
    const LockRequests &m_requests;
    std::function<void()> m_wake;
    std::mutex m_mutex;
    std::condition_variable m_stopped;
    bool m_stop = false;
    std::thread m_thread;
};

} // namespace assent::ctl
