#include "person/exportmodel.h"

#include "person/savedcopy.h"
#include "person/words.h"

#include <QPointer>

namespace assent::ui {
namespace {

/// Hands a working thread's progress to the UI thread, and the wish to stop back.
class Told final : public Progress
{
public:
    Told(std::shared_ptr<std::atomic<bool>> stop, std::function<void(double)> tell) : m_stop(std::move(stop)), m_tell(std::move(tell)) {}
    bool report(std::uint64_t done, std::uint64_t total) override
    {
        m_tell(total == 0 ? -1 : double(done) / double(total));
        return !m_stop->load();
    }

private:
    std::shared_ptr<std::atomic<bool>> m_stop;
    std::function<void(double)> m_tell;
};

} // namespace

ExportModel::~ExportModel() { cancel(); }

void ExportModel::setSession(Session *session)
{
    m_session = session;
    connect(session, &Session::aboutToLock, this, &ExportModel::cancel);
    Q_EMIT dependenciesChanged();
}

void ExportModel::setLanguage(Language *language)
{
    m_language = language;
    connect(language, &Language::changed, this, &ExportModel::stateChanged); // `message` is in words
    Q_EMIT dependenciesChanged();
}

QString ExportModel::defaultFolder() const { return downloadFolder(); }

QString ExportModel::message() const
{
    if (m_state == Failed) {
        return m_error == ErrorCode::NotFound || m_error == ErrorCode::Io
            ? tr("This folder cannot be written to. Choose another one.") : ui::errorText(m_error);
    }
    if (m_state != Done)
        return {};
    //: %n files of altogether %1, such as "3.2 MB"
    return tr("%n file(s), %1", nullptr, int(m_written.files)).arg(m_language->locale().formattedDataSize(qint64(m_written.bytes), 1, QLocale::DataSizeSIFormat));
}

Result<ExportModel::Written> ExportModel::write(OpenStore &store, SubjectId subject, const std::filesystem::path &folder,
    const std::string &language, Progress &progress)
{
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored))
        return Error{ErrorCode::NotFound, "there is no such folder"};
    const std::string day = toRfc3339(store.vault->clock().now()).substr(0, 10);
    Written out{freeName(folder, "assent-copy-" + day, ".zip"), 0, 0};
    ASSENT_TRY(const ExportManifest manifest,
        exportSubject(*store.vault, *store.profiles, *store.consents, subject, out.file, {language, false}, progress));
    out.files = manifest.files.size() + 1; // and the manifest itself
    out.bytes = std::filesystem::file_size(out.file, ignored);
    return out;
}

void ExportModel::start(const QString &folder)
{
    if (m_state == Working)
        return;
    m_stop = std::make_shared<std::atomic<bool>>(false);
    m_progress = -1;
    setState(Working);
    const QPointer<ExportModel> self(this);
    // Told on the UI thread: the pointer is looked at there alone.
    auto tell = [self, session = m_session](double value) {
        QMetaObject::invokeMethod(session, [self, value] {
            if (self && self->m_state == Working) {
                self->m_progress = value;
                Q_EMIT self->progressChanged();
            }
        }, Qt::QueuedConnection);
    };
    auto job = [stop = m_stop, tell, subject = m_session->subject(), path = std::filesystem::path(folder.trimmed().toStdString()),
                   language = m_language->tag().toStdString()](OpenStore &store) {
        Told progress(stop, tell);
        return write(store, subject, path, language, progress);
    };
    m_session->background().run<Written>(this, job, [this](Result<Written> written) { finished(std::move(written)); });
}

void ExportModel::finished(Result<Written> written)
{
    if (!written) {
        m_error = written.error().code;
        return setState(m_error == ErrorCode::Cancelled ? Cancelled : Failed);
    }
    m_written = *written;
    m_file = qs(m_written.file.filename().string());
    m_folder = qs(m_written.file.parent_path().string());
    setState(Done);
}

void ExportModel::cancel()
{
    if (m_stop)
        m_stop->store(true);
}

void ExportModel::forget()
{
    if (m_state != Working)
        setState(Idle);
}

void ExportModel::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace assent::ui
