#include "command.h"
#include "storeaccess.h"
#include "interrupt.h"
#include "table.h"
#include "text.h"

namespace assent::ctl {
namespace {

std::string_view rankName(SearchHit::Rank rank)
{
    switch (rank) {
    case SearchHit::Rank::ExactIdentifier: return "exact_identifier";
    case SearchHit::Rank::ExactName: return "exact_name";
    case SearchHit::Rank::Prefix: return "prefix";
    case SearchHit::Rank::Other: return "other";
    case SearchHit::Rank::Similar: return "similar";
    }
    return "prefix";
}

json::Value toJson(const SearchResult &result)
{
    json::Array hits;
    for (const SearchHit &hit : result.hits) {
        json::Value value;
        value.set("id", hit.id.toString());
        value.set("name", hit.name);
        value.set("email", hit.email);
        value.set("phone", hit.phone);
        value.set("rank", rankName(hit.rank));
        hits.push_back(std::move(value));
    }
    json::Value document;
    document.set("hits", std::move(hits));
    document.set("total", result.total);
    document.set("more_than_counted", result.moreThanCounted);
    return document;
}

std::string toText(const SearchResult &result)
{
    if (result.hits.empty())
        return "Nobody is found.\n";
    Table table({{"ID", Table::Column::Kind::Fixed}, {"NAME"}, {"E-MAIL"}, {"PHONE"}});
    for (const SearchHit &hit : result.hits)
        table.add({hit.id.toString(), hit.name, hit.email, hit.phone});
    const auto shown = std::ssize(result.hits);
    const std::string total = result.moreThanCounted ? "more than " + grouped(result.total) : grouped(result.total);
    std::string text = table.toText();
    if (shown < result.total || result.moreThanCounted)
        text += "Showing " + grouped(shown) + " of " + total + ".\n";
    return text;
}

class Search final : public Command
{
public:
    explicit Search(CLI::App &parent)
        : Command(parent, "search", "Find people by name, e-mail, phone or any identifier",
            "  assentctl person search nowak\n"
            "  assentctl person search \"anna now\" --limit 5 --json")
    {
        app().add_option("QUERY", m_query, "Words, each the beginning of one; or a whole identifier")->required();
        app().add_option("--limit", m_limit, "Show at most so many")->type_name("N")->check(quietly(CLI::Range(1, 200)))->capture_default_str();
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const OpenStore store, openStore(context));
        const interrupt::Watch watch([&] { store.vault->db().interrupt(); });
        ASSENT_TRY(const SearchResult result, store.profiles->search(m_query, m_limit));
        context.console.document(toJson(result));
        context.console.print(toText(result));
        return {};
    }

private:
    std::string m_query;
    int m_limit = 50;
};

json::Value toJson(const Person &person, const std::vector<Fact> &held, const Catalogue &catalogue)
{
    json::Value document = toJson(person);
    document.set("name", displayName(person, catalogue));
    json::Array shown;
    for (const Fact &fact : held) {
        json::Array others;
        for (const Attribute &other : fact.others)
            others.push_back(toJson(other));
        json::Value value;
        value.set("key", fact.key);
        value.set("shown", toJson(fact.shown));
        value.set("others", std::move(others));
        value.set("conflict", fact.conflict);
        shown.push_back(std::move(value));
    }
    document.set("facts", std::move(shown));
    return document;
}

std::string provenance(const Attribute &attribute)
{
    return attribute.source.str() + ", " + std::string(collectionMethodName(attribute.method))
        + (attribute.verified ? ", verified" : "");
}

std::string toText(const Person &person, const std::vector<Fact> &shown, const Catalogue &catalogue)
{
    std::string text = facts({{"Name", displayName(person, catalogue)}, {"Id", person.id.toString()},
        {"Jurisdiction", person.jurisdiction}, {"Language", person.language}, {"Since", shortTime(person.createdAt)}});
    Table identifiers({{"IDENTIFIER", Table::Column::Kind::Fixed}, {"VALUE"}, {"FROM"}});
    for (const Identifier &identifier : person.identifiers)
        identifiers.add({identifier.type, identifier.value, identifier.source.str()});
    if (!identifiers.empty())
        text += "\n" + identifiers.toText();
    Table values({{"FACT"}, {"VALUE"}, {"FROM"}, {"COLLECTED", Table::Column::Kind::Fixed}, {"NOTE"}});
    for (const Fact &fact : shown) {
        values.add({fact.key, fact.shown.value, provenance(fact.shown), shortTime(fact.shown.collectedAt),
            fact.conflict ? "two edits differ" : ""});
        for (const Attribute &other : fact.others)
            values.add({"", other.value, provenance(other), shortTime(other.collectedAt), "also held"});
    }
    if (!values.empty())
        text += "\n" + values.toText();
    return text;
}

class Show final : public Command
{
public:
    explicit Show(CLI::App &parent)
        : Command(parent, "show", "Everything held about a person but their choices, with its sources",
            "  assentctl person show 0195a1c2-7b1e-7c11-9f00-2f6d1c0a4b5e\n"
            "  assentctl person show anna@example.org --json")
    {
        app().add_option("ID", m_id, "Id, or an identifier that only one person has")->required();
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const SubjectId id, findSubject(store, m_id, "ID"));
        ASSENT_TRY(const Person person, store.profiles->person(id));
        const std::vector<Fact> shown = survivors(person.attributes, *store.catalogue);
        context.console.document(toJson(person, shown, *store.catalogue));
        context.console.print(toText(person, shown, *store.catalogue));
        return {};
    }

private:
    std::string m_id;
};

class Set final : public Command
{
public:
    explicit Set(CLI::App &parent)
        : Command(parent, "set", "Record what a person declares about themselves; older values stay in the history",
            "  assentctl person set anna@example.org city Kraków\n"
            "  assentctl person set 0195a1c2-7b1e-7c11-9f00-2f6d1c0a4b5e family_name \"Nowak-Lis\"")
    {
        app().add_option("ID", m_id, "Id, or an identifier that only one person has")->required();
        app().add_option("KEY", m_key, "Which fact: given_name, city, …")->required();
        app().add_option("VALUE", m_value, "The new value")->required();
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const SubjectId id, findSubject(store, m_id, "ID"));
        ASSENT_TRY(const Attribute attribute, store.profiles->declare(id, m_key, m_value));
        json::Value document = toJson(attribute);
        document.set("subject", id.toString());
        context.console.document(document);
        context.console.print("Saved: " + printable(m_key) + " is now \"" + printable(attribute.value) + "\"."
            + (attribute.replaces ? " The value before stays in the history." : ""));
        return {};
    }

private:
    std::string m_id;
    std::string m_key;
    std::string m_value;
};

} // namespace

void addPersonCommands(CLI::App &parent, Commands &commands)
{
    CLI::App &group = addGroup(parent, "person", "People and what is known about them");
    commands.push_back(std::make_unique<Search>(group));
    commands.push_back(std::make_unique<Show>(group));
    commands.push_back(std::make_unique<Set>(group));
    addEraseCommand(group, commands);
}

} // namespace assent::ctl
