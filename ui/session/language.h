#pragma once

#include <QDateTime>
#include <QLocale>
#include <QObject>
#include <QTranslator>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

class QQmlEngine;

namespace assent::ui {

/// The language of the words and the form of dates and numbers. Changes while
/// the program runs.
class Language final : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by the program")
    /// "en", "zh_TW", …: the language of the words on screen.
    Q_PROPERTY(QString tag READ tag NOTIFY changed FINAL)
    /// [{ value, label }] in each language's own name.
    Q_PROPERTY(QVariantList available READ available CONSTANT FINAL)

public:
    explicit Language(QQmlEngine &engine, QObject *parent = nullptr);
    ~Language() override;

    /// A tag; empty is the system's. What is not available becomes English.
    void choose(const QString &wanted);
    QString tag() const { return m_tag; }
    QLocale locale() const { return m_locale; }
    QVariantList available() const;
    /// A moment, as short as it can be said: a time today, else a date and time.
    Q_INVOKABLE QString when(const QDateTime &moment) const;
    /// Every language that has a translation, English first.
    static QStringList tags();

Q_SIGNALS:
    void changed();

private:
    QString resolve(const QString &wanted) const;

    QQmlEngine &m_engine;
    QTranslator m_translator;
    QString m_tag; ///< empty until the first choose()
    QLocale m_locale = QLocale(QLocale::English, QLocale::UnitedKingdom);
};

} // namespace assent::ui
