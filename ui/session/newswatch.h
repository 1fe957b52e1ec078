#pragma once

#include "session/hubway.h"
#include "session/storethread.h"
#include "sync/client.h"

namespace assent::ui {

/// Asks the hub to tell when it has news, again and again, on a thread and a way of
/// its own: neither the store nor what is sent waits for the answer.
class NewsWatch final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds kTime{25}; ///< at the hub, in one request; below the transport's time-out

    using MakeTransport = std::function<Result<std::unique_ptr<sync::Transport>>(const std::string &hubUrl)>;
    /// The transport is made on this watch's thread.
    explicit NewsWatch(MakeTransport transport, QObject *parent = nullptr);
    ~NewsWatch() override;

    /// Asks so from now on (Client::newsRequest, for kTime), until there are news, the
    /// hub does not answer or does not let it wait, or stop().
    void watch(const std::string &hubUrl, const sync::HttpRequest &request);
    void stop();

Q_SIGNALS:
    void came();

private:
    struct Line; ///< touched on m_thread alone
    void ask();
    void take(const Result<bool> &news, bool waited);

    MakeTransport m_transport;
    std::string m_hubUrl;
    sync::HttpRequest m_request;
    std::shared_ptr<HubStop> m_stop; // shared with the request that waits; null while none does
    std::shared_ptr<Line> m_line;    // shared with the thread
    StoreThread m_thread{QStringLiteral("news")};
};

} // namespace assent::ui
