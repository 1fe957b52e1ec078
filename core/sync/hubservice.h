#pragma once

#include "catalog/catalogue.h"
#include "sync/hubstore.h"
#include "sync/transport.h"

namespace assent::sync {

inline constexpr int kMaxPullWait = 60; ///< seconds

/// The scope of a device that is a system of the organisation: it asks about
/// people and closes for them, and sees and sends nothing of the feed. No person
/// has this id.
inline constexpr SubjectId kNobody{};
inline bool isSystem(const HubDevice &device) { return device.subject == kNobody; }

/// The REST interface of the hub without its sockets: a request in, an answer
/// out. Never throws, never blocks longer than its store. Problems are RFC 9457,
/// with `field` and `line` where a part of the request is at fault. The routes
/// and everything about them: app/hub/openapi.yaml.
class HubService
{
public:
    struct Options
    {
        std::map<std::string, int> limits;        ///< what else capabilities tell of limits
        std::shared_ptr<const Catalogue> catalogue; ///< without one the hub decides nothing
        std::string publicUrl; ///< of links in letters, "https://hub.example"; empty: as the request's Host says
    };
    HubService(HubStore &store, const Clock &clock, Options options);
    HubService(HubStore &store, const Clock &clock);
    ~HubService();

    /// `request.headers` have lower-case names.
    HttpResponse handle(const HttpRequest &request);

    /// A pull that may wait, for a device that has all there is for it now.
    struct Waiting
    {
        DeviceId device;
        std::optional<SubjectId> scope; ///< only what is about this person concerns it
        std::chrono::seconds atMost{0};
    };
    /// As handle(), but a pull with `wait` is answered only when there is something.
    std::variant<HttpResponse, Waiting> handleOrWait(const HttpRequest &request);

    /// The route that a path belongs to, for logs: a template without query or
    /// ids; "none" when there is none. From any thread.
    static std::string_view routeName(std::string_view path);
    /// "GET /v1/capabilities", …: all that there are.
    static std::vector<std::string> routeList();

    /// Items by what became of them since the start. From the service's thread.
    struct Taken
    {
        std::int64_t accepted = 0;
        std::int64_t duplicate = 0;
        std::int64_t erased = 0;
        std::int64_t rejected = 0;
    };
    Taken taken() const;
    /// Gathers some hashes of the log, for a millisecond or so; true when there are more.
    bool gatherHashes();

    struct State; ///< for the files that implement the routes

private:
    std::unique_ptr<State> m_state;
};

} // namespace assent::sync
