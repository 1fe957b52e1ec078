#include "receipt/dpvparts.h"

#include <algorithm>
#include <charconv>

namespace assent {
namespace {

using dpv::TermKind;

const std::string kBroader = std::string(dpv::kSkos) + "broader";
const std::string kRdfValue = std::string(dpv::kRdf) + "value";

bool isLanguage(std::string_view tag)
{
    const auto alphanumeric = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    std::size_t run = 0;
    for (char c : tag) {
        if (c != '-' && c != '_') {
            if (!alphanumeric(c) || ++run > 8)
                return false;
        } else if (std::exchange(run, 0) == 0) {
            return false;
        }
    }
    return run > 0 && tag.size() >= 2;
}

/// ISO 8601: P, then numbers with their units, those of a time after T.
bool isPeriod(std::string_view text)
{
    if (!text.starts_with('P') || text.size() < 3)
        return false;
    std::string_view units = "YMWD";
    bool digits = false;
    bool any = false;
    for (char c : text.substr(1)) {
        if (c == 'T' && !digits) {
            units = "HMS";
            any = false;
        } else if ((c >= '0' && c <= '9') || c == '.') {
            digits = true;
        } else {
            const auto unit = units.find(c);
            if (!digits || unit == std::string_view::npos)
                return false;
            units.remove_prefix(unit + 1);
            digits = false;
            any = true;
        }
    }
    return any && !digits;
}

} // namespace

std::string dpvTerm(std::string_view name) { return std::string(dpv::kDpv).append(name); }
std::string dctTerm(std::string_view name) { return std::string(dpv::kDct).append(name); }
std::string schemaTerm(std::string_view name) { return std::string(dpv::kSchema).append(name); }
std::string assentTerm(std::string_view name) { return std::string(dpv::kAssent).append(name); }

bool DpvParts::isA(const LdValue &node, std::string_view type)
{
    const std::vector<std::string> types = m_text.types(node);
    return std::find(types.begin(), types.end(), dpvTerm(type)) != types.end();
}

/// A name within DPV's own spaces that DPV 2.3 has not is noted; one that it
/// has in another role is a fault.
void DpvParts::checkKind(const LdValue &at, const std::string &iri, TermKind kind)
{
    if (!dpv::isCovered(iri) || (kind == TermKind::Other && dpv::isTerm(iri)))
        return;
    if (!dpv::isTerm(iri))
        m_unknownTerms.push_back(at.pointer + ": " + dpv::compact(iri));
    else if (!dpv::isTermOf(iri, kind))
        m_text.fail(at, dpv::compact(iri) + " is " + std::string(termKindName(*dpv::kindOf(iri))) + ", and "
            + std::string(termKindName(kind)) + " belongs here");
}

std::vector<std::string> DpvParts::kinds(const LdValue &node, TermKind kind)
{
    std::vector<std::string> out;
    const auto add = [&](const std::string &iri) {
        checkKind(node, iri, kind);
        out.push_back(dpv::compact(iri));
    };
    for (const std::string &iri : m_text.types(node))
        add(iri);
    for (const std::string &iri : m_text.referencesOf(node, kBroader))
        add(iri);
    return out;
}

std::vector<RecordTerm> DpvParts::terms(const LdValue &node, std::string_view property, TermKind kind)
{
    std::vector<RecordTerm> out;
    for (const LdValue &value : m_text.all(node, dpvTerm(property)))
        out.push_back(recordTerm(value, kind));
    return out;
}

RecordTerm DpvParts::recordTerm(const LdValue &value, TermKind kind)
{
    RecordTerm out;
    if (!m_text.isNode(value)) {
        const std::string iri = m_text.reference(value);
        checkKind(value, iri, kind);
        out.id = dpv::compact(iri);
        return out;
    }
    const std::string iri = m_text.id(value);
    if (!iri.empty())
        checkKind(value, iri, kind);
    out.id = dpv::compact(iri);
    out.kinds = kinds(value, kind);
    out.title = m_text.textOf(value, dctTerm("title"));
    out.description = m_text.textOf(value, dctTerm("description"));
    out.identifier = m_text.textOf(value, dctTerm("identifier"));
    if (const auto own = m_text.one(value, kRdfValue); own && out.identifier.empty())
        out.identifier = m_text.scalar(*own);
    out.url = referenceOf(value, dpvTerm("isExercisedAt"));
    out.necessity = necessity(value);
    out.version = wholeNumber(value, assentTerm("version"));
    out.jurisdictions = compacted(m_text.referencesOf(value, dpvTerm("hasJurisdiction")));
    if (out == RecordTerm{})
        m_text.fail(value, "says nothing: it has neither an id nor a type nor words");
    return out;
}

std::string DpvParts::legalBasis(const LdValue &value)
{
    std::string iri;
    if (m_text.isNode(value)) {
        const std::vector<std::string> types = m_text.types(value);
        iri = types.empty() ? m_text.reference(value) : types.front();
    } else {
        iri = m_text.reference(value);
    }
    if (dpv::isCovered(iri) && !dpv::isTermOf(iri, TermKind::LegalBasis))
        m_text.fail(value, dpv::compact(iri) + " is no legal basis of DPV 2.3");
    return dpv::compact(iri);
}

std::vector<RecordParty> DpvParts::parties(const LdValue &node, std::string_view property)
{
    std::vector<RecordParty> out;
    for (const LdValue &value : m_text.all(node, dpvTerm(property)))
        out.push_back(party(value));
    return out;
}

RecordParty DpvParts::party(const LdValue &value)
{
    RecordParty out;
    if (!m_text.isNode(value)) {
        const std::string iri = m_text.reference(value);
        checkKind(value, iri, TermKind::Entity);
        out.id = dpv::compact(iri);
        return out;
    }
    out.id = dpv::compact(m_text.id(value));
    out.kinds = kinds(value, TermKind::Entity);
    out.name = m_text.textOf(value, dpvTerm("hasName"));
    for (const std::string &property : {dpvTerm("hasIdentifier"), dctTerm("identifier")}) {
        for (const LdValue &identifier : m_text.all(value, property))
            out.identifiers.push_back(m_text.isNode(identifier) ? identifierIn(identifier) : m_text.scalar(identifier));
    }
    std::erase(out.identifiers, std::string());
    if (const std::vector<LdValue> contact = m_text.all(value, dpvTerm("hasContact")); !contact.empty())
        out.contact = m_text.isNode(contact.front()) ? m_text.reference(contact.front()) : m_text.text(contact.front());
    out.url = referenceOf(value, schemaTerm("url"));
    for (const LdValue &point : m_text.all(value, schemaTerm("contactPoint")))
        readContact(point, out);
    out.locations = compacted(m_text.referencesOf(value, dpvTerm("hasLocation")));
    return out;
}

/// An identifier with a type of its own, of schema.org or of FIBO.
std::string DpvParts::identifierIn(const LdValue &node)
{
    for (const std::string &property : {schemaTerm("value"), kRdfValue, std::string("fibo:hasTextValue")}) {
        if (const auto value = m_text.one(node, property))
            return m_text.scalar(*value);
    }
    return m_text.id(node);
}

void DpvParts::readContact(const LdValue &point, RecordParty &out)
{
    if (!m_text.isNode(point)) {
        out.contact = m_text.text(point);
        return;
    }
    const auto take = [&](std::string &field, std::string_view name) {
        if (std::string text = m_text.textOf(point, schemaTerm(name)); !text.empty())
            field = std::move(text);
    };
    take(out.address, "streetAddress");
    take(out.email, "email");
    take(out.phone, "telephone");
    take(out.contact, "contactType");
}

RecordNotice DpvParts::notice(const LdValue &value)
{
    RecordNotice out;
    if (!m_text.isNode(value)) {
        out.id = m_text.reference(value);
        return out;
    }
    out.id = m_text.id(value);
    out.kinds = kinds(value, TermKind::Notice);
    out.title = m_text.textOf(value, dctTerm("title"));
    out.language = languageOf(value);
    out.date = timeOf(value, dctTerm("date"));
    out.coverage = m_text.textOf(value, dctTerm("coverage"));
    out.url = referenceOf(value, schemaTerm("url"));
    out.version = wholeNumber(value, assentTerm("version"));
    out.revision = wholeNumber(value, assentTerm("revision"));
    out.sha256 = m_text.textOf(value, assentTerm("sha256"));
    return out;
}

RecordStorage DpvParts::storage(const LdValue &value)
{
    RecordStorage out;
    if (!m_text.isNode(value)) {
        const std::string iri = m_text.reference(value);
        checkKind(value, iri, TermKind::Storage);
        out.kinds.push_back(dpv::compact(iri));
        return out;
    }
    out.kinds = kinds(value, TermKind::Storage);
    out.duration = durationOf(value);
    for (const LdValue &place : m_text.all(value, dpvTerm("hasLocation"))) {
        if (m_text.isNode(place)) {
            for (const std::string &kind : kinds(place, TermKind::Location))
                out.locations.push_back(kind);
        } else {
            out.locations.push_back(dpv::compact(m_text.reference(place)));
        }
    }
    return out;
}

std::optional<RecordDuration> DpvParts::durationOf(const LdValue &node)
{
    const auto value = m_text.one(node, dpvTerm("hasDuration"));
    if (!value)
        return std::nullopt;
    return m_text.isNode(*value) ? typedDuration(*value) : plainDuration(*value);
}

RecordDuration DpvParts::plainDuration(const LdValue &value)
{
    RecordDuration out;
    const std::string text = m_text.text(value);
    const auto until = StatedTime::parse(text);
    if (until)
        out.until = *until;
    else if (isPeriod(text))
        out.period = text;
    else if (m_text.reference(value) == dpvTerm("EndlessDuration"))
        out.endless = true;
    else
        m_text.fail(value, "must be a period such as P6M, or a time");
    return out;
}

RecordDuration DpvParts::typedDuration(const LdValue &node)
{
    RecordDuration out;
    if (isA(node, "EndlessDuration")) {
        out.endless = true;
        return out;
    }
    const auto value = m_text.one(node, kRdfValue);
    if (!value) {
        m_text.fail(node, "a duration needs its rdf:value");
        return out;
    }
    if (isA(node, "UntilEventDuration"))
        out.event = m_text.text(*value);
    else if (isA(node, "FixedOccurrencesDuration"))
        out.occurrences = occurrences(*value);
    else if (isA(node, "UntilTimeDuration"))
        out.until = time(*value);
    else if (isA(node, "TemporalDuration") && isPeriod(m_text.text(*value)))
        out.period = m_text.text(*value);
    else if (isA(node, "TemporalDuration"))
        m_text.fail(*value, "must be a period such as P6M");
    else
        m_text.fail(node, "its @type says no duration of DPV 2.3");
    return out;
}

std::optional<std::int64_t> DpvParts::occurrences(const LdValue &value)
{
    const std::string text = m_text.scalar(value);
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || number < 1)
        m_text.fail(value, "must be a whole number of times");
    return number;
}

