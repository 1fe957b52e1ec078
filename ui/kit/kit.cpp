#include "kit/kit.h"

#include "kit/theme.h"

#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QQuickStyle>

// Made by the QML module; also run when the module is first imported.
void qml_register_types_Assent_Kit();

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
        QQuickStyle::setStyle(QStringLiteral("Basic"));
        qml_register_types_Assent_Kit();
        return true;
    }();
    Q_UNUSED(once)
    const QString path = QStringLiteral("qrc:/qt/qml");
    if (!engine.importPathList().contains(path))
        engine.addImportPath(path);
}

Theme &themeOf(QQmlEngine &engine)
{
    const int id = qmlTypeId("Assent.Kit", 1, 0, "Theme");
    return *engine.singletonInstance<Theme *>(id);
}

} // namespace assent::ui
