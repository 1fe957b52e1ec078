#include "session/lockrequestwatch.h"

#include "base/log.h"

#include <sys/stat.h>

namespace assent::ui {

LockRequestWatch::LockRequestWatch(const std::filesystem::path &folder, QObject *parent)
    : QObject(parent), m_folder(folder), m_file(folder / "lock.request")
{
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &LockRequestWatch::look);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &LockRequestWatch::look);
}

void LockRequestWatch::setActive(bool active)
{
    if (m_active == active)
        return;
    m_active = active;
    if (!active) {
        if (const QStringList watched = m_watcher.directories() + m_watcher.files(); !watched.isEmpty())
            m_watcher.removePaths(watched);
        return;
    }
    if (!m_watcher.addPath(QString::fromStdString(m_folder.string())))
        logLine(LogLevel::Error, "lock_requests_not_watched");
    watch();
    m_seen = stamp();
}

/// The folder tells of a file that comes, goes or is touched; only the file
/// itself tells that it was written to. One that was replaced is watched anew.
void LockRequestWatch::watch()
{
    const QString file = QString::fromStdString(m_file.string());
    if (!m_watcher.files().contains(file) && stamp())
        m_watcher.addPath(file);
}

void LockRequestWatch::look()
{
    if (!m_active)
        return;
    watch();
    const auto before = std::exchange(m_seen, stamp());
    if (m_seen && m_seen != before)
        Q_EMIT requested();
}

std::optional<LockRequestWatch::Stamp> LockRequestWatch::stamp() const
{
    struct stat about{};
    if (lstat(m_file.c_str(), &about) != 0)
        return std::nullopt;
    return Stamp{about.st_ino, about.st_mtim};
}

} // namespace assent::ui
