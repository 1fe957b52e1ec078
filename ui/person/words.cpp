#include "person/words.h"

#include <QMap>

namespace assent::ui {

Words::Words(std::shared_ptr<const Catalogue> catalogue, QLocale locale, const QString &tag)
    : m_catalogue(std::move(catalogue)), m_locale(std::move(locale)), m_tag(tag.toStdString())
{
}

QString Words::of(const LocalText &text) const { return qs(text.in(m_tag)); }

QString Words::controller() const { return of(m_catalogue->controllerName()); }

QString Words::purpose(const PurposeId &id) const
{
    const Purpose *purpose = m_catalogue->purpose(id);
    return purpose ? of(purpose->name) : qs(id.str());
}

QString Words::channel(const ChannelId &id) const
{
    const Channel *channel = m_catalogue->channel(id);
    return channel ? of(channel->name) : qs(id.str());
}

QString Words::recipient(const RecipientId &id) const
{
    if (id == kSelf)
        return controller();
    const Recipient *recipient = m_catalogue->recipient(id);
    return recipient ? qs(recipient->name) : qs(id.str());
}

QString Words::source(const SourceId &id) const
{
    const Source *source = m_catalogue->source(id);
    return source ? of(source->name) : qs(id.str());
}

QString Words::choice(const ConsentKey &key) const
{
    if (key.recipient == kSelf) {
        //: One choice: %1 is a purpose, %2 a channel ("Product news by Email")
        return tr("%1 (%2)").arg(purpose(key.purpose), channel(key.channel));
    }
    //: One choice: %1 is a purpose, %2 a channel, %3 a company that receives data
    return tr("%1 (%2, %3)").arg(purpose(key.purpose), channel(key.channel), recipient(key.recipient));
}

QString Words::coverage(const KeyPattern &pattern) const
{
    if (const auto key = pattern.concrete())
        return choice(*key);
    if (!pattern.purpose && !pattern.purposeClass && !pattern.channel && !pattern.recipient)
        return tr("everything optional");
    QStringList parts;
    if (pattern.purpose)
        parts.append(purpose(*pattern.purpose));
    if (pattern.purposeClass)
        parts.append(qs(*pattern.purposeClass));
    if (pattern.channel)
        parts.append(channel(*pattern.channel));
    if (pattern.recipient)
        parts.append(recipient(*pattern.recipient));
    return parts.join(tr(", ", "between the parts of a choice"));
}

QString Words::actor(ActorRole role) const
{
    switch (role) {
    case ActorRole::Self: return tr("You", "who did something");
    case ActorRole::Agent: return tr("Customer service");
    case ActorRole::Guardian: return tr("Your guardian");
    case ActorRole::System: return tr("A system of %1").arg(controller());
    case ActorRole::Import: return tr("An imported record");
    }
    return {};
}

QString Words::act(const ConsentEvent &event) const
{
    const QString what = coverage(event.payload.key);
    switch (event.core.act) {
    case Act::Grant: return tr("Allowed: %1").arg(what);
    case Act::Confirm: return tr("Confirmed: %1").arg(what);
    case Act::Withdraw: return tr("Withdrawn: %1").arg(what);
    case Act::Refuse: return tr("Not allowed: %1").arg(what);
    case Act::Object: return tr("Objected to: %1").arg(what);
    case Act::Revoke: return tr("Revoked: %1").arg(what);
    case Act::Invalidate: return tr("Declared invalid: %1").arg(what);
    case Act::Signal: return tr("Opt-out signal received: %1").arg(what);
    case Act::Request: return tr("Asked: %1").arg(what);
    case Act::Defer: return tr("Put off: %1").arg(what);
    }
    return {};
}

QString Words::actIcon(Act act) const
{
    if (isOpening(act))
        return QStringLiteral("check");
    if (act == Act::Request)
        return QStringLiteral("circle-help");
    return act == Act::Defer ? QStringLiteral("clock") : QStringLiteral("minus");
}

QString Words::basis(LegalBasis basis) const
{
    switch (basis) {
    case LegalBasis::Consent: return tr("Only with your consent.");
    case LegalBasis::Contract: return tr("Needed for your contract.");
    case LegalBasis::LegalObligation: return tr("Required by law.");
    case LegalBasis::VitalInterest: return tr("Needed to protect someone's life.");
    case LegalBasis::PublicTask: return tr("Needed for a task in the public interest.");
    case LegalBasis::LegitimateInterest: return tr("Based on a legitimate interest, until you object.");
    }
    return {};
}

QString Words::note(const KeyState &state) const
{
    if (state.state.conflict)
        return tr("Needs your word again");
    if (state.notYetActive)
        return tr("Not yet active");
    if (state.waitingToSend)
        return tr("Waiting to send");
    if (state.state.word == StateWord::Expired && state.state.validUntil)
        return tr("Ended %1", "a consent lapsed on this date").arg(date(*state.state.validUntil));
    return state.state.word == StateWord::Requested ? tr("You are asked again") : QString();
}

QString Words::field(const std::string &key) const
{
    static const QMap<std::string, const char *> names{
        {"given_name", QT_TR_NOOP("Given name")}, {"family_name", QT_TR_NOOP("Family name")},
        {"full_name", QT_TR_NOOP("Name")}, {"email", QT_TR_NOOP("Email")}, {"phone", QT_TR_NOOP("Phone")},
        {"birth_date", QT_TR_NOOP("Date of birth")}, {"street", QT_TR_NOOP("Street")},
        {"postcode", QT_TR_NOOP("Postcode")}, {"postal_code", QT_TR_NOOP("Postcode")}, {"city", QT_TR_NOOP("City")},
        {"country", QT_TR_NOOP("Country")}, {"address", QT_TR_NOOP("Address")}, {"gender", QT_TR_NOOP("Gender")},
        {"language", QT_TR_NOOP("Language")}, {"loyalty_id", QT_TR_NOOP("Loyalty number")},
        {"customer_number", QT_TR_NOOP("Customer number")}, {"company", QT_TR_NOOP("Company")},
        {"occupation", QT_TR_NOOP("Occupation")}, {"last_purchase", QT_TR_NOOP("Last purchase")},
        {"last_visit", QT_TR_NOOP("Last visit")}, {"last_order", QT_TR_NOOP("Last order")},
        {"orders_count", QT_TR_NOOP("Orders")}, {"favourite_category", QT_TR_NOOP("Favourite category")},
        {"favourite_store", QT_TR_NOOP("Favourite shop")}, {"seat_preference", QT_TR_NOOP("Preferred seat")},
        {"newsletter_topic", QT_TR_NOOP("Newsletter topic")}, {"interests", QT_TR_NOOP("Interests")},
        {"satisfaction", QT_TR_NOOP("Satisfaction")}, {"household_size", QT_TR_NOOP("Household size")},
        {"meal_preference", QT_TR_NOOP("Preferred meal")},
        {"home_airport", QT_TR_NOOP("Home airport")}, {"last_route", QT_TR_NOOP("Last route")},
        {"travel_interest", QT_TR_NOOP("Travel interest")}, {"survey_rating", QT_TR_NOOP("Survey answer")},
        {"customer_since", QT_TR_NOOP("Customer since")}, {"loyalty_tier", QT_TR_NOOP("Loyalty tier")},
    };
    if (const auto it = names.find(key); it != names.end())
        return tr(*it);
    // A field this version has no name for: readable at least.
    QString plain = qs(key).replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!plain.isEmpty())
        plain[0] = plain[0].toUpper();
    return plain;
}

