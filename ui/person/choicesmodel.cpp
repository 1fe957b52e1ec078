#include "person/choicesmodel.h"

#include "kit/sentences.h"
#include "session/errortext.h"

#include <algorithm>

namespace assent::ui {
namespace {

const QHash<int, QByteArray> kRoles{
    {ChoicesModel::KeyRole, "key"}, {ChoicesModel::TitleRole, "title"}, {ChoicesModel::DetailRole, "detail"},
    {ChoicesModel::IconRole, "icon"}, {ChoicesModel::SummaryRole, "summary"}, {ChoicesModel::BasisRole, "basis"},
    {ChoicesModel::OptOutRole, "optOut"}, {ChoicesModel::AllowedRole, "allowed"}, {ChoicesModel::TotalRole, "total"},
    {ChoicesModel::ConflictRole, "conflict"}, {ChoicesModel::ChannelsRole, "channels"},
    {ChoicesModel::RecipientsRole, "recipients"}, {ChoicesModel::CellsRole, "cells"},
    {ChoicesModel::NoticeRole, "notice"}, {ChoicesModel::IfAllowedRole, "ifAllowed"},
    {ChoicesModel::IfNotAllowedRole, "ifNotAllowed"}, {ChoicesModel::FactsRole, "facts"}};

void set(QVariantMap &map, const char *name, const QVariant &value) { map.insert(QString::fromLatin1(name), value); }

const NoticeRevision *revisionIn(const NoticeVersion &notice, const std::string &language)
{
    for (const std::string &tag : {language, std::string("en")}) {
        if (const auto it = notice.revisions.find(tag); it != notice.revisions.end())
            return &it->second;
    }
    return notice.revisions.empty() ? nullptr : &notice.revisions.begin()->second;
}

std::string languageOf(const NoticeVersion &notice, const std::string &wanted)
{
    for (const std::string &tag : {wanted, std::string("en")}) {
        if (notice.revisions.contains(tag))
            return tag;
    }
    return notice.revisions.empty() ? wanted : notice.revisions.begin()->first;
}

/// Closing an opt-out key that rests on a legitimate interest is an objection
/// (GDPR Art. 21); every other one is a withdrawal.
Act closingAct(const Purpose &purpose)
{
    return purpose.basis == LegalBasis::LegitimateInterest ? Act::Object : Act::Withdraw;
}

} // namespace

int ChoicesModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QHash<int, QByteArray> ChoicesModel::roleNames() const { return kRoles; }

QVariant ChoicesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    return m_rows[std::size_t(index.row())].values.value(QString::fromLatin1(kRoles.value(role)));
}

int ChoicesModel::rowOf(const QString &purpose) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].purpose.str() == purpose.toStdString())
            return int(i);
    }
    return -1;
}

Result<ChoicesModel::Screen> ChoicesModel::readScreen(OpenStore &store, SubjectId subject)
{
    Screen screen;
    screen.catalogue = store.catalogue;
    ASSENT_TRY(ConsentView view, store.consents->view(subject));
    screen.at = store.vault->clock().now();
    screen.states = store.consents->states(view, screen.at);
    screen.view = std::make_shared<const ConsentView>(std::move(view)); // shared with the jobs that decide on it
    return screen;
}

void ChoicesModel::load()
{
    read<Screen>([subject = session()->subject()](OpenStore &store) { return readScreen(store, subject); },
        [this](Screen screen) { m_screen = std::move(screen); });
}

const KeyState *ChoicesModel::stateOf(const ConsentKey &key) const
{
    const auto it = std::find_if(m_screen->states.begin(), m_screen->states.end(),
        [&key](const KeyState &state) { return state.key == key; });
    return it == m_screen->states.end() ? nullptr : &*it;
}

