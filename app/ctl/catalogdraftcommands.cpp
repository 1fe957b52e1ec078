#include "catalog/catalogstore.h"
#include "catalogparts.h"
#include "command.h"
#include "text.h"

namespace assent::ctl {
namespace {

/// The draft that an argument means: "4" or "d4".
Result<int> draftNumber(const std::string &text)
{
    const auto name = catalogueName(text);
    if (!name)
        return wrongCall("N", "name a draft by its number; \"assentctl catalog versions\" lists them");
    return name->number;
}

/// A missing or wrong --by is a fault of the call.
Error ofCall(Error error)
{
    if (error.code == ErrorCode::Invalid && error.where.file.empty() && (error.where.field == "by" || error.where.field == "reason"))
        return wrongCall("--" + error.where.field, error.detail);
    return error;
}

template<typename T>
Result<T> ofCall(Result<T> result)
{
    return result.ok() ? std::move(result) : Result<T>(ofCall(result.error()));
}

Result<void> ofCall(Result<void> result) { return result.ok() ? Result<void>() : Result<void>(ofCall(result.error())); }

/// What a draft lacks, on the way to its document and to people.
struct Faults
{
    std::vector<CatalogueFault> succession;
    std::vector<CatalogueFault> notices;

    static Result<Faults> of(CatalogueDrafts &drafts, const CatalogueText &text)
    {
        Faults faults;
        ASSENT_TRY(faults.succession, drafts.succession(text));
        ASSENT_TRY(faults.notices, drafts.notices(text));
        return faults;
    }
    std::vector<CatalogueFault> all() const
    {
        std::vector<CatalogueFault> out = succession;
        out.insert(out.end(), notices.begin(), notices.end());
        return out;
    }
};

/// Tells every fault, then fails with the first.
Result<void> refuse(Context &context, const std::string &head, const std::vector<CatalogueFault> &faults)
{
    json::Value document;
    document.set("faults", toJson(faults));
    document.set("error", ctl::toJson(toError(faults)));
    context.console.document(document);
    context.console.note(head + "\n" + ctl::toText(faults));
    return toError(faults);
}

/// A draft that was refused for what is in it: every fault of it, else the refusal as it is.
Result<void> explainRefusal(Context &context, CatalogueDrafts &drafts, int number, std::string_view what, const Error &error)
{
    if (error.code != ErrorCode::Invalid || error.where.file.empty())
        return error;
    ASSENT_TRY(const CatalogueText text, drafts.text(number));
    ASSENT_TRY(const Faults faults, Faults::of(drafts, text));
    const auto all = faults.all();
    return all.empty() ? Result<void>(error) : refuse(context, "Draft " + std::to_string(number) + " cannot be " + std::string(what)
        + "; lines are those of \"assentctl catalog show d" + std::to_string(number) + " --text\":", all);
}

json::Value stateJson(const CatalogueDraft &draft)
{
    json::Value value;
    value.set("draft", draft.number);
    value.set("version", draft.version);
    value.set("hash", toHex(draft.hash));
    value.set("state", catalogueActName(draft.state()));
    value.set("by", draft.steps.back().by);
    value.set("ledger_entry", draft.steps.back().entry);
    return value;
}

class DraftCommand final : public Command
{
public:
    explicit DraftCommand(CLI::App &parent)
        : Command(parent, "draft", "Hand in the next version of the catalogue for review; nothing changes yet",
            "  assentctl catalog draft catalogue.json --by \"Anna Nowak\"\n"
            "  assentctl catalog draft catalogue.json --rules regimes.json --by anna --json")
    {
        app().add_option("FILE", m_file, "The catalogue")->required();
        app().add_option("--rules", m_rules, "Regime rules (default: those that come with Assent)")->type_name("FILE");
        app().add_option("--by", m_by, "Who drafted it; somebody else reviews and publishes it")->type_name("NAME")->required();
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const CatalogueText text, readCatalogueFor(m_file, m_rules));
        ASSENT_TRY(Checklist checklist, noticeChecklist());
        ASSENT_TRY(const auto vault, openVault(context));
        CatalogueDrafts drafts(*vault, std::move(checklist));
        ASSENT_TRY(const Faults faults, Faults::of(drafts, text));
        if (!faults.succession.empty())
            return refuse(context, "This cannot follow the catalogue in force; nothing was stored:", faults.succession);
        ASSENT_TRY(const int number, ofCall(drafts.draft(text, m_by)));
        ASSENT_TRY(const CatalogueDraft draft, drafts.find(number));
        json::Value document = stateJson(draft);
        document.set("missing", toJson(faults.notices));
        context.console.document(document);
        context.console.print("Draft " + std::to_string(number) + " of version " + std::to_string(draft.version) + " waits for review by somebody else:\n"
            "  assentctl catalog review " + std::to_string(number) + " --by NAME\n");
        if (!faults.notices.empty())
            context.console.note("It cannot be approved before these are answered, in a new draft:\n" + ctl::toText(faults.notices));
        return {};
    }

private:
    std::string m_file;
    std::string m_rules;
    std::string m_by;
};

class ReviewCommand final : public Command
{
public:
    explicit ReviewCommand(CLI::App &parent)
        : Command(parent, "review", "Approve or reject a draft; not by its author",
            "  assentctl catalog review 2 --by \"Jan Kowal\"\n"
            "  assentctl catalog review 2 --by jan --reject --reason \"the retention of surveys is missing\"")
    {
        app().add_option("N", m_number, "The draft")->required();
        app().add_option("--by", m_by, "Who reviewed it")->type_name("NAME")->required();
        CLI::Option *reject = app().add_flag("--reject", m_reject, "Send it back");
        app().add_option("--reason", m_reason, "What the author should mend")->type_name("TEXT")->needs(reject);
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const int number, draftNumber(m_number));
        ASSENT_TRY(Checklist checklist, noticeChecklist());
        ASSENT_TRY(const auto vault, openVault(context));
        CatalogueDrafts drafts(*vault, std::move(checklist));
        if (m_reject) {
            ASSENT_CHECK(ofCall(drafts.reject(number, m_by, m_reason)));
        } else {
            const auto approved = ofCall(drafts.approve(number, m_by));
            if (!approved)
                return explainRefusal(context, drafts, number, "approved", approved.error());
        }
        ASSENT_TRY(const CatalogueDraft draft, drafts.find(number));
        context.console.document(stateJson(draft));
        context.console.print("Draft " + std::to_string(number) + (m_reject ? " was rejected. Nothing changes; mend it and draft it anew.\n"
            : " is approved. It is put in force, not by its author, with:\n  assentctl catalog publish " + std::to_string(number) + " --by NAME\n"));
        return {};
    }

private:
    std::string m_number;
    std::string m_by;
    bool m_reject = false;
    std::string m_reason;
};

