#pragma once

#include "base/result.h"

#include <span>
#include <string>

/// What each kind does; see cases.h.
namespace assent::conformance {

using Parameters = std::span<const std::string>;

// formats.cpp
Result<std::string> runJson(Parameters parameters, std::string input);
Result<std::string> runJcs(Parameters parameters, std::string input);
Result<std::string> runCsv(Parameters parameters, std::string input);
Result<std::string> runConsentRecord(Parameters parameters, std::string input);

// proofs.cpp
Result<std::string> runInclusion(Parameters parameters, std::string input);
Result<std::string> runConsistency(Parameters parameters, std::string input);

// ciphers.cpp
Result<std::string> runAead(Parameters parameters, std::string input);
Result<std::string> runHmac(Parameters parameters, std::string input);
Result<std::string> runHkdf(Parameters parameters, std::string input);
Result<std::string> runEd25519(Parameters parameters, std::string input);
Result<std::string> runArgon2id(Parameters parameters, std::string input);

} // namespace assent::conformance
