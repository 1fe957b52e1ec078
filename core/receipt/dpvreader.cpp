// Records and receipts of the DPV guide to ISO/IEC TS 27560.
#include "receipt/dpvparts.h"
#include "receipt/readers.h"

#include <algorithm>

namespace assent {
namespace {

using dpv::TermKind;

/// More would not be a record that someone wrote.
constexpr int kMaxDepth = 16;

class Decoder
{
public:
    explicit Decoder(LdText &text) : m_text(text) {}

    Result<ConsentDocument> read()
    {
        readTop();
        ASSENT_CHECK(m_text.finish());
        m_document.notRead = m_text.notRead();
        std::sort(m_document.unknownTerms.begin(), m_document.unknownTerms.end());
        return std::move(m_document);
    }

private:
    void readTop()
    {
        const std::vector<LdValue> nodes = m_text.nodes();
        std::vector<LdValue> receipts, records;
        for (const LdValue &node : nodes) {
            if (!m_text.isNode(node))
                return m_text.fail(node, "must be an object");
            const bool receipt = m_parts.isA(node, "ConsentReceipt");
            if (receipt && m_parts.isA(node, "ConsentRecord"))
                return m_text.fail(node, "is both a record and a receipt; give it one type");
            if (receipt)
                receipts.push_back(node);
            else if (m_parts.isA(node, "ConsentRecord"))
                records.push_back(node);
        }
        if (receipts.empty() && records.empty()) {
            const std::vector<std::string> types = nodes.empty() ? std::vector<std::string>() : m_text.types(nodes.front());
            return m_text.fail({}, nodes.empty() ? 1 : nodes.front().value->line(), types.empty()
                    ? "there is no @type: it must be dpv:ConsentRecord or dpv:ConsentReceipt"
                    : "is neither a dpv:ConsentRecord nor a dpv:ConsentReceipt");
        }
        if (receipts.size() > 1)
            return m_text.fail(receipts[1], "is a second receipt; one file holds one");
        if (!receipts.empty())
            readReceipt(receipts.front());
        else
            readRecords(records);
    }

    void readRecords(const std::vector<LdValue> &records)
    {
        m_document.kind = records.size() == 1 ? ConsentDocument::Kind::Record : ConsentDocument::Kind::Records;
        for (const LdValue &node : records)
            readRecord(node, true);
    }

    void readReceipt(const LdValue &node)
    {
        m_document.kind = ConsentDocument::Kind::Receipt;
        m_document.id = m_text.id(node);
        if (m_document.id.empty())
            m_text.fail(node, "a receipt needs an @id");
        const std::vector<std::string> ids = m_text.textsOf(node, dpvTerm("hasIdentifier"));
        m_document.identifier = m_text.textOf(node, dctTerm("identifier"));
        if (m_document.identifier.empty() && !ids.empty())
            m_document.identifier = ids.front();
        m_document.schema = m_parts.referenceOf(node, dctTerm("conformsTo"));
        m_document.created = m_parts.timeOf(node, dctTerm("created"));
        checkModified(node, m_document.created);
        m_document.publisher = m_parts.referenceOf(node, dctTerm("publisher"));
        m_document.recipient = dpv::compact(m_parts.referenceOf(node, schemaTerm("recipient")));
        m_document.language = m_parts.languageOf(node);
        for (const LdValue &record : m_text.all(node, dpvTerm("hasRecordOfActivity"))) {
            if (m_text.isNode(record) && !m_text.types(record).empty() && !m_parts.isA(record, "ConsentRecord"))
                return m_text.fail(record, "must be a dpv:ConsentRecord");
            readRecord(record, false);
        }
        readOwnRecord(node);
    }

    /// A receipt may carry a record's fields itself.
    void readOwnRecord(const LdValue &node)
    {
        ConsentRecord record;
        readFields(node, record);
        const bool says = record.process != RecordProcess{} || !record.events.empty() || !record.notices.empty();
        if (!says && (record.subjects.empty() || !m_document.records.empty()))
            return;
        record.id = m_document.id;
        add(std::move(record), node);
    }

