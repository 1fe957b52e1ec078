#pragma once

#include "profile/person.h"

namespace assent {

/// What a person is found by, and what a list shows of them.
struct SearchEntry
{
    std::string words; ///< for the full-text index, separated by spaces
    std::string name;
    std::string email;
    std::string phone;
};

/// May be called from any thread.
SearchEntry searchEntryOf(const Person &person, const Catalogue &catalogue);

/// The tokens of the index: the folded words of e-mail addresses, phones, loyalty
/// and customer numbers and postcodes, and marked ones, which begin with a
/// character of private use, so that no text can ask for them by chance:
namespace token {

inline constexpr std::string_view kFullName = "\uE000"; ///< all words of the name shown, sorted, as one
inline constexpr std::string_view kEmail = "\uE001";    ///< an address's letters and digits as one
inline constexpr std::string_view kDomain = "\uE002";   ///< the same of what follows its @
inline constexpr std::string_view kName = "\uE004";     ///< a word of a name
/// The first one or two characters of a word of a name: what a tenth of all people
/// have in common is found as one word, instead of gathering all that begin so.
inline constexpr std::string_view kBeginning = "\uE005";
inline constexpr std::size_t kBeginningLength = 2;

/// The words sorted and put together: the order in which a name is typed does
/// not matter.
std::string fullName(std::vector<std::string> words);
/// The words put together as they stand.
std::string joined(const std::vector<std::string> &words);
std::string digits(std::string_view text);
/// The first characters of a word, as many as it has.
std::string_view beginning(std::string_view word, std::size_t characters);
} // namespace token

} // namespace assent
