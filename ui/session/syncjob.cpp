#include "session/syncjob.h"

namespace assent::ui {

QString SyncJob::name() const { return tr("News from the organisation"); }

QString SyncJob::detail() const
{
    switch (state()) {
    case Done: return tr("%Ln change(s) were applied.", nullptr, m_received);
    case Cancelled: return tr("Stopped after %Ln change(s). The rest comes with a later sync.", nullptr, m_received);
    default: return tr("%Ln change(s) so far.", nullptr, m_received);
    }
}

void SyncJob::count(int received)
{
    if (received < kMuch || (state() == Working && received == m_received))
        return;
    m_received = received;
    if (state() != Working)
        setState(Working);
    else
        Q_EMIT wordsChanged();
}

void SyncJob::end(State state)
{
    if (this->state() == Working)
        setState(state);
}

} // namespace assent::ui
