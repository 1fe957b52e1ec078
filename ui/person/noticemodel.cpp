#include "person/noticemodel.h"

#include "base/log.h"
#include "catalog/catalogstore.h"

namespace assent::ui {
namespace {

/// The tag of the text that is shown to a reader of this language.
std::string tagFor(const NoticeVersion &notice, const std::string &wanted)
{
    for (const std::string &tag : {wanted, std::string("en")}) {
        if (notice.revisions.contains(tag))
            return tag;
    }
    return notice.revisions.begin()->first;
}

/// Lines and spaces stand as they are.
QString toHtml(const QString &text) { return QStringLiteral("<p style=\"white-space: pre-wrap\">%1</p>").arg(text.toHtmlEscaped()); }

} // namespace

int NoticeModel::rowCount(const QModelIndex &) const { return 0; }

QVariant NoticeModel::data(const QModelIndex &, int) const { return {}; }

QByteArray NoticeModel::bytes() const
{
    return ready() && m_read.text ? QByteArray::fromStdString(m_read.text->revision.body) : QByteArray();
}

QString NoticeModel::locale() const { return ready() ? qs(m_read.language) : QString(); }

void NoticeModel::showPurpose(const QString &purpose) { show({purpose.toStdString(), {}}); }

void NoticeModel::showEvent(const QString &event) { show({{}, event.toStdString()}); }

void NoticeModel::clear() { show({}); }

void NoticeModel::show(Wish wish)
{
    m_wish = std::move(wish);
    m_read = {};
    Q_EMIT presented(); // `ready` is over
    reload();
}

Result<NoticeModel::Snapshot> NoticeModel::readPurpose(OpenStore &store, SubjectId subject, const Wish &wish, const std::string &language)
{
    Snapshot out;
    out.wish = wish;
    out.catalogue = store.catalogue;
    const Purpose *purpose = store.catalogue->purpose(PurposeId(wish.purpose));
    const NoticeVersion *notice = purpose ? store.catalogue->noticeAt(purpose->notice, store.vault->clock().now()) : nullptr;
    if (!notice || notice->revisions.empty())
        return Error{ErrorCode::NotFound, "the purpose has no notice in effect"};
    out.language = tagFor(*notice, language);
    const NoticeRevision &revision = notice->revisions.at(out.language);
    out.notice = notice->notice;
    out.version = notice->version;
    out.effective = notice->effective;
    out.hash = revision.hash;
    out.text = ServedText{revision, out.language};
    ASSENT_TRY(out.shown, lastServed(store.vault->db(), subject, notice->notice, notice->version, revision.hash));
    return out;
}

Result<NoticeModel::Snapshot> NoticeModel::readEvent(OpenStore &store, const Wish &wish)
{
    Snapshot out;
    out.wish = wish;
    ASSENT_TRY(const EventId id, EventId::parse(wish.event));
    ASSENT_TRY(const ConsentEvent event, store.consents->event(id));
    const EventPayload &payload = event.payload;
    ASSENT_TRY(const auto served, servedNotice(store.vault->db(), payload.served));
    ASSENT_TRY(out.catalogue, loadCatalogueAt(*store.vault, event.core.decidedAt, store.catalogue));
    out.notice = payload.notice;
    out.version = payload.noticeVersion;
    out.language = payload.locale;
    out.hash = payload.noticeHash;
    if (out.version == 0)
        return Error{ErrorCode::NotFound, "no notice was shown for this act"};
    // A device that got its catalogue late looks into the newest one too.
    for (const auto &catalogue : {out.catalogue, store.catalogue}) {
        if (!out.text)
            out.text = servedText(*catalogue, out.notice, out.version, out.hash, payload.locale);
    }
    if (out.text)
        out.language = out.text->language;
    if (const NoticeVersion *version = out.catalogue->notice(out.notice, out.version))
        out.effective = version->effective;
    if (served)
        out.shown = served->servedAt;
    return out;
}

void NoticeModel::load()
{
    auto job = [wish = m_wish, subject = session()->subject(), language = language()->tag().toStdString()](OpenStore &store) -> Result<Snapshot> {
        if (!wish.event.empty())
            return readEvent(store, wish);
        return wish.purpose.empty() ? Result<Snapshot>(Snapshot()) : readPurpose(store, subject, wish, language);
    };
    read<Snapshot>(job, [this](Snapshot snapshot) { m_read = std::move(snapshot); });
}

void NoticeModel::present()
{
    m_facts.clear();
    m_title.clear();
    m_fingerprint.clear();
    if (!ready())
        return;
    const Words words = this->words(m_read.catalogue);
    const auto add = [this](const QString &label, const QString &text) {
        m_facts.append(QVariantMap{{QStringLiteral("label"), label}, {QStringLiteral("text"), text}});
    };
    m_title = m_read.text ? qs(m_read.text->revision.title) : tr("Notice");
    m_fingerprint = qs(toHex(m_read.hash));
    //: Of a notice
    add(tr("Version"), words.number(m_read.version));
    add(tr("Language"), words.language(m_read.language));
    if (m_read.effective)
        //: The day from which a notice counts
        add(tr("In effect since"), words.date(*m_read.effective));
    if (m_read.shown)
        //: The moment at which a notice was on the person's screen
        add(tr("Shown to you"), words.dateTime(*m_read.shown));
}

QString NoticeModel::about() const
{
    QStringList lines;
    for (const QVariant &fact : m_facts) {
        const QVariantMap map = fact.toMap();
        //: %1 is a label such as "Version", %2 what stands beside it
        lines.append(tr("%1: %2").arg(map.value(QStringLiteral("label")).toString(), map.value(QStringLiteral("text")).toString()));
    }
    lines.append(tr("%1: %2").arg(QStringLiteral("SHA-256"), m_fingerprint));
    return lines.join(QLatin1Char('\n'));
}

void NoticeModel::noteEngineFailed(const QString &reason)
{
    logLine(LogLevel::Warning, "notice_as_plain_text", {{"why", reason.toStdString()}});
}

SaveJob *NoticeModel::save(const QByteArray &pdf)
{
    if (!ready())
        return nullptr;
    const std::string stem = "notice-" + m_read.notice.str() + "-" + std::to_string(m_read.version) + "-" + m_read.language;
    const QString html = QStringLiteral("<html><head></head><body><h2>%1</h2>%2<hr>%3</body></html>")
        .arg(m_title.toHtmlEscaped(), toHtml(about()), toHtml(body()));
    const print::Paper paper{m_title.toStdString(), html.toStdString(), m_read.language, stem + ".txt", mediaType().toStdString(),
        bytes().toStdString()};
    SaveJob *job = SaveJob::start(*session(), {[] { return tr("Notice"); }, stem, ".pdf", {}, paper, pdf, pdf.isEmpty()});
    session()->jobs().askPlace(job);
    return job;
}

} // namespace assent::ui
