#include "vaultparts.h"

#include "secretinput.h"

namespace assent::ctl {

std::vector<std::string> slotNames(const Slots &slots)
{
    std::vector<std::string> names;
    for (const SlotKind kind : kSlotKinds) {
        if (slots.has(kind))
            names.emplace_back(slotName(kind));
    }
    return names;
}

json::Array namesOf(const std::vector<SlotKind> &kinds)
{
    json::Array names;
    for (const SlotKind kind : kinds)
        names.emplace_back(slotName(kind));
    return names;
}

json::Value recoveryJson(const SecretBytes &code) { return code.empty() ? json::Value() : json::Value(asText(code.view())); }

std::string recoveryText(const SecretBytes &code)
{
    if (code.empty())
        return {};
    return "\nRecovery code:\n\n    " + std::string(asText(code.view()))
        + "\n\nIt is shown this once and opens the store wherever the passphrase would. Write it on paper and keep the\n"
          "paper apart from this computer; leave no copy in a file, a picture or a message.\n";
}

Result<SecretBytes> askNewPassphrase(int descriptor, std::string option)
{
    auto passphrase = descriptor < 0 ? promptNewSecret("New passphrase") : readSecretLine(descriptor);
    if (!passphrase && descriptor >= 0 && passphrase.error().code == ErrorCode::Io)
        return wrongCall(std::move(option), passphrase.error().detail);
    if (passphrase && passphrase->empty())
        return Error{ErrorCode::Invalid, "an empty passphrase protects nothing; nothing was changed"};
    return passphrase;
}

} // namespace assent::ctl
