#include "command.h"
#include "profile/conflicts.h"
#include "progressline.h"
#include "storeaccess.h"
#include "table.h"
#include "text.h"

namespace assent::ctl {
namespace {

json::Value toJson(const ProfileConflict &conflict)
{
    json::Array edits;
    for (const Attribute &edit : conflict.edits)
        edits.push_back(assent::toJson(edit));
    json::Value value;
    value.set("id", conflict.id().toString());
    value.set("subject", conflict.subject.toString());
    value.set("key", conflict.key);
    value.set("original", conflict.original ? assent::toJson(*conflict.original) : json::Value());
    value.set("edits", std::move(edits));
    return value;
}

Result<AttributeId> editId(const std::string &text, std::string argument)
{
    const auto id = AttributeId::parse(text);
    if (!id)
        return wrongCall(std::move(argument), "is no id (a UUID); \"assentctl conflict list\" shows them");
    return *id;
}

class List final : public Command
{
public:
    explicit List(CLI::App &parent)
        : Command(parent, "list", "Facts that two people edited without seeing the other's edit",
            "  assentctl conflict list\n"
            "  assentctl conflict list --subject anna@example.org --json")
    {
        app().add_option("--subject", m_subject, "Only of this person: id, or an identifier that only one has")->type_name("ID");
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const std::vector<ProfileConflict> found, find(store));
        json::Array list;
        Table table({{"ID", Table::Column::Kind::Fixed}, {"PERSON", Table::Column::Kind::Fixed}, {"FACT"}, {"EDITS"}});
        for (const ProfileConflict &conflict : found) {
            list.push_back(toJson(conflict));
            std::vector<std::string> values;
            for (const Attribute &edit : conflict.edits)
                values.push_back("\"" + edit.value + "\"");
            table.add({conflict.id().toString(), conflict.subject.toString(), conflict.key, joined(values, " or ")});
        }
        json::Value document;
        document.set("conflicts", std::move(list));
        context.console.document(document);
        context.console.print(table.empty() ? "There is no conflict." : table.toText(160));
        return {};
    }

private:
    Result<std::vector<ProfileConflict>> find(OpenStore &store) const
    {
        if (!m_subject.empty()) {
            ASSENT_TRY(const SubjectId subject, findSubject(store, m_subject, "--subject"));
            return conflictsOf(*store.profiles, subject, *store.catalogue);
        }
        ProgressLine progress("Looking", "people");
        return allConflicts(*store.vault, *store.profiles, *store.catalogue, progress);
    }

    std::string m_subject;
};

class Show final : public Command
{
public:
    explicit Show(CLI::App &parent)
        : Command(parent, "show", "One conflict: what was there, and each edit with its source",
            "  assentctl conflict show 0195a1c2-7b1e-7c11-9f00-2f6d1c0a4b5e")
    {
        app().add_option("ID", m_id, "Of the conflict, or of one of its edits")->required();
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const AttributeId id, editId(m_id, "ID"));
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const ProfileConflict conflict, findConflict(*store.vault, *store.profiles, *store.catalogue, id));
        context.console.document(toJson(conflict));
        Table table({{"EDIT", Table::Column::Kind::Fixed}, {"VALUE"}, {"FROM"}, {"WHEN", Table::Column::Kind::Fixed}});
        if (conflict.original)
            table.add({"(before)", conflict.original->value, conflict.original->source.str(), shortTime(conflict.original->collectedAt)});
        for (const Attribute &edit : conflict.edits)
            table.add({edit.id.toString(), edit.value, edit.source.str(), shortTime(edit.collectedAt)});
        context.console.print(facts({{"Fact", conflict.key}, {"Person", conflict.subject.toString()}}) + "\n" + table.toText());
        return {};
    }

private:
    std::string m_id;
};

class Resolve final : public Command
{
public:
    explicit Resolve(CLI::App &parent)
        : Command(parent, "resolve", "Settle a conflict: with one of the edits, or with another value",
            "  assentctl conflict resolve 0195a1c2-7b1e-7c11-9f00-2f6d1c0a4b5e --take 0195a1c2-9d00-7e44-8c11-0d2f6d1c0a4b\n"
            "  assentctl conflict resolve 0195a1c2-7b1e-7c11-9f00-2f6d1c0a4b5e --value Kraków --role agent")
    {
        app().add_option("ID", m_id, "Of the conflict, or of one of its edits")->required();
        auto *take = app().add_option("--take", m_take, "The edit that holds, by its id")->type_name("EDIT");
        app().add_option("--value", m_value, "Another value that holds")->type_name("TEXT")->excludes(take);
        app().add_option("--role", m_role, "Who settles it: the person, or staff for them")
            ->type_name("self|agent")->check(quietly(CLI::IsMember({"self", "agent"})))->capture_default_str();
    }

    Result<void> run(Context &context) override
    {
        if (!m_take && !m_value)
            return wrongCall("--take", "say which edit holds, or give another value with --value");
        ASSENT_TRY(const AttributeId id, editId(m_id, "ID"));
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const ProfileConflict conflict, findConflict(*store.vault, *store.profiles, *store.catalogue, id));
        ASSENT_TRY(const std::string value, chosen(conflict));
        ASSENT_TRY(const Attribute settled, settleConflict(*store.vault, *store.profiles, *store.catalogue, conflict, value,
                                                m_role == "agent" ? SettledBy::Agent : SettledBy::Person));
        json::Value document = assent::toJson(settled);
        document.set("subject", conflict.subject.toString());
        context.console.document(document);
        context.console.print("Settled: " + printable(settled.key) + " is \"" + printable(settled.value) + "\". Both edits stay in the history.");
        return {};
    }

private:
    Result<std::string> chosen(const ProfileConflict &conflict) const
    {
        if (m_value)
            return *m_value;
        ASSENT_TRY(const AttributeId take, editId(*m_take, "--take"));
        for (const Attribute &edit : conflict.edits) {
            if (edit.id == take)
                return edit.value;
        }
        return Error{ErrorCode::NotFound, "is no edit of this conflict; \"assentctl conflict show\" lists them", {{}, 0, 0, "--take"}};
    }

    std::string m_id;
    std::optional<std::string> m_take;
    std::optional<std::string> m_value;
    std::string m_role = "self";
};

} // namespace

void addConflictCommands(CLI::App &parent, Commands &commands)
{
    CLI::App &group = addGroup(parent, "conflict", "Facts that two people edited at once, to be settled by a person");
    commands.push_back(std::make_unique<List>(group));
    commands.push_back(std::make_unique<Show>(group));
    commands.push_back(std::make_unique<Resolve>(group));
}

} // namespace assent::ctl
