#include "session/session.h"

#include "base/log.h"
#include "profile/erasurerequest.h"

namespace assent::ui {
namespace {

constexpr int kPagesCacheMiB = 32;
constexpr int kBackgroundCacheMiB = 4;

struct Me
{
    SubjectId subject;
    std::string name;
    std::optional<Erasure> erasure;
};

/// An erasure that cannot be carried out now, as on a full disk, must keep nobody out:
/// it is tried again with the next sync and the next opening.
void carryOutDue(Vault &vault)
{
    if (const auto done = carryOutErasures(vault); !done)
        logLine(LogLevel::Warning, "erasure_not_carried_out", {{"code", std::string(errorCodeName(done.error().code))}});
}

Result<Me> meIn(OpenStore &store, const Session::WhoIsIt &who)
{
    carryOutDue(*store.vault);
    ASSENT_TRY(const SubjectId subject, who(store));
    const auto person = store.profiles->person(subject);
    if (person)
        return Me{subject, displayName(*person, *store.catalogue), {}};
    if (person.error().code != ErrorCode::NotFound)
        return person.error();
    ASSENT_TRY(std::optional<Erasure> erasure, erasureOf(*store.vault, subject));
    if (!erasure)
        return person.error();
    return Me{subject, {}, std::move(erasure)};
}

} // namespace

/// What one unlocking carries from thread to thread. Wiped with the last job
/// that holds it, whether its result is still wanted or not.
struct Session::Attempt
{
    UnlockStep step; ///< where it stands; what fails, fails there
    SecretBytes secret;
    SecretBytes key;

