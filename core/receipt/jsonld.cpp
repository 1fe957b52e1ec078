#include "receipt/jsonld.h"

#include "receipt/dpvterms.h"

#include <algorithm>
#include <cmath>

namespace assent {
namespace {

/// What the root of a text is called in a fault: its pointer is empty.
constexpr std::string_view kWhole = "the document";

bool isKeyword(std::string_view name) { return name.starts_with('@'); }

/// Contexts of the vocabularies say what the prefixes here say.
bool isKnownContext(std::string_view url)
{
    return url.starts_with("https://w3id.org/dpv") || url.starts_with("https://schema.org") || url.starts_with("http://schema.org");
}

} // namespace

std::string below(const std::string &pointer, std::string_view name)
{
    std::string out = pointer + "/";
    for (char c : name)
        out += c == '~' ? std::string("~0") : c == '/' ? std::string("~1") : std::string(1, c);
    return out;
}

std::string below(const std::string &pointer, std::size_t index) { return pointer + "/" + std::to_string(index); }

Result<LdText> LdText::open(json::Value root, std::string file)
{
    LdText text(std::move(root), std::move(file));
    for (const dpv::Prefix &prefix : dpv::prefixes())
        text.m_prefixes.emplace(prefix.name, prefix.iri);
    if (!text.m_root.isObject() && !text.m_root.isArray())
        return text.faultAt({}, text.m_root.line(), "a record is a JSON object");
    if (const json::Value *context = text.m_root.find("@context"))
        ASSENT_CHECK(text.readContext(*context, "/@context"));
    text.indexNodes({&text.m_root, {}});
    ASSENT_CHECK(text.finish());
    return text;
}

Error LdText::faultAt(const std::string &pointer, int line, std::string detail) const
{
    return {ErrorCode::Invalid, std::move(detail), {m_file, line, 0, pointer.empty() ? std::string(kWhole) : pointer}};
}

Result<void> LdText::readContext(const json::Value &context, const std::string &pointer)
{
    if (const json::Array *parts = context.array()) {
        for (std::size_t i = 0; i < parts->size(); ++i)
            ASSENT_CHECK(readContext((*parts)[i], below(pointer, i)));
        return {};
    }
    if (const std::string *url = context.string()) {
        if (isKnownContext(*url))
            return {};
        return faultAt(pointer, context.line(), "is a context elsewhere, and nothing is fetched: put the context itself into the record");
    }
    if (!context.isObject())
        return faultAt(pointer, context.line(), "must be an object");
    for (const auto &[name, value] : *context.object())
        ASSENT_CHECK(readContextEntry(name, value, below(pointer, name)));
    return {};
}

Result<void> LdText::readContextEntry(const std::string &name, const json::Value &value, const std::string &pointer)
{
    if (name == "@vocab" && value.isString()) {
        m_vocab = expand(*value.string());
        return {};
    }
    if (name == "@version" || name == "@base" || name == "@language" || name == "@protected" || value.isNull())
        return {};
    if (isKeyword(name))
        return faultAt(pointer, value.line(), "is not read here; write the record without it");
    const json::Value *id = value.isObject() ? value.find("@id") : &value;
    if (value.isObject() && value.find("@context"))
        return faultAt(pointer, value.line(), "has a context of its own, which is not read here");
    if (!id) // a term that only says what its values are
        return {};
    if (!id->isString())
        return faultAt(pointer, value.line(), "must be an IRI");
    const std::string iri = isKeyword(*id->string()) ? *id->string() : expand(*id->string());
    m_terms[name] = iri;
    m_prefixes[name] = iri;
    return {};
}

std::string LdText::expand(std::string_view name) const
{
    const auto colon = name.find(':');
    if (colon == std::string_view::npos || name.substr(colon + 1).starts_with("//"))
        return std::string(name);
    const auto prefix = m_prefixes.find(name.substr(0, colon));
    return prefix == m_prefixes.end() ? std::string(name) : prefix->second + std::string(name.substr(colon + 1));
}

/// Of a member's or a type's name: terms and the vocabulary count too.
std::string LdText::expandKey(std::string_view name) const
{
    if (const auto term = m_terms.find(name); term != m_terms.end())
        return term->second;
    if (isKeyword(name) || name.find(':') != std::string_view::npos)
        return expand(name);
    // Published examples write these without a context that says so.
    if (name == "id" || name == "type")
        return "@" + std::string(name);
    return m_vocab.empty() ? std::string(name) : m_vocab + std::string(name);
}

const json::Value *LdText::keyword(const LdValue &node, std::string_view name) const
{
    const json::Object *members = node.value->object();
    if (!members)
        return nullptr;
    for (const auto &[key, value] : *members) {
        if (key == name || expandKey(key) == name)
            return &value;
    }
    return nullptr;
}

/// A node is where it says something; elsewhere its id refers to it.
void LdText::indexNodes(const LdValue &value)
{
    if (const json::Array *array = value.value->array()) {
        for (std::size_t i = 0; i < array->size(); ++i)
            indexNodes({&(*array)[i], below(value.pointer, i), nullptr});
        return;
    }
    const json::Object *members = value.value->object();
    if (!members)
        return;
    if (const json::Value *inner = value.value->find("@context"); inner && !value.pointer.empty())
        fail(below(value.pointer, "@context"), inner->line(), "a context inside a node is not read; put it at the top");
    const json::Value *id = keyword(value, "@id");
    if (id && id->isString() && members->size() > 1)
        m_nodes.emplace(expand(*id->string()), value);
    for (const auto &[name, member] : *members) {
        if (name != "@context")
            indexNodes({&member, below(value.pointer, name), nullptr});
    }
}

std::vector<LdValue> LdText::nodes() const
{
    const auto elements = [](const json::Value &array, const std::string &pointer) {
        std::vector<LdValue> out;
        for (std::size_t i = 0; i < array.array()->size(); ++i)
            out.push_back({&(*array.array())[i], below(pointer, i), nullptr});
        return out;
    };
    if (m_root.isArray())
        return elements(m_root, {});
    const json::Value *graph = keyword({&m_root, {}, nullptr}, "@graph");
    if (graph && graph->isArray())
        return elements(*graph, "/@graph");
    return {{&m_root, {}, nullptr}};
}

bool LdText::isNode(const LdValue &value) const { return value.value->isObject() && !keyword(value, "@value"); }

std::string LdText::id(const LdValue &node)
{
    const json::Value *id = keyword(node, "@id");
    if (!id)
        return {};
    if (!id->isString() || id->string()->empty()) {
        fail(below(node.pointer, "@id"), id->line(), "must be a text that is not empty");
        return {};
    }
    return expand(*id->string());
}

std::vector<std::string> LdText::types(const LdValue &node)
{
    const json::Value *types = keyword(node, "@type");
    std::vector<std::string> out;
    const auto add = [&](const json::Value &type) {
        if (type.isString() && !type.string()->empty())
            out.push_back(expandKey(*type.string()));
        else
            fail(below(node.pointer, "@type"), type.line(), "must be a type's name, or several");
    };
    if (types && types->isArray())
        std::for_each(types->array()->begin(), types->array()->end(), add);
    else if (types)
        add(*types);
    return out;
}

/// Lays arrays and sets flat, and goes from a reference to its node.
void LdText::lay(const LdValue &value, std::vector<LdValue> &out)
{
    if (const json::Array *array = value.value->array()) {
        for (std::size_t i = 0; i < array->size(); ++i)
            lay({&(*array)[i], below(value.pointer, i), nullptr}, out);
        return;
    }
    for (const char *name : {"@set", "@list"}) {
        if (const json::Value *inner = keyword(value, name))
            return lay({inner, below(value.pointer, name), nullptr}, out);
    }
    if (value.value->isNull())
        return;
    const json::Value *id = value.value->isString() ? value.value : value.value->object()->size() == 1 ? keyword(value, "@id") : nullptr;
    const auto node = id && id->isString() ? m_nodes.find(expand(*id->string())) : m_nodes.end();
    out.push_back(node == m_nodes.end() ? value : LdValue{node->second.value, node->second.pointer, value.value});
}

std::vector<LdValue> LdText::all(const LdValue &node, std::string_view property)
{
    std::vector<LdValue> out;
    const json::Object *members = node.value->object();
    if (!members)
        return out;
    for (const auto &[name, value] : *members) {
        if (isKeyword(name) || expandKey(name) != property)
            continue;
        m_read.insert(&value);
        const LdValue at{&value, below(node.pointer, name), nullptr};
        if (value.isBool() || value.isNumber())
            out.push_back(at);
        else
            lay(at, out);
    }
    return out;
}

std::optional<LdValue> LdText::one(const LdValue &node, std::string_view property)
{
    const std::vector<LdValue> values = all(node, property);
    if (values.size() > 1)
        fail(values[1], "is a second value where there can be one");
    return values.empty() ? std::nullopt : std::optional(values.front());
}

std::string LdText::text(const LdValue &value)
{
    if (value.word && value.word->isString())
        return *value.word->string();
    const json::Value *literal = value.value->isObject() ? keyword(value, "@value") : value.value;
    if (literal && literal->isString() && !literal->string()->empty())
        return *literal->string();
    fail(value, "must be a text that is not empty");
    return {};
}

std::string LdText::textOf(const LdValue &node, std::string_view property)
{
    const std::vector<LdValue> values = all(node, property); // several: one a language
    return values.empty() ? std::string() : text(values.front());
}

std::vector<std::string> LdText::textsOf(const LdValue &node, std::string_view property)
{
    std::vector<std::string> out;
    for (const LdValue &value : all(node, property))
        out.push_back(text(value));
    return out;
}

std::string LdText::scalar(const LdValue &value)
{
    const json::Value *literal = value.value->isObject() ? keyword(value, "@value") : value.value;
    const double *number = literal ? literal->number() : nullptr;
    if (number && std::floor(*number) == *number && std::abs(*number) < 1e15)
        return std::to_string(static_cast<std::int64_t>(*number));
    return text(value);
}

std::string LdText::reference(const LdValue &value)
{
    if (isNode(value)) {
        const std::string name = id(value);
        if (name.empty())
            fail(value, "must name something: a text or an @id");
        return name;
    }
    const std::string name = text(value);
    const auto term = m_terms.find(name);
    return term != m_terms.end() && !isKeyword(term->second) ? term->second : expand(name);
}

std::vector<std::string> LdText::referencesOf(const LdValue &node, std::string_view property)
{
    std::vector<std::string> out;
    for (const LdValue &value : all(node, property))
        out.push_back(reference(value));
    return out;
}

void LdText::fail(const LdValue &at, std::string detail) { fail(at.pointer, at.value->line(), std::move(detail)); }

void LdText::fail(const std::string &pointer, int line, std::string detail)
{
    if (!m_error)
        m_error = faultAt(pointer, line, std::move(detail));
}

Result<void> LdText::finish() const
{
    if (m_error)
        return *m_error;
    return {};
}

void LdText::collectUnread(const LdValue &value, std::vector<std::string> &out) const
{
    if (const json::Array *array = value.value->array()) {
        for (std::size_t i = 0; i < array->size(); ++i)
            collectUnread({&(*array)[i], below(value.pointer, i), nullptr}, out);
    }
    const json::Object *members = value.value->object();
    for (std::size_t i = 0; members && i < members->size(); ++i) {
        const auto &[name, member] = (*members)[i];
        const LdValue at{&member, below(value.pointer, name), nullptr};
        const std::string key = expandKey(name);
        if (m_read.contains(&member) || key == "@graph" || key == "@set" || key == "@list")
            collectUnread(at, out);
        else if (!isKeyword(key) || key.find(':') != std::string::npos)
            out.push_back(at.pointer);
    }
}

std::vector<std::string> LdText::notRead() const
{
    std::vector<std::string> out;
    collectUnread({&m_root, {}, nullptr}, out);
    return out;
}

} // namespace assent
