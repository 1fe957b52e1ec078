#include "session/errortext.h"

#include <QCoreApplication>

namespace assent::ui {
namespace {

struct ErrorText
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

} // namespace

QString errorText(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound: return ErrorText::tr("This is no longer there. Nothing was changed.");
    case ErrorCode::Conflict: return ErrorText::tr("Something changed in the meantime. Look again and decide anew.");
    case ErrorCode::Denied: return ErrorText::tr("This is not permitted. Nothing was changed.");
    case ErrorCode::Locked: return ErrorText::tr("Your data is locked. Unlock it and try again.");
    case ErrorCode::Corrupt: return ErrorText::tr("Part of your data on this computer is damaged. Restore a backup.");
    case ErrorCode::Io: return ErrorText::tr("This computer could not write or read the data. Check that the disk has free space.");
    case ErrorCode::Network: return ErrorText::tr("The other side could not be reached. It will be tried again.");
    case ErrorCode::Protocol: return ErrorText::tr("The other side gave an answer that was not understood. It will be tried again.");
    case ErrorCode::Invalid: return ErrorText::tr("This value cannot be used. Check it and try again.");
    case ErrorCode::Cancelled: return ErrorText::tr("Stopped. Nothing was changed.");
    case ErrorCode::Newer: return ErrorText::tr("This data was written by a newer version of Assent. Update Assent to open it.");
    }
    return {};
}

QString unlockErrorText(ErrorCode code)
{
    if (code == ErrorCode::Locked)
        return ErrorText::tr("That passphrase is not right. Check capital letters and the keyboard layout.");
    if (code == ErrorCode::NotFound)
        return ErrorText::tr("There is no key for this way in. Use the passphrase.");
    return errorText(code);
}

} // namespace assent::ui
