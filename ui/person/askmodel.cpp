#include "person/askmodel.h"

#include "catalog/noticediff.h"

#include <algorithm>

namespace assent::ui {
namespace {

const QHash<int, QByteArray> kRoles{
    {AskModel::KeyRole, "key"}, {AskModel::PurposeRole, "purpose"}, {AskModel::ChannelRole, "channel"},
    {AskModel::RecipientRole, "recipient"}, {AskModel::TitleRole, "title"}, {AskModel::WhyRole, "why"},
    {AskModel::IfAllowedRole, "ifAllowed"}, {AskModel::IfNotAllowedRole, "ifNotAllowed"},
    {AskModel::NoticeTitleRole, "noticeTitle"}, {AskModel::VersionsRole, "versions"}, {AskModel::ComparedRole, "compared"},
    {AskModel::TextRole, "text"}, {AskModel::AnswerRole, "answer"}};

void set(QVariantMap &map, const char *name, const QVariant &value) { map.insert(QString::fromLatin1(name), value); }

QVariantMap piece(const QString &text, int change)
{
    return {{QStringLiteral("text"), text}, {QStringLiteral("change"), change}};
}

QVariantList pieces(const TextDiff &diff)
{
    QVariantList out;
    for (const TextChange &change : diff.changes)
        out.append(piece(qs(change.text), change.kind == TextChange::Kind::Added ? 1 : change.kind == TextChange::Kind::Removed ? -1 : 0));
    return out;
}

/// The language of a notice that both versions have.
std::string languageFor(const NoticeVersion &now, const NoticeVersion *before, const std::string &wanted)
{
    const auto both = [&](const std::string &tag) { return now.revisions.contains(tag) && (!before || before->revisions.contains(tag)); };
    if (both(wanted) || now.revisions.empty())
        return wanted;
    return both("en") ? "en" : now.revisions.begin()->first;
}

} // namespace

QString keyName(const ConsentKey &key)
{
    return QStringLiteral("%1/%2/%3").arg(qs(key.purpose.str()), qs(key.channel.str()), qs(key.recipient.str()));
}

int AskModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QHash<int, QByteArray> AskModel::roleNames() const { return kRoles; }

QVariant AskModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    return m_rows[std::size_t(index.row())].value(QString::fromLatin1(kRoles.value(role)));
}

int AskModel::open() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(),
        [](const QVariantMap &row) { return row.value(QStringLiteral("answer")).toString().isEmpty(); }));
}

int AskModel::rowOf(const QString &key) const
{
    const auto at = std::find_if(m_rows.begin(), m_rows.end(),
        [&](const QVariantMap &row) { return row.value(QStringLiteral("key")).toString() == key; });
    return at == m_rows.end() ? -1 : int(at - m_rows.begin());
}

void AskModel::deferred(const QString &key) { m_deferred.insert(key); }

/// What holds now, also where it was settled elsewhere or undone.
QString AskModel::answerOf(const ConsentKey &key) const
{
    const auto isKey = [&](const auto &thing) { return thing.key == key; };
    if (std::any_of(m_read.asked.begin(), m_read.asked.end(), isKey))
        return {};
    const auto state = std::find_if(m_read.states.begin(), m_read.states.end(), isKey);
    if (state != m_read.states.end() && state->state.allowed)
        return QStringLiteral("allow");
    return m_deferred.contains(keyName(key)) ? QStringLiteral("later") : QStringLiteral("refuse");
}

void AskModel::load()
{
    auto job = [subject = session()->subject()](OpenStore &store) -> Result<Snapshot> {
        Snapshot out{store.catalogue, {}, {}, store.vault->clock().now()};
        ASSENT_TRY(const ConsentView view, store.consents->view(subject));
        out.asked = keysToAskNow(*store.consents, view, out.at);
        out.states = store.consents->states(view, out.at);
        return out;
    };
    read<Snapshot>(job, [this](Snapshot snapshot) { m_read = std::move(snapshot); });
}

void AskModel::present()
{
    for (const Asking &asking : m_read.asked) {
        const bool known = std::any_of(m_kept.begin(), m_kept.end(), [&](const Asking &kept) { return kept.key == asking.key; });
        if (!known)
            m_kept.push_back(asking);
    }
    const Words words = this->words(m_read.catalogue);
    std::vector<QVariantMap> rows;
    for (const Asking &asking : m_kept)
        rows.push_back(makeRow(asking, words));
    if (rows.size() == m_rows.size()) {
        // In place, so that the button in use keeps the focus.
        std::swap(m_rows, rows);
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            tellChanges(int(i), rows[i], m_rows[i]);
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

QVariantMap AskModel::makeRow(const Asking &asking, const Words &words) const
{
    QVariantMap row;
    const Purpose *purpose = m_read.catalogue->purpose(asking.key.purpose);
    set(row, "key", keyName(asking.key));
    set(row, "purpose", qs(asking.key.purpose.str()));
    set(row, "channel", qs(asking.key.channel.str()));
    set(row, "recipient", qs(asking.key.recipient.str()));
    set(row, "title", words.choice(asking.key));
    set(row, "why", why(asking, words));
    set(row, "ifAllowed", purpose ? words.of(purpose->ifAllowed) : QString());
    set(row, "ifNotAllowed", purpose ? words.of(purpose->ifNotAllowed) : QString());
    set(row, "answer", answerOf(asking.key));
    addNotice(row, asking, words);
    return row;
}

QString AskModel::why(const Asking &asking, const Words &words) const
{
    const QString since = asking.since ? words.date(*asking.since) : QString();
    switch (asking.reason) {
    case AskReason::CutOff:
        //: %1 is an organisation, %2 a date
        return tr("%1 changed this notice on %2, in what you had agreed to. Until you choose, nothing new starts.").arg(words.controller(), since);
    case AskReason::Age:
        return tr("Your guardian answered for you. You are of age now and are asked yourself; nothing is allowed automatically.");
    case AskReason::Expired:
        return tr("What you allowed ended on %1. Until you choose, nothing happens.").arg(since);
    case AskReason::Conflict:
        return tr("Two answers of yours crossed each other. It is not allowed until you decide.");
    case AskReason::Request:
        //: %1 is an organisation
        return tr("%1 asks you for this. Without an answer nothing starts.").arg(words.controller());
    }
    return {};
}

void AskModel::addNotice(QVariantMap &row, const Asking &asking, const Words &words) const
{
    const NoticeVersion *now = m_read.catalogue->noticeAt(asking.notice, m_read.at);
    if (!now || now->revisions.empty())
        return;
    const bool compared = asking.answeredVersion > 0 && asking.answeredVersion < now->version;
    const NoticeVersion *before = compared ? m_read.catalogue->notice(asking.notice, asking.answeredVersion) : nullptr;
    const std::string language = languageFor(*now, before, words.tag());
    const NoticeRevision &text = now->revisions.at(language);
    set(row, "noticeTitle", qs(text.title));
    set(row, "compared", before != nullptr);
    set(row, "versions", before ? tr("Version %1, which you answered, and version %2").arg(before->version).arg(now->version)
                                : tr("Version %1").arg(now->version));
    QVariantList parts{piece(qs(text.body), 0)};
    if (before) {
        if (const auto diff = diffNotice(*m_read.catalogue, asking.notice, before->version, now->version, language))
            parts = pieces(diff->body);
    }
    set(row, "text", parts);
}

} // namespace assent::ui
