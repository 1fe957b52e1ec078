#include "session/unlockways.h"

namespace assent::ui {
namespace {

struct Ways
{
    bool passphrase = false, recovery = false, keychain = false;
};

} // namespace

void UnlockWays::setSession(Session *session)
{
    m_session = session;
    Q_EMIT sessionChanged();
    look();
}

void UnlockWays::look()
{
    auto read = [folder = m_session->folderPath()]() -> Result<Ways> {
        ASSENT_TRY(const Slots slots_, Slots::load(folder));
        return Ways{slots_.hasPassphrase(), slots_.hasRecovery(), slots_.hasKeychain()};
    };
    // Quickly read, so not behind what may work for long.
    m_session->store().compute<Ways>(this, read, [this](Result<Ways> ways) {
        if (!ways)
            return;
        m_known = true;
        m_passphrase = ways->passphrase;
        m_recovery = ways->recovery;
        m_keychain = ways->keychain;
        Q_EMIT changed();
    });
}

void UnlockWays::run(const QString &current, Change change)
{
    if (m_busy)
        return;
    m_busy = true;
    Q_EMIT changed();
    const auto step = std::make_shared<UnlockStep>(UnlockStep::Secret); // shared with the work, which says where it failed
    const auto secret = std::make_shared<SecretBytes>(secretOf(current)); // shared because std::function copies
    auto work = [folder = m_session->folderPath(), step, secret, change = std::move(change)]() -> Result<QString> {
        ASSENT_TRY(Slots slots_, Slots::load(folder));
        ASSENT_TRY(const SecretBytes key, slots_.unlockWithSecret(*secret));
        *step = UnlockStep::Store;
        ASSENT_TRY(slots_, Slots::load(folder)); // unlocking may have ended a change of the key
        return change(slots_, key);
    };
    m_session->background().compute<QString>(this, work, [this, step](Result<QString> code) {
        m_busy = false;
        if (code)
            m_code = *code;
        Q_EMIT changed();
        if (!code)
            return Q_EMIT refused(unlockErrorText(*step, code.error().code), *step == UnlockStep::Secret);
        look();
        Q_EMIT done();
    });
}

void UnlockWays::changePassphrase(const QString &current, const QString &next)
{
    const auto passphrase = std::make_shared<SecretBytes>(secretOf(next)); // shared because std::function copies
    run(current, [passphrase](Slots &slots_, const SecretBytes &key) -> Result<QString> {
        ASSENT_CHECK(slots_.setPassphrase(key, *passphrase, calibrateArgon2()));
        return QString();
    });
}

void UnlockWays::makeRecoveryCode(const QString &current)
{
    run(current, [](Slots &slots_, const SecretBytes &key) -> Result<QString> {
        ASSENT_TRY(const SecretBytes code, slots_.setRecovery(key));
        return QString::fromLatin1(reinterpret_cast<const char *>(code.view().data()), qsizetype(code.size()));
    });
}

void UnlockWays::forgetCode()
{
    m_code.fill(QLatin1Char(' '));
    m_code.clear();
    Q_EMIT changed();
}

} // namespace assent::ui
