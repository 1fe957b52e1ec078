#pragma once

#include "ui/house.h"

namespace assent::ui {

/// A house with somebody at home.
struct Visit
{
    explicit Visit(House &home, QSize size = {1280, 800}) : Visit(home, home.parts(), size) {}
    Visit(House &home, Desktop::Parts parts, QSize size = {1280, 800}) : house(home), desktop(std::move(parts))
    {
        desktop.preferences().setLanguage(QStringLiteral("en"));
        desktop.preferences().setReduceMotion(true);
        shown = desktop.show(size);
        hands.emplace(*desktop.window());
        House::enter(desktop, *hands);
        hands->resetCount();
    }
    static QString cell(const ConsentKey &key)
    {
        return QStringLiteral("cell-%1-%2").arg(QString::fromStdString(key.recipient.str()), QString::fromStdString(key.channel.str()));
    }
    /// The switch of a choice, on the page of choices.
    QQuickItem *switchOf(const ConsentKey &key)
    {
        QQuickItem *card = hands->find(QStringLiteral("purpose-") + QString::fromStdString(key.purpose.str()));
        return !card ? nullptr : hands->find([&](const QQuickItem &item) {
            return item.objectName() == cell(key) && card->isAncestorOf(&item);
        });
    }
    bool onRail(const QString &label)
    {
        QQuickItem *rail = hands->find(QStringLiteral("navRail"));
        return hands->click(hands->find([&](const QQuickItem &item) {
            return rail->isAncestorOf(&item) && item.property("text").toString() == label && item.property("iconName").isValid();
        }));
    }
    /// The last cards of a page come some frames after the first.
    bool isWhole()
    {
        return !hands->find([](const QQuickItem &item) { return item.property("whole").isValid() && !item.property("whole").toBool(); });
    }
    bool press(const ConsentKey &key)
    {
        return Hands::until([&] { return switchOf(key) != nullptr && isWhole(); }) && hands->click(switchOf(key));
    }
    bool settles(const ConsentKey &key, bool allowed)
    {
        return Hands::until([&] { return switchOf(key)->property("checked").toBool() == allowed; });
    }
    bool until(const char *name)
    {
        const bool found = Hands::until([&] { return hands->find(QString::fromLatin1(name)) != nullptr; }, 30000);
        hands->settle();
        return found;
    }
    /// Presses a button that saves, and takes the place that is suggested.
    bool saves(const char *button)
    {
        if (!hands->click(QString::fromLatin1(button)) || !until("saveName"))
            return false;
        hands->key(Qt::Key_Return);
        return Hands::until([&] { return !hands->find(QStringLiteral("saveName")); });
    }
    /// The first visible item inside another one that fits.
    QQuickItem *inside(QQuickItem *outer, const std::function<bool(const QQuickItem &)> &wanted)
    {
        return !outer ? nullptr : hands->find([&](const QQuickItem &item) { return outer->isAncestorOf(&item) && wanted(item); });
    }
    QQuickItem *inside(const char *outer, const char *name)
    {
        return inside(hands->find(QString::fromLatin1(outer)), [&](const QQuickItem &item) { return item.objectName() == QLatin1String(name); });
    }
    QString textOf(const char *name) { return hands->find(QString::fromLatin1(name))->property("text").toString(); }
    QString noteOn(const ConsentKey &key) { return switchOf(key)->property("note").toString(); }

    House &house;
    Desktop desktop;
    bool shown = false;
    std::optional<Hands> hands;
};

} // namespace assent::ui
