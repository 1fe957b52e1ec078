#include "receipt/issue.h"

#include "catalog/catalogstore.h"
#include "crypto/hash.h"
#include "receipt/dpvterms.h"

#include <algorithm>

namespace assent {
namespace {

constexpr const char *kRecordSchema = "https://w3id.org/dpv/schema/dpv-27560#record";
constexpr const char *kReceiptSchema = "https://w3id.org/dpv/schema/dpv-27560#receipt";

struct DataTerm
{
    std::string_view category;
    std::string_view term;
};
/// Data categories by their usual names in a catalogue, and what DPV calls them.
constexpr DataTerm kDataTerms[] = {{"name", "pd:Name"}, {"email_address", "pd:EmailAddress"}, {"phone_number", "pd:TelephoneNumber"},
    {"postal_address", "pd:PhysicalAddress"}, {"language", "pd:Language"}, {"bookings", "pd:Purchase"}, {"device_identifier", "pd:UID"},
    {"travel_preferences", "pd:Preference"}, {"loyalty_account", "pd:AccountIdentifier"}, {"website_use", "pd:BrowsingBehaviour"},
    {"inferred_interests", "pd:Interest"}, {"age_group", "pd:AgeRange"}, {"home_region", "pd:Region"}, {"birth_date", "pd:BirthDate"},
    {"travel_document", "pd:OfficialID"}, {"payment_records", "pd:Transaction"}, {"complaints", "pd:Communication"}, {"gender", "pd:Gender"},
    {"ip_address", "pd:IPAddress"}, {"location", "pd:Location"}, {"health", "pd:Health"}, {"picture", "pd:Picture"}};

std::string_view basisTerm(std::string_view basis)
{
    if (basis == "contract")
        return "dpv:Contract";
    if (basis == "legal_obligation")
        return "dpv:LegalObligation";
    if (basis == "vital_interest")
        return "dpv:VitalInterest";
    if (basis == "public_task")
        return "dpv:PublicInterest";
    return basis == "legitimate_interest" ? "dpv:LegitimateInterest" : "dpv:Consent";
}

std::string tagOf(std::string locale)
{
    std::replace(locale.begin(), locale.end(), '_', '-');
    return locale;
}

std::string contactUrl(const std::string &contact)
{
    if (contact.starts_with("https://") || contact.starts_with("http://") || contact.starts_with("mailto:"))
        return contact;
    const bool mail = contact.find('@') != std::string::npos && contact.find(' ') == std::string::npos;
    return mail ? "mailto:" + contact : std::string();
}

/// Makes the record of one act.
class RecordMaker
{
public:
    RecordMaker(const Catalogue &catalogue, const HistoryEntry &entry, const std::string &language)
        : m_catalogue(catalogue), m_core(entry.event.core), m_payload(entry.event.payload), m_language(language)
    {
    }

    ConsentRecord make(bool renewed) const
    {
        ConsentRecord record;
        record.id = "urn:uuid:" + m_core.id.toString();
        record.identifier = m_core.id.toString();
        record.schema = kRecordSchema;
        record.subjects = {party(pseudonymUrn(m_core.pseudonym), "dpv:DataSubject")};
        if (m_payload.noticeVersion > 0)
            record.notices = {notice()};
        record.process.controllers = {controller()};
        record.process.legalBases = {std::string(basisTerm(m_payload.legalBasis))};
        record.process.jurisdictions = {m_payload.jurisdiction};
        addRights(record.process);
        for (const Purpose &purpose : m_catalogue.purposes())
            addPurpose(purpose, record.process.processes);
        record.events = {event(renewed)};
        return record;
    }

private:
    static RecordParty party(std::string id, std::string kind)
    {
        RecordParty out;
        out.id = std::move(id);
        out.kinds = {std::move(kind)};
        return out;
    }

    RecordParty controller() const
    {
        RecordParty out = party("urn:assent:controller:" + m_catalogue.controller().str(), "dpv:DataController");
        out.name = m_catalogue.controllerName().in(m_language);
        out.contact = m_catalogue.controllerContact();
        if (const std::string url = contactUrl(out.contact); url.starts_with("mailto:"))
            out.email = url.substr(7);
        return out;
    }

