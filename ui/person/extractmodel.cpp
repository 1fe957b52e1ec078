#include "person/extractmodel.h"

#include "transfer/extractsheet.h"
#include "transfer/subjectdata.h"

#include <algorithm>

namespace assent::ui {
namespace {

/// The last millisecond of a day in the reader's zone, but no time to come.
Timestamp endOf(QDate day, Timestamp now)
{
    return std::min(fromMillis(day.endOfDay().toMSecsSinceEpoch()), now);
}

} // namespace

int ExtractModel::rowCount(const QModelIndex &) const { return 0; }

QVariant ExtractModel::data(const QModelIndex &, int) const { return {}; }

QDate ExtractModel::now() const { return QDateTime::fromMSecsSinceEpoch(toMillis(StoreModel::now())).date(); }

QString ExtractModel::today() const { return now().toString(Qt::ISODate); }

void ExtractModel::setDay(const QString &typed)
{
    if (m_typed == typed)
        return;
    m_typed = typed;
    Q_EMIT dayChanged();
    Q_EMIT presented(); // `ready` is over
    reload();
}

QString ExtractModel::refusal() const
{
    if (m_typed.trimmed().isEmpty())
        return {};
    if (!date().isValid())
        //: 2026-03-20 stays as it is: that is how the day has to be typed
        return tr("This is not a day. Type it like this: 2026-03-20.");
    return date() > now() ? tr("This day is still to come.") : QString();
}

void ExtractModel::load()
{
    const QString typed = m_typed;
    if (!date().isValid() || date() > now())
        return finishLoad({});
    auto job = [typed, day = date(), subject = session()->subject()](OpenStore &store) -> Result<Snapshot> {
        ASSENT_TRY(PointInTime point, pointInTime(*store.vault, *store.consents, subject, endOf(day, store.vault->clock().now())));
        return Snapshot{typed, std::move(point)};
    };
    read<Snapshot>(job, [this](Snapshot snapshot) { m_read = std::move(snapshot); });
}

void ExtractModel::present() {}

QString ExtractModel::summary() const
{
    if (!ready())
        return {};
    const auto isChoice = [](const KeyAt &key) { return key.decided.model != ConsentModel::Required; };
    const auto isAllowed = [&](const KeyAt &key) { return isChoice(key) && key.decided.allowed; };
    const std::vector<KeyAt> &keys = m_read.point->keys;
    const Words words = this->words(m_read.point->catalogue);
    //: %1 is a moment, %2 of %3 choices
    return tr("%1: %2 of %3 choices were allowed.").arg(words.dateTime(m_read.point->at),
        words.number(std::count_if(keys.begin(), keys.end(), isAllowed)), words.number(std::count_if(keys.begin(), keys.end(), isChoice)));
}

void ExtractModel::setBusy(bool busy)
{
    m_busy = busy;
    Q_EMIT busyChanged();
}

void ExtractModel::save(const QString &form)
{
    if (!ready() || m_busy)
        return;
    setBusy(true);
    const std::string stem = "extract-" + date().toString(Qt::ISODate).toStdString();
    auto job = [point = *m_read.point, pdf = form == QLatin1String("pdf"), stem,
                   language = documentLanguage(language()->tag().toStdString())](OpenStore &store) -> Result<SavedContent> {
        ASSENT_TRY(const SignedExtract extract, signedExtract(*store.vault, point));
        SavedContent content{[] { return tr("Extract"); }, stem, pdf ? ".pdf" : ".json", extract.text, {}};
        if (pdf) {
            content.paper = print::Paper{extractTitle(language), extractHtml(point, extract, language), language, "extract.json", "application/json",
                extract.text};
        }
        return content;
    };
    session()->store().run<SavedContent>(this, job, [this](Result<SavedContent> content) {
        setBusy(false);
        if (content)
            start(std::move(*content));
        else
            setError(content.error().code);
    });
}

void ExtractModel::start(SavedContent content)
{
    SaveJob *job = SaveJob::start(*session(), std::move(content));
    session()->jobs().askPlace(job);
    Q_EMIT saving(job);
}

} // namespace assent::ui
