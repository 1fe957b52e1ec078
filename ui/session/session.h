#pragma once

#include "profile/erasure.h"
#include "session/errortext.h"
#include "session/jobs.h"
#include "session/storethread.h"
#include "vault/slots.h"

#include <QDateTime>
#include <QtQml/qqmlregistration.h>

namespace assent::ui {

/// Whether the store is open, and as whom. The only way in and out.
///
/// Two threads hold the store while it is open, each with a connection of its
/// own: `store()` answers the pages, `background()` waits for the network, so
/// that a hub that does not answer never delays a choice.
class Session final : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by the program")
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString personName READ personName NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorTextChanged FINAL)
    Q_PROPERTY(bool keychainOffered READ keychainOffered NOTIFY stateChanged FINAL)
    /// Unlocking, and it is the keychain that is waited for.
    Q_PROPERTY(bool keychainAsked READ keychainAsked NOTIFY stateChanged FINAL)
    /// Broken because what lies on the disk is damaged.
    Q_PROPERTY(bool damaged READ damaged NOTIFY errorTextChanged FINAL)
    Q_PROPERTY(QString folder READ folder CONSTANT FINAL)
    Q_PROPERTY(assent::ui::Jobs *jobs READ jobsObject CONSTANT FINAL)
    // Once the person was erased: when, and under which reference.
    Q_PROPERTY(QDateTime erasedAt READ erasedAt NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString erasureReference READ erasureReference NOTIFY stateChanged FINAL)

public:
    enum State {
        NoStore,  ///< the folder holds none
        Locked,
        Unlocking,
        Unlocked,
        Erased,   ///< open, and its person was erased
        NoPerson, ///< open, but it does not say whose it is
        Broken,   ///< cannot be opened at all: damaged, newer, unreadable
    };
    Q_ENUM(State)

    /// Says who uses the store. NotFound: nobody is named.
    using WhoIsIt = std::function<Result<SubjectId>(OpenStore &)>;
    struct Setup
    {
        std::filesystem::path folder;
        const Clock &clock;
        WhoIsIt whoIsIt;
        /// Made and used on the background thread; may be empty.
        std::function<std::unique_ptr<Keyring>()> keyring;
    };

    explicit Session(Setup setup, QObject *parent = nullptr);
    ~Session() override;

    State state() const { return m_state; }
    /// Known from the first unlocking on; stands on the lock screen.
    QString personName() const { return m_personName; }
    QString errorText() const;
    bool keychainOffered() const { return m_keychainOffered; }
    bool keychainAsked() const { return m_state == Unlocking && m_keychainAsked; }
    bool damaged() const { return m_error && m_error->code == ErrorCode::Corrupt; }
    QString folder() const;
    const std::filesystem::path &folderPath() const { return m_setup.folder; }
    /// There is something to lock: open, or about to be.
    bool isOpen() const { return m_state == Unlocking || m_state == Unlocked || m_state == Erased || m_state == NoPerson; }
    /// Both connections may be used: also for what the hub has to hear of an erasure.
    bool holdsStore() const { return m_state == Unlocked || m_state == Erased; }
    QDateTime erasedAt() const;
    QString erasureReference() const;
    /// A passphrase or the key is in memory outside the opened stores: only while
    /// they are being opened, or the person is asked for it again.
    bool carriesKey() const { return !m_attempt.expired(); }

    /// With a passphrase or the recovery code.
    Q_INVOKABLE void unlock(const QString &typed);
    /// A keychain that hangs keeps nobody from lock() and another way in.
    Q_INVOKABLE void unlockWithKeychain();
    /// Pages unload at once; connections close and the key is wiped as soon as
    /// the running job ends, and `closed` follows. An unlocking under way ends
    /// locked.
    Q_INVOKABLE void lock();
    /// Looks at the folder anew: what was broken may have been put right.
    Q_INVOKABLE void lookAgain();
    void unlockWith(SecretBytes secret);

    /// Makes sure that it is the person who sits here, by what opens the store now;
    /// changes nothing. `done` gets the refusal in words, empty when it is.
    using Confirmed = std::function<void(const QString &refusal)>;
    void confirmPerson(QObject *receiver, const QString &typed, Confirmed done);
    void confirmWithKeychain(QObject *receiver, Confirmed done);

    // While unlocked.
    StoreThread &store() { return m_store; }
    StoreThread &background() { return m_background; }
    SubjectId subject() const { return m_subject; }
    const Clock &clock() const { return m_setup.clock; }
    /// Long work on the open store; all of it stops when the store is locked.
    Jobs &jobs() { return m_jobs; }
    Jobs *jobsObject() { return &m_jobs; }

    /// Looks whether the person is still there: they may have been erased, here or
    /// by the hub's word. Also carries out an erasure that is due.
    void lookForPerson();
    /// Tells everyone who shows something of the store that it changed.
    void announceChange() { Q_EMIT storeChanged(); }
    /// The language changed: texts made here are made again.
    void retranslate();

Q_SIGNALS:
    void stateChanged();
    void errorTextChanged();
    void storeChanged();
    /// Before connections close: let go of what runs in the background.
    void aboutToLock();
    /// Both connections are closed and their keys wiped.
    void closed();

private:
    struct Attempt;
    using SharedAttempt = std::shared_ptr<Attempt>; // std::function copies, and threads hand it on
    struct Failure
    {
        UnlockStep step;
        ErrorCode code;
        bool operator==(const Failure &) const = default;
    };

    void lookForStore();
    SharedAttempt begin(UnlockStep step);
    void open(const SharedAttempt &attempt, StoreThread::Opener opener);
    void openBackground(const SharedAttempt &attempt);
    void confirm(QObject *receiver, const SharedAttempt &attempt, std::function<Result<void>()> work, Confirmed done);
    void findPerson();
    void fail(UnlockStep step, const Error &error);
    void closeStores();
    void setState(State state);
    void setError(std::optional<Failure> error);

    Setup m_setup;
    StoreThread m_store;
    StoreThread m_background;
    Jobs m_jobs;
    State m_state = NoStore;
    std::optional<Failure> m_error;
    std::weak_ptr<Attempt> m_attempt;
    bool m_keychainOffered = false;
    bool m_keychainAsked = false;
    SubjectId m_subject;
    QString m_personName;
    std::optional<Erasure> m_erasure;
};

/// What was typed, in memory that wipes itself.
SecretBytes secretOf(const QString &typed);

} // namespace assent::ui
