#pragma once

#include "receipt/seal.h"

namespace assent {

/// A receipt to read, in en, zh_TW, pl or fr: what was decided, about what, by
/// which notice, and what proves it. `sha256` is that of the JSON that goes with
/// it, in hexadecimal; empty: none does.
std::string receiptText(const Receipt &receipt, std::string_view sha256, std::string_view language);
/// HTML without scripts or outside parts, in what QTextDocument knows of it.
std::string receiptHtml(const Receipt &receipt, std::string_view sha256, std::string_view language);
/// The title of such a sheet.
std::string receiptTitle(std::string_view language);

} // namespace assent
