#pragma once

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <sys/inotify.h>
#include <unistd.h>

namespace assent::notice {

/// What a hostile page would like to reach: a real server that counts who
/// connects, and a file that tells when it is opened.
class Traps : public QObject
{
    Q_OBJECT

public:
    Traps()
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                ++m_connections;
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                    m_requests += socket->readAll();
                    socket->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    socket->disconnectFromHost();
                });
            }
        });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port is free");
        QFile file(canary());
        if (!file.open(QIODevice::WriteOnly) || file.write("a secret of the disk") < 0)
            qFatal("the canary cannot be written");
        file.close();
        if (inotify_add_watch(m_watch, qPrintable(canary()), IN_OPEN | IN_ACCESS) < 0)
            qFatal("the canary cannot be watched");
    }
    ~Traps() override { ::close(m_watch); }

    QString canary() const { return m_folder.path() + QStringLiteral("/canary.txt"); }
    QString folder() const { return m_folder.path(); }
    int connections() const { return m_connections; }
    const QByteArray &requests() const { return m_requests; }
    bool fileWasOpened() const
    {
        char events[4096];
        return m_opened = m_opened || ::read(m_watch, events, sizeof events) > 0;
    }

    /// The page with these traps in place of %HTTP% and %FILE%.
    QByteArray page(QByteArray text) const
    {
        return text.replace("%HTTP%", "http://127.0.0.1:" + QByteArray::number(m_server.serverPort()))
            .replace("%FILE%", "file://" + canary().toUtf8());
    }

private:
    QTemporaryDir m_folder;
    QTcpServer m_server;
    QByteArray m_requests;
    int m_connections = 0;
    int m_watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    mutable bool m_opened = false;
};

/// All that the page of a notice might try by itself.
inline constexpr const char *kHostilePage =
    "<!DOCTYPE html><html><head><title>before</title>"
    "<base href=\"%HTTP%/base/\">"
    "<link rel=\"stylesheet\" href=\"%HTTP%/style.css\"><link rel=\"icon\" href=\"%HTTP%/icon.png\">"
    "<link rel=\"preconnect\" href=\"%HTTP%\"><link rel=\"dns-prefetch\" href=\"//localhost\">"
    "<link rel=\"prefetch\" href=\"%HTTP%/prefetch\"><link rel=\"preload\" as=\"image\" href=\"%HTTP%/preload.png\">"
    "<link rel=\"modulepreload\" href=\"%HTTP%/module.js\"><link rel=\"manifest\" href=\"%HTTP%/manifest.json\">"
    "<style>@import url(%HTTP%/import.css); @font-face { font-family: far; src: url(%HTTP%/font.woff); }"
    "body { font-family: far; background: url(%HTTP%/background.png); }"
    "li { list-style-image: url(%FILE%); }</style>"
    "<script>document.title = 'after'; new Image().src = '%HTTP%/script.png'; fetch('%HTTP%/fetch').catch(() => 0);"
    "navigator.sendBeacon('%HTTP%/beacon', 'x'); new WebSocket('%HTTP%/socket'.replace('http', 'ws'));</script>"
    "<script src=\"%HTTP%/script.js\"></script></head><body onload=\"document.title = 'after'\">"
    "<p>Text of the notice.</p><ul><li>An entry</li></ul>"
    "<img src=\"%HTTP%/image.png\" onerror=\"document.title = 'after'\"><img src=\"%FILE%\"><img src=\"relative.png\">"
    "<picture><source srcset=\"%HTTP%/source.png\"><img src=\"%HTTP%/picture.png\"></picture>"
    "<iframe src=\"%HTTP%/frame\"></iframe><iframe src=\"%FILE%\"></iframe>"
    "<iframe src=\"data:text/html,<script>parent.document.title='after'</script><img src='%HTTP%/data-frame.png'>\"></iframe>"
    "<iframe srcdoc=\"<img src='%HTTP%/srcdoc.png'><script>top.document.title='after'</script>\"></iframe>"
    "<iframe src=\"javascript:document.write('&lt;img src=%HTTP%/javascript.png&gt;')\"></iframe>"
    "<object data=\"%HTTP%/object\"></object><embed src=\"%HTTP%/embed\"><object data=\"%FILE%\"></object>"
    "<video src=\"%HTTP%/video.mp4\" poster=\"%HTTP%/poster.png\" autoplay></video><audio src=\"%HTTP%/audio.mp3\" autoplay></audio>"
    "<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\"><script>document.title='after'</script>"
    "<image href=\"%HTTP%/svg.png\"/><use xlink:href=\"%HTTP%/use.svg#a\"/><image href=\"%FILE%\"/></svg>"
    "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='%HTTP%/data-svg.png'/></svg>\">"
    "<form action=\"%HTTP%/form\" method=\"post\"><input type=\"hidden\" name=\"a\" value=\"b\">"
    "<input type=\"image\" src=\"%HTTP%/button.png\" autofocus></form>"
    "</body></html>";

/// And one that goes elsewhere by itself.
inline constexpr const char *kRefreshPage =
    "<!DOCTYPE html><title>before</title><meta http-equiv=\"refresh\" content=\"1;url=%HTTP%/refresh\">Text of the notice.";

/// Pages whose whole surface is one thing to press.
inline constexpr const char *kCover = "style=\"position: fixed; inset: 0; display: block; width: 100vw; height: 100vh\"";

} // namespace assent::notice
