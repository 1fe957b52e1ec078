#include "session/preferences.h"

#include <algorithm>

namespace assent::ui {
namespace {

const QString kLanguage = QStringLiteral("language");
const QString kTheme = QStringLiteral("theme");
const QString kText = QStringLiteral("text_percent");
const QString kMotion = QStringLiteral("reduce_motion");
const QString kLock = QStringLiteral("auto_lock_minutes");

} // namespace

Preferences::Preferences(const QString &file, QObject *parent)
    : QObject(parent)
{
    if (file.isEmpty())
        return;
    m_file = std::make_unique<QSettings>(file, QSettings::IniFormat);
    m_language = m_file->value(kLanguage).toString();
    m_theme = std::clamp(m_file->value(kTheme, m_theme).toInt(), 0, 2);
    m_textPercent = std::clamp(m_file->value(kText, m_textPercent).toInt(), 100, 200);
    m_reduceMotion = m_file->value(kMotion, m_reduceMotion).toBool();
    m_autoLockMinutes = std::clamp(m_file->value(kLock, m_autoLockMinutes).toInt(), 0, 60);
}

void Preferences::setLanguage(const QString &tag)
{
    if (m_language == tag)
        return;
    m_language = tag;
    keep(kLanguage, tag);
}

void Preferences::setTheme(int mode)
{
    mode = std::clamp(mode, 0, 2);
    if (m_theme == mode)
        return;
    m_theme = mode;
    keep(kTheme, mode);
}

void Preferences::setTextPercent(int percent)
{
    percent = std::clamp(percent, 100, 200);
    if (m_textPercent == percent)
        return;
    m_textPercent = percent;
    keep(kText, percent);
}

void Preferences::setReduceMotion(bool reduce)
{
    if (m_reduceMotion == reduce)
        return;
    m_reduceMotion = reduce;
    keep(kMotion, reduce);
}

void Preferences::setAutoLockMinutes(int minutes)
{
    minutes = std::clamp(minutes, 0, 60);
    if (m_autoLockMinutes == minutes)
        return;
    m_autoLockMinutes = minutes;
    keep(kLock, minutes);
}

void Preferences::keep(const QString &key, const QVariant &value)
{
    if (m_file && m_keeping)
        m_file->setValue(key, value);
    Q_EMIT changed();
}

} // namespace assent::ui
