#pragma once

#include "desktop/hands.h"
#include "desktop/noticeplace.h"

#include <QFile>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickWindow>

namespace assent::notice {

/// Whether a library is in this process.
inline bool mapped(const QByteArray &name)
{
    QFile maps(QStringLiteral("/proc/self/maps"));
    return maps.open(QIODevice::ReadOnly) && maps.readAll().contains(name);
}

/// The viewer alone in a window.
class Viewer
{
public:
    /// `qml` in place of a NoticeView shows something else.
    explicit Viewer(const QByteArray &qml = {})
    {
        m_engine.addImportPath(ui::noticePlace());
        m_window.resize(900, 700);
        m_window.show();
        m_window.requestActivate();
        QQmlComponent component(&m_engine);
        component.setData(qml.isEmpty() ? QByteArray(kView) : qml, QUrl());
        m_item.reset(qobject_cast<QQuickItem *>(component.create()));
        if (!m_item)
            qFatal("%s", qPrintable(component.errorString()));
        m_item->setParentItem(m_window.contentItem());
        m_item->setSize(m_window.size());
    }

    QQuickItem &item() { return *m_item; }
    QQuickWindow &window() { return m_window; }
    QVariant get(const char *name) const { return m_item->property(name); }

    /// Waits until the notice is on screen; false when the viewer said that it failed.
    bool show(const QByteArray &notice, const QString &mediaType, const QString &language = QStringLiteral("en"))
    {
        m_item->setProperty("outcome", QString());
        QMetaObject::invokeMethod(m_item.get(), "show", Q_ARG(QVariant, notice), Q_ARG(QString, mediaType), Q_ARG(QString, language),
            Q_ARG(QString, QStringLiteral("A heading")), Q_ARG(QString, QStringLiteral("Version 1\nEnglish")));
        return ui::Hands::until([this] { return !get("outcome").toString().isEmpty(); }, 60000)
            && get("outcome").toString() == QLatin1String("shown");
    }
    /// The text of the page, read by a script of ours in a world of its own.
    QString text()
    {
        m_item->setProperty("read", QVariant());
        QMetaObject::invokeMethod(m_item.get(), "readText");
        ui::Hands::until([this] { return get("read").isValid(); });
        return get("read").toString();
    }
    QByteArray pdf()
    {
        m_item->setProperty("pdf", QVariant());
        QMetaObject::invokeMethod(m_item.get(), "makePdf");
        ui::Hands::until([this] { return get("pdf").isValid(); }, 60000);
        return get("pdf").toByteArray();
    }
    /// Presses the middle of the page.
    void press()
    {
        ui::Hands hands(m_window);
        hands.click(m_item.get());
    }

private:
    static constexpr const char *kView =
        "import QtQuick\nimport QtWebEngine\nimport Assent.Notice\n"
        "NoticeView {\n"
        " property string outcome\n property string reason\n property var read\n property var pdf\n"
        " readonly property var pid: view ? view.renderProcessPid : 0\n readonly property string title: view ? view.title : ''\n readonly property string url: view ? view.url : ''\n"
        " onShown: outcome = 'shown'\n onFailed: why => { outcome = 'failed'; reason = why }\n"
        " function readText() { view.runJavaScript(\"(document.querySelector('pre') || document.body).textContent\","
        " WebEngineScript.ApplicationWorld, text => read = text) }\n"
        " function makePdf() { toPdf(bytes => pdf = bytes) }\n"
        "}\n";

    QQmlEngine m_engine;
    QQuickWindow m_window;
    std::unique_ptr<QQuickItem> m_item; ///< before what it is shown in
};

} // namespace assent::notice
