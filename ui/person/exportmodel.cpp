#include "person/exportmodel.h"

#include "kit/sentences.h"
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

ExportModel::~ExportModel() { ExportModel::cancel(); }

void ExportModel::setSession(Session *session)
{
    m_session = session;
    connect(session, &Session::aboutToLock, this, &ExportModel::cancel);
    session->jobs().follow(this);
    Q_EMIT dependenciesChanged();
}

void ExportModel::setLanguage(Language *language)
{
    m_language = language;
    connect(language, &Language::changed, this, &ExportModel::wordsChanged);
    Q_EMIT dependenciesChanged();
}

QString ExportModel::name() const { return tr("A copy of my data"); }

QString ExportModel::detail() const
{
    if (state() == Working)
        return tr("Your data is being collected and sealed.");
    //: %1 is such as "14 files, 3.2 MB": a sentence of its own
    return state() == Done ? joinedSentences(savedAs(), tr("%1.").arg(message())) : message();
}

QString ExportModel::message() const
{
    if (state() == Failed)
        return whyNotSaved(m_error);
    if (state() == Cancelled)
        return whyNotSaved(ErrorCode::Cancelled);
    if (state() != Done)
        return {};
    //: %n files of altogether %1, such as "3.2 MB"
    return tr("%n file(s), %1", nullptr, int(m_written.files)).arg(m_language->locale().formattedDataSize(qint64(m_written.bytes), 1, QLocale::DataSizeSIFormat));
}

std::string ExportModel::stem() const { return "assent-copy-" + toRfc3339(m_session->clock().now()).substr(0, 10); }

Result<ExportModel::Written> ExportModel::write(OpenStore &store, SubjectId subject, const std::string &file, const ExportOptions &options,
    Progress &progress)
{
    ASSENT_TRY(const ExportManifest manifest, exportSubject(*store.vault, *store.profiles, *store.consents, subject, file, options, progress));
    std::error_code ignored;
    return Written{manifest.files.size() + 1, std::filesystem::file_size(file, ignored)}; // and the manifest itself
}

void ExportModel::start()
{
    if (state() != Working)
        m_session->jobs().askPlace(this);
}

void ExportModel::begin(const std::string &file, bool replace)
{
    m_target = file;
    m_stop = std::make_shared<std::atomic<bool>>(false);
    setState(Working);
    const QPointer<ExportModel> self(this);
    // Told on the UI thread: the pointer is looked at there alone.
    auto tell = [self, session = m_session](double value) {
        QMetaObject::invokeMethod(session, [self, value] {
            if (self)
                self->setProgress(value);
        }, Qt::QueuedConnection);
    };
    const ExportOptions options{m_language->tag().toStdString(), replace};
    auto job = [stop = m_stop, tell, subject = m_session->subject(), file, options](OpenStore &store) {
        Told progress(stop, tell);
        return write(store, subject, file, options, progress);
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
    setFile(m_target);
    setState(Done);
}

void ExportModel::cancel()
{
    if (m_stop)
        m_stop->store(true);
}

} // namespace assent::ui
