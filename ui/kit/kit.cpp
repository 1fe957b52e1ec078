#include "kit/kit.h"

#include "kit/secretaccess.h"
#include "kit/theme.h"

#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickStyle>
#include <memory>

namespace assent::ui {

namespace {

void registerFonts()
{
    QFontDatabase::addApplicationFont(QStringLiteral(":/assent/fonts/Inter-Regular.otf"));
    QFontDatabase::addApplicationFont(QStringLiteral(":/assent/fonts/Inter-SemiBold.otf"));
    QFont font;
    font.setFamilies(Theme::families());
    font.setPixelSize(14);
    QGuiApplication::setFont(font);
}

} // namespace

void initialiseKit(QQmlEngine &engine)
{
    static const bool once = [] {
        registerFonts();
        hideSecretsFromAccessibility();
        QQuickStyle::setStyle(QStringLiteral("Basic"));
        return true;
    }();
    Q_UNUSED(once)
    const QString path = QStringLiteral("qrc:/qt/qml");
    if (!engine.importPathList().contains(path))
        engine.addImportPath(path);
}

Theme &themeOf(QQmlEngine &engine)
{
    // Asked for in QML: on 6.4 the type is known to C++ only once the module has
    // been imported, and registering it by hand as well makes a second theme.
    QQmlComponent component(&engine);
    component.setData("import QtQml\nimport Assent.Kit\nQtObject { property var theme: Theme }", QUrl());
    const std::unique_ptr<QObject> holder(component.create());
    return *holder->property("theme").value<Theme *>();
}

} // namespace assent::ui
