#pragma once

#include <string>
#include <vector>

/// One change to the small catalogue that must be refused, and the field that
/// the refusal names.
struct FaultCase
{
    const char *name;
    std::string from;
    std::string to;
    std::string field;
};

const std::vector<FaultCase> &faultCases();

/// The small catalogue with a source whose trust nobody knows, on line 9.
std::string withUnknownTrust();
std::string withoutRules();
std::string someRules();
