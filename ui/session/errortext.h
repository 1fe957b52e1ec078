#pragma once

#include "base/error.h"

#include <QString>

namespace assent::ui {

/// What a person is told about a failure, in the language in force. The one
/// place where codes become text; the developer's detail is never shown.
QString errorText(ErrorCode code);

/// Where an unlocking failed.
enum class UnlockStep {
    Secret,   ///< what was typed opens no slot
    Keychain, ///< the keychain gave no key, or one that opens nothing
    Store,    ///< the store itself could not be read
};

/// The same for the way in: what happened there, and what opens the store now.
QString unlockErrorText(UnlockStep step, ErrorCode code);

/// The same for putting a backup in a store's place.
QString restoreErrorText(ErrorCode code);

} // namespace assent::ui
