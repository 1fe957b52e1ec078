#pragma once

#include "base/bytes.h"
#include "base/clock.h"

#include <map>

namespace assent {

/// Files of an archive by name.
using ZipFiles = std::map<std::string, std::string>;

/// A ZIP in memory. What it holds about people never lies in a file that others
/// may read.
Result<Bytes> makeZip(const ZipFiles &files, Timestamp modified);

/// Reads a ZIP. Corrupt when it is damaged or larger than `limit` when unpacked,
/// Invalid when it is none, or names a file twice or outside itself.
Result<ZipFiles> readZip(ByteView zip, std::uint64_t limit);

} // namespace assent