    RecordNotice notice() const
    {
        RecordNotice out;
        out.id = "urn:assent:notice:" + m_payload.notice.str() + ":" + std::to_string(m_payload.noticeVersion) + ":" + m_payload.locale;
        out.kinds = {"dpv:ConsentNotice"};
        out.language = tagOf(m_payload.locale);
        out.version = m_payload.noticeVersion;
        out.sha256 = toHex(m_payload.noticeHash);
        const NoticeVersion *version = m_catalogue.notice(m_payload.notice, m_payload.noticeVersion);
        if (!version)
            return out;
        out.date = StatedTime::of(version->effective);
        // The hash tells the revision: a language that was asked for may not have been there.
        for (const auto &[language, revision] : version->revisions) {
            if (revision.hash != m_payload.noticeHash)
                continue;
            out.title = revision.title;
            out.language = tagOf(language);
            out.revision = revision.revision;
        }
        return out;
    }

    void addRights(RecordProcess &process) const
    {
        if (m_payload.legalBasis != legalBasisName(LegalBasis::Consent))
            return;
        RecordTerm control;
        control.kinds = {"dpv:WithdrawConsent"};
        control.url = contactUrl(m_catalogue.controllerContact());
        process.controls = {control};
        const std::vector<std::string> chain = m_catalogue.jurisdictionChain(m_payload.jurisdiction);
        if (std::find(chain.begin(), chain.end(), "EU") == chain.end())
            return;
        RecordTerm right;
        right.kinds = {"dpv:DataSubjectRight", "eu-gdpr:A7-3"};
        process.rights = {right};
    }

    /// A process for each purpose that the act covers.
    void addPurpose(const Purpose &purpose, std::vector<RecordProcess> &out) const
    {
        // What is left open means everything optional.
        const bool named = m_payload.key.purpose == purpose.id;
        if (!named && m_catalogue.regimeFor(purpose, m_payload.jurisdiction).model == ConsentModel::Required)
            return;
        std::vector<ChannelId> channels;
        std::vector<RecipientId> recipients;
        const PersonaId persona = m_payload.key.persona.value_or(PersonaId{});
        for (const ChannelId &channel : purpose.channels) {
            for (const RecipientId &recipient : purpose.recipients) {
                if (!m_catalogue.matches(m_payload.key, {m_catalogue.controller(), persona, purpose.id, channel, recipient}))
                    continue;
                if (std::find(channels.begin(), channels.end(), channel) == channels.end())
                    channels.push_back(channel);
                if (std::find(recipients.begin(), recipients.end(), recipient) == recipients.end())
                    recipients.push_back(recipient);
            }
        }
        if (!channels.empty())
            out.push_back(process(purpose, channels, recipients));
    }

    RecordProcess process(const Purpose &purpose, const std::vector<ChannelId> &channels, const std::vector<RecipientId> &recipients) const
    {
        RecordProcess out;
        out.purposes = {purposeTerm(purpose)};
        for (const std::string &category : purpose.dataCategories)
            out.personalData.push_back(dataTerm(category));
        for (const RecipientId &recipient : recipients) {
            if (recipient != kSelf)
                out.recipients.push_back(recipientParty(recipient));
        }
        for (const ChannelId &channel : channels)
            out.channels.push_back(channel.str());
        if (purpose.retentionDays > 0) {
            RecordStorage storage;
            storage.kinds = {"dpv:StorageDuration"};
            storage.duration.emplace();
            storage.duration->period = "P" + std::to_string(purpose.retentionDays) + "D";
            out.storage = {storage};
        }
        return out;
    }

    RecordTerm purposeTerm(const Purpose &purpose) const
    {
        RecordTerm out;
        out.id = purposeUrn(purpose.id);
        out.kinds = {"dpv:Purpose"};
        if (dpv::isTermOf(purpose.dpvTerm, dpv::TermKind::Purpose))
            out.kinds.push_back(dpv::compact(purpose.dpvTerm));
        out.title = purpose.name.in(m_language);
        out.description = purpose.description.in(m_language);
        out.version = purpose.version;
        return out;
    }

