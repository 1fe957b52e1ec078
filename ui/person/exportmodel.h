#pragma once

#include "session/language.h"
#include "session/session.h"
#include "transfer/exportzip.h"

#include <atomic>

namespace assent::ui {

/// Makes a copy of everything held about the person: one file at a time, off
/// the pages' thread, with progress, and cancelled when the store is locked.
class ExportModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(assent::ui::Session *session READ session WRITE setSession NOTIFY dependenciesChanged REQUIRED FINAL)
    Q_PROPERTY(assent::ui::Language *language READ language WRITE setLanguage NOTIFY dependenciesChanged REQUIRED FINAL)
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    /// 0…1, or -1 while nobody knows.
    Q_PROPERTY(double progress READ progress NOTIFY progressChanged FINAL)
    /// Why it failed, or "14 files, 3.2 MB" once it is done.
    Q_PROPERTY(QString message READ message NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString file READ file NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString folder READ folder NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString defaultFolder READ defaultFolder CONSTANT FINAL)

public:
    enum State { Idle, Working, Done, Failed, Cancelled };
    Q_ENUM(State)

    using QObject::QObject;
    ~ExportModel() override;

    Session *session() const { return m_session; }
    void setSession(Session *session);
    Language *language() const { return m_language; }
    void setLanguage(Language *language);
    State state() const { return m_state; }
    double progress() const { return m_progress; }
    QString message() const;
    QString file() const { return m_file; }
    QString folder() const { return m_folder; }
    QString defaultFolder() const;

    /// Writes a new file into `folder`.
    Q_INVOKABLE void start(const QString &folder);
    Q_INVOKABLE void cancel();
    /// Back to Idle, when nothing is under way.
    Q_INVOKABLE void forget();

Q_SIGNALS:
    void dependenciesChanged();
    void stateChanged();
    void progressChanged();

private:
    struct Written
    {
        std::filesystem::path file;
        std::size_t files = 0;
        std::uint64_t bytes = 0;
    };

    static Result<Written> write(OpenStore &store, SubjectId subject, const std::filesystem::path &folder, const std::string &language, Progress &progress);
    void finished(Result<Written> written);
    void setState(State state);

    Session *m_session = nullptr;
    Language *m_language = nullptr;
    State m_state = Idle;
    double m_progress = -1;
    ErrorCode m_error = ErrorCode::Io;
    Written m_written;
    QString m_file, m_folder;
    std::shared_ptr<std::atomic<bool>> m_stop; ///< shared with the work, which may outlive this
};

} // namespace assent::ui
