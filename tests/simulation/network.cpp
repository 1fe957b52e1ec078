#include "simulation/network.h"

namespace assent::test {
namespace {

Error lost() { return {ErrorCode::Network, "the simulated network lost it"}; }

} // namespace

void SimNetwork::heal()
{
    m_faulty = false;
    m_late.clear();
}

void SimNetwork::deliverLate()
{
    if (m_late.empty())
        return;
    const auto at = m_late.begin() + m_random.between(0, static_cast<int>(m_late.size()) - 1);
    const sync::HttpRequest request = *at;
    m_late.erase(at);
    (void)m_hub(request); // nobody waits for the answer
}

Result<sync::HttpResponse> SimNetwork::deliver(const sync::HttpRequest &request)
{
    auto answer = m_hub(request);
    if (!answer)
        return Error{ErrorCode::Network, "the simulated hub is down"};
    return *std::move(answer);
}

Result<sync::HttpResponse> SimNetwork::carry(const sync::HttpRequest &request)
{
    const int luck = m_faulty ? m_random.between(1, 100) : 100;
    if (luck <= 5)
        return lost();
    if (luck <= 10) {
        m_late.push_back(request);
        return lost();
    }
    if (luck <= 14)
        return sync::HttpResponse{luck % 2 == 0 ? 503 : 429, {{"retry-after", "1"}}, "{}"};
    auto answer = deliver(request);
    if (luck <= 20)
        return lost();
    if (luck <= 26) // the same again, as by a proxy that did not hear the first answer
        return deliver(request);
    if (luck <= 29 && answer)
        answer->body.resize(answer->body.size() / 2);
    return answer;
}

} // namespace assent::test
