#include "catalog/cataloguereader.h"
#include "catalog/cataloguetext.h"

#include <fstream>

namespace assent {
namespace {

Error named(Error error, const std::string &file)
{
    error.where.file = file;
    return error;
}

Result<json::Value> parseNamed(std::string_view text, const std::string &name)
{
    auto value = json::parse(text);
    if (!value)
        return named(value.error(), name);
    return value;
}

Result<std::string> readWhole(const std::filesystem::path &file)
{
    std::error_code failure;
    if (!std::filesystem::exists(file, failure))
        return Error{ErrorCode::NotFound, "no such file", {file.string(), 0, 0, {}}};
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (in.bad() || !in.is_open())
        return Error{ErrorCode::Io, "cannot be read", {file.string(), 0, 0, {}}};
    return text;
}

} // namespace

Result<CatalogueText> readCatalogueText(std::string_view text, std::string name)
{
    ASSENT_TRY(json::Value document, parseNamed(text, name));
    const json::Value *rules = document.find("rules");
    if (!rules)
        return Error{ErrorCode::Invalid, "is missing: a catalogue alone is joined with a file of regime rules first",
            {name, document.line(), 0, "rules"}};
    ASSENT_TRY(Catalogue catalogue, CatalogueReader::read({document, name, *rules, name, "rules"}, std::string(text)));
    return CatalogueText{std::move(catalogue), std::move(document), name, name};
}

Result<CatalogueText> joinCatalogueTexts(const NamedText &catalogue, const NamedText &rules)
{
    ASSENT_TRY(json::Value document, parseNamed(catalogue.text, catalogue.name));
    ASSENT_TRY(const json::Value ruleSet, parseNamed(rules.text, rules.name));
    if (const json::Value *own = document.find("rules"))
        return Error{ErrorCode::Invalid, "the rules come from " + rules.name + " already", {catalogue.name, own->line(), 0, "rules"}};
    if (document.isObject())
        document.set("rules", ruleSet);
    ASSENT_TRY(Catalogue joined,
        CatalogueReader::read({document, catalogue.name, ruleSet, rules.name, ""}, json::pretty(document)));
    return CatalogueText{std::move(joined), std::move(document), catalogue.name, rules.name};
}

Result<CatalogueText> readCatalogueFiles(const std::filesystem::path &catalogueFile, const std::filesystem::path &rulesFile)
{
    ASSENT_TRY(const std::string catalogue, readWhole(catalogueFile));
    ASSENT_TRY(const std::string rules, readWhole(rulesFile));
    return joinCatalogueTexts({catalogue, catalogueFile.string()}, {rules, rulesFile.string()});
}

Result<Catalogue> Catalogue::parse(std::string_view text, std::string fileName)
{
    ASSENT_TRY(CatalogueText read, readCatalogueText(text, std::move(fileName)));
    return std::move(read.catalogue);
}

Result<Catalogue> joinCatalogue(const NamedText &catalogue, const NamedText &rules)
{
    ASSENT_TRY(CatalogueText joined, joinCatalogueTexts(catalogue, rules));
    return std::move(joined.catalogue);
}

Result<Catalogue> loadCatalogueFiles(const std::filesystem::path &catalogueFile, const std::filesystem::path &rulesFile)
{
    ASSENT_TRY(CatalogueText read, readCatalogueFiles(catalogueFile, rulesFile));
    return std::move(read.catalogue);
}

CatalogueFault faultAt(const CatalogueText &text, const json::Value &value, std::string path, std::string detail)
{
    constexpr std::string_view kRules = "rules.";
    const bool inRules = path.starts_with(kRules) && text.rulesName != text.name;
    if (inRules)
        path.erase(0, kRules.size());
    return {std::move(detail), {inRules ? text.rulesName : text.name, value.line(), 0, std::move(path)}};
}

Error toError(const std::vector<CatalogueFault> &faults)
{
    const std::size_t more = faults.size() - 1;
    return {ErrorCode::Invalid, faults.front().detail + (more > 0 ? " (and " + std::to_string(more) + " more)" : std::string()),
        faults.front().where};
}

} // namespace assent
