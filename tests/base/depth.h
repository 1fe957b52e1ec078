#pragma once

#include <QByteArray>

namespace assent::test {

/// `--deep` was given: as much as there is, however long it takes.
inline bool deep() { return qEnvironmentVariableIsSet("ASSENT_DEEP"); }

/// `--rounds N`, or what is usual.
inline int rounds(int usual)
{
    const int wanted = qEnvironmentVariableIntValue("ASSENT_ROUNDS");
    return wanted > 0 ? wanted : usual;
}

} // namespace assent::test
