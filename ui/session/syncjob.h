#pragma once

#include "session/job.h"

#include <functional>

namespace assent::ui {

/// The receiving of much news as long work: it begins once so much came that the
/// person may wait for it. What is sent is no part of it and is never stopped.
class SyncJob final : public assent::ui::Job // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by the sync agent")

public:
    /// Changes in one sync; fewer are no work to speak of.
    static constexpr int kMuch = 200;

    explicit SyncJob(std::function<void()> stop, QObject *parent = nullptr) : Job(parent), m_stop(std::move(stop)) {}

    QString name() const override;
    QString detail() const override;
    void cancel() override { m_stop(); }

    /// So many changes came up to now.
    void count(int received);
    /// The sync has ended: it went well, was stopped, or came to nothing and says so elsewhere.
    void end(State state);

private:
    std::function<void()> m_stop;
    int m_received = 0;
};

} // namespace assent::ui
