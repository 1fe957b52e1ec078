#include "vault/keychain.h"

#include <QCoreApplication>
#include <QThread>
#include <qt6keychain/keychain.h>

#include <condition_variable>
#include <mutex>

namespace assent {
namespace {

using namespace QKeychain;

/// Where a job's end is waited for. Shared between the waiting caller and the
/// job, since either may be gone first.
template<typename T>
class Answer
{
public:
    void give(Result<T> result)
    {
        const std::lock_guard lock(m_mutex);
        m_result.emplace(std::move(result));
        m_given.notify_all();
    }

    Result<T> take(std::chrono::milliseconds limit)
    {
        std::unique_lock lock(m_mutex);
        if (!m_given.wait_for(lock, limit, [this] { return m_result.has_value(); }))
            return Error{ErrorCode::Io, "the keychain does not answer"};
        return *std::move(m_result);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_given;
    std::optional<Result<T>> m_result;
};

/// The one thread that speaks to Qt Keychain, whose queue of jobs belongs to
/// the first thread that uses it and stops when that ends.
class Worker
{
public:
    /// Null when there is no application, or it is ending.
    static QObject *context()
    {
        static std::mutex mutex;
        const std::lock_guard lock(mutex);
        if (!QCoreApplication::instance() || QCoreApplication::closingDown())
            return nullptr;
        if (!s_context)
            start();
        return s_context;
    }

private:
    static void start()
    {
        s_thread = new QThread;
        s_thread->setObjectName(QStringLiteral("keychain"));
        s_context = new QObject;
        s_context->moveToThread(s_thread);
        s_thread->start();
        qAddPostRoutine(&Worker::stop);
    }

    static void stop()
    {
        s_thread->quit();
        // One that hangs in its backend is left to the end of the process.
        if (s_thread->wait(1000)) {
            delete s_context;
            delete s_thread;
        }
        s_context = nullptr;
        s_thread = nullptr;
    }

    static inline QThread *s_thread = nullptr;
    static inline QObject *s_context = nullptr;
};

QString toText(const std::string &text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

void wipeText(QString &text)
{
    // Through constData: data() would detach and wipe a fresh copy.
    wipe(const_cast<QChar *>(text.constData()), static_cast<std::size_t>(text.size()) * sizeof(QChar));
}

/// Starts the job that `make` returns and waits for what `finish` makes of it.
template<typename T, typename Make, typename Finish>
Result<T> perform(std::chrono::milliseconds limit, const std::string &entry, Make make, Finish finish)
{
    QObject *context = Worker::context();
    if (!context)
        return Error{ErrorCode::Io, "the keychain needs a running application"};
    const auto answer = std::make_shared<Answer<T>>();
    const auto work = [answer, make = std::move(make), finish, key = toText(entry)]() mutable {
        auto *job = make();
        job->setAutoDelete(true);
        job->setInsecureFallback(false);
        job->setKey(key);
        QObject::connect(job, &Job::finished, job, [answer, finish, job] {
            if (job->error() != NoError)
                answer->give(keychainError(job->error(), job->errorString().toStdString()));
            else
                answer->give(finish(*job));
        });
        job->start();
    };
    QMetaObject::invokeMethod(context, work, Qt::QueuedConnection);
    return answer->take(limit);
}

Result<SecretBytes> decode(const ReadPasswordJob &job)
{
    QString text = job.textData();
    std::string encoded = text.toStdString();
    auto bytes = fromBase64(encoded);
    wipe(encoded);
    wipeText(text);
    if (!bytes)
        return Error{ErrorCode::Corrupt, "the keychain's entry is not base64"};
    SecretBytes secret(ByteView{*bytes});
    wipe(bytes->data(), bytes->size());
    return secret;
}

} // namespace

Error keychainError(int code, const std::string &words)
{
    const auto make = [&](ErrorCode meaning, std::string_view what) {
        return Error{meaning, words.empty() ? std::string(what) : std::string(what) + ": " + words};
    };
    switch (code) {
    case EntryNotFound: return make(ErrorCode::NotFound, "the keychain has no such entry");
    case AccessDeniedByUser: return make(ErrorCode::Locked, "the user refused the keychain");
    case AccessDenied: return make(ErrorCode::Locked, "the keychain is locked or refuses");
    case CouldNotDeleteEntry: return make(ErrorCode::Io, "the keychain could not remove the entry");
    case NoBackendAvailable: return make(ErrorCode::Io, "there is no keychain here");
    case NotImplemented: return make(ErrorCode::Io, "the keychain cannot do this");
    default: return make(ErrorCode::Io, "the keychain failed");
    }
}

QtKeyring::QtKeyring(std::string service, std::chrono::milliseconds limit) : m_service(std::move(service)), m_limit(limit) {}

Result<SecretBytes> QtKeyring::read(const std::string &entry)
{
    return perform<SecretBytes>(
        m_limit, entry, [service = toText(m_service)] { return new ReadPasswordJob(service); },
        [](ReadPasswordJob &job) { return decode(job); });
}

Result<void> QtKeyring::write(const std::string &entry, const SecretBytes &secret)
{
    std::string encoded = toBase64(secret.view());
    QString text = toText(encoded);
    wipe(encoded);
    return perform<void>(
        m_limit, entry,
        [service = toText(m_service), text]() mutable {
            auto *job = new WritePasswordJob(service);
            job->setTextData(text);
            wipeText(text); // the job has its own
            return job;
        },
        [](WritePasswordJob &) { return Result<void>(); });
}

Result<void> QtKeyring::remove(const std::string &entry)
{
    return perform<void>(
        m_limit, entry, [service = toText(m_service)] { return new DeletePasswordJob(service); },
        [](DeletePasswordJob &) { return Result<void>(); });
}

std::string QtKeyring::backend() const { return qEnvironmentVariable("XDG_CURRENT_DESKTOP").toStdString(); }

} // namespace assent
