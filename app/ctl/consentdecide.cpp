#include "command.h"
#include "consentparts.h"
#include "syncparts.h"
#include "text.h"

#include <algorithm>

namespace assent::ctl {
namespace {

/// Who acts, and for whom.
class ActorArguments
{
public:
    void addTo(CLI::App &app)
    {
        app.add_option("--role", m_role, "Who acts: self, agent or guardian")
            ->type_name("ROLE")->check(quietly(CLI::IsMember({"self", "agent", "guardian"})))->capture_default_str();
        app.add_option("--actor", m_actor, "The agent's or guardian's id")->type_name("ID");
        app.add_option("--reason", m_reason, "Why someone else acts (\"asked on the phone, call 4711\")")->type_name("TEXT");
    }

    void fill(Decision &decision) const
    {
        decision.actorRole = m_role == "agent" ? ActorRole::Agent : m_role == "guardian" ? ActorRole::Guardian : ActorRole::Self;
        decision.actorId = m_actor.empty() ? m_role : m_actor;
        (isSelf() ? decision.reason : decision.onBehalfReason) = m_reason;
        decision.collectionPoint = "assentctl";
    }

    bool isSelf() const { return m_role == "self"; }
    bool isGuardian() const { return m_role == "guardian"; }
    bool hasReason() const { return !m_reason.empty(); }

private:
    std::string m_role = "self";
    std::string m_actor;
    std::string m_reason;
};

json::Array toJson(const std::vector<ConsentEvent> &events)
{
    json::Array array;
    for (const ConsentEvent &event : events) {
        json::Value value;
        value.set("event_id", event.core.id.toString());
        value.set("act", actName(event.core.act));
        value.set("key", assent::toJson(event.payload.key));
        value.set("decided_at", toRfc3339(event.core.decidedAt));
        value.set("hash", toHex(event.hash()));
        array.push_back(std::move(value));
    }
    return array;
}

/// The keys whose answer is another one now; both lists hold the same keys.
std::vector<KeyState> changed(const std::vector<KeyState> &before, const std::vector<KeyState> &now)
{
    std::vector<KeyState> out;
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (before[i].state.allowed != now[i].state.allowed)
            out.push_back(now[i]);
    }
    return out;
}

class Withdraw final : public Command
{
public:
    explicit Withdraw(CLI::App &parent)
        : Command(parent, "withdraw", "Withdraw; parts left out mean all of them. Never refused, no reason needed",
            "  assentctl consent withdraw --subject anna@example.org --purpose newsletter --channel email\n"
            "  assentctl consent withdraw --subject anna@example.org --class marketing\n"
            "  assentctl consent withdraw --subject anna@example.org        # everything optional\n"
            "  assentctl consent withdraw --subject anna@example.org --channel phone --role agent --reason \"call 4711\"")
    {
        app().add_option("--subject", m_subject, "Id, or an identifier that only one person has")->type_name("ID")->required();
        m_parts.addTo(app(), true);
        m_actor.addTo(app());
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(OpenStore store, openStore(context));
        Decision decision;
        ASSENT_TRY(decision.pattern, m_parts.pattern(*store.catalogue));
        m_actor.fill(decision);
        ASSENT_TRY(const SubjectId subject, findSubject(store, m_subject, "--subject"));
        ASSENT_TRY(const ConsentView view, store.consents->view(subject));
        ASSENT_TRY(const auto events, store.consents->decide(view, std::span(&decision, 1)));
        sealWhatWaits(context, store);
        ASSENT_TRY(const ConsentView after, store.consents->view(subject));
        const Timestamp now = context.clock.now();
        const std::vector<KeyState> states = statesWithin(store, after, decision.pattern, now);
        const std::vector<KeyState> stopped = changed(statesWithin(store, view, decision.pattern, now), states);
        json::Value document;
        document.set("subject", subject.toString());
        document.set("events", toJson(events));
        document.set("stopped", ctl::toJson(stopped));
        document.set("choices", ctl::toJson(states));
        context.console.document(document);
        context.console.print("Withdrawn. " + (stopped.empty() ? "Nothing that this covers was allowed before.\n"
            : counted(std::ssize(stopped), "choice is", "choices are") + " no longer allowed:\n\n" + ctl::toText(stopped)));
        return {};
    }

private:
    std::string m_subject;
    ConsentParts m_parts;
    ActorArguments m_actor;
};

/// The notice text that stands behind a grant.
struct ReadNotice
{
    const NoticeVersion *version = nullptr;
    const NoticeRevision *revision = nullptr;
    std::string language;
    ServedMode mode = ServedMode::Screen;
};

std::string wordsFor(ServedMode mode)
{
    switch (mode) {
    case ServedMode::ReadAloud: return "read aloud";
    case ServedMode::Paper: return "given on paper";
    default: return "shown on screen";
    }
}

json::Value toJson(const ReadNotice &notice)
{
    json::Value value;
    value.set("id", notice.version->notice.str());
    value.set("version", notice.version->version);
    value.set("language", notice.language);
    value.set("revision", notice.revision->revision);
    value.set("title", notice.revision->title);
    value.set("hash", toHex(notice.revision->hash));
    value.set("mode", servedModeName(notice.mode));
    return value;
}

std::string toText(const ReadNotice &notice)
{
    return "Attested: the notice \"" + printable(notice.revision->title) + "\" (" + notice.version->notice.str() + ", version "
        + std::to_string(notice.version->version) + ", language " + notice.language + ") was " + wordsFor(notice.mode) + ".\n";
}

class Grant final : public Command
{
public:
    explicit Grant(CLI::App &parent)
        : Command(parent, "grant", "Record a consent that was given, after its notice was read",
            "  assentctl consent grant --subject anna@example.org --purpose newsletter --channel email \\\n"
            "      --recipient self --notice-read screen\n"
            "  assentctl consent grant --subject anna@example.org --purpose newsletter --channel phone \\\n"
            "      --recipient self --notice-read aloud --language pl --role agent --reason \"call 4711\"")
    {
        app().add_option("--subject", m_subject, "Id, or an identifier that only one person has")->type_name("ID")->required();
        m_parts.addTo(app(), false);
        app().add_option("--notice-read", m_read, "How the person got the notice: screen, aloud or paper")
            ->type_name("HOW")->check(quietly(CLI::IsMember({"screen", "aloud", "paper"})));
        app().add_option("--language", m_language, "Language of the notice (default: the person's)")->type_name("L");
        m_actor.addTo(app());
        app().add_option("--verification", m_verification, "Of a guardian: id of the proof of guardianship")->type_name("ID");
        app().add_option("--valid-until", m_validUntil, "Of a guardian: the day the minor comes of age")->type_name("DATE");
    }

