#pragma once

#include "session/newswatch.h"
#include "session/session.h"
#include "session/syncjob.h"

#include <QDateTime>
#include <QTimer>

namespace assent::ui {

/// Carries what waits in the outbox to the hub and fetches what is new: soon
/// after a change, as soon as a hub that can be asked to wait has news, and now
/// and then. Works on the session's background thread
/// and needs no window. A store without a hub has nothing to do here. While the
/// store is locked, withdrawals that wait are sent sealed (sync/sealed.h). News that
/// would change many people waits for an answer; withdrawals are sent meanwhile.
class SyncAgent final : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by the program")
    Q_PROPERTY(State state READ state NOTIFY changed FINAL)
    Q_PROPERTY(int waiting READ waiting NOTIFY changed FINAL)
    Q_PROPERTY(int setAside READ setAside NOTIFY changed FINAL)
    /// That the hub does not know of yet.
    Q_PROPERTY(int erasures READ erasures NOTIFY changed FINAL)
    Q_PROPERTY(QDateTime lastContact READ lastContact NOTIFY changed FINAL)
    /// Of the question: how many people the news would change, at least, and of how many.
    Q_PROPERTY(int newsChanges READ newsChanges NOTIFY changed FINAL)
    Q_PROPERTY(int newsPeople READ newsPeople NOTIFY changed FINAL)
    /// The answer was no: nothing is asked again until syncNow().
    Q_PROPERTY(bool newsDeclined READ newsDeclined NOTIFY changed FINAL)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed FINAL)

public:
    enum State {
        Alone,   ///< the store belongs to no hub
        Online,  ///< the last contact went well
        Syncing,
        Asking,  ///< nothing of a large pull is applied until someone agrees
        Offline, ///< the last attempt did not reach the hub
        Refused, ///< it was reached and something else went wrong
    };
    Q_ENUM(State)

    /// Makes the way to a hub; called on the background thread, or that of the watch.
    using MakeTransport = NewsWatch::MakeTransport;
    struct Setup
    {
        MakeTransport transport;
        std::string hubUrl; ///< instead of the one that the store remembers
        std::chrono::milliseconds period = std::chrono::minutes(1);
    };

    SyncAgent(Session &session, Setup setup, QObject *parent = nullptr);
    ~SyncAgent() override;

    State state() const { return m_state; }
    int waiting() const { return m_waiting; }
    int setAside() const { return m_setAside; }
    int erasures() const { return m_erasures; }
    int newsChanges() const { return m_asked ? int(m_asked->changed) : 0; }
    int newsPeople() const { return m_asked ? int(m_asked->people) : 0; }
    bool newsDeclined() const { return m_declined; }
    QDateTime lastContact() const { return m_lastContact; }
    QString errorText() const;

    /// Tries now, whatever the back-off says, and asks again what was declined.
    Q_INVOKABLE void syncNow();
    /// The answers to the question. Agreed: the next sync applies the news.
    Q_INVOKABLE void acceptNews();
    Q_INVOKABLE void declineNews();
    void retranslate() { Q_EMIT changed(); }

Q_SIGNALS:
    void changed();

private:
    struct Outcome
    {
        sync::SyncStatus status;
        sync::Client::Report report;
        std::optional<ErrorCode> error;
        std::optional<sync::LargePull> asked;
        bool queueMoved = false; ///< something was sent or set aside, however it ended
        std::chrono::milliseconds next{0};
        std::optional<sync::HttpRequest> news; ///< what asks for them, where the hub lets one wait
    };

    void onSessionState();
    void readStatus();
    void start();
    void startNow();
    void stop();
    void take(Outcome outcome);
    void show(const sync::SyncStatus &status);
    void plan(std::chrono::milliseconds wait);
    void holdNews();
    void sealClosings();
    void sendSealed();
    std::function<Result<Outcome>(OpenStore &)> job();
    static Result<void> makeClient(OpenStore &store, const Setup &setup, const std::string &hubUrl, const std::shared_ptr<HubStop> &stop);

    Session &m_session;
    Setup m_setup;
    QTimer m_timer;
    QTimer m_sealedTimer; ///< while locked
    QTimer m_countTimer;  ///< while it syncs
    std::shared_ptr<HubStop> m_stop; // shared with the job that runs
    std::shared_ptr<HubStop> m_sealedStop;
    NewsWatch m_news;
    SyncJob m_job;
    State m_state = Alone;
    bool m_running = false;
    bool m_again = false;
    bool m_hasHub = false;
    bool m_agreed = false; ///< to the news, until a sync went well
    bool m_declined = false;
    std::optional<sync::LargePull> m_asked;
    int m_failures = 0;
    int m_waiting = 0;
    int m_setAside = 0;
    int m_erasures = 0;
    QDateTime m_lastContact;
    std::optional<ErrorCode> m_error;
};

} // namespace assent::ui
