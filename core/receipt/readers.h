#pragma once

#include "receipt/consentrecord.h"

namespace assent {

// The formats; readConsentDocument() tells them apart. Faults as there.
Result<ConsentDocument> readDpv(json::Value root, std::string file);
Result<ConsentDocument> readKantara(json::Value root, std::string file);
Result<ConsentDocument> readUnomi(json::Value root, std::string file);
bool isUnomi(const json::Value &root);

} // namespace assent
