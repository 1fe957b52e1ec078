#pragma once

#include "base/bytes.h"

#include <QString>

#include <filesystem>

namespace assent::ui {

/// Where the desktop puts what a person saves.
QString downloadFolder();

/// A name in `folder` that no file has: "receipt.pdf", "receipt-2.pdf", …
std::filesystem::path freeName(const std::filesystem::path &folder, const std::string &stem, const std::string &ending);

/// Writes under a free name and gives it; whoever takes that name in between keeps it.
Result<std::filesystem::path> writeCopy(const std::filesystem::path &folder, const std::string &stem, const std::string &ending, ByteView content);

} // namespace assent::ui
