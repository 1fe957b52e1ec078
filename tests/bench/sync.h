#pragma once

#include "bench/measure.h"

namespace assent::bench {

// What `sync` measures beside the push; none where a part is not installed or built.
std::vector<Figure> firstSyncFigures(const Settings &settings);
std::vector<Figure> seenFigures(const Settings &settings);
std::vector<Figure> decisionFigures(const Settings &settings);
std::vector<Figure> postgresFigures(const Settings &settings);

} // namespace assent::bench
