#pragma once

#include "base/error.h"

#include <QString>

namespace assent::ui {

/// What a person is told about a failure, in the language in force. The one
/// place where codes become text; the developer's detail is never shown.
QString errorText(ErrorCode code);

/// The same for the way in: Locked means a wrong passphrase there.
QString unlockErrorText(ErrorCode code);

} // namespace assent::ui
