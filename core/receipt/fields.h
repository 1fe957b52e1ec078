#pragma once

#include "receipt/jsonld.h"

namespace assent {

/// Reads members of one object of a plain JSON format, and remembers the first fault
/// of all of them, with its line and JSON pointer.
class Fields
{
public:
    Fields(const json::Value &value, std::string pointer, const std::string &file, std::optional<Error> &error)
        : m_value(value), m_pointer(std::move(pointer)), m_file(file), m_error(error)
    {
        if (!value.isObject())
            failHere(m_pointer, value, "must be an object");
    }

    bool has(std::string_view name) const
    {
        const json::Value *member = m_value.find(name);
        return member && !member->isNull();
    }

    std::string text(std::string_view name)
    {
        const json::Value *member = need(name);
        if (member && (!member->isString() || member->string()->find_first_not_of(" \t\r\n") == std::string::npos))
            fail(name, "must be a text that is not empty");
        return member && member->isString() ? *member->string() : std::string();
    }
    std::string textIf(std::string_view name) { return has(name) ? text(name) : std::string(); }

    bool boolean(std::string_view name)
    {
        const json::Value *member = need(name);
        if (member && !member->isBool())
            fail(name, "must be true or false");
        return member && member->isBool() && *member->boolean();
    }

    double number(std::string_view name)
    {
        const json::Value *member = need(name);
        if (member && !member->isNumber())
            fail(name, "must be a number");
        return member && member->isNumber() ? *member->number() : 0;
    }

    std::vector<std::string> texts(std::string_view name, bool mayBeEmpty)
    {
        std::vector<std::string> out;
        for (const LdValue &item : list(name, mayBeEmpty)) {
            if (!item.value->isString() || item.value->string()->empty())
                failHere(item.pointer, *item.value, "must be a text that is not empty");
            else
                out.push_back(*item.value->string());
        }
        return out;
    }

    std::vector<LdValue> list(std::string_view name, bool mayBeEmpty = false)
    {
        const json::Value *member = need(name);
        std::vector<LdValue> out;
        if (member && (!member->isArray() || (member->array()->empty() && !mayBeEmpty)))
            fail(name, mayBeEmpty ? "must be a list" : "must be a list that is not empty");
        for (std::size_t i = 0; member && member->isArray() && i < member->array()->size(); ++i)
            out.push_back({&(*member->array())[i], below(below(m_pointer, name), i), nullptr});
        return out;
    }

    const json::Value *need(std::string_view name)
    {
        const json::Value *member = m_value.find(name);
        if (!member || member->isNull())
            failHere(below(m_pointer, name), m_value, "is missing");
        return member && !member->isNull() ? member : nullptr;
    }

    void fail(std::string_view name, std::string detail)
    {
        const json::Value *member = m_value.find(name);
        failHere(below(m_pointer, name), member ? *member : m_value, std::move(detail));
    }

    std::string pointer(std::string_view name) const { return below(m_pointer, name); }

private:
    void failHere(const std::string &pointer, const json::Value &at, std::string detail)
    {
        if (!m_error)
            m_error = Error{ErrorCode::Invalid, std::move(detail), {m_file, at.line(), 0, pointer}};
    }

    const json::Value &m_value;
    std::string m_pointer;
    const std::string &m_file;
    std::optional<Error> &m_error;
};

} // namespace assent