    template<typename Source>
    Result<void> findKey(const std::filesystem::path &folder, Source source)
    {
        const UnlockStep way = std::exchange(step, UnlockStep::Store);
        ASSENT_TRY(const Slots slots_, Slots::load(folder));
        step = way;
        ASSENT_TRY(key, source(slots_));
        secret = SecretBytes();
        step = UnlockStep::Store;
        return {};
    }
};

Session::Session(Setup setup, QObject *parent)
    : QObject(parent), m_setup(std::move(setup)), m_store(QStringLiteral("store")), m_background(QStringLiteral("background"))
{
    lookForStore();
}

Session::~Session()
{
    Q_EMIT aboutToLock();
    m_jobs.stopAll();
}

void Session::retranslate()
{
    m_jobs.retranslate();
    Q_EMIT errorTextChanged();
}

QString Session::folder() const { return QString::fromStdString(m_setup.folder.string()); }

QString Session::errorText() const { return m_error ? unlockErrorText(m_error->step, m_error->code) : QString(); }

void Session::lookForStore()
{
    if (!Vault::exists(m_setup.folder))
        return setState(NoStore);
    const auto slots_ = Slots::load(m_setup.folder);
    m_keychainOffered = slots_ && slots_->hasKeychain() && m_setup.keyring;
    if (!slots_)
        setError(Failure{UnlockStep::Store, slots_.error().code});
    setState(slots_ ? Locked : Broken);
}

void Session::lookAgain()
{
    if (isOpen())
        return;
    setError({});
    lookForStore();
}

void Session::unlock(const QString &typed) { unlockWith(secretOf(typed)); }

void Session::unlockWith(SecretBytes secret)
{
    const SharedAttempt attempt = begin(UnlockStep::Secret);
    if (!attempt)
        return;
    attempt->secret = std::move(secret);
    open(attempt, [folder = m_setup.folder, clock = &m_setup.clock, attempt]() -> Result<OpenStore> {
        ASSENT_CHECK(attempt->findKey(folder, [&](const Slots &slots_) { return slots_.unlockWithSecret(attempt->secret); }));
        return OpenStore::open(folder, attempt->key, *clock, kPagesCacheMiB);
    });
}

void Session::unlockWithKeychain()
{
    if (!m_keychainOffered)
        return;
    const SharedAttempt attempt = begin(UnlockStep::Keychain);
    if (!attempt)
        return;
    auto ask = [folder = m_setup.folder, make = m_setup.keyring, attempt] {
        return attempt->findKey(folder, [&](const Slots &slots_) -> Result<SecretBytes> {
            const auto keyring = make();
            return slots_.unlockWithKeychain(*keyring);
        });
    };
    auto opener = [folder = m_setup.folder, clock = &m_setup.clock, attempt] {
        return OpenStore::open(folder, attempt->key, *clock, kPagesCacheMiB);
    };
    // On the background thread, which has nothing to do yet: a keychain that
    // hangs there is in nobody's way.
    m_background.compute<void>(this, std::move(ask), [this, attempt, opener](Result<void> found) {
        if (!found)
            return fail(attempt->step, found.error());
        open(attempt, opener);
    });
}

Session::SharedAttempt Session::begin(UnlockStep step)
{
    if (m_state != Locked)
        return {};
    auto attempt = std::make_shared<Attempt>();
    attempt->step = step;
    m_attempt = attempt;
    m_keychainAsked = step == UnlockStep::Keychain;
    setError({});
    setState(Unlocking);
    return attempt;
}

void Session::open(const SharedAttempt &attempt, StoreThread::Opener opener)
{
    m_store.open(this, std::move(opener), [this, attempt](Result<void> opened) {
        if (!opened)
            return fail(attempt->step, opened.error());
        openBackground(attempt);
        findPerson();
    });
}

void Session::openBackground(const SharedAttempt &attempt)
{
    auto opener = [folder = m_setup.folder, clock = &m_setup.clock, attempt] {
        return OpenStore::open(folder, attempt->key, *clock, kBackgroundCacheMiB);
    };
    // Without it nothing is sent, and the agent says so: its jobs get Locked.
    m_background.open(this, std::move(opener), [](Result<void> opened) {
        if (!opened)
            logLine(LogLevel::Error, "background_open_failed", {{"code", std::string(errorCodeName(opened.error().code))}});
    });
}

void Session::findPerson()
{
    auto job = [who = m_setup.whoIsIt](OpenStore &store) { return meIn(store, who); };
    m_store.run<Me>(this, job, [this](Result<Me> me) {
        if (!me)
            return me.error().code == ErrorCode::NotFound ? setState(NoPerson) : fail(UnlockStep::Store, me.error());
        m_subject = me->subject;
        m_personName = QString::fromStdString(me->name);
        m_erasure = std::move(me->erasure);
        setState(m_erasure ? Erased : Unlocked);
    });
}

void Session::lookForPerson()
{
    if (m_state == Unlocked)
        findPerson();
}

QDateTime Session::erasedAt() const { return m_erasure ? QDateTime::fromMSecsSinceEpoch(toMillis(m_erasure->at)) : QDateTime(); }

QString Session::erasureReference() const
{
    return m_erasure ? QString::fromStdString(assent::erasureReference(m_erasure->id)) : QString();
}

void Session::confirmPerson(QObject *receiver, const QString &typed, Confirmed done)
{
    auto attempt = std::make_shared<Attempt>();
    attempt->step = UnlockStep::Secret;
    attempt->secret = secretOf(typed);
    confirm(receiver, attempt, [folder = m_setup.folder, attempt] {
        return attempt->findKey(folder, [&](const Slots &slots_) { return slots_.unlockWithSecret(attempt->secret); });
    }, std::move(done));
}

void Session::confirmWithKeychain(QObject *receiver, Confirmed done)
{
    auto attempt = std::make_shared<Attempt>();
    attempt->step = UnlockStep::Keychain;
    confirm(receiver, attempt, [folder = m_setup.folder, make = m_setup.keyring, attempt] {
        return attempt->findKey(folder, [&](const Slots &slots_) -> Result<SecretBytes> {
            const auto keyring = make();
            return slots_.unlockWithKeychain(*keyring);
        });
    }, std::move(done));
}

void Session::confirm(QObject *receiver, const SharedAttempt &attempt, std::function<Result<void>()> work, Confirmed done)
{
    m_attempt = attempt;
    m_background.compute<void>(receiver, std::move(work), [attempt, done = std::move(done)](Result<void> found) {
        done(found ? QString() : unlockErrorText(attempt->step, found.error().code));
    });
}

void Session::lock()
{
    if (!isOpen())
        return;
    Q_EMIT aboutToLock();
    m_jobs.stopAll();
    m_subject = {};
    setState(Locked);
    closeStores();
}

void Session::closeStores()
{
    const auto part = [this, left = std::make_shared<int>(2)] { // shared between the two closings
        if (--*left == 0)
            Q_EMIT closed();
    };
    m_background.close(part);
    m_store.close(part);
}

void Session::fail(UnlockStep step, const Error &error)
{
    logLine(LogLevel::Warning, "unlock_failed", {{"code", std::string(errorCodeName(error.code))}});
    closeStores();
    const bool retry = step != UnlockStep::Store || error.code == ErrorCode::Locked || error.code == ErrorCode::NotFound
        || error.code == ErrorCode::Io || error.code == ErrorCode::Cancelled;
    setError(Failure{step, error.code}); // first: the page of a broken store looks at it
    setState(retry ? Locked : Broken);
}

void Session::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

void Session::setError(std::optional<Failure> error)
{
    if (m_error == error)
        return;
    m_error = error;
    Q_EMIT errorTextChanged();
}

SecretBytes secretOf(const QString &typed)
{
    QByteArray text = typed.toUtf8();
    SecretBytes secret{std::string_view(text.constData(), std::size_t(text.size()))};
    wipe(text.data(), std::size_t(text.size()));
    return secret;
}

} // namespace assent::ui
