#include "session/session.h"

#include "base/log.h"
#include "session/errortext.h"

namespace assent::ui {
namespace {

constexpr int kPagesCacheMiB = 32;
constexpr int kBackgroundCacheMiB = 4;

struct Me
{
    SubjectId subject;
    std::string name;
};

} // namespace

Session::Session(Setup setup, QObject *parent)
    : QObject(parent), m_setup(std::move(setup)), m_store(QStringLiteral("store")), m_background(QStringLiteral("background"))
{
    lookForStore();
}

Session::~Session() { Q_EMIT aboutToLock(); }

QString Session::folder() const { return QString::fromStdString(m_setup.folder.string()); }

QString Session::errorText() const { return m_error ? unlockErrorText(*m_error) : QString(); }

void Session::lookForStore()
{
    if (!Vault::exists(m_setup.folder))
        return;
    const auto slots_ = Slots::load(m_setup.folder);
    m_keychainOffered = slots_ && slots_->hasKeychain() && m_setup.keyring;
    setState(slots_ ? Locked : Broken);
    if (!slots_)
        setError(slots_.error().code);
}

void Session::unlock(const QString &passphrase)
{
    QByteArray text = passphrase.toUtf8();
    SecretBytes secret{std::string_view(text.constData(), std::size_t(text.size()))};
    wipe(text.data(), std::size_t(text.size()));
    unlockWith(std::move(secret));
}

void Session::unlockWith(SecretBytes passphrase)
{
    auto shared = std::make_shared<SecretBytes>(std::move(passphrase)); // std::function copies
    open([shared](const Slots &slots_) { return slots_.unlockWithPassphrase(*shared); });
}

void Session::unlockWithKeychain()
{
    open([make = m_setup.keyring](const Slots &slots_) -> Result<SecretBytes> {
        const auto keyring = make();
        return slots_.unlockWithKeychain(*keyring);
    });
}

void Session::open(KeySource source)
{
    if (m_state != Locked)
        return;
    setError({});
    setState(Unlocking);
    auto key = std::make_shared<SecretBytes>();
    auto opener = [folder = m_setup.folder, clock = &m_setup.clock, source, key]() -> Result<OpenStore> {
        ASSENT_TRY(const Slots slots_, Slots::load(folder));
        ASSENT_TRY(*key, source(slots_));
        return OpenStore::open(folder, *key, *clock, kPagesCacheMiB);
    };
    m_store.open(this, std::move(opener), [this, key](Result<void> opened) {
        if (!opened)
            return fail(opened.error());
        openBackground(key);
        findPerson();
    });
}

void Session::openBackground(const SharedKey &key)
{
    auto opener = [folder = m_setup.folder, clock = &m_setup.clock, key] {
        return OpenStore::open(folder, *key, *clock, kBackgroundCacheMiB);
    };
    // Without it nothing is sent, and the agent says so: its jobs get Locked.
    m_background.open(this, std::move(opener), [](Result<void> opened) {
        if (!opened)
            logLine(LogLevel::Error, "background_open_failed", {{"code", std::string(errorCodeName(opened.error().code))}});
    });
}

void Session::findPerson()
{
    auto job = [who = m_setup.whoIsIt](OpenStore &store) -> Result<Me> {
        ASSENT_TRY(const SubjectId subject, who(store));
        ASSENT_TRY(const Person person, store.profiles->person(subject));
        return Me{subject, displayName(person, *store.catalogue)};
    };
    m_store.run<Me>(this, job, [this](Result<Me> me) {
        if (!me)
            return me.error().code == ErrorCode::NotFound ? setState(NoPerson) : fail(me.error());
        m_subject = me->subject;
        m_personName = QString::fromStdString(me->name);
        setState(Unlocked);
    });
}

void Session::lock()
{
    if (m_state != Unlocked && m_state != NoPerson)
        return;
    Q_EMIT aboutToLock();
    m_subject = {};
    setState(Locked);
    m_background.close();
    m_store.close();
}

void Session::fail(const Error &error)
{
    logLine(LogLevel::Warning, "unlock_failed", {{"code", std::string(errorCodeName(error.code))}});
    m_background.close();
    m_store.close();
    const bool retry = error.code == ErrorCode::Locked || error.code == ErrorCode::NotFound
        || error.code == ErrorCode::Io || error.code == ErrorCode::Cancelled;
    setState(retry ? Locked : Broken);
    setError(error.code);
}

void Session::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

void Session::setError(std::optional<ErrorCode> error)
{
    if (m_error == error)
        return;
    m_error = error;
    Q_EMIT errorTextChanged();
}

} // namespace assent::ui