void ChoicesModel::present()
{
    const Words words = this->words(m_screen->catalogue);
    std::vector<Row> rows;
    for (const Purpose &purpose : m_screen->catalogue->purposes()) {
        const bool retired = purpose.retiredAt && *purpose.retiredAt <= m_screen->at;
        if (!retired && !purpose.channels.empty() && !purpose.recipients.empty())
            rows.push_back(makeRow(purpose, words));
    }
    m_organisation = words.controller();
    m_allowed = m_total = 0;
    for (const Row &row : rows) {
        m_allowed += row.values.value(QStringLiteral("allowed")).toInt();
        m_total += row.values.value(QStringLiteral("total")).toInt();
    }
    const bool sameRows = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
        [](const Row &a, const Row &b) { return a.purpose == b.purpose; });
    if (sameRows) {
        // Values change in place, so that the switch in use keeps the focus.
        std::swap(m_rows, rows);
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            tellChanges(int(i), rows[i].values, m_rows[i].values);
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

ChoicesModel::Row ChoicesModel::makeRow(const Purpose &purpose, const Words &words) const
{
    Row row{purpose.id, {}};
    const auto regime = m_screen->catalogue->regimeFor(purpose, m_screen->view->jurisdiction);
    set(row.values, "key", qs(purpose.id.str()));
    set(row.values, "title", words.of(purpose.name));
    set(row.values, "detail", words.of(purpose.description));
    set(row.values, "icon", purposeIcon(purpose.purposeClass));
    set(row.values, "optOut", regime.model == ConsentModel::OptOut);
    set(row.values, "ifAllowed", words.of(purpose.ifAllowed));
    set(row.values, "ifNotAllowed", words.of(purpose.ifNotAllowed));
    QVariantList facts;
    const auto fact = [&facts](const QString &label, const QString &text) {
        if (!text.isEmpty())
            facts.append(QVariantMap{{QStringLiteral("label"), label}, {QStringLiteral("text"), text}});
    };
    fact(tr("Legal basis"), words.basis(purpose.basis));
    if (purpose.retentionDays > 0)
        fact(tr("Kept for"), words.span(std::chrono::days(purpose.retentionDays)));
    set(row.values, "facts", facts);
    addNotice(row, purpose, words);
    for (const char *empty : {"channels", "recipients", "cells"})
        set(row.values, empty, QVariantList());
    if (regime.model == ConsentModel::Required) {
        //: %1 is "Needed for your contract."; %2 is an address to write to
        const QString ask = tr("%1 There is no switch for it. To ask why, write to %2.");
        set(row.values, "basis", ask.arg(words.basis(purpose.basis), qs(m_screen->catalogue->controllerContact())));
        set(row.values, "summary", words.basis(purpose.basis));
        return row;
    }
    addMatrix(row, purpose, words);
    return row;
}

void ChoicesModel::addMatrix(Row &row, const Purpose &purpose, const Words &words) const
{
    QVariantList channels, recipients, cells;
    QStringList on, off;
    int allowed = 0;
    bool conflict = false;
    for (const ChannelId &channel : purpose.channels) {
        channels.append(QVariantMap{{QStringLiteral("key"), qs(channel.str())},
            {QStringLiteral("label"), words.channel(channel)}, {QStringLiteral("icon"), channelIcon(channel)}});
        int here = 0;
        for (const RecipientId &recipient : purpose.recipients) {
            const KeyState *state = stateOf({m_screen->catalogue->controller(), m_screen->view->persona, purpose.id, channel, recipient});
            if (!state)
                continue;
            here += state->state.allowed ? 1 : 0;
            conflict = conflict || state->state.conflict;
            cells.append(QVariantMap{{QStringLiteral("channel"), qs(channel.str())}, {QStringLiteral("recipient"), qs(recipient.str())},
                {QStringLiteral("allowed"), state->state.allowed}, {QStringLiteral("note"), words.note(*state)},
                {QStringLiteral("enabled"), true}, {QStringLiteral("basis"), QString()}});
        }
        (here > 0 ? on : off).append(words.channel(channel));
        allowed += here;
    }
    for (const RecipientId &id : purpose.recipients) {
        const Recipient *recipient = m_screen->catalogue->recipient(id);
        const bool own = id == kSelf || !recipient;
        recipients.append(QVariantMap{{QStringLiteral("key"), qs(id.str())}, {QStringLiteral("label"), words.recipient(id)},
            {QStringLiteral("detail"), own ? QString() : words.of(recipient->description)}});
    }
    set(row.values, "channels", channels);
    set(row.values, "recipients", recipients);
    set(row.values, "cells", cells);
    set(row.values, "allowed", allowed);
    set(row.values, "total", int(cells.size()));
    set(row.values, "conflict", conflict);
    //: Which channels are allowed: %1 is "Email and SMS"
    const QString yes = on.isEmpty() ? QString() : tr("Allowed: %1.").arg(words.list(on));
    const QString no = off.isEmpty() ? QString() : tr("Not allowed: %1.").arg(words.list(off));
    set(row.values, "summary", joinedSentences(yes, no));
}

void ChoicesModel::addNotice(Row &row, const Purpose &purpose, const Words &words) const
{
    const NoticeVersion *notice = m_screen->catalogue->noticeAt(purpose.notice, m_screen->at);
    const NoticeRevision *revision = notice ? revisionIn(*notice, words.tag()) : nullptr;
    if (!revision)
        return;
    QVariantMap map;
    set(map, "title", qs(revision->title));
    set(map, "body", qs(revision->body));
    //: A version of a notice
    set(map, "version", tr("Version %1").arg(notice->version));
    set(map, "effective", tr("In effect since %1").arg(words.date(notice->effective)));
    set(map, "language", words.language(languageOf(*notice, words.tag())));
    set(map, "fingerprint", qs(toHex(revision->hash)).left(16));
    const auto shown = m_shown.find(noticeKey(purpose));
    set(map, "shown", shown == m_shown.end() ? QString() : tr("Shown to you on %1").arg(words.dateTime(shown->second)));
    set(row.values, "notice", map);
}

std::tuple<std::string, int, std::string> ChoicesModel::noticeKey(const Purpose &purpose) const
{
    const NoticeVersion *notice = m_screen->catalogue->noticeAt(purpose.notice, m_screen->at);
    const std::string wanted = language()->tag().toStdString();
    return {purpose.notice.str(), notice ? notice->version : 0, notice ? languageOf(*notice, wanted) : wanted};
}

void ChoicesModel::noticeShown(const QString &id)
{
    const int row = rowOf(id);
    const Purpose *purpose = row < 0 ? nullptr : m_screen->catalogue->purpose(m_rows[std::size_t(row)].purpose);
    const NoticeVersion *notice = purpose ? m_screen->catalogue->noticeAt(purpose->notice, m_screen->at) : nullptr;
    if (!notice || m_shown.contains(noticeKey(*purpose)))
        return;
    const auto key = noticeKey(*purpose);
    m_shown.emplace(key, now());
    auto job = [key, served = m_served, subject = session()->subject(), catalogue = m_screen->catalogue, notice](OpenStore &store) -> Result<ServedId> {
        ASSENT_TRY(const ServedId record, store.consents->recordServed(subject, *notice, std::get<2>(key), ServedMode::Screen));
        served->insert_or_assign(key, record);
        return record;
    };
    session()->store().run<ServedId>(this, job, [this, key](Result<ServedId> record) {
        if (!record) {
            m_shown.erase(key);
            setError(record.error().code);
        }
    });
    const Words words = this->words(m_screen->catalogue);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Purpose *other = m_screen->catalogue->purpose(m_rows[i].purpose);
        if (other && noticeKey(*other) == key) {
            addNotice(m_rows[i], *other, words);
            Q_EMIT dataChanged(index(int(i)), index(int(i)), {NoticeRole});
        }
    }
}

