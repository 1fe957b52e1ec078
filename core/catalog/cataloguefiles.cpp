#include "catalog/cataloguereader.h"

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

Result<Catalogue> Catalogue::parse(std::string_view text, std::string fileName)
{
    ASSENT_TRY(const json::Value document, parseNamed(text, fileName));
    const json::Value *rules = document.find("rules");
    if (!rules)
        return Error{ErrorCode::Invalid, "is missing: a catalogue alone is joined with a file of regime rules first",
            {fileName, document.line(), 0, "rules"}};
    return CatalogueReader::read({document, fileName, *rules, fileName, "rules"}, std::string(text));
}

Result<Catalogue> joinCatalogue(const NamedText &catalogue, const NamedText &rules)
{
    ASSENT_TRY(json::Value document, parseNamed(catalogue.text, catalogue.name));
    ASSENT_TRY(const json::Value ruleSet, parseNamed(rules.text, rules.name));
    if (const json::Value *own = document.find("rules"))
        return Error{ErrorCode::Invalid, "the rules come from " + rules.name + " already", {catalogue.name, own->line(), 0, "rules"}};
    if (document.isObject())
        document.set("rules", ruleSet);
    std::string source = json::pretty(document);
    return CatalogueReader::read({document, catalogue.name, ruleSet, rules.name, ""}, std::move(source));
}

Result<Catalogue> loadCatalogueFiles(const std::filesystem::path &catalogueFile, const std::filesystem::path &rulesFile)
{
    ASSENT_TRY(const std::string catalogue, readWhole(catalogueFile));
    ASSENT_TRY(const std::string rules, readWhole(rulesFile));
    return joinCatalogue({catalogue, catalogueFile.string()}, {rules, rulesFile.string()});
}

} // namespace assent
