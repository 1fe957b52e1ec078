#pragma once

#include "session/language.h"
#include "session/filejob.h"
#include "session/session.h"
#include "transfer/exportzip.h"

#include <atomic>

namespace assent::ui {

/// Makes a copy of everything held about the person: one file at a time, off
/// the pages' thread, with progress, and cancelled when the store is locked.
class ExportModel : public assent::ui::FileJob // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(assent::ui::Session *session READ session WRITE setSession NOTIFY dependenciesChanged REQUIRED FINAL)
    Q_PROPERTY(assent::ui::Language *language READ language WRITE setLanguage NOTIFY dependenciesChanged REQUIRED FINAL)
    /// Why it failed, or "14 files, 3.2 MB" once it is done.
    Q_PROPERTY(QString message READ message NOTIFY wordsChanged FINAL)

public:
    using FileJob::FileJob;
    ~ExportModel() override;

    Session *session() const { return m_session; }
    void setSession(Session *session);
    Language *language() const { return m_language; }
    void setLanguage(Language *language);
    QString name() const override;
    QString detail() const override;
    QString message() const;
    void cancel() override;

    /// Asks for the file's place, and then writes it.
    Q_INVOKABLE void start();

Q_SIGNALS:
    void dependenciesChanged();

protected:
    std::string stem() const override;
    std::string ending() const override { return ".zip"; }
    Jobs &jobs() const override { return m_session->jobs(); }
    void begin(const std::string &file, bool replace) override;

private:
    struct Written
    {
        std::size_t files = 0;
        std::uint64_t bytes = 0;
    };

    static Result<Written> write(OpenStore &store, SubjectId subject, const std::string &file, const ExportOptions &options, Progress &progress);
    void finished(Result<Written> written);

    Session *m_session = nullptr;
    Language *m_language = nullptr;
    ErrorCode m_error = ErrorCode::Io;
    Written m_written;
    std::string m_target;
    std::shared_ptr<std::atomic<bool>> m_stop; ///< shared with the work, which may outlive this
};

} // namespace assent::ui
