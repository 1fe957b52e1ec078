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

void StoreThread::close()
{
    ++m_epoch;
    post([this] { m_store.reset(); });
}

void StoreThread::post(std::function<void()> work)
{
    QMetaObject::invokeMethod(m_worker, std::move(work), Qt::QueuedConnection);
}

} // namespace assent::ui
