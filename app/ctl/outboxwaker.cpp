#include "outboxwaker.h"

namespace assent::ctl {
namespace {

constexpr auto kLook = std::chrono::milliseconds(500);

} // namespace

Result<std::unique_ptr<OutboxWaker>> OutboxWaker::start(Vault &vault, const LockRequests &requests, std::function<void()> wake)
{
    ASSENT_TRY(auto reader, vault.openReader(1));
    return std::unique_ptr<OutboxWaker>(new OutboxWaker(std::move(reader), requests, std::move(wake)));
}

OutboxWaker::OutboxWaker(std::unique_ptr<Database> reader, const LockRequests &requests, std::function<void()> wake)
    : m_reader(std::move(reader)), m_requests(requests), m_wake(std::move(wake)), m_thread([this] { run(); })
{
}

OutboxWaker::~OutboxWaker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_stopped.notify_all();
    m_thread.join();
}

void OutboxWaker::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopped.wait_for(lock, kLook, [this] { return m_stop; })) {
        const auto waiting = m_reader->integer("SELECT EXISTS(SELECT 1 FROM outbox WHERE set_aside IS NULL)");
        if (m_requests.made() || (waiting && *waiting != 0))
            m_wake();
    }
}

} // namespace assent::ctl
