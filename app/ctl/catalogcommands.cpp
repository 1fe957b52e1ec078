#include "catalog/cataloguediff.h"
#include "catalog/catalogstore.h"
#include "catalogparts.h"
#include "command.h"
#include "table.h"
#include "text.h"

namespace assent::ctl {
namespace {

using Kind = Table::Column::Kind;

template<typename Names>
std::vector<std::string> textsOf(const Names &names)
{
    std::vector<std::string> texts;
    for (const auto &name : names)
        texts.push_back(name.str());
    return texts;
}

std::string noticeInEffect(const Catalogue &catalogue, const Purpose &purpose, Timestamp at)
{
    const NoticeVersion *notice = catalogue.noticeAt(purpose.notice, at);
    return notice ? purpose.notice.str() + " v" + std::to_string(notice->version) : std::string();
}

json::Value toJson(const Catalogue &catalogue, const Purpose &purpose, Timestamp now)
{
    const NoticeVersion *notice = catalogue.noticeAt(purpose.notice, now);
    json::Value value;
    value.set("id", purpose.id.str());
    value.set("version", purpose.version);
    value.set("parent", purpose.parent ? json::Value(purpose.parent->str()) : json::Value());
    value.set("class", purpose.purposeClass);
    value.set("basis", legalBasisName(purpose.basis));
    value.set("name", purpose.name.in("en"));
    value.set("channels", arrayOf(textsOf(purpose.channels)));
    value.set("recipients", arrayOf(textsOf(purpose.recipients)));
    value.set("notice", purpose.notice.str());
    value.set("notice_version", notice ? json::Value(notice->version) : json::Value());
    value.set("retired_at", purpose.retiredAt ? json::Value(toRfc3339(*purpose.retiredAt)) : json::Value());
    return value;
}

/// The summary with the purposes.
json::Value toJson(const Catalogue &catalogue, Timestamp now)
{
    json::Value document = summary(catalogue);
    json::Array purposes;
    for (const Purpose &purpose : catalogue.purposes())
        purposes.push_back(toJson(catalogue, purpose, now));
    document.set("purposes", std::move(purposes));
    return document;
}

std::string toText(const Catalogue &catalogue, Timestamp now)
{
    Table table({{"PURPOSE", Kind::Fixed}, {"V", Kind::Number}, {"CLASS"}, {"BASIS"}, {"CHANNELS"}, {"RECIPIENTS"}, {"NOTICE"},
        {"RETIRED", Kind::Fixed}});
    for (const Purpose &purpose : catalogue.purposes())
        table.add({purpose.id.str(), std::to_string(purpose.version), purpose.purposeClass, std::string(legalBasisName(purpose.basis)),
            joined(textsOf(purpose.channels)), joined(textsOf(purpose.recipients)), noticeInEffect(catalogue, purpose, now),
            shortDate(purpose.retiredAt)});
    return summaryText(catalogue) + "\n" + table.toText();
}

class Check final : public Command
{
public:
    explicit Check(CLI::App &parent)
        : Command(parent, "check", "Read a catalogue and its rules and say all that keeps it from being published",
            "  assentctl catalog check catalogue.json\n"
            "  assentctl catalog check catalogue.json --rules regimes.json --json\n"
            "  assentctl catalog check catalogue.json --follows     # also against the catalogue in force in the store")
    {
        app().add_option("FILE", m_file, "The catalogue")->required();
        app().add_option("--rules", m_rules, "Regime rules (default: those that come with Assent)")->type_name("FILE");
        app().add_flag("--follows", m_follows, "Check that it may follow the catalogue in force, and only what is new");
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const CatalogueText text, readCatalogueFor(m_file, m_rules));
        ASSENT_TRY(Checklist checklist, noticeChecklist());
        ASSENT_TRY(const std::vector<CatalogueFault> faults, faultsOf(context, text, std::move(checklist)));
        json::Value document = summary(text.catalogue);
        document.set("faults", ctl::toJson(faults));
        if (!faults.empty()) {
            document.set("error", ctl::toJson(toError(faults)));
            context.console.document(document);
            context.console.note("The catalogue cannot be published as it is:\n" + ctl::toText(faults));
            return toError(faults);
        }
        context.console.document(document);
        context.console.print("The catalogue is sound.\n" + summaryText(text.catalogue));
        return {};
    }

private:
    Result<std::vector<CatalogueFault>> faultsOf(Context &context, const CatalogueText &text, Checklist checklist) const
    {
        if (!m_follows)
            return checkNotices(text, nullptr, checklist);
        ASSENT_TRY(const auto vault, openVault(context));
        CatalogueDrafts drafts(*vault, std::move(checklist));
        ASSENT_TRY(std::vector<CatalogueFault> faults, drafts.succession(text));
        ASSENT_TRY(const std::vector<CatalogueFault> notices, drafts.notices(text));
        faults.insert(faults.end(), notices.begin(), notices.end());
        return faults;
    }

