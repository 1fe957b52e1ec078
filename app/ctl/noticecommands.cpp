#include "catalog/catalogstore.h"
#include "catalog/noticediff.h"
#include "catalogparts.h"
#include "command.h"
#include "table.h"
#include "text.h"

namespace assent::ctl {
namespace {

using Kind = Table::Column::Kind;

/// The catalogue in force, or the one that an argument names.
Result<Catalogue> catalogueIn(Context &context, const std::string &name)
{
    ASSENT_TRY(Checklist checklist, noticeChecklist());
    ASSENT_TRY(auto vault, openVault(context));
    if (name.empty()) {
        ASSENT_TRY(const OpenStore store, withCatalogue(std::move(vault)));
        return *store.catalogue;
    }
    CatalogueDrafts drafts(*vault, std::move(checklist));
    return namedCatalogue(*vault, drafts, name, "--in");
}

void addIn(CLI::App &app, std::string &name)
{
    app.add_option("--in", name, "A catalogue version (\"2\") or draft (\"d3\") (default: the one in force)")->type_name("N");
}

class ListNotices final : public Command
{
public:
    explicit ListNotices(CLI::App &parent)
        : Command(parent, "list", "List the notices, their versions and what each asks again",
            "  assentctl catalog notice list\n"
            "  assentctl catalog notice list --in d3 --json")
    {
        addIn(app(), m_in);
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const Catalogue catalogue, catalogueIn(context, m_in));
        Table table({{"NOTICE", Kind::Fixed}, {"VERSION", Kind::Number}, {"EFFECTIVE (UTC)", Kind::Fixed}, {"CHANGE", Kind::Fixed}, {"REVISIONS"}});
        json::Array array;
        for (const NoticeVersion &version : catalogue.notices()) {
            std::vector<std::string> revisions;
            json::Value hashes{json::Object{}};
            for (const auto &[language, revision] : version.revisions) {
                revisions.push_back(language + " r" + std::to_string(revision.revision));
                hashes.set(language, toHex(revision.hash));
            }
            table.add({version.notice.str(), std::to_string(version.version), shortTime(version.effective), changeOf(version), joined(revisions)});
            json::Value value;
            value.set("notice", version.notice.str());
            value.set("version", version.version);
            value.set("effective", toRfc3339(version.effective));
            value.set("material", version.material);
            value.set("hashes", std::move(hashes));
            array.push_back(std::move(value));
        }
        json::Value document;
        document.set("notices", std::move(array));
        context.console.document(document);
        context.console.print(table.toText());
        return {};
    }

private:
    static std::string changeOf(const NoticeVersion &version)
    {
        return version.version == 1 ? "first" : version.material ? "material" : "minor";
    }

    std::string m_in;
};

std::string_view kindName(TextChange::Kind kind)
{
    return kind == TextChange::Kind::Removed ? "removed" : kind == TextChange::Kind::Added ? "added" : "same";
}

json::Array toJson(const TextDiff &diff)
{
    json::Array array;
    for (const TextChange &change : diff.changes) {
        json::Value value;
        value.set("change", kindName(change.kind));
        value.set("text", change.text);
        array.push_back(std::move(value));
    }
    return array;
}

/// The text with [-what is gone-] and {+what is new+}, paragraph by paragraph;
/// paragraphs without a change are left out, and how many is said.
class Marked
{
public:
    explicit Marked(const TextDiff &diff)
    {
        for (const TextChange &change : diff.changes)
            take(change);
        end();
        leaveOut();
    }
    const std::string &text() const { return m_text; }

private:
    static constexpr std::string_view kBreak = "\n\n";

    void take(const TextChange &change)
    {
        std::string_view rest = change.text;
        for (auto at = rest.find(kBreak); at != std::string_view::npos; at = rest.find(kBreak)) {
            put(change.kind, rest.substr(0, at));
            end();
            rest.remove_prefix(at + kBreak.size());
        }
        put(change.kind, rest);
    }

    void put(TextChange::Kind kind, std::string_view text)
    {
        if (text.empty())
            return;
        const bool same = kind == TextChange::Kind::Same;
        m_changed = m_changed || !same;
        const bool gone = kind == TextChange::Kind::Removed;
        m_paragraph += same ? printable(text) : gone ? "[-" + printable(text) + "-]" : "{+" + printable(text) + "+}";
    }

    void end()
    {
        if (m_changed) {
            leaveOut();
            m_text += m_paragraph + "\n\n";
        } else if (!m_paragraph.empty()) {
            ++m_leftOut;
        }
        m_paragraph.clear();
        m_changed = false;
    }

