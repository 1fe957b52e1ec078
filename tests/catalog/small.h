#pragma once

#include <QString>

#include <string>

/// A whole catalogue, small enough to read, that tests change one thing in.
inline std::string smallCatalogue()
{
    return R"({
  "format": 1, "version": 3,
  "controller": {"id": "acme", "name": {"en": "Acme", "pl": "Acme"}, "contact": "privacy@acme.example"},
  "languages": ["en", "pl"],
  "channels": [
    {"id": "email", "name": {"en": "Email", "pl": "E-mail"}},
    {"id": "sms", "name": {"en": "Text", "pl": "SMS"}}
  ],
  "sources": [{"id": "shop", "name": {"en": "Shop", "pl": "Sklep"}, "trust": "system"}],
  "recipients": [
    {"id": "self", "kind": "self", "name": "Acme", "country": "PL", "description": {"en": "Acme itself", "pl": "Sama Acme"}},
    {"id": "partner", "kind": "shared", "name": "Partner", "country": "FR", "description": {"en": "A partner", "pl": "Partner"}}
  ],
  "purposes": [
    {"id": "news", "version": 1, "class": "marketing", "basis": "consent",
     "name": {"en": "News", "pl": "Wieści"}, "description": {"en": "News.", "pl": "Wieści."},
     "if_allowed": {"en": "We write.", "pl": "Piszemy."}, "if_not_allowed": {"en": "We do not.", "pl": "Nie piszemy."},
     "data_categories": ["name"], "channels": ["email", "sms"], "recipients": ["self"], "retention_days": 30,
     "dpv_term": "https://w3id.org/dpv#DirectMarketing", "notice": "privacy"},
    {"id": "deals", "version": 1, "parent": "news", "class": "deals", "basis": "consent",
     "name": {"en": "Deals", "pl": "Okazje"}, "description": {"en": "Deals.", "pl": "Okazje."},
     "if_allowed": {"en": "We write.", "pl": "Piszemy."}, "if_not_allowed": {"en": "We do not.", "pl": "Nie piszemy."},
     "data_categories": ["name"], "channels": ["email"], "recipients": ["self", "partner"], "retention_days": 30, "validity_days": 90,
     "dpv_term": "https://w3id.org/dpv#DirectMarketing", "notice": "privacy"},
    {"id": "orders", "version": 1, "class": "service", "basis": "contract",
     "name": {"en": "Orders", "pl": "Zamówienia"}, "description": {"en": "Orders.", "pl": "Zamówienia."},
     "if_allowed": {"en": "We write.", "pl": "Piszemy."}, "if_not_allowed": {"en": "We do not.", "pl": "Nie piszemy."},
     "data_categories": ["name"], "channels": ["email"], "recipients": ["self"], "retention_days": 30,
     "dpv_term": "https://w3id.org/dpv#ServiceProvision"},
    {"id": "tuning", "version": 1, "class": "service", "basis": "legitimate_interest",
     "name": {"en": "Tuning", "pl": "Ulepszanie"}, "description": {"en": "Tuning.", "pl": "Ulepszanie."},
     "if_allowed": {"en": "We count.", "pl": "Liczymy."}, "if_not_allowed": {"en": "We do not.", "pl": "Nie liczymy."},
     "data_categories": ["name"], "channels": ["email"], "recipients": ["self"], "retention_days": 30,
     "dpv_term": "https://w3id.org/dpv#ServiceProvision"}
  ],
  "notices": [{"id": "privacy", "versions": [
    {"version": 1, "effective": "2026-01-01T00:00:00Z", "revisions": {
      "en": {"revision": 1, "title": "Privacy", "body": ["One.", "Two."]},
      "pl": {"revision": 1, "title": "Prywatność", "body": ["Jeden.", "Dwa."]}}},
    {"version": 2, "effective": "2026-03-01T00:00:00Z", "material": true, "affects": [{"purpose": "deals", "recipient": "partner"}], "revisions": {
      "en": {"revision": 1, "title": "Privacy", "body": ["One.", "Three."]},
      "pl": {"revision": 1, "title": "Prywatność", "body": ["Jeden.", "Trzy."]}}}
  ]}],
  "rules": {"format": 1, "version": 7,
    "regions": {"EU": ["PL", "FR"]},
    "regimes": [
      {"id": "any", "jurisdiction": "*", "class": "*", "model": "opt_in", "consent_age": 18, "citation": "house rule"},
      {"id": "eu", "jurisdiction": "EU", "class": "*", "model": "opt_in", "consent_age": 16, "citation": "GDPR Art. 8"},
      {"id": "fr.marketing", "jurisdiction": "FR", "class": "marketing", "model": "opt_in", "consent_age": 15, "citation": "CPCE L. 34-5"},
      {"id": "us", "jurisdiction": "US", "class": "*", "model": "opt_out", "consent_age": 13, "citation": "15 U.S.C. 45"},
      {"id": "us-ca.deals", "jurisdiction": "US-CA", "class": "deals", "model": "opt_out", "consent_age": 16, "citation": "1798.120"}
    ]}
})";
}

/// The text with its first `from` changed; empty when there is none, which fails
/// whatever a test does with it.
inline std::string changed(std::string text, const std::string &from, const std::string &to)
{
    const std::size_t at = text.find(from);
    return at == std::string::npos ? std::string() : text.replace(at, from.size(), to);
}
