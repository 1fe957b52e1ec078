// Consents of Apache Unomi: in a profile, and in modifyConsent events.
#include "receipt/fields.h"
#include "receipt/readers.h"

#include <algorithm>
#include <array>

namespace assent {
namespace {

constexpr std::string_view kModifyConsent = "modifyConsent";

constexpr std::array<std::pair<std::string_view, RecordState>, 3> kStatuses{{
    {"GRANTED", RecordState::Given},
    {"DENIED", RecordState::Refused},
    {"REVOKED", RecordState::Withdrawn},
}};

/// Whose consents they are, as the file names them.
struct Owner
{
    std::string profile;
    std::vector<std::string> identifiers;
};

class Decoder
{
public:
    explicit Decoder(std::string file) : m_file(std::move(file)) {}

    Result<ConsentDocument> read(const json::Value &root)
    {
        m_document.format = ConsentDocument::Format::Unomi;
        if (root.isArray())
            readAll(root, {});
        else if (root.find("events"))
            readAll(*root.find("events"), below({}, "events"));
        else
            readOne(root, {});
        if (m_document.records.empty() && !m_error)
            m_error = Error{ErrorCode::Invalid, "tells no consent", {m_file, root.line(), 0, {}}};
        if (m_error)
            return *m_error;
        m_document.kind = m_document.records.size() == 1 ? ConsentDocument::Kind::Record : ConsentDocument::Kind::Records;
        for (ConsentRecord &record : m_document.records)
            sort(record.events);
        return std::move(m_document);
    }

private:
    Fields fields(const json::Value &value, std::string pointer) { return {value, std::move(pointer), m_file, m_error}; }

    void readAll(const json::Value &list, const std::string &pointer)
    {
        if (!list.isArray()) {
            m_error = Error{ErrorCode::Invalid, "must be a list", {m_file, list.line(), 0, pointer}};
            return;
        }
        for (std::size_t i = 0; i < list.array()->size(); ++i)
            readOne((*list.array())[i], below(pointer, i));
    }

    void readOne(const json::Value &value, const std::string &pointer)
    {
        const json::Value *type = value.find("eventType");
        if (!type)
            return readProfile(value, pointer);
        if (type->isString() && *type->string() == kModifyConsent)
            return readEvent(value, pointer);
        m_document.notRead.push_back(pointer.empty() ? "/" : pointer); // of something else
    }

    /// profile: "consents" by scope and type.
    void readProfile(const json::Value &value, const std::string &pointer)
    {
        Fields in = fields(value, pointer);
        Owner owner{in.text("itemId"), {}};
        if (const json::Value *properties = value.find("properties"); properties && properties->isObject()) {
            Fields told = fields(*properties, in.pointer("properties"));
            if (told.has("email"))
                owner.identifiers.push_back(told.text("email"));
        }
        const json::Value *consents = in.need("consents");
        if (!consents)
            return;
        if (!consents->isObject())
            return in.fail("consents", "must be an object");
        for (const auto &[name, consent] : *consents->object())
            readConsent(consent, below(in.pointer("consents"), name), owner, {});
    }

    void readEvent(const json::Value &value, const std::string &pointer)
    {
        Fields in = fields(value, pointer);
        const Owner owner{in.textIf("profileId"), {}};
        const json::Value *properties = in.need("properties");
        if (!properties)
            return;
        Fields told = fields(*properties, in.pointer("properties"));
        if (const json::Value *consent = told.need("consent"))
            readConsent(*consent, told.pointer("consent"), owner, timeIf(in, "timeStamp"));
    }

    void readConsent(const json::Value &value, const std::string &pointer, const Owner &owner, const std::optional<StatedTime> &told)
    {
        Fields in = fields(value, pointer);
        const std::string scope = in.textIf("scope");
        const std::string type = in.text("typeIdentifier");
        RecordEvent event;
        event.place = pointer;
        event.line = value.line();
        event.state = status(in);
        event.time = timeIf(in, "statusDate");
        if (!event.time)
            event.time = told;
        if (const auto until = timeIf(in, "revokeDate"); until && event.state == RecordState::Given) {
            event.holds.emplace();
            event.holds->until = until;
        }
        noteUnread(value, pointer);
        if (!m_error)
            recordOf(owner, scope, type, event).events.push_back(event);
    }

    /// Events of one consent are one record's, so that their order counts.
    ConsentRecord &recordOf(const Owner &owner, const std::string &scope, const std::string &type, const RecordEvent &event)
    {
        const std::string id = "urn:unomi:consent:" + owner.profile + "/" + scope + "/" + type;
        const auto known = std::find_if(m_document.records.begin(), m_document.records.end(), [&id](const ConsentRecord &record) { return record.id == id; });
        if (known != m_document.records.end())
            return *known;
        ConsentRecord record;
        record.id = id;
        record.place = event.place;
        record.line = event.line;
        record.subjects = {RecordParty{}};
        record.subjects.front().id = owner.profile;
        record.subjects.front().identifiers = owner.identifiers;
        RecordTerm purpose;
        purpose.id = std::string(kUnomiConsentType) + type;
        purpose.title = type;
        record.process.purposes = {std::move(purpose)};
        m_document.records.push_back(std::move(record));
        return m_document.records.back();
    }

    RecordState status(Fields &in)
    {
        const std::string text = in.text("status");
        const auto known = std::find_if(kStatuses.begin(), kStatuses.end(), [&text](const auto &status) { return status.first == text; });
        if (known != kStatuses.end())
            return known->second;
        in.fail("status", "must be GRANTED, DENIED or REVOKED");
        return RecordState::Unknown;
    }

    std::optional<StatedTime> timeIf(Fields &in, std::string_view name)
    {
        if (!in.has(name))
            return std::nullopt;
        auto time = StatedTime::parse(in.text(name));
        if (time)
            return *time;
        in.fail(name, "must be a date and time as 2026-03-01T09:00:00Z");
        return std::nullopt;
    }

    void noteUnread(const json::Value &consent, const std::string &pointer)
    {
        constexpr std::array<std::string_view, 5> known{"scope", "typeIdentifier", "status", "statusDate", "revokeDate"};
        if (!consent.isObject())
            return;
        for (const auto &[name, value] : *consent.object()) {
            if (std::find(known.begin(), known.end(), name) == known.end())
                m_document.notRead.push_back(below(pointer, name));
        }
    }

    static void sort(std::vector<RecordEvent> &events)
    {
        std::stable_sort(events.begin(), events.end(), [](const RecordEvent &a, const RecordEvent &b) {
            return a.time && (!b.time || a.time->at < b.time->at);
        });
    }

    std::string m_file;
    ConsentDocument m_document;
    std::optional<Error> m_error;
};

} // namespace

bool isUnomi(const json::Value &root)
{
    const json::Value *events = root.isArray() ? &root : root.isObject() ? root.find("events") : nullptr;
    if (events && events->isArray())
        return !events->array()->empty() && events->array()->front().isObject() && events->array()->front().find("eventType");
    if (!root.isObject() || root.find("@type") || root.find("@context"))
        return false;
    const json::Value *kind = root.find("itemType");
    return root.find("eventType") || (kind && kind->isString() && *kind->string() == "profile");
}

Result<ConsentDocument> readUnomi(json::Value root, std::string file) { return Decoder(std::move(file)).read(root); }

} // namespace assent
