#pragma once

#include "bench/measure.h"

namespace assent::bench {

/// Of the hub on PostgreSQL; none where that is not installed.
std::vector<Figure> postgresFigures(const Settings &settings);

} // namespace assent::bench
