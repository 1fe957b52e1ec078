#include "profile/searchentry.h"

#include <algorithm>

namespace assent {
namespace {

/// Digits at the end of a phone number that people know it by.
constexpr std::size_t kLocalDigits = 9;

bool isName(std::string_view key) { return key == "given_name" || key == "family_name" || key == "full_name"; }

/// Collects the words of one person.
class Words
{
public:
    void addName(std::string_view value)
    {
        for (const std::string &word : foldWords(value)) {
            add(std::string(token::kName) + word);
            if (isOwnWord(word))
                continue;
            for (std::size_t characters = 1; characters <= token::kBeginningLength; ++characters)
                add(std::string(token::kBeginning) + std::string(token::beginning(word, characters)));
        }
    }

    void addIdentifier(std::string_view type, std::string_view value)
    {
        if (type == "email")
            addEmail(value);
        else if (type == "phone")
            addPhone(value);
        else if (type == "loyalty_id" || type == "customer_number")
            addNumber(value);
    }

    /// A number is also found when it is typed without its separators.
    void addNumber(std::string_view value)
    {
        const std::vector<std::string> words = foldWords(value);
        for (const std::string &word : words)
            add(word);
        if (words.size() > 1)
            add(token::joined(words));
    }

    void addFullName(std::string_view name)
    {
        if (std::vector<std::string> words = foldWords(name); !words.empty())
            add(token::fullName(std::move(words)));
    }

    std::string text()
    {
        std::sort(m_words.begin(), m_words.end());
        m_words.erase(std::unique(m_words.begin(), m_words.end()), m_words.end());
        std::string out;
        for (const std::string &word : m_words)
            (out += word) += ' ';
        return out;
    }

private:
    void add(std::string word) { m_words.push_back(std::move(word)); }

    /// Everybody has one of few domains: as words they would only slow down.
    void addEmail(std::string_view value)
    {
        const auto at = std::min(value.rfind('@'), value.size());
        for (const std::string &word : foldWords(value.substr(0, at)))
            add(word);
        add(std::string(token::kEmail) + token::joined(foldWords(value)));
        add(std::string(token::kDomain) + token::joined(foldWords(value.substr(at))));
    }

    void addPhone(std::string_view value)
    {
        const std::string digits = token::digits(value);
        add(digits);
        if (digits.size() > kLocalDigits)
            add(digits.substr(digits.size() - kLocalDigits));
    }

    std::vector<std::string> m_words;
};

} // namespace

namespace token {

std::string joined(const std::vector<std::string> &words)
{
    std::string out;
    for (const std::string &word : words)
        out += word;
    return out;
}

std::string fullName(std::vector<std::string> words)
{
    std::sort(words.begin(), words.end());
    return std::string(kFullName) + joined(words);
}

std::string_view beginning(std::string_view word, std::size_t characters)
{
    std::size_t size = 0;
    while (size < word.size() && characters > 0) {
        do
            ++size;
        while (size < word.size() && (static_cast<Byte>(word[size]) & 0xC0) == 0x80);
        --characters;
    }
    return word.substr(0, size);
}

std::string digits(std::string_view text)
{
    std::string out(text);
    std::erase_if(out, [](char c) { return c < '0' || c > '9'; });
    return out;
}

} // namespace token

SearchEntry searchEntryOf(const Person &person, const Catalogue &catalogue)
{
    SearchEntry entry;
    Words words;
    for (const Attribute &attribute : person.attributes) {
        if (isName(attribute.key))
            words.addName(attribute.value);
        else if (attribute.key == "postcode")
            words.addNumber(attribute.value);
        else
            words.addIdentifier(attribute.key, attribute.value);
    }
    for (const Identifier &identifier : person.identifiers) {
        words.addIdentifier(identifier.type, identifier.value);
        if (identifier.type == "email" && entry.email.empty())
            entry.email = identifier.value;
        if (identifier.type == "phone" && entry.phone.empty())
            entry.phone = identifier.value;
    }
    entry.name = displayName(person, catalogue);
    words.addFullName(entry.name);
    entry.words = words.text();
    return entry;
}

} // namespace assent