QString Words::value(const Attribute &attribute) const
{
    const QString text = qs(attribute.value);
    // ISO dates are read as dates whatever the field is called.
    if (const QDate asDate = QDate::fromString(text, Qt::ISODate); asDate.isValid() && text.size() == 10)
        return m_locale.toString(asDate, QLocale::LongFormat);
    return text;
}

QString Words::category(AttributeKind kind) const
{
    switch (kind) {
    case AttributeKind::Identity: return tr("Who you are");
    case AttributeKind::Descriptive: return tr("About you");
    case AttributeKind::Behavioural: return tr("What you did");
    case AttributeKind::Attitudinal: return tr("What you like");
    }
    return {};
}

QString Words::method(CollectionMethod method) const
{
    switch (method) {
    case CollectionMethod::Declared: return tr("Told by you");
    case CollectionMethod::Imported: return tr("Taken over from another system");
    case CollectionMethod::Observed: return tr("Recorded while you used a service");
    case CollectionMethod::Inferred: return tr("Guessed from other data");
    case CollectionMethod::Agent: return tr("Entered by customer service");
    }
    return {};
}

QDateTime Words::local(Timestamp time) const { return QDateTime::fromMSecsSinceEpoch(toMillis(time)); }

QString Words::date(Timestamp time) const
{
    //: Form of a date: d day, MMMM month, yyyy year (as in QLocale)
    return m_locale.toString(local(time).date(), tr("d MMMM yyyy"));
}

