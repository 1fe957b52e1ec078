// Columns as the systems' own exports name them.
#include "transfer/mapping.h"

#include <algorithm>

namespace assent {
namespace {

/// A `consent` without a purpose, a channel or a notice is about those that the
/// caller names.
struct Preset
{
    std::string_view name;
    std::string_view json;
};

constexpr Preset kPresets[] = {
    // listmonk: "Export" of subscribers, all of them or a list's; Go's times. The
    // status is the subscriber's and not that of a list, which the file lacks.
    {"listmonk", R"({"version": 1, "delimiter": ",", "unknown_columns": "ignore", "columns": {
        "uuid": {"record_id": true, "identifier": "esp_record"},
        "email": {"identifier": "email", "required": true},
        "name": {"attribute": "full_name", "kind": "identity", "optional": true},
        "status": {"optional": true, "consent": {"purpose": "*", "recipient": "*", "decided_at": "updated_at",
            "values": {"blocklisted": "withdraw", "enabled": "nothing", "disabled": "nothing"}}},
        "created_at": {"person": "collected_at", "optional": true}},
      "consent": {"values": {"confirmed": "grant", "subscribed": "grant", "unconfirmed": "request", "unsubscribed": "withdraw"}}})"},
    // Mailchimp: "Export audience", a file for each status with the merge fields
    // of a new audience.
    {"mailchimp", R"({"version": 1, "delimiter": ",", "unknown_columns": "ignore", "columns": {
        "EUID": {"record_id": true, "identifier": "esp_record"},
        "Email Address": {"identifier": "email", "required": true},
        "First Name": {"attribute": "given_name", "kind": "identity", "optional": true},
        "Last Name": {"attribute": "family_name", "kind": "identity", "optional": true},
        "Address": {"attribute": "address", "optional": true},
        "Phone Number": {"attribute": "phone_as_given", "kind": "identity", "optional": true},
        "Birthday": {"attribute": "birthday", "kind": "identity", "optional": true},
        "OPTIN_TIME": {"person": "collected_at", "optional": true},
        "UNSUB_TIME": {"optional": true, "consent": {"decided_at": "UNSUB_TIME", "values": {"*": "withdraw"}}}},
      "consent": {"values": {
        "subscribed": {"act": "grant", "decided_at": ["CONFIRM_TIME", "OPTIN_TIME", "LAST_CHANGED"]},
        "unsubscribed": {"act": "withdraw", "decided_at": "UNSUB_TIME"},
        "pending": {"act": "request", "decided_at": "OPTIN_TIME"},
        "nonsubscribed": "nothing", "cleaned": "nothing"}}})"},
    // HubSpot: "Export view" of contacts. Marketing status and legal basis are no
    // word of the person about a channel.
    {"hubspot", R"({"version": 1, "delimiter": ",", "unknown_columns": "ignore", "columns": {
        "Record ID": {"record_id": true, "identifier": "esp_record"},
        "Email": {"identifier": "email", "optional": true},
        "First Name": {"attribute": "given_name", "kind": "identity", "optional": true},
        "Last Name": {"attribute": "family_name", "kind": "identity", "optional": true},
        "Phone Number": {"attribute": "phone_as_given", "kind": "identity", "optional": true},
        "Street Address": {"attribute": "street", "optional": true},
        "Postal Code": {"attribute": "postcode", "optional": true},
        "City": {"attribute": "city", "optional": true},
        "State/Region": {"attribute": "region", "optional": true},
        "Country/Region": {"attribute": "country", "optional": true},
        "Company Name": {"attribute": "company", "optional": true},
        "Job Title": {"attribute": "job_title", "optional": true},
        "Create Date": {"person": "collected_at", "optional": true},
        "Unsubscribed from all email": {"optional": true, "consent": {"purpose": "*", "recipient": "*",
            "values": {"true": "withdraw", "yes": "withdraw", "false": "nothing", "no": "nothing"}}},
        "Opted out of email: Marketing Information": {"optional": true, "consent": {
            "values": {"true": "withdraw", "yes": "withdraw", "false": "nothing", "no": "nothing"}}}},
      "consent": {"values": {"subscribed": "grant", "unsubscribed": "withdraw", "pending": "request"}}})"},
};

void setIfAbsent(json::Value &object, const char *name, const std::string &text)
{
    if (!object.find(name))
        object.set(name, text);
}

void complete(json::Value &consent, const PresetConsent &given)
{
    const bool everyPurpose = consent.find("purpose") != nullptr;
    setIfAbsent(consent, "purpose", given.purpose);
    setIfAbsent(consent, "channel", given.channel);
    if (!given.notice || everyPurpose)
        return;
    if (*given.notice > 0)
        consent.set("notice_version", *given.notice);
    else
        consent.set("notice", "in effect at the time");
}

bool isConsent(const json::Member &member) { return member.first == "consent"; }

/// The preset with what the caller names, or without its consents.
std::vector<std::string> settle(json::Value &document, const PresetConsent &given)
{
    std::vector<std::string> leftOut;
    if (given.purpose.empty())
        std::erase_if(*document.object(), isConsent);
    for (auto &[name, value] : *document.object()) {
        if (name == "consent")
            complete(value, given);
        if (name != "columns")
            continue;
        for (auto &[column, rule] : *value.object()) {
            const auto consent = std::find_if(rule.object()->begin(), rule.object()->end(), isConsent);
            if (consent == rule.object()->end())
                continue;
            if (!given.purpose.empty()) {
                complete(consent->second, given);
                continue;
            }
            leftOut.push_back(column);
            consent->first = "ignore";
            consent->second = true;
        }
    }
    return leftOut;
}

void beLenient(Mapping &mapping)
{
    for (ColumnRule &column : mapping.columns) {
        column.lenient = true;
        for (ConsentRule &rule : column.consents)
            rule.lenient = true;
    }
    if (mapping.fileConsent)
        mapping.fileConsent->rule.lenient = true;
}

} // namespace

Result<Mapping> Mapping::preset(std::string_view name, const Catalogue &catalogue, const PresetConsent &consent)
{
    for (const Preset &preset : kPresets) {
        if (preset.name != name)
            continue;
        ASSENT_TRY(json::Value document, json::parse(preset.json));
        std::vector<std::string> leftOut = settle(document, consent);
        ASSENT_TRY(Mapping mapping, parse(json::pretty(document), std::string(name), catalogue));
        mapping.consentsLeftOut = std::move(leftOut);
        beLenient(mapping);
        return mapping;
    }
    return Error{ErrorCode::NotFound, "there is no preset of this name"};
}

std::vector<std::string_view> Mapping::presets()
{
    std::vector<std::string_view> names;
    for (const Preset &preset : kPresets)
        names.push_back(preset.name);
    return names;
}

} // namespace assent
