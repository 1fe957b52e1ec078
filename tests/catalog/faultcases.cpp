#include "catalog/faultcases.h"

#include "catalog/small.h"

/// A file of its own: moc does not read past raw strings like these.
const std::vector<FaultCase> &faultCases()
{
    static const std::vector<FaultCase> cases{
        {"a format of the future", R"("format": 1, "version": 3)", R"("format": 2, "version": 3)", "format"},
        {"no version", R"("version": 3,)", "", "version"},
        {"a misspelt field", R"("retention_days": 30,)", R"("retention_day": 30,)", "purposes[0].retention_day"},
        {"an unknown field of the catalogue", R"("languages": ["en", "pl"])", R"("languages": ["en", "pl"], "owner": 1)", "owner"},
        {"no languages", R"("languages": ["en", "pl"])", R"("languages": [])", "languages"},
        {"a language twice", R"("languages": ["en", "pl"])", R"("languages": ["en", "pl", "en"])", "languages"},
        {"a text without a language", R"({"en": "Email", "pl": "E-mail"})", R"({"en": "Email"})", "channels[0].name"},
        {"a text in a language too many", R"({"en": "Text", "pl": "SMS"})", R"({"en": "Text", "pl": "SMS", "fr": "SMS"})", "channels[1].name"},
        {"an empty text", R"({"en": "Shop", "pl": "Sklep"})", R"({"en": "Shop", "pl": ""})", "sources[0].name"},
        {"no contact", R"("contact": "privacy@acme.example")", R"("contact": " ")", "controller.contact"},
        {"a channel twice", R"({"id": "sms", )", R"({"id": "email", )", "channels[1].id"},
        {"an id that could be a wildcard", R"({"id": "sms", )", R"({"id": "*", )", "channels[1].id"},
        {"an unknown trust", R"("trust": "system")", R"("trust": "high")", "sources[0].trust"},
        {"no recipient self", R"({"id": "self", "kind": "self")", R"({"id": "own", "kind": "shared")", "recipients"},
        {"another recipient of the kind self", R"("kind": "shared")", R"("kind": "self")", "recipients[1].kind"},
        {"a purpose twice", R"({"id": "deals", )", R"({"id": "news", )", "purposes[1].id"},
        {"an unknown basis", R"("basis": "contract")", R"("basis": "habit")", "purposes[2].basis"},
        {"a channel that does not exist", R"("channels": ["email", "sms"])", R"("channels": ["email", "fax"])", "purposes[0].channels"},
        {"a channel named twice", R"("channels": ["email", "sms"])", R"("channels": ["email", "email"])", "purposes[0].channels"},
        {"no channel", R"("channels": ["email", "sms"])", R"("channels": [])", "purposes[0].channels"},
        {"a recipient that does not exist", R"(["self", "partner"])", R"(["self", "stranger"])", "purposes[1].recipients"},
        {"a parent that does not exist", R"("parent": "news")", R"("parent": "none")", "purposes[1].parent"},
        {"a parent of itself", R"("parent": "news")", R"("parent": "deals")", "purposes[1].parent"},
        {"a cycle of parents", R"({"id": "news", "version": 1,)", R"({"id": "news", "version": 1, "parent": "deals",)", "purposes[0].parent"},
        {"a consent without a notice", R"(#DirectMarketing", "notice": "privacy")", R"(#DirectMarketing")", "purposes[0].notice"},
        {"a notice that does not exist", R"("notice": "privacy")", R"("notice": "secrecy")", "purposes[0].notice"},
        {"a term of another vocabulary", R"("https://w3id.org/dpv#ServiceProvision")", R"("service")", "purposes[2].dpv_term"},
        {"no retention", R"("retention_days": 30)", R"("retention_days": 0)", "purposes[0].retention_days"},
        {"a validity of no days", R"("validity_days": 90)", R"("validity_days": 0)", "purposes[1].validity_days"},
        {"a version of a notice left out", R"({"version": 2, "effective")", R"({"version": 3, "effective")", "notices[0].versions[1].version"},
        {"a version before the one before", R"(2026-03-01T00:00:00Z)", R"(2025-03-01T00:00:00Z)", "notices[0].versions[1].effective"},
        {"no date", R"(2026-03-01T00:00:00Z)", R"(in spring)", "notices[0].versions[1].effective"},
        {"a notice without a language", R"("pl": {"revision": 1, "title": "Prywatność", "body": ["Jeden.", "Trzy."]})",
            R"("de": {"revision": 1, "title": "Datenschutz", "body": ["Eins."]})", "notices[0].versions[1].revisions"},
        {"a notice without text", R"(["One.", "Two."])", "[]", "notices[0].versions[0].revisions.en.body"},
        {"a material version that affects nothing", R"( "affects": [{"purpose": "deals", "recipient": "partner"}],)", "", "notices[0].versions[1].affects"},
        {"a minor version that affects something", R"("material": true)", R"("material": false)", "notices[0].versions[1].affects"},
        {"an effect on a purpose that does not exist", R"({"purpose": "deals", "rec)", R"({"purpose": "dealz", "rec)", "notices[0].versions[1].affects[0]"},
        {"an effect on keys of another notice", R"({"purpose": "deals", "recipient": "partner"})", R"({"purpose": "orders"})", "notices[0].versions[1].affects[0]"},
        {"a purpose and a class at once", R"("recipient": "partner"})", R"("purpose_class": "deals"})", "notices[0].versions[1].affects[0].purpose_class"},
        {"rules that leave a case open", R"("jurisdiction": "*")", R"("jurisdiction": "AQ")", "rules.regimes"},
        {"a rule without a citation", R"("citation": "15 U.S.C. 45")", R"("citation": "")", "rules.regimes[3].citation"},
        {"two rules for one case", R"("jurisdiction": "US-CA", "class": "deals")", R"("jurisdiction": "US", "class": "*")", "rules.regimes[4].class"},
        {"two rules of one name", R"("id": "us-ca.deals")", R"("id": "us")", "rules.regimes[4].id"},
        {"a rule that makes a choice required", R"("model": "opt_out", "consent_age": 13)", R"("model": "required", "consent_age": 13)", "rules.regimes[3].model"},
        {"a consent age beyond any law", R"("consent_age": 18)", R"("consent_age": 40)", "rules.regimes[0].consent_age"},
        {"a signal without a citation", R"("citation": "1798.120"})", R"("citation": "1798.120", "signals": [{"name": "Sec-GPC"}]})", "rules.regimes[4].signals[0].citation"},
        {"a signal twice", R"("citation": "1798.120"})",
            R"("citation": "1798.120", "signals": [{"name": "Sec-GPC", "citation": "c"}, {"name": "Sec-GPC", "citation": "c"}]})", "rules.regimes[4].signals[1].name"},
        {"no time to ask again", R"("citation": "1798.120"})", R"("citation": "1798.120", "ask_again": {"citation": "c"}})", "rules.regimes[4].ask_again.after_days"},
        {"asked again at once", R"("citation": "1798.120"})",
            R"("citation": "1798.120", "ask_again": {"after_days": 0, "citation": "c"}})", "rules.regimes[4].ask_again.after_days"},
        {"an answer that is none", R"("revisions": {
      "en": {"revision": 1, "title": "Privacy", "body": ["One.", "Two."]})", R"("checklist": {"q": {"answered": "perhaps", "where": "w"}}, "revisions": {
      "en": {"revision": 1, "title": "Privacy", "body": ["One.", "Two."]})", "notices[0].versions[0].checklist.q.answered"},
        {"a yes that does not say where", R"("revisions": {
      "en": {"revision": 1, "title": "Privacy", "body": ["One.", "Two."]})", R"("checklist": {"q": {"answered": "yes"}}, "revisions": {
      "en": {"revision": 1, "title": "Privacy", "body": ["One.", "Two."]})", "notices[0].versions[0].checklist.q.where"},
        {"a no that does not say why", R"("revisions": {
      "en": {"revision": 1, "title": "Privacy", "body": ["One.", "Two."]})", R"("checklist": {"q": {"answered": "not_applicable", "why": " "}}, "revisions": {
      "en": {"revision": 1, "title": "Privacy", "body": ["One.", "Two."]})", "notices[0].versions[0].checklist.q.why"},
        {"a yes with a reason why not", R"("revisions": {
      "en": {"revision": 1, "title": "Privacy", "body": ["One.", "Two."]})", R"("checklist": {"q": {"answered": "yes", "where": "w", "why": "w"}}, "revisions": {
      "en": {"revision": 1, "title": "Privacy", "body": ["One.", "Two."]})", "notices[0].versions[0].checklist.q.why"},
        {"a paragraph that the text does not have", R"("revisions": {
      "en": {"revision": 1, "title": "Privacy", "body": ["One.", "Two."]})", R"("checklist": {"q": {"answered": "yes", "where": "w", "paragraphs": [1, 3]}}, "revisions": {
      "en": {"revision": 1, "title": "Privacy", "body": ["One.", "Two."]})", "notices[0].versions[0].checklist.q.paragraphs"},
        {"a member twice in a region", R"(["PL", "FR"])", R"(["PL", "PL"])", "rules.regions.EU"},
    };
    return cases;
}

std::string withUnknownTrust() { return changed(smallCatalogue(), R"("trust": "system")", R"("trust": "high")"); }

std::string withoutRules()
{
    const std::string whole = smallCatalogue();
    return whole.substr(0, whole.find(",\n  \"rules\"")) + "\n}";
}

std::string someRules() { return R"({"format": 1, "version": 1, "regions": {}, "regimes": [{"id": "x"}]})"; }
