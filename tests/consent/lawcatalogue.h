#pragma once

#include "catalog/catalogue.h"

#include <cstdlib>
#include <iostream>
#include <memory>

namespace assent::test {

/// A small catalogue with one of everything that the law speaks of.
///
///   offers        marketing, e-mail and SMS
///   hotel_offers  child of offers; notice 2 of 2027-01-01 asks again for it
///   news          marketing, lapses after 30 days
///   old_club      marketing, retired on 2027-01-01
///   sharing       sharing, with two recipients
///   improvement   legitimate interest: opt-out everywhere
///   booking       contract: no choice
///
/// In the EU and by default opt-in holds, in US-CA opt-out.
inline constexpr std::string_view kLawCatalogue = R"json({
"format": 1, "version": 1,
"controller": {"id": "acme", "name": {"en": "Acme"}, "contact": "privacy@acme.example"},
"languages": ["en"],
"channels": [
  {"id": "email", "name": {"en": "E-mail"}}, {"id": "sms", "name": {"en": "SMS"}}, {"id": "data", "name": {"en": "Data"}}],
"sources": [
  {"id": "guesses", "name": {"en": "Guesses"}, "trust": "inferred"},
  {"id": "web_shop", "name": {"en": "Web shop"}, "trust": "system"},
  {"id": "agent", "name": {"en": "Agent"}, "trust": "agent"},
  {"id": "loyalty_crm", "name": {"en": "Loyalty"}, "trust": "verified"},
  {"id": "person", "name": {"en": "The person"}, "trust": "person"}],
"recipients": [
  {"id": "self", "kind": "self", "name": "Acme", "country": "PL", "description": {"en": "Acme itself"}},
  {"id": "hotels", "kind": "shared", "name": "Hotels", "country": "PL", "description": {"en": "Hotels"}},
  {"id": "cars", "kind": "shared", "name": "Cars", "country": "PL", "description": {"en": "Cars"}}],
"purposes": [
  {"id": "offers", "version": 1, "class": "marketing", "basis": "consent", "name": {"en": "Offers"},
   "description": {"en": "d"}, "if_allowed": {"en": "a"}, "if_not_allowed": {"en": "n"}, "data_categories": ["email"],
   "channels": ["email", "sms"], "recipients": ["self"], "retention_days": 30, "dpv_term": "https://w3id.org/dpv#Marketing", "notice": "marketing"},
  {"id": "hotel_offers", "version": 3, "parent": "offers", "class": "marketing", "basis": "consent", "name": {"en": "Hotel offers"},
   "description": {"en": "d"}, "if_allowed": {"en": "a"}, "if_not_allowed": {"en": "n"}, "data_categories": ["email"],
   "channels": ["email", "sms"], "recipients": ["self"], "retention_days": 30, "dpv_term": "https://w3id.org/dpv#Marketing", "notice": "marketing"},
  {"id": "news", "version": 1, "class": "marketing", "basis": "consent", "name": {"en": "News"},
   "description": {"en": "d"}, "if_allowed": {"en": "a"}, "if_not_allowed": {"en": "n"}, "data_categories": ["email"], "validity_days": 30,
   "channels": ["email"], "recipients": ["self"], "retention_days": 30, "dpv_term": "https://w3id.org/dpv#Marketing", "notice": "marketing"},
  {"id": "old_club", "version": 1, "class": "marketing", "basis": "consent", "name": {"en": "Old club"},
   "description": {"en": "d"}, "if_allowed": {"en": "a"}, "if_not_allowed": {"en": "n"}, "data_categories": ["email"],
   "channels": ["email"], "recipients": ["self"], "retention_days": 30, "dpv_term": "https://w3id.org/dpv#Marketing", "notice": "marketing",
   "retired_at": "2027-01-01T00:00:00Z"},
  {"id": "sharing", "version": 1, "class": "sharing", "basis": "consent", "name": {"en": "Sharing"},
   "description": {"en": "d"}, "if_allowed": {"en": "a"}, "if_not_allowed": {"en": "n"}, "data_categories": ["email"],
   "channels": ["data"], "recipients": ["hotels", "cars"], "retention_days": 30, "dpv_term": "https://w3id.org/dpv#DataSharing", "notice": "sharing"},
  {"id": "improvement", "version": 1, "class": "improvement", "basis": "legitimate_interest", "name": {"en": "Improvement"},
   "description": {"en": "d"}, "if_allowed": {"en": "a"}, "if_not_allowed": {"en": "n"}, "data_categories": ["email"],
   "channels": ["data"], "recipients": ["self"], "retention_days": 30, "dpv_term": "https://w3id.org/dpv#ServiceOptimisation", "notice": "marketing"},
  {"id": "booking", "version": 1, "class": "service", "basis": "contract", "name": {"en": "Booking"},
   "description": {"en": "d"}, "if_allowed": {"en": "a"}, "if_not_allowed": {"en": "n"}, "data_categories": ["email"],
   "channels": ["email"], "recipients": ["self"], "retention_days": 30, "dpv_term": "https://w3id.org/dpv#ServiceProvision"}],
"notices": [
  {"id": "marketing", "versions": [
    {"version": 1, "effective": "2025-01-01T00:00:00Z", "revisions": {"en": {"revision": 1, "title": "Offers", "body": ["We write to you."]}}},
    {"version": 2, "effective": "2027-01-01T00:00:00Z", "material": true, "affects": [{"purpose": "hotel_offers"}],
     "revisions": {"en": {"revision": 1, "title": "Offers", "body": ["We write to you, hotels too."]}}}]},
  {"id": "sharing", "versions": [
    {"version": 1, "effective": "2025-01-01T00:00:00Z", "revisions": {"en": {"revision": 1, "title": "Sharing", "body": ["We share."]}}},
    {"version": 2, "effective": "2027-01-01T00:00:00Z", "material": true, "affects": [{"purpose": "sharing", "recipient": "cars"}],
     "revisions": {"en": {"revision": 1, "title": "Sharing", "body": ["We share more with cars."]}}}]}],
"rules": {"format": 1, "version": 1, "regions": {"EU": ["PL", "FR"]}, "regimes": [
  {"id": "default", "jurisdiction": "*", "class": "*", "model": "opt_in", "consent_age": 16, "citation": "c"},
  {"id": "eu", "jurisdiction": "EU", "class": "*", "model": "opt_in", "consent_age": 16, "citation": "c"},
  {"id": "us.ca", "jurisdiction": "US-CA", "class": "*", "model": "opt_out", "consent_age": 16, "citation": "c"}]}
})json";

inline std::shared_ptr<const Catalogue> lawCatalogue()
{
    auto parsed = Catalogue::parse(kLawCatalogue, "lawcatalogue.json");
    if (!parsed.ok()) {
        std::cerr << parsed.error().toString() << '\n';
        std::abort();
    }
    return std::make_shared<const Catalogue>(std::move(parsed).value());
}

inline ConsentKey lawKey(const PersonaId &persona, const char *purpose, const char *channel, const char *recipient = "self")
{
    return {ControllerId("acme"), persona, PurposeId(purpose), ChannelId(channel), RecipientId(recipient)};
}

} // namespace assent::test
