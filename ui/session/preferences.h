#pragma once

#include <QObject>
#include <QSettings>
#include <QtQml/qqmlregistration.h>

namespace assent::ui {

/// How the program looks and when it locks. Kept in a plain file outside the
/// store, so it never holds anything about a person.
class Preferences final : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by the program")
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY changed FINAL)
    Q_PROPERTY(int theme READ theme WRITE setTheme NOTIFY changed FINAL)
    Q_PROPERTY(int textPercent READ textPercent WRITE setTextPercent NOTIFY changed FINAL)
    Q_PROPERTY(bool reduceMotion READ reduceMotion WRITE setReduceMotion NOTIFY changed FINAL)
    Q_PROPERTY(int autoLockMinutes READ autoLockMinutes WRITE setAutoLockMinutes NOTIFY changed FINAL)

public:
    /// `file` is an INI file; empty: nothing is kept beyond this run.
    explicit Preferences(const QString &file, QObject *parent = nullptr);

    /// A language tag, or empty for the system's.
    QString language() const { return m_language; }
    void setLanguage(const QString &tag);
    /// Theme::Mode of the kit: 0 as the system, 1 light, 2 dark.
    int theme() const { return m_theme; }
    void setTheme(int mode);
    /// 100…200, in steps of the settings page.
    int textPercent() const { return m_textPercent; }
    void setTextPercent(int percent);
    bool reduceMotion() const { return m_reduceMotion; }
    void setReduceMotion(bool reduce);
    /// 0: never; else 1…60.
    int autoLockMinutes() const { return m_autoLockMinutes; }
    void setAutoLockMinutes(int minutes);
    /// While off, changes hold for this run and are not written.
    void setKeeping(bool keeping) { m_keeping = keeping; }

Q_SIGNALS:
    void changed();

private:
    void keep(const QString &key, const QVariant &value);

    std::unique_ptr<QSettings> m_file;
    bool m_keeping = true;
    QString m_language;
    int m_theme = 0;
    int m_textPercent = 100;
    bool m_reduceMotion = false;
    int m_autoLockMinutes = 4;
};

} // namespace assent::ui