    Result<void> run(Context &context) override
    {
        ASSENT_CHECK(checkArguments());
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const SubjectId subject, findSubject(store, m_subject, "--subject"));
        ASSENT_TRY(const ConsentView view, store.consents->view(subject));
        ASSENT_TRY(const ConsentKey key, m_parts.key(*store.catalogue, view.persona));
        ASSENT_TRY(const ReadNotice notice, noticeFor(*store.catalogue, key, view.language, context.clock.now()));
        ASSENT_TRY(Decision decision, decisionFor(key, notice));
        ASSENT_TRY(decision.served, store.consents->recordServed(subject, *notice.version, notice.language, notice.mode));
        ASSENT_TRY(const auto events, store.consents->decide(view, std::span(&decision, 1)));
        ASSENT_TRY(const ConsentView after, store.consents->view(subject));
        const KeyState state = store.consents->state(after, key, context.clock.now());
        json::Value document;
        document.set("subject", subject.toString());
        document.set("events", toJson(events));
        document.set("notice", toJson(notice));
        document.set("choices", json::Array{ctl::toJson(state)});
        context.console.document(document);
        context.console.print(toText(notice) + outcome(state) + "\n" + ctl::toText({state}));
        return {};
    }

private:
    Result<void> checkArguments() const
    {
        if (m_read.empty())
            return wrongCall("--notice-read", "a consent needs its notice: say whether the person got it on screen, aloud or on paper");
        if (!m_actor.isSelf() && !m_actor.hasReason())
            return wrongCall("--reason", "who acts for someone says why");
        if (m_actor.isGuardian() && (m_verification.empty() || m_validUntil.empty()))
            return wrongCall("--verification", "a guardian's consent needs --verification and --valid-until");
        return {};
    }

    Result<ReadNotice> noticeFor(const Catalogue &catalogue, const ConsentKey &key, const std::string &personLanguage, Timestamp at) const
    {
        const Purpose *purpose = catalogue.purpose(key.purpose);
        ReadNotice notice;
        notice.version = catalogue.noticeAt(purpose->notice, at);
        if (!notice.version)
            return Error{ErrorCode::Denied, "there is no notice in effect for this purpose, so no consent can be given", {{}, 0, 0, "--purpose"}};
        std::vector<std::string> languages;
        for (const auto &[language, revision] : notice.version->revisions)
            languages.push_back(language);
        notice.language = m_language.empty() ? personLanguage : m_language;
        std::replace(notice.language.begin(), notice.language.end(), '-', '_');
        auto found = notice.version->revisions.find(notice.language);
        if (found == notice.version->revisions.end())
            return unknownName("--language", "text of this notice in", notice.language, languages);
        notice.revision = &found->second;
        notice.mode = m_read == "aloud" ? ServedMode::ReadAloud : m_read == "paper" ? ServedMode::Paper : ServedMode::Screen;
        return notice;
    }

    Result<Decision> decisionFor(const ConsentKey &key, const ReadNotice &notice) const
    {
        Decision decision;
        decision.act = Act::Grant;
        decision.pattern = KeyPattern::of(key);
        m_actor.fill(decision);
        decision.verificationId = m_verification;
        decision.servedMode = notice.mode;
        decision.noticeVersion = notice.version->version;
        decision.locale = notice.language;
        decision.method = notice.mode == ServedMode::ReadAloud ? ConsentMethod::Verbal
            : notice.mode == ServedMode::Paper                 ? ConsentMethod::Paper
                                                               : ConsentMethod::Toggle;
        if (!m_validUntil.empty()) {
            const auto day = fromRfc3339(m_validUntil);
            if (!day)
                return wrongCall("--valid-until", "not a date: write it as 2031-05-02");
            decision.validUntil = *day;
        }
        return decision;
    }

    static std::string outcome(const KeyState &state)
    {
        if (state.notYetActive)
            return "Recorded. Not yet active: nobody may act on it before the hub has it.\n";
        return state.state.allowed ? "Allowed. It can be withdrawn at any time.\n" : "Recorded, but not allowed; the state says why.\n";
    }

    std::string m_subject;
    ConsentParts m_parts;
    ActorArguments m_actor;
    std::string m_read;
    std::string m_language;
    std::string m_verification;
    std::string m_validUntil;
};

} // namespace

void addConsentReaders(CLI::App &group, Commands &commands);
void addConsentAt(CLI::App &group, Commands &commands);

void addConsentCommands(CLI::App &parent, Commands &commands)
{
    CLI::App &group = addGroup(parent, "consent", "What people allowed and did not allow");
    addConsentReaders(group, commands);
    addConsentAt(group, commands);
    addConsentAsking(group, commands);
    commands.push_back(std::make_unique<Grant>(group));
    commands.push_back(std::make_unique<Withdraw>(group));
}

} // namespace assent::ctl
