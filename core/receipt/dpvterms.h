#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::dpv {

// Namespaces of the Data Privacy Vocabulary, and those that records use beside it.
inline constexpr std::string_view kDpv = "https://w3id.org/dpv#";
inline constexpr std::string_view kPd = "https://w3id.org/dpv/pd#";
inline constexpr std::string_view kGdpr = "https://w3id.org/dpv/legal/eu/gdpr#";
inline constexpr std::string_view kDct = "http://purl.org/dc/terms/";
inline constexpr std::string_view kSkos = "http://www.w3.org/2004/02/skos/core#";
inline constexpr std::string_view kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr std::string_view kSchema = "https://schema.org/";
inline constexpr std::string_view kXsd = "http://www.w3.org/2001/XMLSchema#";
inline constexpr std::string_view kAssent = "urn:assent:term:";

/// The roles that DPV 2.3 gives its terms: what a term may stand for in a record.
enum class TermKind : std::uint8_t {
    Purpose, LegalBasis, ConsentStatus, InterestStatus, Processing, PersonalData, Right, Entity, Duration, Notice,
    Control, Location, Storage, Necessity, Property, Other
};
std::string_view termKindName(TermKind kind); ///< "a purpose", "a legal basis", …

struct Prefix
{
    std::string_view name;
    std::string_view iri;
};
/// The prefixes of the guide to ISO/IEC TS 27560; what a record without a
/// context is read by.
const std::vector<Prefix> &prefixes();
/// "dpv:Marketing" for the IRI; what no prefix covers is given back.
std::string compact(std::string_view iri);

/// True for an IRI in one of the namespaces whose terms are known here: dpv, pd
/// and eu-gdpr.
bool isCovered(std::string_view iri);
bool isTerm(std::string_view iri);
/// A term may play several roles (a city is personal data and a place).
bool isTermOf(std::string_view iri, TermKind kind);
/// The first role of a term; nothing when it is none.
std::optional<TermKind> kindOf(std::string_view iri);

} // namespace assent::dpv
