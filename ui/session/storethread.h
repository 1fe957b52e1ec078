#pragma once

#include "session/openstore.h"

#include <QObject>
#include <QPointer>
#include <QThread>

#include <deque>
#include <functional>
#include <mutex>

namespace assent::ui {

/// A thread that owns one opened store. Jobs run there one after the other, in
/// the order in which they were posted; their results come back on the thread
/// that made this object (the UI's), always later, never inside the call.
class StoreThread final : public QObject
{
    Q_OBJECT

public:
    explicit StoreThread(const QString &name, QObject *parent = nullptr);
    /// Ends after the job that runs; closes the store.
    ~StoreThread() override;

    /// Opens the store. `done` gets the outcome on the UI thread.
    using Opener = std::function<Result<OpenStore>()>;
    void open(QObject *receiver, Opener opener, std::function<void(Result<void>)> done);
    /// Closes the store behind the jobs already posted. No result of a job
    /// posted before this call is delivered after it. `closed` is called on the
    /// UI thread when the store is gone.
    void close(std::function<void()> closed = {});

    /// Runs `job` on the store and gives its result to `done` on the UI thread.
    /// Dropped when the receiver is gone or close() was called meanwhile. With no
    /// open store the result is Locked.
    template<typename T>
    void run(QObject *receiver, std::function<Result<T>(OpenStore &)> job, std::function<void(Result<T>)> done)
    {
        call<T>(receiver, [job = std::move(job)](std::optional<OpenStore> &store) -> Result<T> {
            if (!store)
                return Error{ErrorCode::Locked, "the store is closed"};
            return job(*store);
        }, std::move(done));
    }

    /// Runs work that needs no store, such as deriving a key.
    template<typename T>
    void compute(QObject *receiver, std::function<Result<T>()> work, std::function<void(Result<T>)> done)
    {
        call<T>(receiver, [work = std::move(work)](std::optional<OpenStore> &) { return work(); }, std::move(done));
    }

private:
    template<typename T>
    void call(QObject *receiver, std::function<Result<T>(std::optional<OpenStore> &)> job, std::function<void(Result<T>)> done)
    {
        const QPointer<QObject> guard(receiver);
        const quint64 epoch = m_epoch;
        post([this, guard, epoch, job = std::move(job), done = std::move(done)] {
            // Shared because std::function copies and a result may only move.
            auto result = std::make_shared<Result<T>>(job(m_store));
            QMetaObject::invokeMethod(this, [this, guard, epoch, done, result] {
                if (guard && epoch == m_epoch)
                    done(std::move(*result));
            }, Qt::QueuedConnection);
        });
    }
    void post(std::function<void()> work);
    void drain();
    std::function<void()> takeJob();

    QThread m_thread;
    QObject *m_worker;
    std::mutex m_mutex; ///< of the jobs
    std::deque<std::function<void()>> m_jobs;
    bool m_draining = false; ///< touched on m_thread alone
    std::optional<OpenStore> m_store; ///< touched on m_thread alone
    quint64 m_epoch = 0;              ///< touched on the UI thread alone
};

} // namespace assent::ui