/// Names the showing of the notice that this opening rests on: the one of this
/// session or, where a withdrawal is undone, the one of the earlier opening.
void ChoicesModel::fillServed(Decision &decision, const OpenStore &store, const ConsentView &view, const ServedLog &served)
{
    const Purpose *purpose = decision.pattern.purpose ? store.catalogue->purpose(*decision.pattern.purpose) : nullptr;
    const NoticeVersion *notice = purpose ? store.catalogue->noticeAt(purpose->notice, store.vault->clock().now()) : nullptr;
    if (!notice || !isOpening(decision.act))
        return;
    decision.noticeVersion = notice->version;
    const std::string language = languageOf(*notice, decision.locale);
    if (const auto it = served.find({notice->notice.str(), notice->version, language}); it != served.end()) {
        decision.served = it->second;
        decision.locale = language;
        decision.servedMode = ServedMode::Screen;
        return;
    }
    for (const GraphAct &act : view.graph.acts()) {
        const EventPayload &past = act.payload;
        if (isOpening(act.core.act) && past.key == decision.pattern && past.noticeVersion == notice->version && past.served) {
            decision.served = past.served;
            decision.locale = past.locale;
        }
    }
}

void ChoicesModel::choose(const QString &purposeId, const QString &channel, const QString &recipient, bool allow)
{
    const Purpose *purpose = m_screen ? m_screen->catalogue->purpose(PurposeId(purposeId.toStdString())) : nullptr;
    if (!purpose)
        return;
    if (allow && !m_shown.contains(noticeKey(*purpose)))
        return Q_EMIT noticeNeeded(purposeId);
    const ConsentKey key = keyOf(*purpose, channel, recipient);
    Decision decision;
    decision.act = allow ? Act::Grant : closingAct(*purpose);
    decision.pattern = KeyPattern::of(key);
    decide(decision, [key, allow](const ChoicesModel &model) {
        const KeyState *state = model.stateOf(key);
        return state && state->state.allowed != allow;
    }, true);
}

