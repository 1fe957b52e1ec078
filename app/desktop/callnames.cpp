#include "desktop/callnames.h"

#include <QFile>

#include <algorithm>
#include <cstdlib>
#include <cxxabi.h>
#include <elf.h>
#include <link.h>

namespace assent::ui {
namespace {

/// Where the program itself was loaded: the first that is told.
int rememberBase(dl_phdr_info *info, std::size_t, void *base)
{
    *static_cast<std::uintptr_t *>(base) = info->dlpi_addr;
    return 1;
}

} // namespace

CallNames::CallNames()
{
    QFile file(QStringLiteral("/proc/self/exe"));
    if (!file.open(QIODevice::ReadOnly))
        return;
    m_file = file.readAll();
    std::uintptr_t base = 0;
    dl_iterate_phdr(rememberBase, &base);
    read(base);
    std::sort(m_functions.begin(), m_functions.end(), [](const Function &left, const Function &right) { return left.start < right.start; });
}

void CallNames::read(std::uintptr_t base)
{
    // Our own file as the linker made it: its parts lie where it says.
    const char *bytes = m_file.constData();
    const auto *header = reinterpret_cast<const ElfW(Ehdr) *>(bytes);
    const auto *sections = reinterpret_cast<const ElfW(Shdr) *>(bytes + header->e_shoff);
    for (int i = 0; i < header->e_shnum; ++i) {
        if (sections[i].sh_type != SHT_SYMTAB)
            continue;
        const char *names = bytes + sections[sections[i].sh_link].sh_offset;
        const auto *symbols = reinterpret_cast<const ElfW(Sym) *>(bytes + sections[i].sh_offset);
        for (std::size_t k = 0; k < sections[i].sh_size / sizeof(ElfW(Sym)); ++k) {
            if (ELF64_ST_TYPE(symbols[k].st_info) == STT_FUNC && symbols[k].st_size > 0)
                m_functions.push_back({base + symbols[k].st_value, symbols[k].st_size, names + symbols[k].st_name});
        }
    }
}

QByteArray CallNames::at(const void *address) const
{
    const auto at = reinterpret_cast<std::uintptr_t>(address);
    auto next = std::upper_bound(m_functions.begin(), m_functions.end(), at, [](std::uintptr_t left, const Function &right) { return left < right.start; });
    if (next == m_functions.begin() || at >= (--next)->start + next->size)
        return {};
    char *plain = abi::__cxa_demangle(next->name, nullptr, nullptr, nullptr);
    const QByteArray name(plain ? plain : next->name);
    std::free(plain);
    return name;
}

} // namespace assent::ui
