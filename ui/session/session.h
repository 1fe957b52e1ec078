#pragma once

#include "session/storethread.h"
#include "vault/slots.h"

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
    Q_PROPERTY(QString folder READ folder CONSTANT FINAL)

public:
    enum State {
        NoStore,  ///< the folder holds none
        Locked,
        Unlocking,
        Unlocked,
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
    QString folder() const;

    Q_INVOKABLE void unlock(const QString &passphrase);
    Q_INVOKABLE void unlockWithKeychain();
    /// Pages unload at once; connections close and the key is wiped as soon as
    /// the running job ends.
    Q_INVOKABLE void lock();
    void unlockWith(SecretBytes passphrase);

    // While unlocked.
    StoreThread &store() { return m_store; }
    StoreThread &background() { return m_background; }
    SubjectId subject() const { return m_subject; }
    const Clock &clock() const { return m_setup.clock; }

    /// Tells everyone who shows something of the store that it changed.
    void announceChange() { Q_EMIT storeChanged(); }
    /// The language changed: texts made here are made again.
    void retranslate() { Q_EMIT errorTextChanged(); }

Q_SIGNALS:
    void stateChanged();
    void errorTextChanged();
    void storeChanged();
    /// Before connections close: let go of what runs in the background.
    void aboutToLock();

private:
    using KeySource = std::function<Result<SecretBytes>(const Slots &)>;
    using SharedKey = std::shared_ptr<SecretBytes>;

    void lookForStore();
    void open(KeySource source);
    void openBackground(const SharedKey &key);
    void findPerson();
    void fail(const Error &error);
    void setState(State state);
    void setError(std::optional<ErrorCode> error);

    Setup m_setup;
    StoreThread m_store;
    StoreThread m_background;
    State m_state = NoStore;
    std::optional<ErrorCode> m_error;
    bool m_keychainOffered = false;
    SubjectId m_subject;
    QString m_personName;
};

} // namespace assent::ui
