#include "sync/hubpolls.h"

#include <algorithm>
#include <set>

namespace assent::sync {
namespace {

constexpr int kMostOfADevice = 4;
constexpr int kLookAt = 1000; // items at a time

} // namespace

LongPolls::LongPolls(HubStore &store, HubService &service) : m_store(store), m_service(service)
{
    if (auto end = m_store.feedEnd())
        m_seen = *std::move(end);
}

void LongPolls::handle(HttpRequest request, Answer answer, Time now)
{
    auto outcome = m_service.handleOrWait(request);
    if (auto *response = std::get_if<HttpResponse>(&outcome))
        return answer(std::move(*response));
    const auto what = std::get<HubService::Waiting>(outcome);
    makeRoom(what.device);
    const auto poll = m_polls.insert(m_polls.end(), {std::move(request), std::move(answer), what, now + what.atMost});
    m_byScope.emplace(what.scope, poll);
    if (m_ended)
        answerNow(poll);
}

void LongPolls::makeRoom(const DeviceId &device)
{
    const auto isOf = [&device](const Poll &poll) { return poll.what.device == device; };
    if (std::count_if(m_polls.begin(), m_polls.end(), isOf) >= kMostOfADevice)
        answerNow(std::find_if(m_polls.begin(), m_polls.end(), isOf));
}

void LongPolls::look()
{
    for (;;) {
        if (m_seen.empty()) // the store did not answer at the start
            m_seen = m_store.feedEnd().ok() ? *m_store.feedEnd() : FeedPlaces();
        const auto news = m_seen.empty() ? Result<std::vector<SubjectId>>(std::vector<SubjectId>()) : m_store.newsAfter(m_seen, kLookAt);
        if (!news || news->empty())
            return;
        std::set<std::optional<SubjectId>> scopes{std::nullopt};
        scopes.insert(news->begin(), news->end());
        for (const auto &scope : scopes)
            wake(scope);
        if (static_cast<int>(news->size()) < kLookAt)
            return;
    }
}

void LongPolls::wake(const std::optional<SubjectId> &scope)
{
    std::vector<Polls::iterator> concerned;
    const auto [begin, end] = m_byScope.equal_range(scope);
    for (auto it = begin; it != end; ++it)
        concerned.push_back(it->second);
    for (const auto &poll : concerned)
        tryAgain(poll);
}

/// What came may be of a kind that this pull does not see: then it waits on.
void LongPolls::tryAgain(Polls::iterator poll)
{
    auto outcome = m_service.handleOrWait(poll->request);
    if (std::holds_alternative<HubService::Waiting>(outcome))
        return;
    take(poll).answer(std::get<HttpResponse>(std::move(outcome)));
}

void LongPolls::answerNow(Polls::iterator poll)
{
    const Poll taken = take(poll);
    taken.answer(m_service.handle(taken.request));
}

LongPolls::Poll LongPolls::take(Polls::iterator poll)
{
    const auto [begin, end] = m_byScope.equal_range(poll->what.scope);
    m_byScope.erase(std::find_if(begin, end, [&](const auto &entry) { return entry.second == poll; }));
    Poll taken = std::move(*poll);
    m_polls.erase(poll);
    return taken;
}

void LongPolls::expire(Time now)
{
    for (auto poll = m_polls.begin(); poll != m_polls.end();) {
        const auto next = std::next(poll);
        if (poll->deadline <= now)
            answerNow(poll);
        poll = next;
    }
}

void LongPolls::end()
{
    m_ended = true;
    while (!m_polls.empty())
        answerNow(m_polls.begin());
}

} // namespace assent::sync
