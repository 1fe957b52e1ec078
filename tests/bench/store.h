#pragma once

#include "bench/fixture.h"
#include "bench/measure.h"
#include "bench/plain.h"
#include "bench/rows.h"

namespace assent::bench {

inline constexpr int kBarPeople = 1'000'000; ///< a smaller run does not tell whether a bar holds
inline constexpr int kCacheMiB = 32;         ///< of a program that is used
inline constexpr int kBulkCacheMiB = 128;    ///< of one that imports

/// A store of people and a plain file with the same rows, made once for all figures.
struct TwinStores
{
    std::filesystem::path folder;
    std::filesystem::path plainFile;
    std::shared_ptr<const Catalogue> catalogue;
    int people = 0;
    OpenStore store;
};

/// Both open, as a program that is used has them.
struct OpenTwins
{
    const TwinStores &twins;
    Vault &vault;
    PlainDatabase &plain;
    const Settings &settings;
    bool tells() const { return twins.people >= kBarPeople; }
};

std::vector<Figure> searchFigures(const OpenTwins &open);
Figure pageFigure(const OpenTwins &open);
Figure profileFigure(const OpenTwins &open);
Figure decisionFigure(const OpenTwins &open);
std::vector<Figure> unlockFigures(const Settings &settings, TwinStores &twins);
std::vector<Figure> importFigures(const Settings &settings, const std::shared_ptr<const Catalogue> &catalogue);

/// Where a round's share of the people begins; `round` may be one past the last.
inline int sliceStart(const Settings &settings, int round)
{
    return static_cast<int>(static_cast<std::int64_t>(settings.people) * round / settings.rounds);
}

} // namespace assent::bench
