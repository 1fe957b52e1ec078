#pragma once

#include <QFileSystemWatcher>

#include <ctime>
#include <filesystem>
#include <optional>

namespace assent::ui {

/// Hears of `assentctl vault lock`, which touches the file `lock.request` in the
/// store's folder. What counts is that the file differs from what it was when the
/// watch began: one that lay there before is no request, one that goes is none,
/// and it may be written, touched or replaced.
class LockRequestWatch final : public QObject
{
    Q_OBJECT

public:
    explicit LockRequestWatch(const std::filesystem::path &folder, QObject *parent = nullptr);

    /// Watches only while there is something to lock.
    void setActive(bool active);

Q_SIGNALS:
    void requested();

private:
    struct Stamp
    {
        ino_t file;
        timespec written;
        bool operator==(const Stamp &other) const
        {
            return file == other.file && written.tv_sec == other.written.tv_sec && written.tv_nsec == other.written.tv_nsec;
        }
    };

    std::optional<Stamp> stamp() const;
    void watch();
    void look();

    std::filesystem::path m_folder;
    std::filesystem::path m_file;
    QFileSystemWatcher m_watcher;
    std::optional<Stamp> m_seen;
    bool m_active = false;
};

} // namespace assent::ui
