#pragma once

#include "base/error.h"

#include <optional>
#include <utility>
#include <variant>

namespace assent {

/// The value of a call that can fail, or why it failed. (std::expected is not
/// in GCC 12.) Reading the value of a failure is a programming error.
template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    const T &value() const & { return std::get<0>(m_state); }
    T &value() & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    const Error &error() const & { return std::get<1>(m_state); }
    Error &&error() && { return std::get<1>(std::move(m_state)); }

private:
    std::variant<T, Error> m_state;
};

/// Success, or why not.
template<>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    bool ok() const { return !m_error; }
    explicit operator bool() const { return ok(); }
    const Error &error() const & { return *m_error; }
    Error &&error() && { return *std::move(m_error); }

private:
    std::optional<Error> m_error;
};

} // namespace assent

#define ASSENT_JOIN_(a, b) a##b
#define ASSENT_JOIN(a, b) ASSENT_JOIN_(a, b)

/// Declares `target` from a Result, or returns its error to the caller.
#define ASSENT_TRY(target, expression) ASSENT_TRY_(ASSENT_JOIN(assentResult, __LINE__), target, expression)
#define ASSENT_TRY_(name, target, expression) \
    auto name = (expression); \
    if (!name.ok()) \
        return std::move(name).error(); \
    target = std::move(name).value()

/// Returns the error of a Result<void> to the caller.
#define ASSENT_CHECK(expression) \
    do { \
        if (auto assentCheck = (expression); !assentCheck.ok()) \
            return std::move(assentCheck).error(); \
    } while (false)
