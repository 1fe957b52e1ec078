#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "catalog/consentkey.h"

#include <filesystem>
#include <map>
#include <set>

namespace assent {

/// Text in several languages, by tag ("en", "zh_TW", "pl", "fr").
struct LocalText
{
    std::map<std::string, std::string> byLanguage;
    /// The language, else its base ("pt" for "pt_BR"), else English, else any.
    const std::string &in(std::string_view language) const;
};

/// GDPR Art. 6(1) a to f.
enum class LegalBasis { Consent, Contract, LegalObligation, VitalInterest, PublicTask, LegitimateInterest };
std::string_view legalBasisName(LegalBasis basis); ///< "consent", "contract", "legal_obligation", …
std::optional<LegalBasis> legalBasisFromName(std::string_view name);

/// How a choice works: nothing happens before a yes, until a no, or there is no
/// choice because another basis needs the processing.
enum class ConsentModel { OptIn, OptOut, Required };
std::string_view consentModelName(ConsentModel model); ///< "opt_in", "opt_out", "required"

struct Purpose
{
    PurposeId id;
    int version = 1;
    std::optional<PurposeId> parent;
    std::string purposeClass; ///< "marketing", "sharing", "sale", "analytics", "service", …
    LegalBasis basis = LegalBasis::Consent;
    LocalText name;
    LocalText description;
    LocalText ifAllowed;    ///< consequence in a sentence; of about the same
    LocalText ifNotAllowed; ///< length as this one
    std::vector<std::string> dataCategories;
    std::vector<ChannelId> channels;
    std::vector<RecipientId> recipients; ///< "self" and others of the catalogue
    int retentionDays = 0;               ///< of what is processed for it
    std::optional<int> validityDays;     ///< a consent lapses after so many days
    std::vector<std::string> jurisdictions; ///< where it is used; empty: everywhere
    int minimumAge = 0;
    std::string dpvTerm;                 ///< IRI of the W3C Data Privacy Vocabulary
    std::vector<std::string> safeguards;
    NoticeId notice;
    std::optional<Timestamp> retiredAt;
};

enum class RecipientKind { Self, Processor, Shared, Sold };
std::string_view recipientKindName(RecipientKind kind); ///< "self", "processor", "shared", "sold"

struct Recipient
{
    RecipientId id;
    RecipientKind kind = RecipientKind::Shared;
    std::string name;
    std::string country;
    LocalText description;
};

struct Channel
{
    ChannelId id;
    LocalText name;
};

/// A system that feeds the profile. `trust` orders survivorship (DOMAIN.md
/// section 3).
enum class SourceTrust { Inferred = 0, System = 1, Agent = 2, Verified = 3, Person = 4 };
std::string_view sourceTrustName(SourceTrust trust); ///< "inferred", "system", "agent", "verified", "person"

struct Source
{
    SourceId id;
    LocalText name;
    SourceTrust trust = SourceTrust::System;
};

/// The text of one version in one language.
struct NoticeRevision
{
    int revision = 1;
    std::string title;
    std::string body;   ///< plain paragraphs
    Digest hash = {};   ///< SHA-256 of the UTF-8 body
};

/// How a notice version answers one question of the checklist (checklist.h).
struct ChecklistAnswer
{
    bool applies = true;         ///< answered "yes", else "not_applicable"
    std::vector<int> paragraphs; ///< of the body, from 1, that say so
    std::string words;           ///< where, or why it does not apply
};

struct NoticeVersion
{
    NoticeId notice;
    int version = 1;
    Timestamp effective;
    bool material = false;
    std::vector<KeyPattern> affects; ///< of a material version: its cut-off
    std::map<std::string, NoticeRevision> revisions; ///< by language
    std::map<std::string, ChecklistAnswer> checklist; ///< by question
};

/// A signal that counts as a closing act where a rule names it ("Sec-GPC").
struct RuleSignal
{
    std::string name;
    std::string citation;
};

/// How long nobody is asked again after a closing act.
struct AskAgain
{
    int afterDays = 365;
    std::string citation;
};

/// Whether opt-in or opt-out holds for a class of purposes in a jurisdiction.
struct RegimeRule
{
    std::string id;
    std::string jurisdiction; ///< "EU", "US-CA", … or "*"
    std::string purposeClass; ///< or "*"
    ConsentModel model = ConsentModel::OptIn;
    int consentAge = 16;
    std::string citation;
    std::vector<RuleSignal> signals;
    std::optional<AskAgain> askAgain;
};

/// What an organisation does with data, as published: immutable once loaded.
/// Safe to share between threads.
class Catalogue
{
public:
    /// Reads the JSON of core/catalog/README.md, the regime rules in it. Fails
    /// with Invalid and file, line and field: unknown fields, ids that do not
    /// exist, cycles of parents, a language without a notice revision, a consent
    /// purpose without a notice, a rule set that leaves a case open.
    static Result<Catalogue> parse(std::string_view text, std::string fileName);

