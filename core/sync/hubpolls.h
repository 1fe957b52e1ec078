#pragma once

#include "sync/hubservice.h"

#include <chrono>
#include <functional>
#include <list>
#include <map>

namespace assent::sync {

/// Pulls that wait until there is something new for them. No thread and no query
/// belongs to one that waits: one look at what was committed since the last
/// finds those whom it concerns. Used on the store's thread alone.
class LongPolls
{
public:
    using Time = std::chrono::steady_clock::time_point;
    using Answer = std::function<void(HttpResponse)>;

    explicit LongPolls(HubStore &store, HubService &service);

    /// Answers now, or when there is something new or the time is over. A device
    /// with four that wait gets its oldest answered.
    void handle(HttpRequest request, Answer answer, Time now);
    /// After something may have been committed, by this program or another.
    void look();
    /// Answers those whose time is over, with what there is.
    void expire(Time now);
    /// Answers all, and lets no more wait.
    void end();
    std::size_t waiting() const { return m_polls.size(); }

private:
    struct Poll
    {
        HttpRequest request;
        Answer answer;
        HubService::Waiting what;
        Time deadline;
    };
    using Polls = std::list<Poll>;
    Poll take(Polls::iterator poll);
    void answerNow(Polls::iterator poll);
    void tryAgain(Polls::iterator poll);
    void makeRoom(const DeviceId &device);
    void wake(const std::optional<SubjectId> &scope);

    HubStore &m_store;
    HubService &m_service;
    Polls m_polls; ///< the longest waiting first
    std::multimap<std::optional<SubjectId>, Polls::iterator> m_byScope;
    FeedPlaces m_seen; ///< how far the feed was looked at
    bool m_ended = false;
};

} // namespace assent::sync
