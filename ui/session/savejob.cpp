#include "session/savejob.h"

#include "base/log.h"
#include "print/attach.h"
#include "print/sheetpage.h"
#include "session/savedfile.h"
#include "session/session.h"

namespace assent::ui {
namespace {

constexpr const char *kFonts = ":/assent/fonts";

Result<Bytes> bytesOf(const SavedContent &content)
{
    if (!content.paper)
        return Bytes(content.text.begin(), content.text.end());
    if (!content.pdf.isEmpty()) {
        const Bytes made(content.pdf.begin(), content.pdf.end());
        if (auto whole = print::attachTo(made, *content.paper))
            return whole;
        logLine(LogLevel::Warning, "pdf_of_the_engine_not_understood"); // drawn instead
    }
    return print::toPdf(*content.paper, kFonts);
}

} // namespace

SaveJob *SaveJob::start(Session &session, SavedContent content)
{
    auto *job = new SaveJob(session, std::move(content)); // the tray's, which lets it go
    session.jobs().follow(job);
    return job;
}

SaveJob::SaveJob(Session &session, SavedContent content) : FileJob(&session.jobs()), m_session(session), m_content(std::move(content))
{
}

SaveJob::~SaveJob()
{
    if (m_stop)
        m_stop->store(true);
}

Jobs &SaveJob::jobs() const { return m_session.jobs(); }

QString SaveJob::detail() const
{
    switch (state()) {
    case Done: return savedAs();
    case Failed: return whyNotSaved(m_error);
    case Cancelled: return whyNotSaved(ErrorCode::Cancelled);
    default: return tr("The file is being made.");
    }
}

QByteArray SaveJob::page() const { return m_content.paper ? QByteArray::fromStdString(print::sheetPage(*m_content.paper)) : QByteArray(); }

QString SaveJob::language() const { return m_content.paper ? QString::fromStdString(m_content.paper->language) : QString(); }

QString SaveJob::title() const { return m_content.paper ? QString::fromStdString(m_content.paper->title) : QString(); }

void SaveJob::begin(const std::string &file, bool replace)
{
    m_target = file;
    m_replace = replace;
    m_stop = std::make_shared<std::atomic<bool>>(false);
    setState(Working);
    if (!m_content.paper || m_content.drawn || !m_content.pdf.isEmpty())
        return write();
    m_printing = true;
    jobs().askPdf(this);
}

void SaveJob::takePdf(const QByteArray &pdf)
{
    if (!std::exchange(m_printing, false))
        return;
    m_content.pdf = pdf;
    write();
}

void SaveJob::noteEngineFailed(const QString &reason)
{
    logLine(LogLevel::Warning, "pdf_without_the_engine", {{"why", reason.toStdString()}});
}

void SaveJob::write()
{
    auto work = [content = m_content, target = m_target, replace = m_replace, stop = m_stop]() -> Result<void> {
        ASSENT_TRY(const Bytes bytes, bytesOf(content));
        return writeFile(target, bytes, replace, *stop);
    };
    m_session.store().compute<void>(this, std::move(work), [this](Result<void> written) {
        if (written)
            setFile(m_target);
        else
            m_error = written.error().code;
        setState(written ? Done : m_error == ErrorCode::Cancelled ? Cancelled : Failed);
    });
}

void SaveJob::cancel()
{
    if (m_stop)
        m_stop->store(true);
    if (std::exchange(m_printing, false)) // the engine's answer is not waited for
        setState(Cancelled);
}

} // namespace assent::ui