std::optional<std::int64_t> DpvParts::wholeNumber(const LdValue &node, const std::string &property)
{
    const auto value = m_text.one(node, property);
    return value ? occurrences(*value) : std::nullopt;
}

void DpvParts::readEvents(const LdValue &node, std::vector<RecordEvent> &events)
{
    for (const LdValue &value : m_text.all(node, dpvTerm("hasConsentStatus")))
        readEvent(value, true, events);
    for (const LdValue &value : m_text.all(node, dpvTerm("hasStatus")))
        readEvent(value, false, events);
}

/// dpv:hasStatus may also tell other states than a consent's.
void DpvParts::readEvent(const LdValue &value, bool mustBeState, std::vector<RecordEvent> &events)
{
    const bool node = m_text.isNode(value);
    std::vector<std::string> names = node ? m_text.types(value) : std::vector{m_text.reference(value)};
    if (node && names.empty())
        names = m_text.referencesOf(value, kBroader);
    std::optional<RecordState> state;
    RecordEvent event;
    for (const std::string &name : names) {
        const auto found = recordStateFromTerm(name);
        if (found && state)
            m_text.fail(value, "is in two states at once");
        else if (found)
            state = found;
        else if (dpv::isTermOf(name, TermKind::LegalBasis) || !dpv::isCovered(name))
            event.kinds.push_back(dpv::compact(name));
        else if (mustBeState)
            return m_text.fail(value, dpv::compact(name) + " is no consent state of DPV 2.3");
    }
    if (!state && mustBeState)
        return m_text.fail(value, "names no consent state, such as dpv:ConsentGiven");
    if (!state)
        return;
    event.state = *state;
    if (node)
        readEventFields(value, event);
    event.place = value.pointer;
    event.line = value.value->line();
    events.push_back(std::move(event));
}

