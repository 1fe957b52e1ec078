#pragma once

#include "sample/random.h"
#include "sync/transport.h"

#include <functional>
#include <vector>

namespace assent::test {

/// A network that loses, repeats, delays and cuts what it carries, as its random
/// numbers say, between desktops and one hub in this process.
class SimNetwork
{
public:
    /// Answers a request, or nothing when the hub is down or dies over it.
    using Hub = std::function<std::optional<sync::HttpResponse>(const sync::HttpRequest &)>;
    SimNetwork(sample::Random &random, Hub hub) : m_random(random), m_hub(std::move(hub)) {}

    /// From now on nothing goes wrong, and what is on its way is lost.
    void heal();
    /// Lets a request arrive that its sender gave up long ago.
    void deliverLate();
    Result<sync::HttpResponse> carry(const sync::HttpRequest &request);

private:
    Result<sync::HttpResponse> deliver(const sync::HttpRequest &request);

    sample::Random &m_random;
    Hub m_hub;
    bool m_faulty = true;
    std::vector<sync::HttpRequest> m_late;
};

/// One desktop's way into the network.
class SimTransport final : public sync::Transport
{
public:
    /// `mayPass` sees each request first, and refuses what must not be sent now.
    using Gate = std::function<Result<void>(const sync::HttpRequest &)>;
    SimTransport(SimNetwork &network, Gate mayPass) : m_network(network), m_mayPass(std::move(mayPass)) {}
    Result<sync::HttpResponse> send(const sync::HttpRequest &request) override
    {
        ASSENT_CHECK(m_mayPass(request));
        return m_network.carry(request);
    }
    void abort() override {}

private:
    SimNetwork &m_network;
    Gate m_mayPass;
};

} // namespace assent::test
