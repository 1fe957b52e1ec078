#pragma once

#include <QString>

namespace assent::ui {

/// Two texts one after the other; either may be empty. Between sentences stands a
/// space, but none after a full stop that is as wide as a letter.
[[nodiscard]] QString joinedSentences(const QString &first, const QString &second);

} // namespace assent::ui
