#include "person/storemodel.h"

#include "base/log.h"
#include "session/errortext.h"

namespace assent::ui {

void StoreModel::setSession(Session *session)
{
    if (m_session == session)
        return;
    m_session = session;
    connect(session, &Session::storeChanged, this, &StoreModel::reload);
    Q_EMIT dependenciesChanged();
}

void StoreModel::setLanguage(Language *language)
{
    if (m_language == language)
        return;
    m_language = language;
    connect(language, &Language::changed, this, &StoreModel::onLanguage);
    Q_EMIT dependenciesChanged();
}

void StoreModel::componentComplete()
{
    m_complete = true;
    connect(this, &QAbstractListModel::modelReset, this, &StoreModel::countChanged);
    connect(this, &QAbstractListModel::rowsInserted, this, &StoreModel::countChanged);
    connect(this, &QAbstractListModel::rowsRemoved, this, &StoreModel::countChanged);
    reload();
}

void StoreModel::reload()
{
    if (!m_complete || m_session->state() != Session::Unlocked)
        return;
    if (m_loading) {
        m_again = true;
        return;
    }
    m_loading = true;
    load();
}

void StoreModel::finishLoad(std::optional<ErrorCode> error)
{
    m_loading = false;
    setError(error);
    if (!error) {
        present();
        if (!m_loaded) {
            m_loaded = true;
            Q_EMIT loadedChanged();
        }
        Q_EMIT presented();
    }
    if (std::exchange(m_again, false))
        reload();
}

void StoreModel::retranslate()
{
    present();
    Q_EMIT presented();
}

void StoreModel::onLanguage()
{
    if (m_loaded)
        retranslate();
    Q_EMIT errorTextChanged();
}

QString StoreModel::errorText() const { return m_error ? ui::errorText(*m_error) : QString(); }

void StoreModel::setError(std::optional<ErrorCode> error)
{
    if (error)
        logLine(LogLevel::Warning, "page_failed", {{"code", std::string(errorCodeName(*error))}});
    if (m_error == error)
        return;
    m_error = error;
    Q_EMIT errorTextChanged();
}

void StoreModel::tellChanges(int row, const QVariantMap &before, const QVariantMap &after)
{
    QList<int> changed;
    const QHash<int, QByteArray> roles = roleNames();
    for (auto it = roles.begin(); it != roles.end(); ++it) {
        const QString name = QString::fromLatin1(it.value());
        if (before.value(name) != after.value(name))
            changed.append(it.key());
    }
    if (!changed.isEmpty())
        Q_EMIT dataChanged(index(row), index(row), changed);
}

Words StoreModel::words(std::shared_ptr<const Catalogue> catalogue) const
{
    return Words(std::move(catalogue), m_language->locale(), m_language->tag());
}

} // namespace assent::ui
