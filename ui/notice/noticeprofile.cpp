#include "notice/noticeprofile.h"

#include "notice/engine.h"
#include "notice/noticepage.h"

#include <QBuffer>
#include <QWebEngineUrlRequestJob>

namespace assent::notice {
void OnlyOnePage::interceptRequest(QWebEngineUrlRequestInfo &info)
{
    const bool isIt = info.requestUrl() == m_url && info.requestMethod() == "GET"
        && info.resourceType() == QWebEngineUrlRequestInfo::ResourceTypeMainFrame;
    info.block(!isIt);
}

void PageInMemory::setPage(const QUrl &url, const QByteArray &page)
{
    m_url = url;
    m_page = page;
}

void PageInMemory::requestStarted(QWebEngineUrlRequestJob *job)
{
    if (job->requestUrl() != m_url || job->requestMethod() != "GET")
        return job->fail(QWebEngineUrlRequestJob::RequestDenied);
    auto *page = new QBuffer(job); // goes with the request
    page->setData(m_page);
    page->open(QIODevice::ReadOnly);
    job->reply("text/html; charset=utf-8", page);
}

NoticeProfile::NoticeProfile(QObject *parent) : QQuickWebEngineProfile(parent)
{
    setOffTheRecord(true);
    setHttpCacheType(NoCache);
    setPersistentCookiesPolicy(NoPersistentCookies);
    setSpellCheckEnabled(false);
    setUrlRequestInterceptor(&m_gate);
    installUrlSchemeHandler(kScheme, &m_pages);
}

void NoticeProfile::hold(const QByteArray &bytes, const QString &mediaType, const QString &language, const QString &title, const QString &about)
{
    m_url = QUrl(QString::fromLatin1(kScheme) + QStringLiteral(":notice/%1").arg(++m_count));
    m_gate.setUrl(m_url);
    m_pages.setPage(m_url, pageFor({bytes, mediaType, language, title, about}));
    Q_EMIT urlChanged();
}

} // namespace assent::notice