    void leaveOut()
    {
        if (m_leftOut > 0)
            m_text += "  (" + counted(m_leftOut, "paragraph", "paragraphs") + " without a change)\n\n";
        m_leftOut = 0;
    }

    std::string m_text;
    std::string m_paragraph;
    std::int64_t m_leftOut = 0;
    bool m_changed = false;
};

json::Value toJson(const NoticeToggle &toggle)
{
    json::Value value;
    value.set("purpose", toggle.purpose.str());
    value.set("channel", toggle.channel.str());
    value.set("recipient", toggle.recipient.str());
    value.set("asked_again", toggle.askedAgainBy > 0);
    value.set("by_version", toggle.askedAgainBy > 0 ? json::Value(toggle.askedAgainBy) : json::Value());
    return value;
}

std::string togglesText(const NoticeDiff &diff)
{
    Table table({{"PURPOSE", Kind::Fixed}, {"CHANNEL", Kind::Fixed}, {"RECIPIENT"}, {"BY VERSION", Kind::Number}});
    std::int64_t kept = 0;
    for (const NoticeToggle &toggle : diff.toggles) {
        if (toggle.askedAgainBy > 0)
            table.add({toggle.purpose.str(), toggle.channel.str(), toggle.recipient.str(), std::to_string(toggle.askedAgainBy)});
        else
            ++kept;
    }
    const std::string rest = counted(kept, "choice keeps its answer", "choices keep their answers") + ".\n";
    return table.empty() ? "No choice is asked again; " + rest : "Asked again, and stopped until the new answer:\n\n" + table.toText() + "\n" + rest;
}

class DiffNotice final : public Command
{
public:
    explicit DiffNotice(CLI::App &parent)
        : Command(parent, "diff", "What changed between two versions of a notice, word by word, and which choices are asked again",
            "  assentctl catalog notice diff sharing 1 2\n"
            "  assentctl catalog notice diff sharing 1 2 --language zh_TW --json\n"
            "  assentctl catalog notice diff sharing 2 3 --in d4    # in a draft")
    {
        app().add_option("ID", m_notice, "The notice")->required();
        app().add_option("A", m_before, "A version")->required();
        app().add_option("B", m_after, "Another")->required();
        app().add_option("--language", m_language, "Language of the text")->type_name("L")->capture_default_str();
        addIn(app(), m_in);
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const Catalogue catalogue, catalogueIn(context, m_in));
        ASSENT_TRY(const NoticeDiff diff, diffNotice(catalogue, NoticeId(m_notice), m_before, m_after, m_language));
        json::Array toggles;
        for (const NoticeToggle &toggle : diff.toggles)
            toggles.push_back(toJson(toggle));
        json::Value document;
        document.set("notice", m_notice);
        document.set("before", versionJson(*diff.before));
        document.set("after", versionJson(*diff.after));
        document.set("language", diff.language);
        document.set("title", toJson(diff.title));
        document.set("body", toJson(diff.body));
        document.set("shortest", diff.title.shortest && diff.body.shortest);
        document.set("toggles", std::move(toggles));
        context.console.document(document);
        context.console.print(toText(diff));
        return {};
    }

private:
    json::Value versionJson(const NoticeVersion &version) const
    {
        const NoticeRevision &revision = version.revisions.at(m_language);
        json::Value value;
        value.set("version", version.version);
        value.set("effective", toRfc3339(version.effective));
        value.set("material", version.material);
        value.set("revision", revision.revision);
        value.set("hash", toHex(revision.hash));
        return value;
    }

    std::string toText(const NoticeDiff &diff) const
    {
        std::string text = m_notice + ", version " + std::to_string(diff.before->version) + " to " + std::to_string(diff.after->version)
            + ", " + diff.language + ". [-Gone-] and {+new+}.\n\n";
        if (diff.title.changed())
            text += "Title: " + Marked(diff.title).text();
        text += diff.body.changed() ? Marked(diff.body).text() : "The text is the same.\n\n";
        return text + togglesText(diff);
    }

    std::string m_notice;
    int m_before = 0;
    int m_after = 0;
    std::string m_language = "en";
    std::string m_in;
};

} // namespace

void addNoticeCommands(CLI::App &catalog, Commands &commands)
{
    CLI::App &group = addGroup(catalog, "notice", "The texts that people are shown");
    group.footer("\"assentctl catalog notice COMMAND --help\" shows a command's options and examples.");
    commands.push_back(std::make_unique<ListNotices>(group));
    commands.push_back(std::make_unique<DiffNotice>(group));
}

} // namespace assent::ctl