    static RecordTerm dataTerm(const std::string &category)
    {
        RecordTerm out;
        out.id = "urn:assent:data:" + category;
        out.kinds = {"dpv:PersonalData"};
        const auto known = std::find_if(std::begin(kDataTerms), std::end(kDataTerms), [&](const DataTerm &term) { return term.category == category; });
        if (known != std::end(kDataTerms))
            out.kinds.emplace_back(known->term);
        out.title = category;
        std::replace(out.title.begin(), out.title.end(), '_', ' ');
        return out;
    }

    RecordParty recipientParty(const RecipientId &id) const
    {
        const Recipient *recipient = m_catalogue.recipient(id);
        const bool processor = recipient && recipient->kind == RecipientKind::Processor;
        RecordParty out = party("urn:assent:recipient:" + id.str(), processor ? "dpv:DataProcessor" : "dpv:ThirdParty");
        out.name = recipient ? recipient->name : id.str();
        if (recipient && !recipient->country.empty())
            out.locations = {recipient->country};
        return out;
    }

    RecordEvent event(bool renewed) const
    {
        RecordEvent out;
        out.state = state(renewed);
        out.time = StatedTime::of(m_core.decidedAt);
        out.method = consentMethodName(m_payload.method);
        out.by = {actor()};
        if (isOpening(m_core.act) && m_payload.actorRole != ActorRole::Import)
            out.kinds = {"dpv:ExplicitlyExpressedConsent"};
        if (m_payload.validUntil) {
            out.holds.emplace();
            out.holds->until = StatedTime::of(*m_payload.validUntil);
        }
        return out;
    }

    /// By role: who acted for the person is no business of the receipt.
    RecordParty actor() const
    {
        RecordParty out;
        switch (m_payload.actorRole) {
        case ActorRole::Self: out.id = "dpv:DataSubject"; break;
        case ActorRole::Agent: out.kinds = {"dpv:Representative"}; break;
        case ActorRole::Guardian: out.kinds = {"dpv:GuardianOfDataSubject"}; break;
        case ActorRole::System:
        case ActorRole::Import: out.kinds = {"dpv:DataController"}; break;
        }
        return out;
    }

    RecordState state(bool renewed) const
    {
        const bool interest = m_payload.legalBasis == legalBasisName(LegalBasis::LegitimateInterest);
        switch (m_core.act) {
        case Act::Grant:
        case Act::Confirm: return interest ? RecordState::NotObjected : renewed ? RecordState::Renewed : RecordState::Given;
        case Act::Withdraw: return interest ? RecordState::Objected : RecordState::Withdrawn;
        case Act::Revoke: return RecordState::Revoked;
        case Act::Invalidate: return RecordState::Invalidated;
        case Act::Request: return RecordState::Requested;
        case Act::Defer: return RecordState::Deferred;
        case Act::Refuse:
        case Act::Object:
        case Act::Signal: break;
        }
        return interest ? RecordState::Objected : RecordState::Refused;
    }