class PublishCommand final : public Command
{
public:
    explicit PublishCommand(CLI::App &parent)
        : Command(parent, "publish", "Put an approved draft in force, or the first catalogue of a store",
            "  assentctl catalog publish 2 --by \"Jan Kowal\"       # draft 2; not by its author\n"
            "  assentctl catalog publish catalogue.json           # only while the store has no catalogue")
    {
        app().add_option("N|FILE", m_what, "An approved draft; or the file of the first catalogue")->required();
        app().add_option("--rules", m_rules, "Of a file: regime rules (default: those that come with Assent)")->type_name("FILE");
        app().add_option("--by", m_by, "Who publishes it")->type_name("NAME");
    }

    Result<void> run(Context &context) override
    {
        const auto name = catalogueName(m_what);
        return name ? publishDraft(context, name->number) : publishFirst(context);
    }

private:
    Result<void> publishDraft(Context &context, int number)
    {
        if (m_by.empty())
            return wrongCall("--by", "say who publishes it");
        ASSENT_TRY(Checklist checklist, noticeChecklist());
        ASSENT_TRY(const auto vault, openVault(context));
        CatalogueDrafts drafts(*vault, std::move(checklist));
        if (const auto published = ofCall(drafts.publish(number, m_by)); !published)
            return explainRefusal(context, drafts, number, "put in force any more", published.error());
        ASSENT_TRY(const CatalogueDraft draft, drafts.find(number));
        context.console.document(stateJson(draft));
        context.console.print("Version " + std::to_string(draft.version) + " is in force.\n");
        return {};
    }

    Result<void> publishFirst(Context &context)
    {
        ASSENT_TRY(const CatalogueText text, readCatalogueFor(m_what, m_rules));
        ASSENT_TRY(const auto vault, openVault(context));
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(*vault));
        const auto published = publishCatalogue(transaction, text.catalogue, m_by);
        if (!published && published.error().code == ErrorCode::Conflict)
            return Error{ErrorCode::Conflict, published.error().detail + "; hand this in with \"assentctl catalog draft FILE --by NAME\""};
        ASSENT_CHECK(published);
        ASSENT_CHECK(transaction.commit());
        context.console.document(summary(text.catalogue));
        context.console.print("Version " + std::to_string(text.catalogue.version()) + " is in force.\n");
        return {};
    }

    std::string m_what;
    std::string m_rules;
    std::string m_by;
};

} // namespace

void addCatalogDraftCommands(CLI::App &catalog, Commands &commands)
{
    commands.push_back(std::make_unique<DraftCommand>(catalog));
    commands.push_back(std::make_unique<ReviewCommand>(catalog));
    commands.push_back(std::make_unique<PublishCommand>(catalog));
}

} // namespace assent::ctl
