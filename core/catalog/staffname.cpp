#include "catalog/staffname.h"

#include <QString>

#include <algorithm>

namespace assent {
namespace {

constexpr int kLongest = 100;

QString folded(const std::string &name)
{
    return QString::fromStdString(name).normalized(QString::NormalizationForm_KC).toCaseFolded().simplified();
}

bool isHidden(QChar c)
{
    return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format || c.category() == QChar::Other_NotAssigned;
}

} // namespace

Result<std::string> staffName(const std::string &typed)
{
    const QString name = QString::fromStdString(typed).simplified();
    if (name.isEmpty())
        return Error{ErrorCode::Invalid, "say who does this", {{}, 0, 0, "by"}};
    if (name.size() > kLongest || std::any_of(name.begin(), name.end(), isHidden))
        return Error{ErrorCode::Invalid, "a name has at most 100 characters, and all of them show", {{}, 0, 0, "by"}};
    return name.toStdString();
}

bool isSameStaff(const std::string &a, const std::string &b) { return folded(a) == folded(b); }

} // namespace assent
