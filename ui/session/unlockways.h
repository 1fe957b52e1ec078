#pragma once

#include "session/session.h"

namespace assent::ui {

/// The ways to open the store, and changing them. Every change asks for a secret
/// that opens the store now, so that an open screen is not enough. Deriving keys
/// is done on the session's background thread.
class UnlockWays : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(assent::ui::Session *session READ session WRITE setSession NOTIFY sessionChanged REQUIRED FINAL)
    /// The others say what is so; before that they say nothing.
    Q_PROPERTY(bool known READ known NOTIFY changed FINAL)
    Q_PROPERTY(bool passphrase READ passphrase NOTIFY changed FINAL)
    Q_PROPERTY(bool recovery READ recovery NOTIFY changed FINAL)
    Q_PROPERTY(bool keychain READ keychain NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ busy NOTIFY changed FINAL)
    /// A new recovery code while it is to be shown; empty else.
    Q_PROPERTY(QString code READ code NOTIFY changed FINAL)

public:
    using QObject::QObject;

    Session *session() const { return m_session; }
    void setSession(Session *session);
    bool known() const { return m_known; }
    bool passphrase() const { return m_passphrase; }
    bool recovery() const { return m_recovery; }
    bool keychain() const { return m_keychain; }
    bool busy() const { return m_busy; }
    QString code() const { return m_code; }

    /// `current` is the passphrase or the recovery code. `done` or `refused`
    /// follows; on refusal every way stays as it was.
    Q_INVOKABLE void changePassphrase(const QString &current, const QString &next);
    /// A new code in the place of the old one, which opens nothing any more.
    Q_INVOKABLE void makeRecoveryCode(const QString &current);
    /// The code was written down.
    Q_INVOKABLE void forgetCode();

Q_SIGNALS:
    void sessionChanged();
    void changed();
    void done();
    /// `wrongSecret`: it is `current` that is not right.
    void refused(const QString &message, bool wrongSecret);

private:
    using Change = std::function<Result<QString>(Slots &slots_, const SecretBytes &key)>;

    void look();
    void run(const QString &current, Change change);

    Session *m_session = nullptr;
    QString m_code;
    bool m_known = false;
    bool m_passphrase = false, m_recovery = false, m_keychain = false;
    bool m_busy = false;
};

} // namespace assent::ui