    int version() const { return m_version; }
    int rulesVersion() const { return m_rulesVersion; }
    const Digest &hash() const { return m_hash; }      ///< SHA-256 of the canonical form, rules included
    const std::string &source() const { return m_source; } ///< the text as read, rules included
    const ControllerId &controller() const { return m_controller; }
    const LocalText &controllerName() const { return m_controllerName; }
    const std::string &controllerContact() const { return m_controllerContact; }
    const std::vector<std::string> &languages() const { return m_languages; }

    const std::vector<Purpose> &purposes() const { return m_purposes; }
    const std::vector<Channel> &channels() const { return m_channels; }
    const std::vector<Recipient> &recipients() const { return m_recipients; }
    const std::vector<Source> &sources() const { return m_sources; }
    const std::vector<NoticeVersion> &notices() const { return m_notices; }
    const std::vector<RegimeRule> &rules() const { return m_rules; }

    // Null when there is none.
    const Purpose *purpose(const PurposeId &id) const;
    const Channel *channel(const ChannelId &id) const;
    const Recipient *recipient(const RecipientId &id) const;
    const Source *source(const SourceId &id) const;
    const NoticeVersion *notice(const NoticeId &id, int version) const;
    /// The newest version in effect at `at`.
    const NoticeVersion *noticeAt(const NoticeId &id, Timestamp at) const;

    /// Every key that exists for a persona: purpose × its channels × its
    /// recipients, in the catalogue's order.
    std::vector<ConsentKey> keysOf(const PersonaId &persona) const;
    bool matches(const KeyPattern &pattern, const ConsentKey &key) const;
    /// The lowest version of the key's notice that still carries it at `at`: the
    /// newest material version in effect that affects it, or 1.
    int cutOff(const ConsentKey &key, Timestamp at) const;

    /// The rule for a purpose: the one that names its jurisdiction most closely
    /// and in it the class ("US-CA", "US", "*"; "PL", the region "EU" that has
    /// it as a member, "*"). Contract, legal obligation, vital interest and
    /// public task are Required; legitimate interest is opt-out (GDPR Art. 21);
    /// their rule is named after the basis ("basis.contract").
    struct Regime
    {
        ConsentModel model = ConsentModel::OptIn;
        std::string ruleId;
        int consentAge = 16;
        /// The rule that decided, also where a basis stands above it; null: none.
        const RegimeRule *rule = nullptr;
    };
    Regime regimeFor(const Purpose &purpose, std::string_view jurisdiction) const;

    /// The names by which rules may speak of a jurisdiction, closest first.
    std::vector<std::string> jurisdictionChain(std::string_view jurisdiction) const;

private:
    friend class CatalogueReader;
    Catalogue() = default;
    bool isWithin(const Purpose *purpose, const PurposeId &ancestor) const;
    const RegimeRule *ruleFor(std::string_view purposeClass, std::string_view jurisdiction) const;

    int m_version = 1;
    int m_rulesVersion = 1;
    Digest m_hash = {};
    std::string m_source;
    ControllerId m_controller;
    LocalText m_controllerName;
    std::string m_controllerContact;
    std::vector<std::string> m_languages;
    std::vector<Purpose> m_purposes;
    std::vector<Channel> m_channels;
    std::vector<Recipient> m_recipients;
    std::vector<Source> m_sources;
    std::vector<NoticeVersion> m_notices;
    std::vector<RegimeRule> m_rules;
    std::map<std::string, std::set<std::string>> m_regions; ///< members, by region
    std::map<std::pair<std::string, std::string>, std::size_t> m_ruleIndex; ///< by jurisdiction and class
    std::map<std::string, std::size_t> m_purposeIndex;
};

/// One catalogue out of two files, the organisation's and the regime rules;
/// faults name the file that they are in. NotFound or Io when one cannot be
/// read.
Result<Catalogue> loadCatalogueFiles(const std::filesystem::path &catalogueFile, const std::filesystem::path &rulesFile);
/// The same out of texts; the names are for the faults.
struct NamedText
{
    std::string_view text;
    std::string name;
};
Result<Catalogue> joinCatalogue(const NamedText &catalogue, const NamedText &rules);

} // namespace assent
