#include "session/language.h"

#include <QCoreApplication>
#include <QFile>
#include <QQmlEngine>
#include <QVariantMap>

namespace assent::ui {
namespace {

QString fileOf(const QString &tag) { return QStringLiteral(":/assent/i18n/assent_%1.qm").arg(tag); }

QLocale localeOf(const QString &tag)
{
    if (tag != QLatin1String("en"))
        return QLocale(tag);
    // An English reader keeps their own form of dates.
    const QLocale system = QLocale::system();
    const bool english = system.language() == QLocale::English;
    return english ? QLocale(QLocale::English, system.territory()) : QLocale(QLocale::English, QLocale::UnitedKingdom);
}

} // namespace

Language::Language(QQmlEngine &engine, QObject *parent)
    : QObject(parent), m_engine(engine)
{
}

Language::~Language() { QCoreApplication::removeTranslator(&m_translator); }

QStringList Language::tags()
{
    QStringList found{QStringLiteral("en")};
    for (const char *tag : {"zh_TW", "pl", "fr"}) {
        if (QFile::exists(fileOf(QString::fromLatin1(tag))))
            found.append(QString::fromLatin1(tag));
    }
    return found;
}

QVariantList Language::available() const
{
    // Each language in its own words: not to be translated.
    static const QVariantMap names{{QStringLiteral("en"), QStringLiteral("English")},
        {QStringLiteral("zh_TW"), QStringLiteral("繁體中文（台灣）")}, {QStringLiteral("pl"), QStringLiteral("Polski")},
        {QStringLiteral("fr"), QStringLiteral("Français")}};
    QVariantList list;
    for (const QString &tag : tags())
        list.append(QVariantMap{{QStringLiteral("value"), tag}, {QStringLiteral("label"), names.value(tag)}});
    return list;
}

QString Language::when(const QDateTime &moment) const
{
    const QDateTime local = moment.toLocalTime();
    const QString time = m_locale.toString(local.time(), QStringLiteral("HH:mm"));
    if (local.date() == QDate::currentDate())
        return time;
    // Qt 6.4 writes the short form of a time in Chinese as "B9:00".
    return m_locale.toString(local.date(), QLocale::ShortFormat) + QLatin1Char(' ') + time;
}

QString Language::resolve(const QString &wanted) const
{
    const QLocale locale = wanted.isEmpty() ? QLocale::system() : QLocale(wanted);
    const QStringList known = tags();
    if (known.contains(locale.name()))
        return locale.name();
    for (const QString &tag : known) {
        const QLocale candidate(tag);
        const bool sameScript = locale.language() != QLocale::Chinese || candidate.script() == locale.script();
        if (candidate.language() == locale.language() && sameScript)
            return tag;
    }
    return QStringLiteral("en");
}

void Language::choose(const QString &wanted)
{
    const QString tag = resolve(wanted);
    if (tag == m_tag)
        return;
    QCoreApplication::removeTranslator(&m_translator);
    // English too: its file holds the plural forms.
    if (m_translator.load(fileOf(tag)))
        QCoreApplication::installTranslator(&m_translator);
    m_tag = tag;
    m_locale = localeOf(tag);
    QLocale::setDefault(m_locale);
    m_engine.retranslate();
    Q_EMIT changed();
}

} // namespace assent::ui
