#pragma once

#include "vault/holders.h"

#include <QFileSystemWatcher>

#include <optional>

namespace assent::ui {

/// Hears of `assentctl vault lock` and of whoever else asks long-lived programs
/// to close the store (vault/holders.h), when it happens.
class LockRequestWatch final : public QObject
{
    Q_OBJECT

public:
    explicit LockRequestWatch(std::filesystem::path folder, QObject *parent = nullptr);

    /// Watches only while there is something to lock. A request from before is none.
    void setActive(bool active);

Q_SIGNALS:
    void requested();

private:
    void look();

    std::filesystem::path m_folder;
    QFileSystemWatcher m_watcher;
    std::optional<LockRequests> m_since; ///< while active
};

} // namespace assent::ui
