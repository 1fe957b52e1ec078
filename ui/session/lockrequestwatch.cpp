#include "session/lockrequestwatch.h"

#include "base/log.h"

namespace assent::ui {

LockRequestWatch::LockRequestWatch(std::filesystem::path folder, QObject *parent)
    : QObject(parent), m_folder(std::move(folder))
{
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &LockRequestWatch::look);
}

void LockRequestWatch::setActive(bool active)
{
    if (m_since.has_value() == active)
        return;
    const QString folder = QString::fromStdString(m_folder.string());
    if (!active) {
        m_since.reset();
        m_watcher.removePath(folder);
        return;
    }
    m_since.emplace(m_folder);
    if (!m_watcher.addPath(folder))
        logLine(LogLevel::Error, "lock_requests_not_watched");
    look(); // one may have come in between
}

void LockRequestWatch::look()
{
    if (!m_since || !m_since->made())
        return;
    m_since.emplace(m_folder);
    Q_EMIT requested();
}

} // namespace assent::ui
