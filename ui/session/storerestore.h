#pragma once

#include "session/language.h"
#include "session/session.h"
#include "vault/backup.h"

#include <QTimer>

namespace assent::ui {

/// Puts a backup from the store's own folder in the place of the store that is
/// damaged. The work is done on the session's background thread, which has no
/// other while the session is broken; then the session looks at the store anew.
class StoreRestore : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(assent::ui::Session *session READ session WRITE setSession NOTIFY dependenciesChanged REQUIRED FINAL)
    Q_PROPERTY(assent::ui::Language *language READ language WRITE setLanguage NOTIFY dependenciesChanged REQUIRED FINAL)
    /// False until the folder was looked through.
    Q_PROPERTY(bool looked READ looked NOTIFY changed FINAL)
    /// The backups that are whole, newest first: "3 March, 14:02 (2.1 GB)".
    Q_PROPERTY(QStringList copies READ copies NOTIFY changed FINAL)
    Q_PROPERTY(Step step READ step NOTIFY changed FINAL)
    /// Of the present step, 0…1; -1: unknown.
    Q_PROPERTY(double value READ value NOTIFY changed FINAL)
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorTextChanged FINAL)

public:
    enum Step {
        Waiting, ///< nothing is under way
        Opening, ///< the key is being derived
        Copying, ///< and checked; until the new store takes its place
    };
    Q_ENUM(Step)

    explicit StoreRestore(QObject *parent = nullptr);
    ~StoreRestore() override;

    Session *session() const { return m_session; }
    void setSession(Session *session);
    Language *language() const { return m_language; }
    void setLanguage(Language *language);
    bool looked() const { return m_looked; }
    QStringList copies() const;
    Step step() const;
    double value() const;
    QString errorText() const;

    /// `secret` is a passphrase or recovery code, the copy's or today's.
    Q_INVOKABLE void restore(int copy, const QString &secret);
    /// The folder stays as it was.
    Q_INVOKABLE void cancel();

Q_SIGNALS:
    void dependenciesChanged();
    void changed();
    void errorTextChanged();

private:
    struct Run; ///< how far the work is, and whether it is to stop

    void look();
    void setError(std::optional<ErrorCode> error);
    void finish(const Result<void> &outcome);

    Session *m_session = nullptr;
    Language *m_language = nullptr;
    bool m_looked = false;
    std::vector<BackupInfo> m_copies;
    std::shared_ptr<Run> m_run; // shared with the job
    QTimer m_watch;             ///< looks at m_run while there is one
    std::optional<ErrorCode> m_error;
};

} // namespace assent::ui
