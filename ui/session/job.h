#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace assent::ui {

/// One piece of long work: what it is called, how far it is, how it ended. It ends as
/// done, failed or cancelled, and stays so until it is forgotten.
///
/// Who shows it on a page of its own attends it; what nobody attends is in the tray.
class Job : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by what works")
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    /// 0…1, or -1 while nobody knows.
    Q_PROPERTY(double progress READ progress NOTIFY progressChanged FINAL)
    Q_PROPERTY(QString name READ name NOTIFY wordsChanged FINAL)
    /// One sentence: what it does, why it failed, or what came of it.
    Q_PROPERTY(QString detail READ detail NOTIFY wordsChanged FINAL)
    Q_PROPERTY(bool attended READ attended WRITE setAttended NOTIFY attendedChanged FINAL)

public:
    enum State { Idle, Working, Done, Failed, Cancelled };
    Q_ENUM(State)

    using QObject::QObject;

    State state() const { return m_state; }
    double progress() const { return m_progress; }
    virtual QString name() const = 0;
    virtual QString detail() const = 0;
    /// What may follow once it is done, on a button; empty: nothing.
    virtual QString action() const { return {}; }
    virtual void act() {}
    bool attended() const { return m_attended; }
    void setAttended(bool attended);
    bool hasEnded() const { return m_state == Done || m_state == Failed || m_state == Cancelled; }
    /// It belongs into the tray: nobody attends it, and its end was not seen yet.
    bool isListed() const { return !m_attended && (m_state == Working || (hasEnded() && !m_seen)); }

    /// Asks the work to stop; it then ends as cancelled and leaves nothing half done.
    Q_INVOKABLE virtual void cancel() = 0;
    /// Back to Idle, when nothing is under way.
    Q_INVOKABLE void forget();

Q_SIGNALS:
    void stateChanged();
    void progressChanged();
    void wordsChanged();
    void attendedChanged();

protected:
    void setState(State state);
    void setProgress(double progress);

private:
    State m_state = Idle;
    double m_progress = -1;
    bool m_attended = false;
    bool m_seen = false; ///< its end, on a page
};

} // namespace assent::ui
