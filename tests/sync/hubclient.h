#pragma once

#include "sync/hubfixture.h"
#include "sync/hubprocess_hub.h"
#include "sync/qthttptransport.h"

namespace assent::test {

/// A device that talks to a running hub.
struct HubClient
{
    explicit HubClient(const HubProgram &hub) : transport(*sync::QtHttpTransport::create(hub.url()))
    {
        const sync::EnrolRequest request{hub.newCode(), phone.id, phone.key.publicKey(), "a phone"};
        const auto response = send("POST", "/v1/devices", json::canonical(sync::toJson(request)));
        if (!response || response->status != 201)
            qFatal("the device is not enrolled");
        phone.token = (*sync::enrolResponseFromJson(bodyOf(*response))).token;
    }

    Result<sync::HttpResponse> send(const std::string &method, const std::string &path, const std::string &body = {})
    {
        sync::HttpRequest request{method, path, {{"content-type", "application/json"}}, body};
        if (!phone.token.empty())
            request.headers["authorization"] = "Bearer " + phone.token;
        return transport->send(request);
    }
    /// The verdict on one item, or the status or error in its place.
    std::string push(const sync::ItemBody &body, std::int64_t n)
    {
        const auto response = send("POST", "/v1/sync/push", Push(phone).add(body, n).text());
        if (!response)
            return std::string(errorCodeName(response.error().code));
        if (response->status != 200)
            return std::to_string(response->status);
        return words((*sync::pushResponseFromJson(bodyOf(*response))).results.at(0));
    }
    std::size_t pulled()
    {
        const auto response = send("GET", "/v1/sync/pull?limit=500");
        return response && response->status == 200 ? (*sync::pullResponseFromJson(bodyOf(*response))).items.size() : 0;
    }
    void moveTo(const HubProgram &hub) { transport = *sync::QtHttpTransport::create(hub.url()); }

    Phone phone;
    std::unique_ptr<sync::QtHttpTransport> transport;
};

} // namespace assent::test
