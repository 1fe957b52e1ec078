#pragma once

namespace assent::test {

// Of assent-worker's imports.
inline constexpr int kImportRows = 20;
inline constexpr int kImportBatch = 7;

} // namespace assent::test
