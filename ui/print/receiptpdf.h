#pragma once

#include "receipt/seal.h"

namespace assent::print {

/// A receipt as an A4 PDF to read, in en, zh_TW, pl or fr, with its JSON attached
/// as `receipt.jsonld` and named by its SHA-256. Fonts are embedded: Inter from
/// `fonts`, and for Chinese the system's Noto Sans CJK.
///
/// Needs a QGuiApplication (the offscreen platform will do). NotFound: a font that
/// the language needs is not there. Io: it could not be made.
Result<Bytes> receiptPdf(const Receipt &receipt, const std::string &json, const std::string &language, const std::string &fonts);

} // namespace assent::print
