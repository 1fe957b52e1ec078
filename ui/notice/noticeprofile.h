#pragma once

#include <QQmlEngine>
#include <QQuickWebEngineProfile>
#include <QUrl>
#include <QWebEngineUrlRequestInterceptor>
#include <QWebEngineUrlSchemeHandler>

namespace assent::notice {

/// Lets the request for one page pass, and no other.
class OnlyOnePage final : public QWebEngineUrlRequestInterceptor
{
    Q_OBJECT

public:
    using QWebEngineUrlRequestInterceptor::QWebEngineUrlRequestInterceptor;
    void setUrl(const QUrl &url) { m_url = url; }
    void interceptRequest(QWebEngineUrlRequestInfo &info) override;

private:
    QUrl m_url;
};

/// Answers for one page, from memory.
class PageInMemory final : public QWebEngineUrlSchemeHandler
{
    Q_OBJECT

public:
    using QWebEngineUrlSchemeHandler::QWebEngineUrlSchemeHandler;
    void setPage(const QUrl &url, const QByteArray &page);
    void requestStarted(QWebEngineUrlRequestJob *job) override;

private:
    QUrl m_url;
    QByteArray m_page;
};

/// A browser profile that leaves nothing behind, and in which one page can be
/// opened: the notice that it holds. The first one starts the engine.
class NoticeProfile : public QQuickWebEngineProfile
{
    Q_OBJECT
    QML_ELEMENT
    /// Where the notice is; empty before there is one.
    Q_PROPERTY(QUrl url READ url NOTIFY urlChanged FINAL)

public:
    explicit NoticeProfile(QObject *parent = nullptr);

    QUrl url() const { return m_url; }
    /// Takes the notice's bytes; each gets an address of its own.
    Q_INVOKABLE void hold(const QByteArray &bytes, const QString &mediaType, const QString &language, const QString &title, const QString &about);

Q_SIGNALS:
    void urlChanged();

private:
    OnlyOnePage m_gate;
    PageInMemory m_pages;
    QUrl m_url;
    int m_count = 0;
};

} // namespace assent::notice
