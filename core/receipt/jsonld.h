#pragma once

#include "base/json.h"

#include <map>
#include <set>

namespace assent {

/// A value of a JSON-LD text and where it stands, as a JSON pointer (RFC 6901).
struct LdValue
{
    const json::Value *value = nullptr;
    std::string pointer;
    const json::Value *word = nullptr; ///< the text that led to this node, which may have meant itself
};

/// Reads JSON-LD 1.1 as far as records use it, without the network: inline
/// contexts with prefixes, terms, @vocab and keyword aliases; @graph, @set, @list
/// and value objects; nodes told apart from where they are referred to. A text
/// without a context is read by the prefixes of dpv::prefixes(), as the guide to
/// ISO/IEC TS 27560 writes it.
///
/// Like json::Reader it remembers the first fault, so that a decoder reads
/// straight through and asks once.
class LdText
{
public:
    /// Invalid: no JSON, a context that would have to be fetched or that says
    /// what is not read here.
    static Result<LdText> open(json::Value root, std::string file);

    /// The nodes at the top: the object itself, those of the array or @graph.
    std::vector<LdValue> nodes() const;

    bool isNode(const LdValue &value) const;
    std::string id(const LdValue &node);
    /// The types as IRIs; what no prefix covers stays as it is.
    std::vector<std::string> types(const LdValue &node);
    /// The values of a property (an IRI), arrays and sets laid flat; a reference
    /// to a node of this text is followed.
    std::vector<LdValue> all(const LdValue &node, std::string_view property);
    /// The one value, or none; two are a fault.
    std::optional<LdValue> one(const LdValue &node, std::string_view property);

    /// Text: a string or a value object that holds one. Anything else is a fault.
    std::string text(const LdValue &value);
    std::string textOf(const LdValue &node, std::string_view property);
    std::vector<std::string> textsOf(const LdValue &node, std::string_view property);
    /// A text that may also be a whole number.
    std::string scalar(const LdValue &value);
    /// What a string or an {"@id"} names, as an IRI where a prefix covers it.
    std::string reference(const LdValue &value);
    std::vector<std::string> referencesOf(const LdValue &node, std::string_view property);

    void fail(const LdValue &at, std::string detail);
    void fail(const std::string &pointer, int line, std::string detail);
    bool failed() const { return m_error.has_value(); }
    Result<void> finish() const;

    /// Members that nothing asked for, by their pointers.
    std::vector<std::string> notRead() const;

private:
    LdText(json::Value root, std::string file) : m_root(std::move(root)), m_file(std::move(file)) {}
    Result<void> readContext(const json::Value &context, const std::string &pointer);
    Result<void> readContextEntry(const std::string &name, const json::Value &value, const std::string &pointer);
    void indexNodes(const LdValue &value);
    std::string expand(std::string_view name) const;
    std::string expandKey(std::string_view name) const;
    const json::Value *keyword(const LdValue &node, std::string_view name) const;
    void lay(const LdValue &value, std::vector<LdValue> &out);
    void collectUnread(const LdValue &value, std::vector<std::string> &out) const;
    Error faultAt(const std::string &pointer, int line, std::string detail) const;

    json::Value m_root;
    std::string m_file;
    std::map<std::string, std::string, std::less<>> m_prefixes;
    std::map<std::string, std::string, std::less<>> m_terms;
    std::string m_vocab;
    std::map<std::string, LdValue, std::less<>> m_nodes; ///< by id; those with content
    std::set<const json::Value *> m_read;
    std::optional<Error> m_error;
};

/// The pointer of a member or element below another one.
std::string below(const std::string &pointer, std::string_view name);
std::string below(const std::string &pointer, std::size_t index);

} // namespace assent
