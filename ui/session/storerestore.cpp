#include "session/storerestore.h"

#include "base/log.h"

#include <atomic>

namespace assent::ui {
namespace {

namespace fs = std::filesystem;

Result<SecretBytes> keyIn(const fs::path &folder, const SecretBytes &secret)
{
    ASSENT_TRY(const Slots slots_, Slots::load(folder));
    return slots_.unlockWithSecret(secret);
}

/// The copy has the slots of its day; the passphrase may have been changed since,
/// and the key is the same.
Result<SecretBytes> keyOf(const fs::path &copy, const fs::path &store, const SecretBytes &secret)
{
    auto then = keyIn(copy, secret);
    if (then)
        return then;
    auto now = keyIn(store, secret);
    return now ? std::move(now) : std::move(then);
}

} // namespace

struct StoreRestore::Run final : Progress
{
    bool report(std::uint64_t done, std::uint64_t total) override
    {
        share.store(total == 0 ? -1 : double(done) / double(total));
        return !stop.load();
    }

    std::atomic<Step> step{Opening};
    std::atomic<double> share{-1};
    std::atomic<bool> stop{false};
};

StoreRestore::StoreRestore(QObject *parent) : QObject(parent)
{
    m_watch.setInterval(100);
    connect(&m_watch, &QTimer::timeout, this, &StoreRestore::changed);
}

StoreRestore::~StoreRestore() { cancel(); }

void StoreRestore::setSession(Session *session)
{
    if (m_session == session)
        return;
    m_session = session;
    Q_EMIT dependenciesChanged();
    look();
}

void StoreRestore::setLanguage(Language *language)
{
    if (m_language == language)
        return;
    m_language = language;
    connect(language, &Language::changed, this, [this] {
        Q_EMIT changed();
        Q_EMIT errorTextChanged();
    });
    Q_EMIT dependenciesChanged();
}

void StoreRestore::look()
{
    auto list = [folder = m_session->folderPath()]() -> Result<std::vector<BackupInfo>> {
        std::vector<BackupInfo> found = listBackups(folder);
        std::erase_if(found, [](const BackupInfo &backup) { return !backup.fault.empty(); });
        return found;
    };
    m_session->background().compute<std::vector<BackupInfo>>(this, list, [this](Result<std::vector<BackupInfo>> found) {
        m_copies = std::move(*found);
        m_looked = true;
        Q_EMIT changed();
    });
}

QStringList StoreRestore::copies() const
{
    QStringList words;
    for (const BackupInfo &copy : m_copies) {
        //: Form of a date with a time, as in QLocale
        const QString when = m_language->locale().toString(QDateTime::fromMSecsSinceEpoch(toMillis(copy.madeAt)), tr("d MMMM yyyy, HH:mm"));
        //: A backup: %1 is when it was made, %2 its size
        words.append(tr("%1 (%2)").arg(when, m_language->locale().formattedDataSize(qint64(copy.size), 1, QLocale::DataSizeSIFormat)));
    }
    return words;
}

StoreRestore::Step StoreRestore::step() const { return m_run ? m_run->step.load() : Waiting; }
double StoreRestore::value() const { return m_run ? m_run->share.load() : -1; }
QString StoreRestore::errorText() const { return m_error ? restoreErrorText(*m_error) : QString(); }

void StoreRestore::restore(int copy, const QString &secret)
{
    if (m_run || copy < 0 || copy >= int(m_copies.size()))
        return;
    setError({});
    m_run = std::make_shared<Run>();
    // Shared because std::function copies.
    const auto typed = std::make_shared<SecretBytes>(secretOf(secret));
    auto job = [run = m_run, typed, folder = m_session->folderPath(), from = m_copies[std::size_t(copy)].folder,
                   clock = &m_session->clock()]() -> Result<void> {
        ASSENT_TRY(const SecretBytes key, keyOf(from, folder, *typed));
        if (run->stop.load())
            return Error{ErrorCode::Cancelled, "the restore was stopped"};
        run->step.store(Copying);
        ASSENT_CHECK(restoreBackup(from, folder, key, *clock, {}, *run));
        return {};
    };
    m_session->background().compute<void>(this, std::move(job), [this](const Result<void> &outcome) { finish(outcome); });
    m_watch.start();
    Q_EMIT changed();
}

void StoreRestore::finish(const Result<void> &outcome)
{
    m_watch.stop();
    m_run.reset();
    Q_EMIT changed();
    if (outcome)
        return m_session->lookAgain();
    logLine(LogLevel::Warning, "restore_failed", {{"code", std::string(errorCodeName(outcome.error().code))}});
    setError(outcome.error().code);
}

void StoreRestore::setError(std::optional<ErrorCode> error)
{
    if (m_error == error)
        return;
    m_error = error;
    Q_EMIT errorTextChanged();
}

void StoreRestore::cancel()
{
    if (m_run)
        m_run->stop.store(true);
}

} // namespace assent::ui
