#include "kit/sentences.h"

namespace assent::ui {

QString joinedSentences(const QString &first, const QString &second)
{
    if (first.isEmpty() || second.isEmpty())
        return first + second;
    const bool isWide = QStringView(u"\u3002\uff01\uff1f\uff1b\uff1a").contains(first.back());
    return isWide ? first + second : first + QLatin1Char(' ') + second;
}

} // namespace assent::ui
