#pragma once

#include "receipt/consentrecord.h"
#include "receipt/dpvterms.h"
#include "receipt/jsonld.h"

namespace assent {

/// The parts of a DPV record: terms, parties, notices, storage, durations and
/// events. Faults go to the text; names in DPV's namespaces that DPV 2.3 has not
/// are noted in `unknownTerms`.
class DpvParts
{
public:
    using TermKind = dpv::TermKind;

    DpvParts(LdText &text, std::vector<std::string> &unknownTerms) : m_text(text), m_unknownTerms(unknownTerms) {}

    bool isA(const LdValue &node, std::string_view type);
    std::vector<RecordTerm> terms(const LdValue &node, std::string_view property, TermKind kind);
    std::string legalBasis(const LdValue &value);
    std::vector<RecordParty> parties(const LdValue &node, std::string_view property);
    RecordParty party(const LdValue &value);
    RecordNotice notice(const LdValue &value);
    RecordStorage storage(const LdValue &value);
    void readEvents(const LdValue &node, std::vector<RecordEvent> &events);
    StatedTime time(const LdValue &value);
    std::optional<StatedTime> timeOf(const LdValue &node, const std::string &property);
    std::string languageOf(const LdValue &node);
    std::string referenceOf(const LdValue &node, const std::string &property);
    std::string necessity(const LdValue &node);
    static std::vector<std::string> compacted(std::vector<std::string> iris);

private:
    void checkKind(const LdValue &at, const std::string &iri, TermKind kind);
    std::vector<std::string> kinds(const LdValue &node, TermKind kind);
    RecordTerm recordTerm(const LdValue &value, TermKind kind);
    std::string identifierIn(const LdValue &node);
    void readContact(const LdValue &point, RecordParty &out);
    std::optional<RecordDuration> durationOf(const LdValue &node);
    RecordDuration plainDuration(const LdValue &value);
    RecordDuration typedDuration(const LdValue &node);
    std::optional<std::int64_t> occurrences(const LdValue &value);
    std::optional<std::int64_t> wholeNumber(const LdValue &node, const std::string &property);
    void readEvent(const LdValue &value, bool mustBeState, std::vector<RecordEvent> &events);
    void readEventFields(const LdValue &node, RecordEvent &event);
    std::string methodOf(const LdValue &node);

    LdText &m_text;
    std::vector<std::string> &m_unknownTerms;
};

std::string dpvTerm(std::string_view name);
std::string dctTerm(std::string_view name);
std::string schemaTerm(std::string_view name);
std::string assentTerm(std::string_view name);

} // namespace assent
