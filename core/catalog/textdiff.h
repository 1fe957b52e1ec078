#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

/// One run of text that is in both texts, or in one of them only.
struct TextChange
{
    enum class Kind { Same, Removed, Added } kind = Kind::Same;
    std::string text;
    bool operator==(const TextChange &) const = default;
};

/// What turns one text into another. Same and Removed together are the old
/// text, Same and Added the new one; where both change, Removed comes first.
struct TextDiff
{
    std::vector<TextChange> changes;
    bool shortest = true; ///< false: the limit on work was met; right, yet longer than it could be
    bool changed() const;
};

/// The pieces that a diff moves: a word, a run of white space, a sign of
/// punctuation, or one character of a script without spaces between words
/// (Han, kana). Signs inside a word ("00-001", "a@b.example") stay in it.
/// Together the pieces are the text. Any bytes are taken.
std::vector<std::string_view> wordsOf(std::string_view text);

/// By Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), its
/// refinement that needs linear space. One search for a middle stops after
/// `effort` differences and goes on from the best place found.
inline constexpr std::ptrdiff_t kDiffEffort = 1024;
TextDiff diffWords(std::string_view before, std::string_view after, std::ptrdiff_t effort = kDiffEffort);

} // namespace assent
