#include "desktop/noticeplace.h"

#include <QCoreApplication>
#include <QDir>

namespace assent::ui {

QString noticePlace()
{
    return QDir::cleanPath(QCoreApplication::applicationDirPath() + QStringLiteral("/../lib/assent/qml"));
}

bool isOfTheEngine(const QString &warning)
{
    return warning.startsWith(QLatin1String("Qt WebEngine seems to be initialized from a plugin"))
        || (warning.startsWith(QLatin1String("QWebEngine")) && warning.contains(QLatin1String("neither a QObject")))
        || warning.startsWith(QLatin1String("No suitable graphics backend found"));
}

} // namespace assent::ui
