#pragma once

#include <QProcess>
#include <QProcessEnvironment>

#include <memory>
#include <optional>

struct xcb_connection_t;

namespace assent::bench {

/// A display of its own that programs are started on and looked at from outside,
/// each in the same way.
class Screen
{
public:
    Screen();
    ~Screen();

    /// The settings of a program on this screen, with `home` as everything that is the user's.
    QProcessEnvironment environment(const QString &home) const;

    struct Start
    {
        double firstFrameMs = 0; ///< from the start to a window with something in it
        double residentMb = 0;   ///< when it has not changed for a second
    };
    /// Starts it, waits for both and ends it.
    Start watch(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment) const;

private:
    bool isPainted() const;
    bool isPainted(unsigned window) const;

    QProcess m_server;
    QString m_display;
    std::unique_ptr<xcb_connection_t, void (*)(xcb_connection_t *)> m_connection;
    unsigned m_root = 0;
};

} // namespace assent::bench
