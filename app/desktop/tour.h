#pragma once

#include "desktop/desktop.h"
#include "desktop/hands.h"

#include <QTemporaryDir>

#include <atomic>

namespace assent::ui {

/// The system's clock, which the tour puts forward to see what comes with time.
class TourClock final : public Clock
{
public:
    Timestamp now() const override { return m_system.now() + std::chrono::milliseconds(m_ahead.load()); }
    void putForward(std::chrono::milliseconds ahead) { m_ahead.store(ahead.count()); }

private:
    SystemClock m_system;
    std::atomic<std::int64_t> m_ahead{0}; ///< the store's threads read it
};

/// Walks through every page and state on the real store and saves a picture of
/// each, in each look. What it allows or withdraws it undoes: the store gains
/// those acts and their undoing, and nothing is changed in the person's data. The
/// copy that it makes goes with it.
class Tour
{
public:
    struct Looks
    {
        QStringList languages{QStringLiteral("en"), QStringLiteral("zh_TW")};
        QList<int> themes{1, 2}; ///< light, dark
    };

    /// Puts the desktop's clock so far ahead of where it was at the start.
    using PutForward = std::function<void(std::chrono::milliseconds)>;

    Tour(Desktop &desktop, PutForward putForward, QString folder, SecretBytes passphrase, Looks looks);

    /// 0 when every step was found and the interface complained of nothing.
    int run();

private:
    struct Look
    {
        QString language;
        int theme;
    };

    void round(const Look &look);
    void nothingToOpen();
    void door();
    bool unlock();
    void home();
    void questions();
    void data();
    void choices();
    void notice();
    void organisations();
    void rights();
    void saveWhereAsked(const QString &name);
    void trayOfCopy();
    void history();
    void palette();
    void settings();
    void idleWarning();
    void act(const QString &name, bool allow);
    void page(int number, const QString &waitFor);
    QQuickItem *firstSwitch(bool allowed) const;
    bool step(bool worked, const QString &what);
    void shot(const QString &name);
    QImage stillPicture(); ///< once nothing moves any more: threads have answered, layouts have settled
    void report() const;

    Desktop &m_desktop;
    PutForward m_putForward;
    Hands m_hands;
    QString m_folder;
    SecretBytes m_passphrase;
    Looks m_looks;
    QTemporaryDir m_copies; ///< what the tour saves, and removes
    QString m_suffix;
    int m_number = 0;
    int m_shots = 0;
    int m_acts = 0;
    QStringList m_missed;
};

} // namespace assent::ui
