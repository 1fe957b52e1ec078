#pragma once

#include "consent/consentstore.h"
#include "profile/person.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace assent::ui {

/// The words of the domain in one language: states, acts, facts, days. What the
/// catalogue knows comes from the catalogue; everything else is translated here.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)

public:
    Words(std::shared_ptr<const Catalogue> catalogue, QLocale locale, const QString &tag);

    // Names out of the catalogue; an unknown id is shown as it is.
    QString controller() const;
    QString purpose(const PurposeId &id) const;
    QString channel(const ChannelId &id) const;
    QString recipient(const RecipientId &id) const;
    QString source(const SourceId &id) const;
    QString of(const LocalText &text) const;
    /// "Product news by email, for Datalytics"; the controller's own use is not named.
    QString choice(const ConsentKey &key) const;
    /// The same for what a closing act covers: "everything optional".
    QString coverage(const KeyPattern &pattern) const;

    /// "You allowed", "Support withdrew": a sentence with what it was about.
    QString act(const ConsentEvent &event) const;
    QString actor(ActorRole role) const;
    QString actIcon(Act act) const;
    /// Why there is no switch, in a sentence.
    QString basis(LegalBasis basis) const;
    /// The chip of a key; empty when nothing is to be said.
    QString note(const KeyState &state) const;

    // Facts.
    QString field(const std::string &key) const;
    QString value(const Attribute &attribute) const;
    QString category(AttributeKind kind) const;
    QString method(CollectionMethod method) const;

    // Time, in the reader's zone.
    QString date(Timestamp time) const;
    QString time(Timestamp time) const;
    /// "Today", "Yesterday", or the date.
    QString day(Timestamp time, Timestamp now) const;
    QString dateTime(Timestamp time) const;
    /// "in 3 days", "in 4 months": whole and rounded down.
    QString span(std::chrono::days days) const;
    QString number(std::int64_t value) const { return m_locale.toString(qlonglong(value)); }
    /// "a, b and c" as the language joins them.
    QString list(const QStringList &items) const;
    /// The name of a language in the language in force.
    QString language(const std::string &tag) const;

    const Catalogue &catalogue() const { return *m_catalogue; }
    const std::string &tag() const { return m_tag; }

private:
    QDateTime local(Timestamp time) const;

    std::shared_ptr<const Catalogue> m_catalogue;
    QLocale m_locale;
    std::string m_tag;
};

inline QString qs(const std::string &text) { return QString::fromStdString(text); }
inline QString qs(std::string_view text) { return QString::fromUtf8(text.data(), qsizetype(text.size())); }

/// Icons of resources/icons.
QString channelIcon(const ChannelId &channel);
QString purposeIcon(const std::string &purposeClass);
QString sourceIcon(SourceTrust trust);

} // namespace assent::ui
