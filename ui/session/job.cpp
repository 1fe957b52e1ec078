#include "session/job.h"

namespace assent::ui {

void Job::setAttended(bool attended)
{
    if (m_attended == attended)
        return;
    m_attended = attended;
    m_seen = m_seen || (attended && hasEnded());
    Q_EMIT attendedChanged();
}

void Job::forget()
{
    if (m_state != Working)
        setState(Idle);
}

void Job::setState(State state)
{
    m_state = state;
    m_seen = m_attended && hasEnded();
    if (state != Working)
        m_progress = -1;
    Q_EMIT stateChanged();
    Q_EMIT wordsChanged();
}

void Job::setProgress(double progress)
{
    if (m_progress == progress || m_state != Working)
        return;
    m_progress = progress;
    Q_EMIT progressChanged();
}

} // namespace assent::ui
