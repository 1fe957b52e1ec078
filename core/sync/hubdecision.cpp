// "May I use this channel for this purpose?", for other systems.
#include "sync/hubroutes.h"

#include <algorithm>

namespace assent::sync {
namespace {

/// What was asked, checked against the catalogue.
struct Question
{
    SubjectId subject;
    ConsentKey key;
    std::string jurisdiction; ///< empty: the person's
};

template<typename NameType>
Result<NameType> oneOf(const Query &query, const std::string &name, const std::vector<NameType> &known)
{
    const NameType asked(query.text(name));
    if (asked.empty())
        return Query::badParameter(name, "is required");
    if (std::find(known.begin(), known.end(), asked) == known.end())
        return Query::badParameter(name, "is none of this purpose's");
    return asked;
}

Result<Question> readQuestion(const HttpRequest &request, const Catalogue &catalogue)
{
    ASSENT_TRY(const Query query, Query::read(request.path, {"subject", "purpose", "channel", "recipient", "jurisdiction"}));
    Question out;
    ASSENT_TRY(out.subject, query.id<SubjectId>("subject"));
    const Purpose *purpose = catalogue.purpose(PurposeId(query.text("purpose")));
    if (!purpose)
        return Query::badParameter("purpose", query.has("purpose") ? "is not in the catalogue" : "is required");
    out.key.controller = catalogue.controller();
    out.key.purpose = purpose->id;
    ASSENT_TRY(out.key.channel, oneOf(query, "channel", purpose->channels));
    ASSENT_TRY(out.key.recipient, oneOf(query, "recipient", purpose->recipients));
    out.jurisdiction = query.text("jurisdiction");
    return out;
}

std::string_view lapseName(Lapse lapse)
{
    switch (lapse) {
    case Lapse::None: break;
    case Lapse::Notice: return "notice";
    case Lapse::Expired: return "expired";
    case Lapse::CutOff: return "cut_off";
    case Lapse::Age: return "age";
    case Lapse::Entitlement: return "entitlement";
    case Lapse::Retired: return "retired";
    }
    return "choice";
}

/// Why, in one word for programs.
std::string_view reasonOf(const ConsentState &state)
{
    if (state.conflict)
        return "conflict";
    if (state.model == ConsentModel::Required)
        return state.allowed ? "other_basis" : "retired";
    if (!state.deciding)
        return state.model == ConsentModel::OptIn ? "not_asked" : state.allowed ? "not_objected" : "retired";
    return lapseName(state.lapse);
}

/// {"event_id","entry","act","decided_at"} of the act that decides; null when none does.
Result<json::Value> decidedBy(HubStore &store, const ConsentState &state, const ConsentGraph &graph)
{
    if (!state.deciding)
        return json::Value();
    const auto &acts = graph.acts();
    const auto act = std::find_if(acts.begin(), acts.end(), [&](const GraphAct &one) { return one.hash == *state.deciding; });
    if (act == acts.end())
        return Error{ErrorCode::Corrupt, "the deciding act is missing"};
    ASSENT_TRY(const auto entry, store.entryOf(act->core.id));
    json::Value out;
    out.set("event_id", act->core.id.toString());
    out.set("act", actName(act->core.act));
    out.set("decided_at", toRfc3339(act->core.decidedAt));
    out.set("entry", entry ? json::Value(*entry) : json::Value());
    return out;
}

} // namespace

HttpResponse HubService::State::decision(const HubCall &call)
{
    ASSENT_OR_ANSWER(const HubDevice device, authenticateActive(store, call.request));
    if (!device.subject)
        return problem(403, "out_of_scope", "systems may ask this, and a person's device about that person");
    if (!options.catalogue)
        return problem(503, "no_catalogue", "the hub was started without a catalogue (--catalog)");
    auto question = readQuestion(call.request, *options.catalogue);
    if (!question)
        return queryProblem(question.error());
    if (!isSystem(device) && *device.subject != question->subject)
        return problem(403, "out_of_scope", "the device may ask about another person only");
    const auto who = choices.of(question->subject);
    if (!who)
        return who.error().code == ErrorCode::NotFound ? problem(404, "unknown_subject", who.error().detail) : storeProblem(who.error());
    question->key.persona = (*who)->persona;
    if (question->jurisdiction.empty())
        question->jurisdiction = (*who)->jurisdiction;
    return decide(question->key, question->jurisdiction, (*who)->graph);
}

HttpResponse HubService::State::decide(const ConsentKey &key, const std::string &jurisdiction, const ConsentGraph &graph)
{
    const Catalogue &catalogue = *options.catalogue;
    const Timestamp now = clock.now();
    const ConsentState state = graph.evaluate(key, catalogue, now, jurisdiction);
    auto by = decidedBy(store, state, graph);
    const auto note = store.newestCheckpoint();
    if (!by || !note)
        return storeProblem(by ? note.error() : by.error());
    json::Value body;
    body.set("allowed", state.allowed);
    body.set("state", stateWordName(state.word));
    body.set("reason", reasonOf(state));
    body.set("rule", catalogue.regimeFor(*catalogue.purpose(key.purpose), jurisdiction).ruleId);
    body.set("model", consentModelName(state.model));
    body.set("jurisdiction", jurisdiction);
    body.set("decided_by", *std::move(by));
    body.set("valid_until", state.validUntil ? json::Value(toRfc3339(*state.validUntil)) : json::Value());
    body.set("catalogue_version", catalogue.version());
    body.set("checkpoint", *note);
    body.set("as_of", toRfc3339(now));
    return answer(200, body);
}

} // namespace assent::sync
