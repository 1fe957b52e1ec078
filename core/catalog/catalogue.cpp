#include "catalog/catalogue.h"

#include <algorithm>

namespace assent {
namespace {

template<typename Element, typename IdType>
const Element *findById(const std::vector<Element> &elements, const IdType &id)
{
    const auto it = std::find_if(elements.begin(), elements.end(), [&](const Element &e) { return e.id == id; });
    return it == elements.end() ? nullptr : &*it;
}

template<typename Part>
bool covers(const std::optional<Part> &pattern, const Part &part)
{
    return !pattern || *pattern == part;
}

} // namespace

const std::string &LocalText::in(std::string_view language) const
{
    static const std::string none;
    std::string tag(language);
    std::replace(tag.begin(), tag.end(), '-', '_');
    for (const std::string &candidate : {tag, tag.substr(0, tag.find('_')), std::string("en")}) {
        if (const auto it = byLanguage.find(candidate); it != byLanguage.end())
            return it->second;
    }
    return byLanguage.empty() ? none : byLanguage.begin()->second;
}

std::string_view legalBasisName(LegalBasis basis)
{
    switch (basis) {
    case LegalBasis::Consent: return "consent";
    case LegalBasis::Contract: return "contract";
    case LegalBasis::LegalObligation: return "legal_obligation";
    case LegalBasis::VitalInterest: return "vital_interest";
    case LegalBasis::PublicTask: return "public_task";
    case LegalBasis::LegitimateInterest: return "legitimate_interest";
    }
    return "consent";
}

std::optional<LegalBasis> legalBasisFromName(std::string_view name)
{
    for (const LegalBasis basis : {LegalBasis::Consent, LegalBasis::Contract, LegalBasis::LegalObligation,
             LegalBasis::VitalInterest, LegalBasis::PublicTask, LegalBasis::LegitimateInterest}) {
        if (legalBasisName(basis) == name)
            return basis;
    }
    return std::nullopt;
}

std::string_view consentModelName(ConsentModel model)
{
    switch (model) {
    case ConsentModel::OptIn: return "opt_in";
    case ConsentModel::OptOut: return "opt_out";
    case ConsentModel::Required: return "required";
    }
    return "opt_in";
}

std::string_view recipientKindName(RecipientKind kind)
{
    switch (kind) {
    case RecipientKind::Self: return "self";
    case RecipientKind::Processor: return "processor";
    case RecipientKind::Shared: return "shared";
    case RecipientKind::Sold: return "sold";
    }
    return "shared";
}

std::string_view sourceTrustName(SourceTrust trust)
{
    switch (trust) {
    case SourceTrust::Inferred: return "inferred";
    case SourceTrust::System: return "system";
    case SourceTrust::Agent: return "agent";
    case SourceTrust::Verified: return "verified";
    case SourceTrust::Person: return "person";
    }
    return "system";
}

const Purpose *Catalogue::purpose(const PurposeId &id) const
{
    const auto it = m_purposeIndex.find(id.str());
    return it == m_purposeIndex.end() ? nullptr : &m_purposes[it->second];
}

const Channel *Catalogue::channel(const ChannelId &id) const { return findById(m_channels, id); }
const Recipient *Catalogue::recipient(const RecipientId &id) const { return findById(m_recipients, id); }
const Source *Catalogue::source(const SourceId &id) const { return findById(m_sources, id); }

const NoticeVersion *Catalogue::notice(const NoticeId &id, int version) const
{
    for (const NoticeVersion &notice : m_notices) {
        if (notice.notice == id && notice.version == version)
            return &notice;
    }
    return nullptr;
}

const NoticeVersion *Catalogue::noticeAt(const NoticeId &id, Timestamp at) const
{
    const NoticeVersion *newest = nullptr;
    for (const NoticeVersion &notice : m_notices) {
        if (notice.notice == id && notice.effective <= at && (!newest || notice.version > newest->version))
            newest = &notice;
    }
    return newest;
}

std::vector<ConsentKey> Catalogue::keysOf(const PersonaId &persona) const
{
    std::vector<ConsentKey> keys;
    for (const Purpose &purpose : m_purposes) {
        for (const ChannelId &channel : purpose.channels) {
            for (const RecipientId &recipient : purpose.recipients)
                keys.push_back({m_controller, persona, purpose.id, channel, recipient});
        }
    }
    return keys;
}

bool Catalogue::isWithin(const Purpose *purpose, const PurposeId &ancestor) const
{
    // The reader refused cycles, so the walk ends.
    for (; purpose; purpose = purpose->parent ? this->purpose(*purpose->parent) : nullptr) {
        if (purpose->id == ancestor)
            return true;
    }
    return false;
}

bool Catalogue::matches(const KeyPattern &pattern, const ConsentKey &key) const
{
    if (pattern.controller != key.controller || !covers(pattern.persona, key.persona)
        || !covers(pattern.channel, key.channel) || !covers(pattern.recipient, key.recipient))
        return false;
    const Purpose *purpose = this->purpose(key.purpose);
    if (pattern.purposeClass && (!purpose || purpose->purposeClass != *pattern.purposeClass))
        return false;
    return !pattern.purpose || *pattern.purpose == key.purpose || isWithin(purpose, *pattern.purpose);
}

int Catalogue::cutOff(const ConsentKey &key, Timestamp at) const
{
    const Purpose *purpose = this->purpose(key.purpose);
    if (!purpose)
        return 1;
    const auto touches = [&](const KeyPattern &pattern) { return matches(pattern, key); };
    int cutOff = 1;
    for (const NoticeVersion &notice : m_notices) {
        if (notice.notice == purpose->notice && notice.material && notice.effective <= at
            && std::any_of(notice.affects.begin(), notice.affects.end(), touches))
            cutOff = std::max(cutOff, notice.version);
    }
    return cutOff;
}

std::vector<std::string> Catalogue::jurisdictionChain(std::string_view jurisdiction) const
{
    std::vector<std::string> chain;
    for (std::string place(jurisdiction); !place.empty(); place.resize(place.find('-') == std::string::npos ? 0 : place.rfind('-'))) {
        chain.push_back(place);
        for (const auto &[region, members] : m_regions) {
            if (members.contains(place))
                chain.push_back(region);
        }
    }
    chain.emplace_back("*");
    return chain;
}

const RegimeRule *Catalogue::ruleFor(std::string_view purposeClass, std::string_view jurisdiction) const
{
    for (const std::string &place : jurisdictionChain(jurisdiction)) {
        for (const std::string_view wanted : {purposeClass, std::string_view("*")}) {
            if (const auto it = m_ruleIndex.find({place, std::string(wanted)}); it != m_ruleIndex.end())
                return &m_rules[it->second];
        }
    }
    return nullptr;
}

Catalogue::Regime Catalogue::regimeFor(const Purpose &purpose, std::string_view jurisdiction) const
{
    const RegimeRule *rule = ruleFor(purpose.purposeClass, jurisdiction);
    Regime regime;
    if (rule)
        regime = {rule->model, rule->id, rule->consentAge, rule};
    if (purpose.basis == LegalBasis::Consent)
        return regime;
    regime.model = purpose.basis == LegalBasis::LegitimateInterest ? ConsentModel::OptOut : ConsentModel::Required;
    regime.ruleId = "basis." + std::string(legalBasisName(purpose.basis));
    return regime;
}

} // namespace assent
