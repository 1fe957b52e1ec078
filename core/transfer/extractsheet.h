#pragma once

#include "consent/extract.h"

namespace assent {

/// A signed extract to read, in en, zh_TW, pl or fr: what was allowed at the instant
/// that was asked for, the acts and notices that it rests on, and what proves it.
/// HTML without scripts or outside parts, in what QTextDocument knows of it.
/// `extract` is that of `point`; the sheet names the SHA-256 of its text.
std::string extractHtml(const PointInTime &point, const SignedExtract &extract, const std::string &language);
/// The title of such a sheet.
std::string extractTitle(std::string_view language);

} // namespace assent
