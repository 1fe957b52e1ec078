#pragma once

#include "desktop/noticeplace.h"

#include <QMutex>
#include <QStringList>

namespace assent::ui {

/// Collects what the QML engine and the items complain about while it lives.
class Complaints
{
public:
    Complaints() { s_next = qInstallMessageHandler(&Complaints::hear); }
    ~Complaints() { qInstallMessageHandler(s_next); }
    Complaints(const Complaints &) = delete;
    Complaints &operator=(const Complaints &) = delete;

    QStringList take() const
    {
        const QMutexLocker guard(&s_mutex);
        return std::exchange(s_heard, {});
    }

private:
    static void hear(QtMsgType type, const QMessageLogContext &context, const QString &text)
    {
        // The offscreen platform says the first of every window; the engine the others when it is loaded.
        const bool platform = text.startsWith(QLatin1String("This plugin does not support")) || isOfTheEngine(text);
        if (type != QtDebugMsg && type != QtInfoMsg && !platform) {
            const QMutexLocker guard(&s_mutex);
            s_heard.append(text);
        }
        s_next(type, context, text);
    }

    inline static QtMessageHandler s_next = nullptr;
    inline static QMutex s_mutex;
    inline static QStringList s_heard;
};

} // namespace assent::ui
