// Columns as the systems' own exports name them.
#include "transfer/mapping.h"

namespace assent {
namespace {

struct Preset
{
    std::string_view name;
    std::string_view json;
};

constexpr Preset kPresets[] = {
    // listmonk: "Export" of a list of subscribers.
    {"listmonk", R"({"version": 1, "delimiter": ",", "unknown_columns": "ignore", "columns": {
        "uuid": {"record_id": true, "identifier": "esp_record"},
        "email": {"identifier": "email", "required": true},
        "name": {"attribute": "full_name", "kind": "identity", "optional": true},
        "created_at": {"person": "collected_at", "optional": true}}})"},
    // Mailchimp: "Export audience"; the merge fields of a new audience.
    {"mailchimp", R"({"version": 1, "delimiter": ",", "unknown_columns": "ignore", "columns": {
        "EUID": {"record_id": true, "identifier": "esp_record"},
        "Email Address": {"identifier": "email", "required": true},
        "First Name": {"attribute": "given_name", "kind": "identity", "optional": true},
        "Last Name": {"attribute": "family_name", "kind": "identity", "optional": true},
        "Address": {"attribute": "address", "optional": true},
        "Phone Number": {"attribute": "phone_as_given", "kind": "identity", "optional": true},
        "Birthday": {"attribute": "birthday", "kind": "identity", "optional": true},
        "OPTIN_TIME": {"person": "collected_at", "optional": true}}})"},
    // HubSpot: "Export view" of contacts.
    {"hubspot", R"({"version": 1, "delimiter": ",", "unknown_columns": "ignore", "columns": {
        "Record ID": {"record_id": true, "identifier": "esp_record"},
        "Email": {"identifier": "email", "optional": true},
        "First Name": {"attribute": "given_name", "kind": "identity", "optional": true},
        "Last Name": {"attribute": "family_name", "kind": "identity", "optional": true},
        "Phone Number": {"identifier": "phone", "optional": true},
        "Street Address": {"attribute": "street", "optional": true},
        "Postal Code": {"attribute": "postcode", "optional": true},
        "City": {"attribute": "city", "optional": true},
        "State/Region": {"attribute": "region", "optional": true},
        "Country/Region": {"attribute": "country", "optional": true},
        "Company Name": {"attribute": "company", "optional": true},
        "Job Title": {"attribute": "job_title", "optional": true},
        "Create Date": {"person": "collected_at", "optional": true}}})"},
};

} // namespace

Result<Mapping> Mapping::preset(std::string_view name, const Catalogue &catalogue)
{
    for (const Preset &preset : kPresets) {
        if (preset.name == name)
            return parse(preset.json, std::string(name), catalogue);
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
