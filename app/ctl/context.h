#pragma once

#include "console.h"

#include <filesystem>

namespace assent::ctl {

/// What every command can be told.
struct Options
{
    std::string store; ///< empty: defaultStore()
    int passphraseFd = -1;
    bool json = false;
};

/// What a command works with.
struct Context
{
    Options options;
    Console console;
    const Clock &clock;

    std::filesystem::path store() const;
};

/// "assent" in the user's data folder ($XDG_DATA_HOME, else ~/.local/share).
std::filesystem::path defaultStore();

} // namespace assent::ctl
