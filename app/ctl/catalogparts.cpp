#include "catalogparts.h"

#include "catalog/catalogstore.h"
#include "resources.h"
#include "table.h"
#include "text.h"

#include <charconv>

namespace assent::ctl {

Result<CatalogueText> readCatalogueFor(const std::string &catalogueFile, const std::string &rulesFile)
{
    std::filesystem::path rules = rulesFile;
    if (rulesFile.empty()) {
        ASSENT_TRY(rules, findResource("rules/regimes.json"));
    }
    return readCatalogueFiles(catalogueFile, rules);
}

Result<Checklist> noticeChecklist()
{
    ASSENT_TRY(const std::filesystem::path file, findResource("rules/notice-checklist.json"));
    return Checklist::load(file);
}

std::optional<CatalogueName> catalogueName(const std::string &text)
{
    CatalogueName name;
    name.draft = text.starts_with('d');
    const char *first = text.data() + (name.draft ? 1 : 0);
    const char *last = text.data() + text.size();
    const auto read = std::from_chars(first, last, name.number);
    const bool whole = read.ec == std::errc() && read.ptr == last && name.number > 0;
    return whole ? std::optional(name) : std::nullopt;
}

Result<Catalogue> namedCatalogue(Vault &vault, CatalogueDrafts &drafts, const std::string &text, const std::string &argument)
{
    const auto name = catalogueName(text);
    if (!name)
        return wrongCall(argument, "name a version (\"3\") or a draft (\"d4\"); \"assentctl catalog versions\" lists them");
    if (name->draft) {
        ASSENT_TRY(CatalogueText draft, drafts.text(name->number));
        return std::move(draft.catalogue);
    }
    ASSENT_TRY(const auto published, loadCatalogue(vault, name->number));
    return *published;
}

json::Value arrayOf(const std::vector<std::string> &texts)
{
    json::Array array;
    for (const std::string &text : texts)
        array.emplace_back(text);
    return array;
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

std::string toText(const std::vector<CatalogueFault> &faults)
{
    std::string text;
    for (const CatalogueFault &fault : faults)
        text += "  " + Error{ErrorCode::Invalid, fault.detail, fault.where}.toString() + "\n";
    return text;
}

json::Array toJson(const std::vector<CatalogueFault> &faults)
{
    json::Array array;
    for (const CatalogueFault &fault : faults)
        array.push_back(toJson(Error{ErrorCode::Invalid, fault.detail, fault.where}));
    return array;
}

} // namespace assent::ctl
