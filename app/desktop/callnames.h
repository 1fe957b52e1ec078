#pragma once

#include <QByteArray>

#include <cstdint>
#include <vector>

namespace assent::ui {

/// The names of this program's own functions, from the symbols in its file. None
/// where it was stripped of them.
class CallNames
{
public:
    CallNames();

    /// The function that this address lies in, as it is written in C++; empty where
    /// it is none of the program's own.
    QByteArray at(const void *address) const;

private:
    struct Function
    {
        std::uintptr_t start = 0;
        std::uintptr_t size = 0;
        const char *name = nullptr; ///< mangled, in m_file
    };
    void read(std::uintptr_t base);

    QByteArray m_file;
    std::vector<Function> m_functions; ///< by where they start
};

} // namespace assent::ui
