#pragma once

#include "catalog/catalogue.h"

namespace assent {

/// One place at which two catalogues differ. Elements of lists go by their ids
/// and versions: "purposes.deals.retention_days", "notices.privacy.versions.2.material".
struct CatalogueChange
{
    std::string path;
    std::optional<json::Value> before; ///< none: it was added
    std::optional<json::Value> after;  ///< none: it was removed
};

/// In the order of the newer catalogue, removed things after the others of their
/// list. Rules are part of it; the order of members and lists with ids is not.
Result<std::vector<CatalogueChange>> diffCatalogues(const Catalogue &before, const Catalogue &after);

} // namespace assent
