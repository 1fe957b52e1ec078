#include "session/jobs.h"

#include <QMetaEnum>
#include <QMetaMethod>

#include <algorithm>

namespace assent::ui {
namespace {

QString nameOf(Job::State state)
{
    return QString::fromLatin1(QMetaEnum::fromType<Job::State>().valueToKey(state)).toLower();
}

} // namespace

int Jobs::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QHash<int, QByteArray> Jobs::roleNames() const
{
    return {{KeyRole, "key"}, {NameRole, "name"}, {DetailRole, "detail"}, {PhaseRole, "phase"}, {ProgressRole, "progress"}, {ActionRole, "action"}};
}

QVariant Jobs::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case KeyRole: return row.key;
    case NameRole: return row.job->name();
    case DetailRole: return row.job->detail();
    case PhaseRole: return nameOf(row.job->state());
    case ProgressRole: return row.job->progress();
    case ActionRole: return row.job->state() == Job::Done ? row.job->action() : QString();
    default: return {};
    }
}

int Jobs::working() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.job->state() == Job::Working; }));
}

QString Jobs::phase() const
{
    for (const Job::State state : {Job::Working, Job::Failed, Job::Cancelled, Job::Done}) {
        if (std::any_of(m_rows.begin(), m_rows.end(), [state](const Row &row) { return row.job->state() == state; }))
            return nameOf(state);
    }
    return {};
}

void Jobs::follow(Job *job)
{
    m_followed.push_back(job);
    connect(job, &Job::stateChanged, this, [this, job] { onState(job); });
    const auto again = [this, job] { look(job); };
    connect(job, &Job::progressChanged, this, again);
    connect(job, &Job::wordsChanged, this, again);
    connect(job, &Job::attendedChanged, this, again);
    connect(job, &QObject::destroyed, this, [this](QObject *gone) {
        std::erase_if(m_followed, [gone](const Job *one) { return one == gone; });
        drop(rowOf(gone));
    });
}

void Jobs::askPlace(FileJob *job)
{
    if (isSignalConnected(QMetaMethod::fromSignal(&Jobs::placeWanted)))
        Q_EMIT placeWanted(job);
    else
        job->giveUp();
}

void Jobs::askPdf(SaveJob *job)
{
    if (isSignalConnected(QMetaMethod::fromSignal(&Jobs::pdfWanted)))
        Q_EMIT pdfWanted(job);
    else
        job->takePdf({});
}

void Jobs::stopAll()
{
    const std::vector<Job *> all = m_followed;
    for (Job *job : all) {
        job->disconnect(this); // its end is told to nobody
        job->cancel();
        if (job->parent() == this)
            job->deleteLater();
    }
    m_followed.clear();
    beginResetModel();
    m_rows.clear();
    endResetModel();
    m_lastFolder.clear();
    Q_EMIT countChanged();
}

void Jobs::retranslate()
{
    for (Job *job : m_followed)
        Q_EMIT job->wordsChanged();
}

void Jobs::cancel(int key)
{
    if (Job *job = jobOf(key))
        job->cancel();
}

void Jobs::act(int key)
{
    if (Job *job = jobOf(key))
        job->act();
}

void Jobs::dismiss(int key)
{
    if (Job *job = jobOf(key))
        job->forget();
}

void Jobs::dismissEnded()
{
    const std::vector<Row> rows = m_rows;
    for (const Row &row : rows)
        row.job->forget();
}

Job *Jobs::jobOf(int key) const
{
    const auto at = std::find_if(m_rows.begin(), m_rows.end(), [key](const Row &row) { return row.key == key; });
    return at == m_rows.end() ? nullptr : at->job;
}

std::vector<Jobs::Row>::iterator Jobs::rowOf(const QObject *job)
{
    return std::find_if(m_rows.begin(), m_rows.end(), [job](const Row &row) { return row.job == job; });
}

void Jobs::onState(Job *job)
{
    look(job);
    if (job->isListed() && (job->state() == Job::Done || job->state() == Job::Failed)) {
        //: %1 is what was done, such as "A copy of my data", %2 a sentence about how it ended
        Q_EMIT ended(tr("%1: %2").arg(job->name(), job->detail()), job->state());
    }
}

void Jobs::look(Job *job)
{
    const auto at = rowOf(job);
    const int row = int(at - m_rows.begin());
    if (job->isListed() && at == m_rows.end()) {
        beginInsertRows({}, row, row);
        m_rows.push_back({m_nextKey++, job});
        endInsertRows();
    } else if (job->isListed()) {
        Q_EMIT dataChanged(index(row), index(row));
    } else {
        drop(at);
    }
    Q_EMIT countChanged();
    if (job->parent() == this && job->state() != Job::Working && !job->isListed() && !job->attended())
        job->deleteLater();
}

void Jobs::drop(std::vector<Row>::iterator row)
{
    if (row == m_rows.end())
        return;
    const int at = int(row - m_rows.begin());
    beginRemoveRows({}, at, at);
    m_rows.erase(row);
    endRemoveRows();
    Q_EMIT countChanged();
}

} // namespace assent::ui