    void readRecord(const LdValue &node, bool needsId)
    {
        ConsentRecord record;
        if (!m_text.isNode(node)) { // a receipt that names its record and says no more
            record.id = m_text.reference(node);
            return add(std::move(record), node);
        }
        record.id = m_text.id(node);
        if (record.id.empty() && needsId)
            m_text.fail(node, "a record needs an @id");
        record.identifier = m_text.textOf(node, dctTerm("identifier"));
        record.schema = m_parts.referenceOf(node, dctTerm("conformsTo"));
        if (const auto created = m_parts.timeOf(node, dctTerm("created"))) {
            record.created = created->toString();
            checkModified(node, created);
        }
        readFields(node, record);
        add(std::move(record), node);
    }

    void add(ConsentRecord record, const LdValue &node)
    {
        record.place = node.pointer;
        record.line = node.value->line();
        const auto same = [&](const ConsentRecord &other) { return !record.id.empty() && other.id == record.id; };
        if (std::any_of(m_document.records.begin(), m_document.records.end(), same))
            m_text.fail(node, "is a second record with this @id");
        m_document.records.push_back(std::move(record));
    }

    void readFields(const LdValue &node, ConsentRecord &record)
    {
        for (const LdValue &value : m_text.all(node, dpvTerm("hasDataSubject")))
            record.subjects.push_back(m_parts.party(value));
        for (const LdValue &value : m_text.all(node, dpvTerm("hasNotice")))
            record.notices.push_back(m_parts.notice(value));
        for (const LdValue &value : m_text.all(node, dpvTerm("hasEntity")))
            record.parties.push_back(m_parts.party(value));
        record.process = process(node, record.events, 0);
        std::stable_sort(record.events.begin(), record.events.end(), [](const RecordEvent &a, const RecordEvent &b) {
            return a.time && (!b.time || a.time->at < b.time->at);
        });
    }

    RecordProcess process(const LdValue &node, std::vector<RecordEvent> &events, int depth)
    {
        RecordProcess out;
        out.purposes = m_parts.terms(node, "hasPurpose", TermKind::Purpose);
        out.personalData = m_parts.terms(node, "hasPersonalData", TermKind::PersonalData);
        out.processing = m_parts.terms(node, "hasProcessing", TermKind::Processing);
        out.services = m_parts.terms(node, "hasService", TermKind::Other);
        out.rights = m_parts.terms(node, "hasRight", TermKind::Right);
        out.controls = m_parts.terms(node, "hasConsentControl", TermKind::Control);
        for (const LdValue &value : m_text.all(node, dpvTerm("hasLegalBasis")))
            out.legalBases.push_back(m_parts.legalBasis(value));
        out.controllers = m_parts.parties(node, "hasDataController");
        out.processors = m_parts.parties(node, "hasDataProcessor");
        out.recipients = m_parts.parties(node, "hasRecipient");
        for (const LdValue &value : m_text.all(node, dpvTerm("hasStorageCondition")))
            out.storage.push_back(m_parts.storage(value));
        out.jurisdictions = m_parts.compacted(m_text.referencesOf(node, dpvTerm("hasJurisdiction")));
        out.laws = m_parts.compacted(m_text.referencesOf(node, dpvTerm("hasApplicableLaw")));
        out.channels = m_text.textsOf(node, assentTerm("channel"));
        out.necessity = m_parts.necessity(node);
        m_parts.readEvents(node, events);
        for (const LdValue &value : m_text.all(node, dpvTerm("hasProcess"))) {
            if (depth == kMaxDepth)
                m_text.fail(value, "processes are nested too deep");
            else if (!m_text.isNode(value))
                m_text.fail(value, "must be an object: what is done with which data, and why");
            else
                out.processes.push_back(process(value, events, depth + 1));
        }
        return out;
    }

    void checkModified(const LdValue &node, const std::optional<StatedTime> &created)
    {
        const auto modified = m_parts.timeOf(node, dctTerm("modified"));
        if (created && modified && modified->latest() < created->earliest())
            m_text.fail(*m_text.one(node, dctTerm("modified")), "is before dct:created");
    }

    LdText &m_text;
    ConsentDocument m_document;
    DpvParts m_parts{m_text, m_document.unknownTerms};
};

} // namespace

Result<ConsentDocument> readDpv(json::Value root, std::string file)
{
    ASSENT_TRY(LdText text, LdText::open(std::move(root), std::move(file)));
    return Decoder(text).read();
}

} // namespace assent
