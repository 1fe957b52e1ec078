#pragma once

#include <QQuickItem>
#include <QQuickWindow>
#include <QStringList>

namespace assent::ui {

/// What a reader would trip over in a window as it stands: texts that are cut
/// off, that reach out of the window or out of what clips them at the sides, and
/// texts that lie over one another.
inline QStringList faultsOf(const QQuickWindow &window)
{
    struct Line
    {
        const QQuickItem *item;
        const QQuickItem *layer; ///< what scrolls or clips it
        QRectF place;
        QString text;
    };
    QStringList found;
    QList<Line> lines;
    const std::function<void(const QQuickItem &, const QQuickItem *)> walk = [&](const QQuickItem &item, const QQuickItem *layer) {
        if (!item.isVisible() || item.opacity() == 0)
            return;
        const QString text = item.property("text").toString();
        if (item.inherits("QQuickText") && !text.trimmed().isEmpty() && item.width() > 0) {
            // As wide and high as it is painted, not as it was given room.
            const qreal width = item.property("contentWidth").toReal(), height = item.property("contentHeight").toReal();
            const QRectF whole = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()));
            lines.append({&item, layer, whole.intersected(item.mapRectToScene(QRectF(0, 0, qMax(1.0, item.width()), qMin(height, item.height())))), text.left(40)});
            if (item.property("truncated").toBool())
                found.append(QStringLiteral("cut off: ") + text);
            if (width > item.width() + 1)
                found.append(QStringLiteral("wider than its place: ") + text);
            const QRectF room = layer ? layer->mapRectToScene(QRectF(0, 0, layer->width(), layer->height())) : QRectF(QPointF(), window.size());
            if (whole.left() < room.left() - 1 || whole.right() > room.right() + 1)
                found.append(QStringLiteral("out at the side: ") + text);
        }
        const QQuickItem *inner = item.clip() ? &item : layer;
        for (const QQuickItem *child : item.childItems())
            walk(*child, inner);
    };
    // A sheet lies over the page, as it should: with one open, it alone is read.
    const QQuickItem *sheet = nullptr;
    for (const QQuickItem *layer : window.contentItem()->childItems()) {
        if (layer->isVisible() && layer->inherits("QQuickOverlay"))
            sheet = layer;
    }
    walk(sheet ? *sheet : *window.contentItem(), nullptr);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        for (qsizetype j = i + 1; j < lines.size(); ++j) {
            const QRectF both = lines[i].place.intersected(lines[j].place);
            if (lines[i].layer == lines[j].layer && both.width() > 2 && both.height() > 4)
                found.append(QStringLiteral("over one another: ") + lines[i].text + QStringLiteral(" | ") + lines[j].text);
        }
    }
    return found;
}

} // namespace assent::ui