void ChoicesModel::answer(const QString &purposeId, const QString &channel, const QString &recipient, const QString &answer)
{
    if (answer == QLatin1String("allow"))
        return choose(purposeId, channel, recipient, true);
    const Purpose *purpose = m_screen ? m_screen->catalogue->purpose(PurposeId(purposeId.toStdString())) : nullptr;
    if (!purpose)
        return;
    Decision decision;
    decision.act = answer == QLatin1String("later") ? Act::Defer : Act::Refuse;
    decision.pattern = KeyPattern::of(keyOf(*purpose, channel, recipient));
    // Nothing was open, so there is nothing that an undoing could bring back.
    decide(decision, [](const ChoicesModel &) { return true; }, false);
}

ConsentKey ChoicesModel::keyOf(const Purpose &purpose, const QString &channel, const QString &recipient) const
{
    return {m_screen->catalogue->controller(), m_screen->view->persona, purpose.id, ChannelId(channel.toStdString()),
        RecipientId(recipient.toStdString())};
}

void ChoicesModel::decide(Decision decision, std::function<bool(const ChoicesModel &)> stillWanted, bool undoable)
{
    decision.locale = language()->tag().toStdString();
    Request request;
    request.decisions = [decision, served = m_served](OpenStore &store, const ConsentView &view) -> Result<std::vector<Decision>> {
        Decision filled = decision;
        fillServed(filled, store, view, *served);
        return std::vector<Decision>{filled};
    };
    request.stillWanted = std::move(stillWanted);
    request.undoable = undoable;
    enqueue(std::move(request));
}

void ChoicesModel::withdrawEverything()
{
    if (!m_screen)
        return;
    Decision decision;
    decision.act = Act::Withdraw;
    decision.pattern.controller = m_screen->catalogue->controller();
    decide(decision, [](const ChoicesModel &model) { return model.m_allowed > 0; }, true);
}

void ChoicesModel::withdrawFrom(const QString &recipient)
{
    if (!m_screen)
        return;
    Decision decision;
    decision.act = Act::Withdraw;
    decision.pattern.controller = m_screen->catalogue->controller();
    decision.pattern.recipient = RecipientId(recipient.toStdString());
    const auto isOpen = [id = *decision.pattern.recipient](const KeyState &state) {
        return state.key.recipient == id && state.state.allowed && state.state.model != ConsentModel::Required;
    };
    decide(decision, [isOpen](const ChoicesModel &model) {
        return std::any_of(model.m_screen->states.begin(), model.m_screen->states.end(), isOpen);
    }, true);
}

