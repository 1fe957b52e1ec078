#include "session/errortext.h"

#include <QCoreApplication>

namespace assent::ui {
namespace {

struct ErrorText
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

QString secretErrorText(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Invalid:
        return ErrorText::tr("This looks like a recovery code that was copied wrongly. Compare it with your sheet, group by group.");
    case ErrorCode::Locked:
        return ErrorText::tr("That passphrase or recovery code is not right. Check capital letters and the keyboard layout.");
    case ErrorCode::NotFound:
        return ErrorText::tr("This store has neither a passphrase nor a recovery code. Use the keychain.");
    default: return errorText(code);
    }
}

QString keychainErrorText(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
        return ErrorText::tr("The keychain shows no key for your data: the entry is missing, or the keychain is still locked. Type your passphrase or recovery code.");
    case ErrorCode::Locked:
        return ErrorText::tr("The keychain is locked or refused access, or its key does not fit your data. Type your passphrase or recovery code.");
    case ErrorCode::Corrupt:
        return ErrorText::tr("The key in the keychain cannot be read. Type your passphrase or recovery code.");
    default:
        return ErrorText::tr("The keychain does not answer, or there is none on this computer. Type your passphrase or recovery code.");
    }
}

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

QString unlockErrorText(UnlockStep step, ErrorCode code)
{
    switch (step) {
    case UnlockStep::Secret: return secretErrorText(code);
    case UnlockStep::Keychain: return keychainErrorText(code);
    case UnlockStep::Store: break;
    }
    return errorText(code);
}

QString restoreErrorText(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Locked:
    case ErrorCode::Invalid:
        return secretErrorText(code);
    case ErrorCode::Corrupt: return ErrorText::tr("This copy is damaged or was changed. Nothing was restored. Choose another copy.");
    case ErrorCode::Conflict: return ErrorText::tr("Something else is at work on the copies of this store. Nothing was restored. Try again in a moment.");
    case ErrorCode::NotFound: return ErrorText::tr("This copy is no longer there. Nothing was restored.");
    default: return errorText(code);
    }
}

} // namespace assent::ui
