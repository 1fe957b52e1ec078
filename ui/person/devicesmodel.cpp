#include "person/devicesmodel.h"

#include "kit/sentences.h"

#include <algorithm>

namespace assent::ui {

int DevicesModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QHash<int, QByteArray> DevicesModel::roleNames() const
{
    return {{TitleRole, "title"}, {DetailRole, "detail"}, {IconRole, "icon"}};
}

QVariant DevicesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case TitleRole: return row.title;
    case DetailRole: return row.detail;
    case IconRole: return row.icon;
    default: return {};
    }
}

void DevicesModel::load()
{
    auto job = [subject = session()->subject()](OpenStore &store) -> Result<Snapshot> {
        Snapshot out;
        out.catalogue = store.catalogue;
        out.devices.push_back({store.vault->deviceId(), 0, std::nullopt, true});
        ASSENT_TRY(const std::vector<HistoryEntry> history, store.consents->history(subject));
        for (const HistoryEntry &entry : history) { // newest first
            const EventCore &core = entry.event.core;
            auto at = std::find_if(out.devices.begin(), out.devices.end(), [&](const Seen &seen) { return seen.id == core.device; });
            if (at == out.devices.end())
                at = out.devices.insert(at, {core.device, 0, std::nullopt, false});
            ++at->acts;
            at->last = std::max(at->last.value_or(core.decidedAt), core.decidedAt);
        }
        ASSENT_TRY(const sync::SyncStatus hub, sync::status(*store.vault));
        out.hubUrl = hub.hasHub ? hub.hubUrl : std::string();
        out.lastContact = hub.lastContact;
        return out;
    };
    read<Snapshot>(job, [this](Snapshot snapshot) { m_read = std::move(snapshot); });
}

void DevicesModel::present()
{
    const Words words = this->words(m_read.catalogue);
    beginResetModel();
    m_rows.clear();
    for (const Seen &seen : m_read.devices) {
        QStringList parts;
        //: How many choices were made on a device
        parts.append(tr("%Ln decision(s)", nullptr, seen.acts));
        if (seen.last)
            parts.append(tr("the last on %1").arg(words.date(*seen.last)));
        //: %1 is the end of a device's id
        parts.append(tr("id ending in %1").arg(qs(seen.id.toString()).right(6)));
        m_rows.push_back({seen.mine ? tr("This computer") : tr("Another device"), parts.join(QStringLiteral(" · ")),
            seen.mine ? QStringLiteral("monitor") : QStringLiteral("smartphone")});
    }
    endResetModel();
    m_hubText = m_read.hubUrl.empty() ? tr("Your choices are kept on this computer only.")
        //: %1 is an address
        : tr("Synced with %1.").arg(qs(m_read.hubUrl));
    if (!m_read.hubUrl.empty() && m_read.lastContact)
        m_hubText = joinedSentences(m_hubText, tr("Last contact: %1.").arg(words.dateTime(*m_read.lastContact)));
}

} // namespace assent::ui
