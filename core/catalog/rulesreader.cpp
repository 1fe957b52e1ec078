#include "catalog/cataloguereader.h"

#include "catalog/readerparts.h"

namespace assent {

using namespace reader;

namespace {

Result<RuleSignal> readSignal(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    in.only({"name", "citation"});
    RuleSignal signal{filled(in, "name"), filled(in, "citation")};
    ASSENT_CHECK(in.finish());
    return signal;
}

Result<AskAgain> readAskAgain(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    in.only({"after_days", "citation"});
    AskAgain again{static_cast<int>(in.integer("after_days", 1, 3650)), filled(in, "citation")};
    ASSENT_CHECK(in.finish());
    return again;
}

} // namespace

Result<void> CatalogueReader::readRules(const json::Value &rules, std::string path)
{
    json::Reader in(rules, path);
    in.only({"format", "version", "regions", "regimes"});
    in.integer("format", kFormat, kFormat);
    m_out.m_rulesVersion = static_cast<int>(in.integer("version", 1, INT32_MAX));
    const json::Value &regions = in.child("regions");
    ASSENT_CHECK(in.finish());
    ASSENT_CHECK(readRegions(regions, in.pathOf("regions")));
    ASSENT_CHECK(each(rules, path, "regimes", [this](const json::Value &value, std::string entryPath) {
        return readRule(value, std::move(entryPath));
    }));
    if (!m_out.m_ruleIndex.contains({"*", "*"}))
        return fault(*rules.find("regimes"), in.pathOf("regimes"), "leave a case open: no rule for jurisdiction \"*\" and class \"*\"");
    return {};
}

Result<void> CatalogueReader::readRegions(const json::Value &regions, std::string path)
{
    json::Reader in(regions, std::move(path));
    for (const auto &[region, members] : *regions.object()) {
        for (const std::string &member : in.texts(region)) {
            if (!m_out.m_regions[region].insert(member).second)
                in.fail(region, "names twice: " + member);
        }
    }
    return in.finish();
}

Result<void> CatalogueReader::readRule(const json::Value &value, std::string path)
{
    json::Reader in(value, path);
    in.only({"id", "jurisdiction", "class", "model", "consent_age", "citation", "signals", "ask_again"});
    RegimeRule rule;
    rule.id = filled(in, "id");
    rule.jurisdiction = filled(in, "jurisdiction");
    rule.purposeClass = filled(in, "class");
    rule.model = word(in, "model", {ConsentModel::OptIn, ConsentModel::OptOut}, consentModelName);
    rule.consentAge = static_cast<int>(in.integer("consent_age", 0, 21));
    rule.citation = filled(in, "citation");
    if (!m_ids.insert("rule/" + rule.id).second)
        in.fail("id", "appears twice: " + rule.id);
    if (!m_out.m_ruleIndex.emplace(std::pair(rule.jurisdiction, rule.purposeClass), m_out.m_rules.size()).second)
        in.fail("class", "has a rule in " + rule.jurisdiction + " already");
    ASSENT_CHECK(in.finish());
    ASSENT_CHECK(readAsking(value, path, rule));
    m_out.m_rules.push_back(std::move(rule));
    return {};
}

/// Both are told with a citation of their own: other laws than the rule's may
/// ask for them.
Result<void> CatalogueReader::readAsking(const json::Value &value, const std::string &path, RegimeRule &rule) const
{
    json::Reader in(value, path);
    if (!in.absent("ask_again")) {
        ASSENT_TRY(rule.askAgain, readAskAgain(*value.find("ask_again"), in.pathOf("ask_again")));
    }
    if (in.absent("signals"))
        return {};
    return each(value, path, "signals", [&rule](const json::Value &entry, std::string entryPath) -> Result<void> {
        ASSENT_TRY(RuleSignal signal, readSignal(entry, entryPath));
        for (const RuleSignal &known : rule.signals) {
            if (known.name == signal.name)
                return fault(entry, entryPath + ".name", "appears twice: " + signal.name);
        }
        rule.signals.push_back(std::move(signal));
        return {};
    });
}

} // namespace assent
