#include "person/erasuremodel.h"

#include "vault/backup.h"

namespace assent::ui {

QVariant ErasureModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || role != Qt::DisplayRole)
        return {};
    return m_facts.at(index.row());
}

QString ErasureModel::reference() const { return m_read.request ? qs(erasureReference(m_read.request->id)) : QString(); }

void ErasureModel::load()
{
    auto job = [subject = session()->subject()](OpenStore &store) -> Result<Snapshot> {
        Snapshot out;
        out.catalogue = store.catalogue;
        ASSENT_TRY(out.plan, planErasure(*store.vault, subject));
        ASSENT_TRY(out.request, erasureRequestOf(*store.vault, subject));
        return out;
    };
    read<Snapshot>(job, [this](Snapshot snapshot) { m_read = std::move(snapshot); });
}

void ErasureModel::present()
{
    const Words words = this->words(m_read.catalogue);
    beginResetModel();
    m_facts = makeFacts(words);
    m_until = words.dateTime(m_read.request ? m_read.request->due : now() + kErasureWait);
    m_askedOn = m_read.request ? words.date(m_read.request->at) : QString();
    endResetModel();
}

QString ErasureModel::goesText(const Words &words) const
{
    const ErasurePlan &plan = m_read.plan;
    return words.list({tr("%Ln value(s) held about you", nullptr, int(plan.facts)),
        //: Such as e-mail addresses and customer numbers
        tr("%n identifier(s)", nullptr, int(plan.identifiers)),
        //: Goes with an erasure
        tr("what you said in %Ln decision(s)", nullptr, int(plan.decisions)),
        tr("the record of %Ln notice(s) shown to you", nullptr, int(plan.notices))});
}

QString ErasureModel::byLaw(const Words &words) const
{
    QStringList lines;
    for (const KeptByLaw &kept : m_read.plan.keptByLaw) {
        QStringList why;
        for (const PurposeId &purpose : kept.purposes)
            why.append(words.purpose(purpose));
        const QString field = words.field(kept.key);
        //: %1 is a field such as "Date of birth", %2 a date, %3 what it is for
        lines.append(kept.until ? tr("%1 until %2. Required by law: %3.").arg(field, words.date(*kept.until), words.list(why))
                                //: %1 is a field such as "Date of birth", %2 what it is for
                                : tr("%1, with no end known. Required by law: %2.").arg(field, words.list(why)));
    }
    return lines.join(QLatin1Char('\n'));
}

QVariantList ErasureModel::makeFacts(const Words &words) const
{
    QVariantList out;
    const auto add = [&out](const QString &label, const QString &text) {
        out.append(QVariantMap{{QStringLiteral("label"), label}, {QStringLiteral("text"), text}});
    };
    const ErasurePlan &plan = m_read.plan;
    const QString organisation = words.controller();
    //: %1 is an organisation
    add(plan.hasHub ? tr("Erased, here and at %1").arg(organisation) : tr("Erased on this computer"), goesText(words));
    if (!plan.keptByLaw.empty()) {
        //: %1 is an organisation
        add(tr("%1 must keep in its own records").arg(organisation), byLaw(words));
    }
    add(tr("Proof that choices were made"),
        tr("The sealed ledger shows that somebody decided, for as long as it exists. Nobody can tell from it who you are or what you chose."));
    if (plan.identifiers > 0)
        add(tr("So that nothing is allowed again"),
            tr("Your identifiers stay on this computer in a form that only recognises them. An old file that says you allowed something then has no effect."));
    add(tr("Copies on this computer"), tr("Backups are destroyed after %n day(s) at the latest. One that is put back before that is erased again.",
        nullptr, int(kBackupLife.count())));
    if (plan.unsentClosings > 0)
        add(tr("Waiting to send"), tr("%n withdrawal(s) still go to %1.", nullptr, int(plan.unsentClosings)).arg(organisation));
    return out;
}

void ErasureModel::ask(const QString &secret)
{
    if (m_busy)
        return;
    setBusy(true);
    session()->confirmPerson(this, secret, confirmed());
}

void ErasureModel::askWithKeychain()
{
    if (m_busy)
        return;
    setBusy(true);
    session()->confirmWithKeychain(this, confirmed());
}

Session::Confirmed ErasureModel::confirmed()
{
    return [this](const QString &refusal) {
        if (refusal.isEmpty())
            return askNow();
        setBusy(false);
        Q_EMIT refused(refusal);
    };
}

void ErasureModel::askNow()
{
    auto job = [subject = session()->subject()](OpenStore &store) { return requestErasure(*store.vault, subject, ErasedBy::Self); };
    session()->store().run<ErasureRequest>(this, job, [this](Result<ErasureRequest> request) {
        setBusy(false);
        // Another window or the command line was faster: that one holds.
        if (!request && request.error().code != ErrorCode::Conflict)
            return setError(request.error().code);
        session()->announceChange();
        Q_EMIT asked();
    });
}

void ErasureModel::keep()
{
    if (m_busy)
        return;
    setBusy(true);
    auto job = [subject = session()->subject()](OpenStore &store) { return takeBackErasure(*store.vault, subject); };
    session()->store().run<ErasureRequest>(this, job, [this](Result<ErasureRequest> request) {
        setBusy(false);
        if (!request && request.error().code != ErrorCode::NotFound)
            return setError(request.error().code);
        session()->announceChange();
        Q_EMIT kept();
    });
}

void ErasureModel::setBusy(bool busy)
{
    m_busy = busy;
    Q_EMIT busyChanged();
}

} // namespace assent::ui
