#pragma once

#include <QObject>
#include <QQmlEngine>

namespace assent::notice {

/// The address of a notice begins with it.
inline constexpr const char *kScheme = "assent-notice";

/// Makes the ground for the engine before anything of it is made.
class Engine : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    using QObject::QObject;

    /// Why the engine cannot start here, for a log; empty when it can. Asked first,
    /// because Chromium ends the whole program where it cannot make its sandbox.
    Q_INVOKABLE QString prepare() const;
};

} // namespace assent::notice
