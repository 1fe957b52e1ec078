#include "catalog/catalogstore.h"
#include "command.h"
#include "resources.h"
#include "storeaccess.h"
#include "table.h"
#include "text.h"

namespace assent::ctl {
namespace {

template<typename Names>
std::vector<std::string> textsOf(const Names &names)
{
    std::vector<std::string> texts;
    for (const auto &name : names)
        texts.push_back(name.str());
    return texts;
}

json::Value arrayOf(const std::vector<std::string> &texts)
{
    json::Array array;
    for (const std::string &text : texts)
        array.emplace_back(text);
    return array;
}

std::string noticeInEffect(const Catalogue &catalogue, const Purpose &purpose, Timestamp at)
{
    const NoticeVersion *notice = catalogue.noticeAt(purpose.notice, at);
    return notice ? purpose.notice.str() + " v" + std::to_string(notice->version) : std::string();
}

json::Value summary(const Catalogue &catalogue)
{
    json::Value value;
    value.set("version", catalogue.version());
    value.set("rules_version", catalogue.rulesVersion());
    value.set("hash", toHex(catalogue.hash()));
    value.set("controller", catalogue.controller().str());
    value.set("languages", arrayOf(catalogue.languages()));
    value.set("purposes", catalogue.purposes().size());
    value.set("channels", catalogue.channels().size());
    value.set("recipients", catalogue.recipients().size());
    value.set("sources", catalogue.sources().size());
    value.set("notice_versions", catalogue.notices().size());
    value.set("rules", catalogue.rules().size());
    return value;
}

std::string summaryText(const Catalogue &catalogue)
{
    return facts({{"Controller", catalogue.controllerName().in("en") + " (" + catalogue.controller().str() + ")"},
        {"Version", std::to_string(catalogue.version()) + ", rules " + std::to_string(catalogue.rulesVersion())},
        {"SHA-256", toHex(catalogue.hash())},
        {"Languages", joined(catalogue.languages())},
        {"Holds", counted(std::ssize(catalogue.purposes()), "purpose", "purposes") + ", "
                + counted(std::ssize(catalogue.channels()), "channel", "channels") + ", "
                + counted(std::ssize(catalogue.recipients()), "recipient", "recipients") + ", "
                + counted(std::ssize(catalogue.notices()), "notice version", "notice versions")}});
}

class Check final : public Command
{
public:
    explicit Check(CLI::App &parent)
        : Command(parent, "check", "Read a catalogue and its rules and say what is wrong with them",
            "  assentctl catalog check catalogue.json\n"
            "  assentctl catalog check catalogue.json --rules regimes.json --json")
    {
        app().add_option("FILE", m_file, "The catalogue")->required();
        app().add_option("--rules", m_rules, "Regime rules (default: those that come with Assent)")->type_name("FILE");
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const Catalogue catalogue, readCatalogue(m_file, m_rules));
        context.console.document(summary(catalogue));
        context.console.print("The catalogue is sound.\n" + summaryText(catalogue));
        return {};
    }

private:
    std::string m_file;
    std::string m_rules;
};

class Publish final : public Command
{
public:
    explicit Publish(CLI::App &parent)
        : Command(parent, "publish", "Put a newer version of the catalogue in force in this store",
            "  assentctl catalog publish catalogue.json\n"
            "  assentctl catalog publish catalogue.json --rules regimes.json")
    {
        app().add_option("FILE", m_file, "The catalogue")->required();
        app().add_option("--rules", m_rules, "Regime rules (default: those that come with Assent)")->type_name("FILE");
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const Catalogue catalogue, readCatalogue(m_file, m_rules));
        ASSENT_TRY(const auto vault, openVault(context));
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(*vault));
        ASSENT_CHECK(publishCatalogue(transaction, catalogue));
        ASSENT_CHECK(transaction.commit());
        context.console.document(summary(catalogue));
        context.console.print("Version " + std::to_string(catalogue.version()) + " is in force.\n");
        return {};
    }

private:
    std::string m_file;
    std::string m_rules;
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
        const Catalogue &catalogue = *store.catalogue;
        const Timestamp now = context.clock.now();
        Table table({{"PURPOSE", Table::Column::Kind::Fixed}, {"CLASS"}, {"BASIS"}, {"CHANNELS"}, {"RECIPIENTS"}, {"NOTICE"}});
        json::Value document = summary(catalogue);
        json::Array purposes;
        for (const Purpose &purpose : catalogue.purposes()) {
            table.add({purpose.id.str(), purpose.purposeClass, std::string(legalBasisName(purpose.basis)),
                joined(textsOf(purpose.channels)), joined(textsOf(purpose.recipients)), noticeInEffect(catalogue, purpose, now)});
            purposes.push_back(toJson(catalogue, purpose, now));
        }
        document.set("purposes", std::move(purposes));
        context.console.document(document);
        context.console.print(summaryText(catalogue) + "\n" + table.toText());
        return {};
    }

private:
    static json::Value toJson(const Catalogue &catalogue, const Purpose &purpose, Timestamp now)
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
};

} // namespace

void addCatalogCommands(CLI::App &parent, Commands &commands)
{
    CLI::App &group = addGroup(parent, "catalog", "Purposes, notices and rules");
    commands.push_back(std::make_unique<Check>(group));
    commands.push_back(std::make_unique<List>(group));
    commands.push_back(std::make_unique<Publish>(group));
}

} // namespace assent::ctl
