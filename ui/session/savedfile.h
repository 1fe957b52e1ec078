#pragma once

#include "base/bytes.h"

#include <QString>

#include <atomic>
#include <filesystem>

namespace assent::ui {

/// Where the desktop puts what a person saves.
QString downloadFolder();

/// A name in `folder` that no file has: "receipt.pdf", "receipt-2.pdf", …
std::filesystem::path freeName(const std::filesystem::path &folder, const std::string &stem, const std::string &ending);

/// Writes a file whole and durable, or not at all: Conflict where there is one and
/// `replace` is off, Cancelled once `stop` is set.
Result<void> writeFile(const std::filesystem::path &target, ByteView content, bool replace, const std::atomic<bool> &stop);

} // namespace assent::ui