QString Words::time(Timestamp time) const { return m_locale.toString(local(time).time(), QStringLiteral("HH:mm")); }

QString Words::day(Timestamp time, Timestamp now) const
{
    const qint64 ago = local(time).date().daysTo(local(now).date());
    if (ago == 0)
        return tr("Today");
    return ago == 1 ? tr("Yesterday") : date(time);
}

QString Words::dateTime(Timestamp at) const
{
    //: %1 is a date, %2 a time of day
    return tr("%1, %2").arg(date(at), time(at));
}

QString Words::span(std::chrono::days days) const
{
    const int count = int(days.count());
    if (count >= 730)
        return tr("%n year(s)", nullptr, count / 365);
    if (count >= 60)
        return tr("%n month(s)", nullptr, count / 30);
    return tr("%n day(s)", nullptr, std::max(0, count));
}

QString Words::list(const QStringList &items) const
{
    if (items.size() < 2)
        return items.value(0);
    const QString start = items.mid(0, items.size() - 1).join(tr(", ", "between the parts of a list"));
    //: Joins the last part of a list: %1 is "email, phone", %2 is "post"
    return tr("%1 and %2").arg(start, items.last());
}

QString Words::language(const std::string &tag) const
{
    if (tag == "en")
        return tr("English");
    if (tag == "zh_TW")
        return tr("Traditional Chinese");
    if (tag == "pl")
        return tr("Polish");
    return tag == "fr" ? tr("French") : qs(tag);
}

QString channelIcon(const ChannelId &channel)
{
    static const QMap<std::string, QString> icons{
        {"email", QStringLiteral("mail")}, {"sms", QStringLiteral("message-square")},
        {"phone", QStringLiteral("phone")}, {"post", QStringLiteral("inbox")}, {"push", QStringLiteral("bell")},
        {"app", QStringLiteral("smartphone")}, {"web", QStringLiteral("globe")}, {"online", QStringLiteral("globe")}, {"data", QStringLiteral("database")}};
    return icons.value(channel.str(), QStringLiteral("arrow-right"));
}

QString purposeIcon(const std::string &purposeClass)
{
    static const QMap<std::string, QString> icons{
        {"marketing", QStringLiteral("megaphone")}, {"analytics", QStringLiteral("chart-column")},
        {"sharing", QStringLiteral("users")}, {"sale", QStringLiteral("tag")}, {"service", QStringLiteral("receipt-text")},
        {"personalisation", QStringLiteral("sliders-horizontal")}, {"research", QStringLiteral("file-search")},
        {"profiling", QStringLiteral("fingerprint")}, {"security", QStringLiteral("shield")},
        {"improvement", QStringLiteral("settings")},
        {"legal", QStringLiteral("scale")}, {"location", QStringLiteral("map-pin")}};
    return icons.value(purposeClass, QStringLiteral("file-text"));
}

QString sourceIcon(SourceTrust trust)
{
    switch (trust) {
    case SourceTrust::Person: return QStringLiteral("user");
    case SourceTrust::Verified: return QStringLiteral("user-round-check");
    case SourceTrust::Agent: return QStringLiteral("phone");
    case SourceTrust::System: return QStringLiteral("database");
    case SourceTrust::Inferred: return QStringLiteral("chart-column");
    }
    return {};
}

} // namespace assent::ui
