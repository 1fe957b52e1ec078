#pragma once

#include "base/clock.h"
#include "base/json.h"

#include <optional>

namespace assent {

/// A time as a record states it: a day, a time without a zone, or an instant.
/// Nothing is made up: what has no zone is written back without one.
struct StatedTime
{
    enum class Precision { Day, Local, Instant };
    Timestamp at; ///< without a zone as if in UTC
    Precision precision = Precision::Instant;

    /// xsd:date, xsd:dateTime with or without a zone; else Invalid.
    static Result<StatedTime> parse(std::string_view text);
    static StatedTime of(Timestamp at) { return {at, Precision::Instant}; }
    std::string toString() const;
    /// The instants that it can mean: a day is long, and a local time anywhere
    /// on earth.
    Timestamp earliest() const;
    Timestamp latest() const;
    bool operator==(const StatedTime &) const = default;
};

/// The states of ISO/IEC TS 27560, and the two of a legitimate interest.
enum class RecordState { Unknown, Requested, Deferred, Refused, Given, Renewed, Expired, Withdrawn, Revoked, Invalidated, Objected, NotObjected };
std::string_view recordStateName(RecordState state); ///< "unknown", "requested", …
/// The term of DPV 2.3, as an IRI.
std::string recordStateTerm(RecordState state);
std::optional<RecordState> recordStateFromTerm(std::string_view iri);

/// Something that a record names: by an IRI or another id, by the kinds that it
/// is of, by words, or by all of them.
struct RecordTerm
{
    std::string id;
    std::vector<std::string> kinds; ///< compact IRIs of what it is
    std::string title;
    std::string description;
    std::string identifier; ///< a value or name of its own, beside the id
    std::string url;        ///< where to use or read it
    std::string necessity;
    std::optional<std::int64_t> version;
    std::vector<std::string> jurisdictions;
    bool operator==(const RecordTerm &) const = default;
};

/// Who has a part in the processing.
struct RecordParty
{
    std::string id;
    std::vector<std::string> kinds;
    std::vector<std::string> identifiers;
    std::string name;
    std::string contact;
    std::string address;
    std::string email;
    std::string phone;
    std::string url;
    bool onBehalf = false;
    std::vector<std::string> locations;
    bool operator==(const RecordParty &) const = default;
};

/// How long something holds: exactly one member is set.
struct RecordDuration
{
    std::string period;              ///< ISO 8601, "P6M"
    std::optional<StatedTime> until;
    std::string event;               ///< in words: "closure of the account"
    std::optional<std::int64_t> occurrences;
    bool endless = false;
    bool operator==(const RecordDuration &) const = default;
};

struct RecordStorage
{
    std::vector<std::string> kinds; ///< duration, location, deletion, …
    std::optional<RecordDuration> duration;
    std::vector<std::string> locations;
    bool operator==(const RecordStorage &) const = default;
};

struct RecordNotice
{
    std::string id;
    std::vector<std::string> kinds;
    std::string title;
    std::string language;
    std::optional<StatedTime> date; ///< since when it is in effect
    std::string coverage;
    std::string url;
    std::optional<std::int64_t> version;
    std::optional<std::int64_t> revision;
    std::string sha256; ///< of its UTF-8 text, in hexadecimal
    bool operator==(const RecordNotice &) const = default;
};

/// What is done with data, and why. A record may say so of itself as a whole,
/// and of parts of it.
struct RecordProcess
{
    std::vector<RecordTerm> purposes;
    std::vector<RecordTerm> personalData;
    std::vector<RecordTerm> processing;
    std::vector<std::string> legalBases;
    std::vector<RecordParty> controllers;
    std::vector<RecordParty> processors;
    std::vector<RecordParty> recipients;
    std::vector<RecordStorage> storage;
    std::vector<RecordTerm> services;
    std::vector<RecordTerm> rights;
    std::vector<RecordTerm> controls; ///< to change or withdraw the consent
    std::vector<std::string> jurisdictions;
    std::vector<std::string> laws;
    std::vector<std::string> channels;
    std::string necessity;
    std::vector<RecordProcess> processes;
    bool operator==(const RecordProcess &) const = default;
};

struct RecordEvent
{
    RecordState state = RecordState::Unknown;
    std::vector<std::string> kinds; ///< of consent: explicit, implied, …
    std::optional<StatedTime> time;
    std::optional<RecordDuration> holds;
    std::vector<RecordParty> by;
    std::string method;
    std::vector<RecordNotice> notices;
    std::string place; ///< where it stands in the text, as a JSON pointer
    int line = 0;
    bool operator==(const RecordEvent &other) const;
};

/// A consent record: header, notices, processing, parties, events.
struct ConsentRecord
{
    std::string id;
    std::string identifier;
    std::string schema;
    std::string created;
    std::vector<RecordParty> subjects;
    std::vector<RecordNotice> notices;
    RecordProcess process;
    std::vector<RecordParty> parties;
    std::vector<RecordEvent> events; ///< by time; those without one last
    bool sensitive = false;
    std::vector<std::string> sensitiveData;
    std::string place;
    int line = 0;
    bool operator==(const ConsentRecord &other) const;
};

/// One text: a record, several, or a receipt for some.
struct ConsentDocument
{
    enum class Kind { Record, Records, Receipt };
    enum class Format { Dpv, Kantara, Unomi };
    Kind kind = Kind::Record;
    Format format = Format::Dpv;

    // Of a receipt.
    std::string id;
    std::string identifier;
    std::string schema;
    std::optional<StatedTime> created;
    std::string publisher;
    std::string recipient;
    std::string publicKey;
    std::string language;

    std::vector<ConsentRecord> records;

    // What a reader noticed and left alone, as JSON pointers.
    std::vector<std::string> notRead;      ///< properties without a place in the model
    std::vector<std::string> unknownTerms; ///< names in DPV's namespaces that DPV 2.3 has not
};

/// Our JSON of a document, the same for every way to write the same thing; its
/// RFC 8785 bytes are json::canonical() of it. core/receipt/README.md has the form.
json::Value toJson(const ConsentDocument &document);

/// The fields that ISO/IEC TS 27560 demands of a record and that this one has
/// not, by their DPV names.
std::vector<std::string> missingFields(const ConsentRecord &record);

/// Before the name of a consent type of Apache Unomi, as the id of a purpose.
inline constexpr std::string_view kUnomiConsentType = "urn:unomi:consent-type:";

/// Reads records or a receipt: JSON-LD with DPV, a Kantara Consent Receipt 1.1, or
/// consents of Apache Unomi, told apart by their members. Invalid, with line and JSON pointer: what breaks
/// JSON, the formats or time's order; see README.md. `file` is for faults.
Result<ConsentDocument> readConsentDocument(std::string_view text, std::string file);

// The two formats; README.md says what each cannot express.
json::Value toJsonLd(const ConsentDocument &document);
/// Invalid unless the document is a receipt for exactly one given consent.
Result<json::Value> toKantara(const ConsentDocument &document);

} // namespace assent
