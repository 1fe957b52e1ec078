#include "receipt/consentrecord.h"

#include "receipt/dpvterms.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace assent {
namespace {

using namespace std::chrono_literals;

constexpr std::array<std::string_view, 12> kStates{"unknown", "requested", "deferred", "refused", "given", "renewed", "expired", "withdrawn",
    "revoked", "invalidated", "objected", "not_objected"};
constexpr std::array<std::string_view, 12> kTerms{"ConsentUnknown", "ConsentRequested", "ConsentRequestDeferred", "ConsentRefused",
    "ConsentGiven", "RenewedConsentGiven", "ConsentExpired", "ConsentWithdrawn", "ConsentRevoked", "ConsentInvalidated",
    "LegitimateInterestObjected", "LegitimateInterestNotObjected"};

// Local time is at most 14 hours ahead of UTC and 12 behind it.
constexpr auto kAhead = 14h;
constexpr auto kBehind = 12h;

bool hasZone(std::string_view text)
{
    if (text.ends_with('Z') || text.ends_with('z'))
        return true;
    return text.size() > 6 && text[text.size() - 3] == ':' && (text[text.size() - 6] == '+' || text[text.size() - 6] == '-');
}

} // namespace

Result<StatedTime> StatedTime::parse(std::string_view text)
{
    if (text.size() == 10) {
        ASSENT_TRY(const Timestamp day, fromRfc3339(text));
        return StatedTime{day, Precision::Day};
    }
    if (hasZone(text)) {
        ASSENT_TRY(const Timestamp at, fromRfc3339(text));
        return StatedTime{at, Precision::Instant};
    }
    ASSENT_TRY(const Timestamp at, fromRfc3339(std::string(text) + "Z"));
    return StatedTime{at, Precision::Local};
}

std::string StatedTime::toString() const
{
    std::string text = toRfc3339(at);
    if (precision == Precision::Day)
        return text.substr(0, 10);
    if (precision == Precision::Local)
        text.pop_back();
    return text;
}

Timestamp StatedTime::earliest() const { return precision == Precision::Instant ? at : at - kAhead; }

Timestamp StatedTime::latest() const
{
    if (precision == Precision::Instant)
        return at;
    return at + kBehind + (precision == Precision::Day ? std::chrono::milliseconds(24h) - 1ms : 0ms);
}

std::string_view recordStateName(RecordState state) { return kStates[static_cast<std::size_t>(state)]; }

std::string recordStateTerm(RecordState state)
{
    return std::string(dpv::kDpv).append(kTerms[static_cast<std::size_t>(state)]);
}

std::optional<RecordState> recordStateFromTerm(std::string_view iri)
{
    if (!iri.starts_with(dpv::kDpv))
        return std::nullopt;
    const auto it = std::find(kTerms.begin(), kTerms.end(), iri.substr(dpv::kDpv.size()));
    if (it == kTerms.end())
        return std::nullopt;
    return static_cast<RecordState>(it - kTerms.begin());
}

// Where something stood in a text is no part of what it says.
bool RecordEvent::operator==(const RecordEvent &other) const
{
    return std::tie(state, kinds, time, holds, by, method, notices)
        == std::tie(other.state, other.kinds, other.time, other.holds, other.by, other.method, other.notices);
}

bool ConsentRecord::operator==(const ConsentRecord &other) const
{
    return std::tie(id, identifier, schema, created, subjects, notices, process, parties, events, sensitive, sensitiveData)
        == std::tie(other.id, other.identifier, other.schema, other.created, other.subjects, other.notices, other.process, other.parties,
            other.events, other.sensitive, other.sensitiveData);
}

namespace {

/// True when the process, or one within it, says something of the kind.
template<typename Says>
bool says(const RecordProcess &process, const Says &test)
{
    return test(process) || std::any_of(process.processes.begin(), process.processes.end(), [&](const RecordProcess &p) { return says(p, test); });
}

} // namespace

std::vector<std::string> missingFields(const ConsentRecord &record)
{
    std::vector<std::string> missing;
    const auto need = [&missing](bool there, const char *field) {
        if (!there)
            missing.emplace_back(field);
    };
    const auto within = [&record](auto member) { return says(record.process, [member](const RecordProcess &p) { return !(p.*member).empty(); }); };
    need(!record.schema.empty(), "dct:conformsTo");
    need(!record.identifier.empty() || !record.id.empty(), "dct:identifier");
    need(!record.subjects.empty(), "dpv:hasDataSubject");
    need(!record.notices.empty(), "dpv:hasNotice");
    need(within(&RecordProcess::purposes), "dpv:hasPurpose");
    need(within(&RecordProcess::personalData), "dpv:hasPersonalData");
    need(within(&RecordProcess::controllers), "dpv:hasDataController");
    need(within(&RecordProcess::storage), "dpv:hasStorageCondition");
    need(within(&RecordProcess::jurisdictions), "dpv:hasJurisdiction");
    need(within(&RecordProcess::controls), "dpv:hasConsentControl");
    need(!record.events.empty(), "dpv:hasConsentStatus");
    const auto dated = [](const RecordEvent &event) { return event.time.has_value(); };
    const auto signedBy = [](const RecordEvent &event) { return !event.by.empty(); };
    need(std::all_of(record.events.begin(), record.events.end(), dated), "dpv:isIndicatedAtTime");
    need(std::all_of(record.events.begin(), record.events.end(), signedBy), "dpv:isIndicatedBy");
    return missing;
}

} // namespace assent
