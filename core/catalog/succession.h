#pragma once

#include "catalog/cataloguetext.h"

namespace assent {

/// Why a catalogue may not follow the one in force; empty: it may. Events name
/// purposes, notices, channels and recipients by id and version for as long as
/// they are kept, so nothing that they may name goes away or changes under its
/// version, and nothing that was closed opens by an edit (core/catalog/README.md,
/// "What a later version may not do"). `now` is when it would be published.
std::vector<CatalogueFault> checkSuccession(const Catalogue &inForce, const CatalogueText &next, Timestamp now);

} // namespace assent
