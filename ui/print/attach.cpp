#include "print/attach.h"

#include <cctype>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

namespace assent::print {
namespace {

/// What follows a key in a dictionary, up to the next key or end, such as "12 0 R".
std::optional<std::string_view> valueOf(std::string_view dictionary, std::string_view key)
{
    const auto at = dictionary.find(key);
    if (at == std::string_view::npos)
        return std::nullopt;
    std::string_view rest = dictionary.substr(at + key.size());
    rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of(" \r\n")));
    return rest.substr(0, rest.find_first_of("/>\r\n"));
}

std::optional<std::size_t> numberIn(std::string_view text)
{
    std::size_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

/// The dictionary that begins at or after `from`, with its brackets. Brackets in a
/// text are none.
std::string_view dictionaryAt(std::string_view pdf, std::size_t from)
{
    const std::size_t begin = pdf.find("<<", from);
    int depth = 0;
    bool text = false;
    for (std::size_t i = begin; i != std::string_view::npos && i + 1 < pdf.size(); ++i) {
        if (pdf[i] == '\\')
            ++i;
        else if (pdf[i] == '(' || pdf[i] == ')')
            text = pdf[i] == '(';
        else if (!text && pdf.substr(i, 2) == "<<")
            ++depth, ++i;
        else if (!text && pdf.substr(i, 2) == ">>" && ++i && --depth == 0)
            return pdf.substr(begin, i + 1 - begin);
    }
    return {};
}

/// What an update needs to know of the PDF.
struct Ends
{
    std::size_t root = 0;     ///< number of the catalogue
    std::size_t size = 0;     ///< the first number that is free
    std::size_t previous = 0; ///< where its table of references lies
    std::string_view trailer;
    std::string_view catalogue;
};

std::optional<Ends> endsOf(std::string_view pdf)
{
    const auto trailerAt = pdf.rfind("\ntrailer");
    const auto startAt = pdf.rfind("startxref");
    if (trailerAt == std::string_view::npos || startAt == std::string_view::npos)
        return std::nullopt;
    Ends ends;
    ends.trailer = dictionaryAt(pdf, trailerAt);
    const auto root = numberIn(valueOf(ends.trailer, "/Root").value_or(""));
    const auto size = numberIn(valueOf(ends.trailer, "/Size").value_or(""));
    const auto previous = numberIn(pdf.substr(std::min(pdf.size(), pdf.find_first_of("0123456789", startAt))));
    if (!root || !size || !previous || pdf.substr(std::min(pdf.size(), *previous), 4) != "xref")
        return std::nullopt;
    ends.root = *root;
    ends.size = *size;
    ends.previous = *previous;
    const auto at = pdf.find("\n" + std::to_string(*root) + " 0 obj");
    ends.catalogue = at == std::string_view::npos ? std::string_view() : dictionaryAt(pdf, at);
    const bool known = ends.catalogue.find("/Catalog") != std::string_view::npos && ends.catalogue.find("/Names") == std::string_view::npos;
    return known ? std::optional(ends) : std::nullopt;
}

/// A name of PDF: what is neither a letter nor a digit is written as a number.
std::string nameOf(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out = "/";
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte < 128 && std::isalnum(byte) != 0)
            out += letter;
        else
            out += std::string("#") + kDigits[byte >> 4] + kDigits[byte & 15];
    }
    return out;
}

std::string quoted(std::string_view text)
{
    std::string out = "(";
    for (const char letter : text) {
        if (letter == '(' || letter == ')' || letter == '\\')
            out += '\\';
        out += letter;
    }
    return out + ")";
}

/// Objects at the end of a file, and the table that says where they are.
class Update
{
public:
    Update(std::string out, const Ends &ends) : m_out(std::move(out)), m_ends(ends) {}

    void add(std::size_t number, const std::string &object)
    {
        m_places.emplace_back(number, m_out.size() + 1);
        m_out += "\n" + std::to_string(number) + " 0 obj\n" + object + "\nendobj";
    }
    std::string finish(std::size_t size)
    {
        const std::size_t table = m_out.size() + 1;
        m_out += "\nxref";
        for (const auto &[number, place] : m_places) {
            const std::string digits = std::to_string(place);
            m_out += "\n" + std::to_string(number) + " 1\n" + std::string(10 - digits.size(), '0') + digits + " 00000 n ";
        }
        m_out += "\ntrailer\n<</Size " + std::to_string(size) + "\n/Prev " + std::to_string(m_ends.previous);
        for (const char *key : {"/Root", "/Info"}) {
            if (const auto value = valueOf(m_ends.trailer, key))
                m_out += std::string("\n") + key + " " + std::string(*value);
        }
        return std::move(m_out) + ">>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
    }

private:
    std::string m_out;
    Ends m_ends;
    std::vector<std::pair<std::size_t, std::size_t>> m_places;
};

} // namespace

Result<Bytes> attachTo(const Bytes &pdf, const Paper &paper)
{
    std::string whole(pdf.begin(), pdf.end());
    const std::string copy = whole;
    const auto ends = endsOf(copy);
    if (!ends || !copy.starts_with("%PDF-"))
        return Error{ErrorCode::Corrupt, "the PDF is not of a form that a file can be attached to"};
    const std::string length = std::to_string(paper.file.size());
    const std::string stream = std::to_string(ends->size) + " 0 R", file = std::to_string(ends->size + 1) + " 0 R";
    Update update(std::move(whole), *ends);
    update.add(ends->size, "<</Type /EmbeddedFile /Subtype " + nameOf(paper.mediaType) + " /Length " + length + " /Params <</Size " + length
        + ">>>>\nstream\n" + paper.file + "\nendstream");
    update.add(ends->size + 1, "<</Type /Filespec /F " + quoted(paper.fileName) + " /UF " + quoted(paper.fileName) + " /EF <</F " + stream
        + " /UF " + stream + ">>>>");
    const std::string catalogue(ends->catalogue.substr(0, ends->catalogue.size() - 2));
    update.add(ends->root, catalogue + "\n/Names <</EmbeddedFiles <</Names [" + quoted(paper.fileName) + " " + file + "]>>>>>>");
    const std::string out = update.finish(ends->size + 2);
    return Bytes(out.begin(), out.end());
}

} // namespace assent::print
