#include "session/storethread.h"

namespace assent::ui {

StoreThread::StoreThread(const QString &name, QObject *parent)
    : QObject(parent), m_worker(new QObject)
{
    m_thread.setObjectName(name);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

StoreThread::~StoreThread()
{
    close();
    post([this] { m_thread.quit(); });
    m_thread.wait();
}

void StoreThread::open(QObject *receiver, Opener opener, std::function<void(Result<void>)> done)
{
    call<void>(receiver, [opener = std::move(opener)](std::optional<OpenStore> &store) -> Result<void> {
        store.reset();
        ASSENT_TRY(OpenStore opened, opener());
        store.emplace(std::move(opened));
        return {};
    }, std::move(done));
}

void StoreThread::close(std::function<void()> closed)
{
    ++m_epoch;
    post([this, closed = std::move(closed)] {
        m_store.reset();
        if (closed)
            QMetaObject::invokeMethod(this, closed, Qt::QueuedConnection);
    });
}

void StoreThread::post(std::function<void()> work)
{
    {
        const std::lock_guard guard(m_mutex);
        m_jobs.push_back(std::move(work));
    }
    QMetaObject::invokeMethod(m_worker, [this] { drain(); }, Qt::QueuedConnection);
}

/// One job after the other. A job may run an event loop of its own, as a request
/// to the hub does; what that loop delivers must not begin another job inside it,
/// least of all the one that closes the store.
void StoreThread::drain()
{
    if (m_draining)
        return;
    m_draining = true;
    while (const auto job = takeJob())
        job();
    m_draining = false;
}

std::function<void()> StoreThread::takeJob()
{
    const std::lock_guard guard(m_mutex);
    if (m_jobs.empty())
        return {};
    auto job = std::move(m_jobs.front());
    m_jobs.pop_front();
    return job;
}

} // namespace assent::ui