void ChoicesModel::undo()
{
    if (m_last.empty())
        return;
    Request request;
    request.undoing = true;
    const std::string locale = language()->tag().toStdString();
    request.decisions = [events = m_last, locale, served = m_served](OpenStore &store, const ConsentView &view) -> Result<std::vector<Decision>> {
        std::vector<Decision> all;
        for (const EventId event : events) {
            ASSENT_TRY(const std::vector<Decision> undo, store.consents->undoOf(view, event, locale));
            all.insert(all.end(), undo.begin(), undo.end());
        }
        for (Decision &decision : all)
            fillServed(decision, store, view, *served);
        return all;
    };
    request.stillWanted = [](const ChoicesModel &) { return true; };
    m_last.clear();
    enqueue(std::move(request));
}

void ChoicesModel::enqueue(Request request)
{
    m_queue.push_back(std::move(request));
    startNext();
}

// One at a time: the next press is an answer to what the one before brought
// onto the screen. A press for what is already so does nothing.
void ChoicesModel::startNext()
{
    if (m_deciding || m_queue.empty())
        return;
    Request request = std::move(m_queue.front());
    m_queue.pop_front();
    if (!request.stillWanted(*this))
        return startNext();
    m_deciding = true;
    Q_EMIT busyChanged();
    auto job = [view = m_screen->view, decisions = request.decisions](OpenStore &store) -> Result<Done> {
        Done done;
        ASSENT_TRY(const std::vector<Decision> wanted, decisions(store, *view));
        ASSENT_TRY(done.events, store.consents->decide(*view, wanted));
        ASSENT_TRY(done.screen, readScreen(store, view->subject));
        return done;
    };
    session()->store().run<Done>(this, job, [this, undoing = request.undoing, undoable = request.undoable](Result<Done> done) {
        finished(std::move(done), undoing, undoable);
    });
}

void ChoicesModel::finished(Result<Done> done, bool undoing, bool undoable)
{
    m_deciding = false;
    Q_EMIT busyChanged();
    if (!done) {
        m_queue.clear();
        setError(done.error().code);
        return reload(); // what is on screen may be what was refused
    }
    m_screen = done->screen;
    setError({});
    present();
    Q_EMIT presented();
    m_last.clear();
    if (!undoing && undoable) {
        for (const ConsentEvent &event : done->events)
            m_last.push_back(event.core.id);
    }
    const bool one = done->events.size() == 1;
    Q_EMIT decided(toastFor(*done, undoing), !undoing && undoable, one ? qs(done->events.front().core.id.toString()) : QString());
    session()->announceChange();
    startNext();
}

QString ChoicesModel::toastFor(const Done &done, bool undoing) const
{
    const Words words = this->words(done.screen.catalogue);
    if (done.events.size() != 1)
        return tr("Undone: %n choice(s) are as they were.", nullptr, int(done.events.size()));
    const ConsentEvent &event = done.events.front();
    if (undoing)
        return tr("Undone. %1.").arg(words.act(event));
    const auto waits = [&](const KeyState &state) {
        return m_screen->catalogue->matches(event.payload.key, state.key) && (state.waitingToSend || state.notYetActive);
    };
    const bool waiting = std::any_of(done.screen.states.begin(), done.screen.states.end(), waits);
    QString next;
    if (event.core.act == Act::Defer) {
        next = tr("It stays off until you choose.");
    } else if (isOpening(event.core.act)) {
        next = waiting ? tr("It becomes active when %1 has confirmed it.").arg(words.controller())
                       : tr("You can withdraw here at any time.");
    } else {
        next = waiting ? tr("It holds from now on; %1 is told as soon as possible.").arg(words.controller())
                       : tr("It holds from now on.");
    }
    //: What was done and what follows: %1 is "Withdrawn: Newsletter (Email)", %2 a sentence
    return tr("%1. %2").arg(words.act(event), next);
}

} // namespace assent::ui
