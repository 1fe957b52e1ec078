#pragma once

#include "base/result.h"

#include <string>
#include <vector>

namespace assent::test {

/// What a program was told is done, a line each, for who looks after it was killed.
class ToldFile
{
public:
    /// Goes on at the end of what an earlier run wrote.
    static Result<ToldFile> open(const std::string &name);
    ToldFile(ToldFile &&other) noexcept;
    ToldFile &operator=(ToldFile &&) = delete;
    ~ToldFile();

    /// Durable when it returns.
    Result<void> say(const std::string &line);

    /// All lines, but for what a kill cut off.
    static std::vector<std::string> read(const std::string &name);

private:
    explicit ToldFile(int file) : m_file(file) {}

    int m_file;
};

} // namespace assent::test
