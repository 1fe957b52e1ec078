#pragma once

#include <QString>

namespace assent::ui {

/// Where the module of the notice viewer lies: from the program's folder, in the
/// build as when installed. Not there where it was built without Qt WebEngine.
QString noticePlace();

/// What Qt WebEngine always says when it is loaded late, and means nothing by.
bool isOfTheEngine(const QString &warning);

} // namespace assent::ui