    std::string m_file;
    std::string m_rules;
    bool m_follows = false;
};

class List final : public Command
{
public:
    explicit List(CLI::App &parent)
        : Command(parent, "list", "List the purposes, channels and recipients in force",
            "  assentctl catalog list\n"
            "  assentctl catalog list --json")
    {
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const OpenStore store, openStore(context));
        const Timestamp now = context.clock.now();
        context.console.document(toJson(*store.catalogue, now));
        context.console.print(toText(*store.catalogue, now));
        return {};
    }
};

json::Value toJson(const DraftStep &step)
{
    json::Value value;
    value.set("act", catalogueActName(step.act));
    value.set("by", step.by);
    value.set("at", toRfc3339(step.at));
    value.set("reason", step.reason.empty() ? json::Value() : json::Value(step.reason));
    value.set("ledger_entry", step.entry);
    return value;
}

json::Value toJson(const CatalogueDraft &draft)
{
    json::Value value;
    value.set("draft", draft.number);
    value.set("version", draft.version);
    value.set("hash", toHex(draft.hash));
    value.set("state", catalogueActName(draft.state()));
    json::Array steps;
    for (const DraftStep &step : draft.steps)
        steps.push_back(toJson(step));
    value.set("steps", std::move(steps));
    return value;
}

std::string stepsText(const CatalogueDraft &draft)
{
    Table table({{"STEP", Kind::Fixed}, {"BY"}, {"AT (UTC)", Kind::Fixed}, {"ENTRY", Kind::Number}, {"REASON"}});
    for (const DraftStep &step : draft.steps)
        table.add({std::string(catalogueActName(step.act)), step.by, shortTime(step.at), grouped(step.entry), step.reason});
    return table.toText();
}

class Versions final : public Command
{
public:
    explicit Versions(CLI::App &parent)
        : Command(parent, "versions", "List the versions that are or were in force, and the drafts",
            "  assentctl catalog versions\n"
            "  assentctl catalog versions --json")
    {
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(Checklist checklist, noticeChecklist());
        ASSENT_TRY(const auto vault, openVault(context));
        ASSENT_TRY(const auto published, publishedCatalogues(*vault));
        ASSENT_TRY(const auto drafts, CatalogueDrafts(*vault, std::move(checklist)).list());
        json::Array versions;
        Table table({{"VERSION", Kind::Number}, {"SINCE (UTC)", Kind::Fixed}, {"DRAFT", Kind::Fixed}, {"SHA-256", Kind::Fixed}});
        for (const PublishedCatalogue &version : published) {
            const int draft = draftOf(drafts, version.version);
            table.add({std::to_string(version.version), shortTime(version.since), draft > 0 ? "d" + std::to_string(draft) : "first",
                toHex(version.hash)});
            json::Value value;
            value.set("version", version.version);
            value.set("since", toRfc3339(version.since));
            value.set("draft", draft > 0 ? json::Value(draft) : json::Value());
            value.set("hash", toHex(version.hash));
            versions.push_back(std::move(value));
        }
        json::Value document;
        document.set("versions", std::move(versions));
        document.set("drafts", draftsJson(drafts));
        context.console.document(document);
        context.console.print((published.empty() ? "No catalogue is in force.\n" : table.toText()) + draftsText(drafts));
        return {};
    }

private:
    static int draftOf(const std::vector<CatalogueDraft> &drafts, int version)
    {
        for (const CatalogueDraft &draft : drafts) {
            if (draft.version == version && draft.state() == CatalogueAct::Published)
                return draft.number;
        }
        return 0;
    }

    static json::Array draftsJson(const std::vector<CatalogueDraft> &drafts)
    {
        json::Array array;
        for (const CatalogueDraft &draft : drafts)
            array.push_back(toJson(draft));
        return array;
    }