    const Catalogue &m_catalogue;
    const EventCore &m_core;
    const EventPayload &m_payload;
    const std::string &m_language;
};

/// An earlier yes to the same makes this one a renewal.
bool isRenewal(std::span<const HistoryEntry> history, const HistoryEntry &entry)
{
    return isOpening(entry.event.core.act) && std::any_of(history.begin(), history.end(), [&entry](const HistoryEntry &other) {
        return other.entry < entry.entry && isOpening(other.event.core.act) && other.event.payload.key == entry.event.payload.key;
    });
}

/// Whether the payload tells of the person alone.
bool isOnlyTheirs(const EventPayload &payload)
{
    const bool ownAct = payload.actorRole != ActorRole::Agent && payload.actorRole != ActorRole::Guardian;
    return ownAct && payload.onBehalfReason.empty() && payload.attachments.empty();
}

ReceiptProof proofOf(const HistoryEntry &entry, const Ledger &ledger, const std::string &note, std::vector<Digest> path)
{
    ReceiptProof proof;
    proof.verifierKey = ledger.verifierKey();
    proof.entry = static_cast<std::uint64_t>(entry.entry);
    proof.receivedAt = entry.receivedAt;
    proof.core = entry.event.coreText;
    if (isOnlyTheirs(entry.event.payload)) {
        proof.payload = entry.event.payloadText;
        proof.salt = entry.event.salt;
    }
    proof.checkpoint = note;
    proof.path = std::move(path);
    return proof;
}

ConsentDocument documentOf(ConsentRecord record, const EventId &event, Timestamp now, const std::string &language)
{
    ConsentDocument document;
    document.kind = ConsentDocument::Kind::Receipt;
    document.identifier = makeUuidV8(sha256({asBytes("assent/receipt\n"), event.bytes()})).toString();
    document.id = "urn:uuid:" + document.identifier;
    document.schema = kReceiptSchema;
    document.created = StatedTime::of(now);
    document.publisher = record.process.controllers.front().id;
    document.recipient = "dpv:DataSubject";
    document.language = tagOf(language);
    document.records.push_back(std::move(record));
    return document;
}

Result<std::vector<const HistoryEntry *>> pick(std::span<const HistoryEntry> history, std::span<const EventId> wanted)
{
    std::vector<const HistoryEntry *> out;
    for (const HistoryEntry &entry : history) {
        if (wanted.empty() || std::find(wanted.begin(), wanted.end(), entry.event.core.id) != wanted.end())
            out.push_back(&entry);
    }
    if (!wanted.empty() && out.size() != wanted.size())
        return Error{ErrorCode::NotFound, "this person has no such event"};
    return out;
}

} // namespace

std::string purposeUrn(const PurposeId &purpose) { return "urn:assent:purpose:" + purpose.str(); }
std::string pseudonymUrn(const Digest &pseudonym) { return "urn:assent:pseudonym:" + toBase64Url(pseudonym); }

bool canBeState(Act act, RecordState state)
{
    switch (act) {
    case Act::Grant:
    case Act::Confirm: return state == RecordState::Given || state == RecordState::Renewed || state == RecordState::NotObjected;
    case Act::Withdraw: return state == RecordState::Withdrawn || state == RecordState::Objected;
    case Act::Refuse:
    case Act::Object:
    case Act::Signal: return state == RecordState::Refused || state == RecordState::Objected;
    case Act::Revoke: return state == RecordState::Revoked;
    case Act::Invalidate: return state == RecordState::Invalidated;
    case Act::Request: return state == RecordState::Requested;
    case Act::Defer: return state == RecordState::Deferred;
    }
    return false;
}

Result<std::vector<Receipt>> issueReceipts(Vault &vault, std::span<const HistoryEntry> history, std::span<const EventId> wanted,
    const std::string &language)
{
    ASSENT_TRY(const auto entries, pick(history, wanted));
    std::vector<Receipt> receipts;
    if (entries.empty())
        return receipts;
    Ledger ledger(vault);
    ASSENT_TRY(const std::string note, ledger.checkpoint());
    ASSENT_TRY(const std::string text, openNote(note, ledger.verifierKey()));
    ASSENT_TRY(const Checkpoint checkpoint, checkpointFromText(text));
    std::vector<std::uint64_t> numbers;
    for (const HistoryEntry *entry : entries)
        numbers.push_back(static_cast<std::uint64_t>(entry->entry));
    ASSENT_TRY(std::vector<std::vector<Digest>> paths, ledger.inclusionPaths(numbers, checkpoint.size));
    const Timestamp now = vault.clock().now();
    std::shared_ptr<const Catalogue> catalogue;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const HistoryEntry &entry = *entries[i];
        // What does not hold here would only be found by who gets the receipt.
        if (!merkle::verifyInclusion(numbers[i], checkpoint.size, ledgerLeaf(asBytes(entry.event.coreText), entry.receivedAt), paths[i], checkpoint.root))
            return Error{ErrorCode::Corrupt, "the ledger does not lead from this event to its checkpoint; verify it"};
        ASSENT_TRY(catalogue, loadCatalogueAt(vault, entry.receivedAt, catalogue));
        ConsentRecord record = RecordMaker(*catalogue, entry, language).make(isRenewal(history, entry));
        receipts.push_back({documentOf(std::move(record), entry.event.core.id, std::max(now, entry.event.core.decidedAt), language),
            proofOf(entry, ledger, note, std::move(paths[i])), catalogue});
        receipts.back().document.publicKey = receipts.back().proof.verifierKey;
    }
    return receipts;
}

} // namespace assent
