#pragma once

#include "faults/desk.h"

#include <functional>
#include <string>
#include <vector>

namespace assent::test {

/// Something that a desktop does with its store, for a fault to fall into.
struct Scenario
{
    const char *name;
    Desk::Contents contents = Desk::Contents::People;
    bool opens = false; ///< the store is closed before, and the act opens it
    bool changes = false; ///< even refused it may move bytes, and the next try needs them back
    /// Once, on a desk that is open unless `opens`; its store is what is kept.
    std::function<void(Desk &)> prepare = [](Desk &) {};
    std::function<Result<void>(Desk &)> act;
    /// Rows that a whole act leaves in the store: "FROM …" and their number more
    /// than before.
    struct Growth
    {
        const char *rows;
        std::int64_t more;
    };
    std::vector<Growth> growth;
    /// Tables that hold nothing of their own, as a condition on their `name`: an act
    /// may make them anew, as a whole, and be refused afterwards.
    std::string rebuilds;
    /// What is wrong with what a whole act leaves beside the store, or nothing.
    std::function<std::string(Desk &)> breach = [](Desk &) { return std::string(); };
};

const std::vector<Scenario> &scenarios();

} // namespace assent::test