    static std::string draftsText(const std::vector<CatalogueDraft> &drafts)
    {
        Table table({{"DRAFT", Kind::Fixed}, {"OF VERSION", Kind::Number}, {"STATE", Kind::Fixed}, {"BY"}, {"AT (UTC)", Kind::Fixed}, {"AUTHOR"}});
        for (const CatalogueDraft &draft : drafts)
            table.add({"d" + std::to_string(draft.number), std::to_string(draft.version), std::string(catalogueActName(draft.state())),
                draft.steps.back().by, shortTime(draft.steps.back().at), draft.author()});
        return table.empty() ? std::string() : "\n" + table.toText();
    }
};

class Show final : public Command
{
public:
    explicit Show(CLI::App &parent)
        : Command(parent, "show", "Show a published version of the catalogue, or a draft and who did what with it",
            "  assentctl catalog show 3\n"
            "  assentctl catalog show d4\n"
            "  assentctl catalog show d4 --text > draft.json       # the JSON, to read or to mend")
    {
        app().add_option("N", m_name, "A version (\"3\") or a draft (\"d4\")")->required();
        app().add_flag("--text", m_text, "The catalogue's JSON, rules included");
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(Checklist checklist, noticeChecklist());
        ASSENT_TRY(const auto vault, openVault(context));
        CatalogueDrafts drafts(*vault, std::move(checklist));
        ASSENT_TRY(const Catalogue catalogue, namedCatalogue(*vault, drafts, m_name, "N"));
        if (m_text) {
            ASSENT_TRY(const json::Value source, json::parse(catalogue.source()));
            context.console.document(source);
            context.console.print(catalogue.source());
            return {};
        }
        const Timestamp now = context.clock.now();
        json::Value document = toJson(catalogue, now);
        std::string text = toText(catalogue, now);
        if (const auto name = catalogueName(m_name); name && name->draft) {
            ASSENT_TRY(const CatalogueDraft draft, drafts.find(name->number));
            document.set("draft", toJson(draft));
            text += "\n" + stepsText(draft);
        }
        context.console.document(document);
        context.console.print(text);
        return {};
    }

private:
    std::string m_name;
    bool m_text = false;
};

json::Value orNull(const std::optional<json::Value> &value) { return value ? *value : json::Value(); }

/// A value on a line of its own; what is long stands in --json.
std::string line(char mark, const std::optional<json::Value> &value)
{
    constexpr int kColumns = 92;
    return value ? std::string("    ") + mark + " " + shortened(printable(json::canonical(*value)), kColumns) + "\n" : std::string();
}

class Diff final : public Command
{
public:
    explicit Diff(CLI::App &parent)
        : Command(parent, "diff", "What differs between two versions or drafts of the catalogue, rules included",
            "  assentctl catalog diff 1 2\n"
            "  assentctl catalog diff 2 d3 --json\n"
            "  assentctl catalog notice diff privacy 1 2           # a notice's text, word by word")
    {
        app().add_option("A", m_before, "A version (\"2\") or a draft (\"d3\")")->required();
        app().add_option("B", m_after, "The other")->required();
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(Checklist checklist, noticeChecklist());
        ASSENT_TRY(const auto vault, openVault(context));
        CatalogueDrafts drafts(*vault, std::move(checklist));
        ASSENT_TRY(const Catalogue before, namedCatalogue(*vault, drafts, m_before, "A"));
        ASSENT_TRY(const Catalogue after, namedCatalogue(*vault, drafts, m_after, "B"));
        ASSENT_TRY(const auto changes, diffCatalogues(before, after));
        json::Array array;
        std::string text;
        for (const CatalogueChange &change : changes) {
            json::Value value;
            value.set("path", change.path);
            value.set("before", orNull(change.before));
            value.set("after", orNull(change.after));
            array.push_back(std::move(value));
            text += change.path + (change.before ? change.after ? " changed" : " was removed" : " was added") + "\n"
                + line('-', change.before) + line('+', change.after);
        }
        json::Value document;
        document.set("changes", std::move(array));
        context.console.document(document);
        context.console.print(changes.empty() ? "They are the same.\n" : text);
        return {};
    }

private:
    std::string m_before;
    std::string m_after;
};

} // namespace

void addCatalogCommands(CLI::App &parent, Commands &commands)
{
    CLI::App &group = addGroup(parent, "catalog", "Purposes, notices and rules: drafted, reviewed, published");
    commands.push_back(std::make_unique<Check>(group));
    commands.push_back(std::make_unique<List>(group));
    commands.push_back(std::make_unique<Versions>(group));
    commands.push_back(std::make_unique<Show>(group));
    commands.push_back(std::make_unique<Diff>(group));
    addCatalogDraftCommands(group, commands);
    addNoticeCommands(group, commands);
}

} // namespace assent::ctl
