#include "person/receiptmodel.h"

#include "consent/ledgerproof.h"
#include "crypto/hash.h"
#include "receipt/issue.h"
#include "session/errortext.h"
#include "transfer/receiptsheet.h"
#include "transfer/subjectdata.h"

#include <algorithm>
#include <limits>

namespace assent::ui {
namespace {

/// The receipt proves itself, and the log of this store has the entry that it
/// names for this act.
Result<std::uint64_t> checkAgainstLog(OpenStore &store, const std::string &json)
{
    ASSENT_TRY(const CheckedReceipt checked, checkReceipt(json, {}, Ledger(*store.vault).verifierKey()));
    ASSENT_TRY(const std::uint64_t entry, entryOf(*store.vault, checked.core.id));
    if (entry != checked.proof.entry)
        return Error{ErrorCode::Denied, "the log has this act at another entry"};
    return entry;
}

} // namespace

int ReceiptModel::rowCount(const QModelIndex &) const { return 0; }

QVariant ReceiptModel::data(const QModelIndex &, int) const { return {}; }

void ReceiptModel::setEvent(const QString &id)
{
    if (m_event == id)
        return;
    m_event = id;
    Q_EMIT eventChanged();
    Q_EMIT presented(); // `ready` is over
    reload();
}

Result<ReceiptModel::Snapshot> ReceiptModel::issue(OpenStore &store, SubjectId subject, const QString &event, const std::string &language)
{
    Snapshot out;
    out.event = event;
    out.catalogue = store.catalogue;
    const auto id = EventId::parse(event.toStdString());
    if (!id)
        return out;
    ASSENT_TRY(const std::vector<HistoryEntry> history, store.consents->history(subject, std::numeric_limits<int>::max()));
    ASSENT_TRY(std::vector<Receipt> receipts, issueReceipts(*store.vault, history, std::span(&*id, 1), documentLanguage(language)));
    const auto at = std::find_if(history.begin(), history.end(), [&](const HistoryEntry &entry) { return entry.event.core.id == *id; });
    out.entry = *at;
    out.receipt = std::move(receipts.front());
    ASSENT_TRY(const json::Value sealed, sealReceipt(*out.receipt, ReceiptFormat::JsonLd, store.vault->logKey()));
    out.json = json::pretty(sealed) + "\n";
    out.log = Ledger(*store.vault).origin();
    return out;
}

void ReceiptModel::load()
{
    auto job = [subject = session()->subject(), event = m_event, language = language()->tag().toStdString()](OpenStore &store) {
        return issue(store, subject, event, language);
    };
    read<Snapshot>(job, [this](Snapshot snapshot) { m_read = std::move(snapshot); });
}

void ReceiptModel::present()
{
    m_facts.clear();
    m_title.clear();
    if (!m_read.receipt)
        return;
    const Words words = this->words(m_read.catalogue);
    const HistoryEntry &entry = *m_read.entry;
    const EventPayload &payload = entry.event.payload;
    m_title = words.act(entry.event);
    m_decided = words.dateTime(entry.event.core.decidedAt);
    const auto add = [this](const QString &label, const QString &text) {
        if (!text.isEmpty())
            m_facts.append(QVariantMap{{QStringLiteral("label"), label}, {QStringLiteral("text"), text}});
    };
    add(tr("Decided"), m_decided);
    add(tr("By"), words.actor(payload.actorRole));
    add(tr("To whom"), words.controller());
    if (payload.noticeVersion > 0)
        //: %1 is a number, %2 a language
        add(tr("Notice shown"), tr("Version %1, in %2").arg(QString::number(payload.noticeVersion), words.language(payload.locale)));
    if (payload.validUntil)
        add(tr("Valid until"), words.date(*payload.validUntil));
    add(tr("Ledger entry"), words.number(entry.entry));
    //: The name of the log that proves an entry
    add(tr("Sealed by"), qs(m_read.log));
}

void ReceiptModel::setBusy(bool busy)
{
    m_busy = busy;
    Q_EMIT busyChanged();
}

void ReceiptModel::check()
{
    if (!ready() || m_busy)
        return;
    setBusy(true);
    auto job = [json = m_read.json](OpenStore &store) { return checkAgainstLog(store, json); };
    session()->store().run<std::uint64_t>(this, job, [this](Result<std::uint64_t> entry) {
        setBusy(false);
        if (entry)
            //: %1 is the number of an entry in the ledger
            return Q_EMIT checked(true, tr("Genuine. Matches ledger entry %1.").arg(words(m_read.catalogue).number(std::int64_t(*entry))));
        const bool fake = entry.error().code == ErrorCode::Denied || entry.error().code == ErrorCode::Corrupt;
        Q_EMIT checked(false, fake ? tr("Not genuine: what it says is not what the ledger holds.") : ui::errorText(entry.error().code));
    });
}

SaveJob *ReceiptModel::save(const QString &form)
{
    if (!ready())
        return nullptr;
    const bool pdf = form == QLatin1String("pdf");
    const std::string language = documentLanguage(this->language()->tag().toStdString());
    const std::string stem = "receipt-" + m_read.receipt->document.records.front().identifier;
    SavedContent content{[] { return tr("Receipt"); }, stem, pdf ? ".pdf" : ".jsonld", m_read.json, {}, {}};
    if (pdf) {
        content.paper = print::Paper{receiptTitle(language), receiptHtml(*m_read.receipt, toHex(sha256(asBytes(m_read.json))), language), language,
            "receipt.jsonld", "application/ld+json", m_read.json};
    }
    SaveJob *job = SaveJob::start(*session(), std::move(content));
    session()->jobs().askPlace(job);
    return job;
}

} // namespace assent::ui
