#pragma once

#include <string>
#include <vector>

namespace assent::sample {

/// A name as written, and in letters for addresses when it is in characters.
struct Spelling
{
    std::string text;
    std::string latin;
};

struct City
{
    std::string name;
    std::string postcode;     ///< # stands for a digit
    std::string jurisdiction; ///< whose rules hold there
};

/// What people of one country are called and where they live.
struct Country
{
    std::string code;
    int share = 1;        ///< in people, relative to the other countries
    std::vector<std::string> languages;     ///< of the catalogue, the first most often
    std::vector<Spelling> women;
    std::vector<Spelling> men;
    std::vector<Spelling> families;
    std::vector<City> cities;
    std::vector<std::string> streets;
    std::vector<std::string> phones; ///< ranges for fiction where the country has one; # is a digit
    std::vector<std::string> airports;
};

const std::vector<Country> &countries();

} // namespace assent::sample
