#include "context.h"

#include <QStandardPaths>

namespace assent::ctl {

std::filesystem::path Context::store() const
{
    return options.store.empty() ? defaultStore() : std::filesystem::path(options.store);
}

std::filesystem::path defaultStore()
{
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return std::filesystem::path(data.toStdString()) / "assent";
}

} // namespace assent::ctl
