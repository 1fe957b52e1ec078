// Closing without a device: the one-click link of RFC 8058, and Sec-GPC.
#include "sync/hubroutes.h"

#include <algorithm>

namespace assent::sync {
namespace {

constexpr std::string_view kOneClick = "List-Unsubscribe=One-Click";
constexpr const char *kSignal = "Sec-GPC";
constexpr std::size_t kMostDeviceName = 200;

HttpResponse html(int status, std::string body)
{
    return {status,
        {{"content-type", "text/html; charset=utf-8"}, {"cache-control", "no-store"}, {"x-content-type-options", "nosniff"},
            {"referrer-policy", "no-referrer"}, {"x-robots-tag", "noindex"},
            {"content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"}},
        std::move(body)};
}

/// RFC 8058, 3.2: as a form's one field, in either encoding of forms.
bool isOneClick(const HttpRequest &request)
{
    const std::string_view type = mediaType(headerOf(request, "content-type"));
    if (equalsIgnoringCase(type, "application/x-www-form-urlencoded"))
        return trimmed(std::string_view(request.body).substr(0, request.body.find_first_of("\r\n"))) == kOneClick;
    return equalsIgnoringCase(type, "multipart/form-data") && request.body.find("name=\"List-Unsubscribe\"") != std::string::npos
        && request.body.find("\r\n\r\nOne-Click\r\n") != std::string::npos;
}

/// How often the link was used to good effect before; nothing when what it asks
/// for stands already: no opening has seen the last of its acts.
std::optional<int> turnOf(const ConsentGraph &graph, const KeyPattern &pattern, DeviceId hub)
{
    int before = 0;
    bool stands = false;
    for (const GraphAct &act : graph.acts()) {
        if (act.core.device != hub || act.payload.key != pattern || act.core.act == Act::Signal)
            continue;
        ++before;
        stands = stands || std::none_of(graph.acts().begin(), graph.acts().end(), [&](const GraphAct &other) {
            return isOpening(other.core.act) && graph.pastOf(other.hash).contains(act.hash);
        });
    }
    return stands ? std::nullopt : std::optional(before);
}

/// The purpose classes for which a rule lets the signal count.
std::set<std::string> signalledClasses(const Catalogue &catalogue, const std::string &jurisdiction)
{
    std::set<std::string> out;
    for (const Purpose &purpose : catalogue.purposes()) {
        const auto regime = catalogue.regimeFor(purpose, jurisdiction);
        const bool counts = regime.rule && std::any_of(regime.rule->signals.begin(), regime.rule->signals.end(),
            [](const RuleSignal &signal) { return signal.name == kSignal; });
        if (counts)
            out.insert(purpose.purposeClass);
    }
    return out;
}

} // namespace

OrProblem<HubDevice> HubService::State::authenticateSystem(const HttpRequest &request)
{
    auto who = authenticateActive(store, request);
    const auto *device = std::get_if<HubDevice>(&who);
    if (device && !isSystem(*device))
        return problem(403, "out_of_scope", "only a system's token may do this (assent-hub code --role system)");
    return who;
}

HttpResponse HubService::State::makeUnsubscribeToken(const HubCall &call)
{
    ASSENT_OR_ANSWER([[maybe_unused]] const HubDevice device, authenticateSystem(call.request));
    if (!options.catalogue)
        return problem(503, "no_catalogue", "the hub was started without a catalogue (--catalog)");
    ASSENT_OR_ANSWER(const json::Value body, readBody(call.request));
    json::Reader in(body, "");
    in.only({"subject", "purpose", "channel"});
    Unsubscription what{in.id<SubjectId>("subject"), options.catalogue->controller(), PurposeId(in.text("purpose")), ChannelId(in.text("channel"))};
    const Purpose *purpose = options.catalogue->purpose(what.purpose);
    if (!purpose)
        in.fail("purpose", "is not in the catalogue");
    else if (std::find(purpose->channels.begin(), purpose->channels.end(), what.channel) == purpose->channels.end())
        in.fail("channel", "is none of this purpose's");
    if (const auto sound = in.finish(); !sound)
        return contentProblem(sound.error());
    if (const auto known = choices.of(what.subject); !known)
        return known.error().code == ErrorCode::NotFound ? problem(404, "unknown_subject", known.error().detail) : storeProblem(known.error());
    const auto token = toToken(store, what);
    if (!token)
        return storeProblem(token.error());
    const std::string host(headerOf(call.request, "host"));
    const std::string url = (options.publicUrl.empty() ? "https://" + host : options.publicUrl) + "/v1/unsubscribe/" + *token;
    json::Value out;
    out.set("token", *token);
    out.set("url", url);
    json::Value headers;
    headers.set("List-Unsubscribe", "<" + url + ">");
    headers.set("List-Unsubscribe-Post", std::string(kOneClick));
    out.set("headers", std::move(headers));
    return answer(201, out);
}

HttpResponse HubService::State::unsubscribePageOf(const HubCall &call)
{
    const auto what = fromToken(store, call.parts.at(0));
    const std::string_view language = headerOf(call.request, "accept-language");
    if (!what)
        return html(404, unsubscribePage(UnsubscribePage::Unknown, language, nullptr, nullptr));
    return html(200, unsubscribePage(UnsubscribePage::Ask, language, options.catalogue.get(), &*what));
}

HttpResponse HubService::State::unsubscribe(const HubCall &call)
{
    const std::string_view language = headerOf(call.request, "accept-language");
    const auto what = fromToken(store, call.parts.at(0));
    if (!what)
        return html(404, unsubscribePage(UnsubscribePage::Unknown, language, nullptr, nullptr));
    if (!isOneClick(call.request))
        return problem(400, "bad_request", "the body must be List-Unsubscribe=One-Click (RFC 8058)");
    if (const auto closed = closeByLink(*what); !closed)
        return storeProblem(closed.error());
    if (trimmed(headerOf(call.request, "sec-gpc")) == "1" && options.catalogue) {
        // The person's word is taken already; the browser's comes on top.
        const auto signalled = closeBySignal(what->subject, "one-click unsubscribe", {});
        if (!signalled)
            return storeProblem(signalled.error());
    }
    return html(200, unsubscribePage(UnsubscribePage::Done, language, options.catalogue.get(), &*what));
}

/// Nothing is left to close of a person who is not known any more.
Result<void> HubService::State::closeByLink(const Unsubscription &what)
{
    const auto who = choices.of(what.subject);
    if (!who)
        return who.error().code == ErrorCode::NotFound ? Result<void>() : Result<void>(who.error());
    ASSENT_TRY(const DeviceId hub, signer.device());
    const auto turn = turnOf((*who)->graph, what.pattern(), hub);
    if (!turn)
        return {};
    HubAct act;
    act.pattern = what.pattern();
    act.reason = "List-Unsubscribe";
    act.collectionPoint = "one-click unsubscribe";
    act.jurisdiction = (*who)->jurisdiction;
    // The person answers a letter that was sent under the choices that the hub holds.
    act.parents = (*who)->graph.heads();
    act.name = "one-click " + std::to_string(*turn);
    if (const Purpose *purpose = options.catalogue ? options.catalogue->purpose(what.purpose) : nullptr) {
        act.legalBasis = legalBasisName(purpose->basis);
        if (options.catalogue->regimeFor(*purpose, act.jurisdiction).model == ConsentModel::OptOut)
            act.act = Act::Object;
    }
    ASSENT_TRY(const PushResult result, signer.close(**who, act));
    count(result.verdict);
    return {};
}

/// One act for each class that a rule names; the same device's again are the same acts.
Result<std::vector<PushResult>> HubService::State::closeBySignal(SubjectId subject, const std::string &device, std::string jurisdiction)
{
    std::vector<PushResult> out;
    const auto known = choices.of(subject);
    if (!known && known.error().code == ErrorCode::NotFound)
        return out;
    ASSENT_TRY(const SubjectChoices *const found, known);
    const SubjectChoices who = *found;
    if (jurisdiction.empty())
        jurisdiction = who.jurisdiction;
    for (const std::string &purposeClass : signalledClasses(*options.catalogue, jurisdiction)) {
        HubAct act;
        act.act = Act::Signal;
        act.pattern.controller = options.catalogue->controller();
        act.pattern.purposeClass = purposeClass;
        act.method = ConsentMethod::Signal;
        act.reason = "Sec-GPC: 1";
        act.collectionPoint = "signal";
        act.jurisdiction = jurisdiction;
        act.name = "gpc " + device;
        ASSENT_TRY(const PushResult result, signer.close(who, act));
        count(result.verdict);
        out.push_back(result);
    }
    return out;
}

HttpResponse HubService::State::signalGpc(const HubCall &call)
{
    ASSENT_OR_ANSWER([[maybe_unused]] const HubDevice device, authenticateSystem(call.request));
    if (!options.catalogue)
        return problem(503, "no_catalogue", "the hub was started without a catalogue (--catalog)");
    ASSENT_OR_ANSWER(const json::Value body, readBody(call.request));
    json::Reader in(body, "");
    in.only({"subject", "device", "jurisdiction"});
    const auto subject = in.id<SubjectId>("subject");
    const std::string name = in.text("device");
    const std::string jurisdiction = in.textOr("jurisdiction", {});
    if (name.empty() || name.size() > kMostDeviceName)
        in.fail("device", "must have 1 to " + std::to_string(kMostDeviceName) + " bytes");
    if (const auto sound = in.finish(); !sound)
        return contentProblem(sound.error());
    if (const auto known = choices.of(subject); !known)
        return known.error().code == ErrorCode::NotFound ? problem(404, "unknown_subject", known.error().detail) : storeProblem(known.error());
    const auto results = closeBySignal(subject, name, jurisdiction);
    if (!results)
        return storeProblem(results.error());
    const auto isNew = [](const PushResult &result) { return result.verdict == Verdict::Accepted; };
    json::Value out;
    out.set("acts", static_cast<std::int64_t>(results->size()));
    out.set("new", static_cast<std::int64_t>(std::count_if(results->begin(), results->end(), isNew)));
    return answer(200, out);
}

} // namespace assent::sync