void DpvParts::readEventFields(const LdValue &node, RecordEvent &event)
{
    event.time = timeOf(node, dpvTerm("isIndicatedAtTime"));
    const auto date = timeOf(node, dctTerm("date"));
    if (!event.time)
        event.time = date;
    event.holds = durationOf(node);
    event.by = parties(node, "isIndicatedBy");
    event.method = methodOf(node);
    for (const LdValue &value : m_text.all(node, dpvTerm("hasNotice")))
        event.notices.push_back(notice(value));
}

std::string DpvParts::methodOf(const LdValue &node)
{
    const auto value = m_text.one(node, dpvTerm("hasIndicationMethod"));
    if (!value)
        return {};
    if (!m_text.isNode(*value))
        return m_text.text(*value);
    const std::string words = m_text.textOf(*value, dctTerm("description"));
    return words.empty() ? m_text.reference(*value) : words;
}

StatedTime DpvParts::time(const LdValue &value)
{
    const auto parsed = StatedTime::parse(m_text.text(value));
    if (!parsed)
        m_text.fail(value, "must be a time such as 2026-03-01T09:30:00Z, or a day");
    return parsed ? *parsed : StatedTime{};
}

std::optional<StatedTime> DpvParts::timeOf(const LdValue &node, const std::string &property)
{
    const auto value = m_text.one(node, property);
    return value ? std::optional(time(*value)) : std::nullopt;
}

std::string DpvParts::languageOf(const LdValue &node)
{
    const auto value = m_text.one(node, dctTerm("language"));
    if (!value)
        return {};
    const std::string tag = m_text.text(*value);
    if (!isLanguage(tag))
        m_text.fail(*value, "must be a language such as en or zh-TW");
    return tag;
}

std::string DpvParts::referenceOf(const LdValue &node, const std::string &property)
{
    const std::vector<std::string> values = m_text.referencesOf(node, property);
    return values.empty() ? std::string() : values.front();
}

std::string DpvParts::necessity(const LdValue &node)
{
    const auto value = m_text.one(node, dpvTerm("hasNecessity"));
    if (!value)
        return {};
    const std::string iri = m_text.reference(*value);
    checkKind(*value, iri, TermKind::Necessity);
    return dpv::compact(iri);
}

std::vector<std::string> DpvParts::compacted(std::vector<std::string> iris)
{
    for (std::string &iri : iris)
        iri = dpv::compact(iri);
    return iris;
}

} // namespace assent
