#pragma once

#include "profile/person.h"
#include "vault/vault.h"

namespace assent {

/// What many facts have in common: where they come from, what for and on which
/// basis. Told once in the table `provenance`; a fact names it by its number.
class Provenances
{
public:
    /// The number of the fact's provenance, which is stored when it is new.
    Result<std::int64_t> numberOf(const WriteTransaction &transaction, const Attribute &attribute);

    static constexpr std::string_view kColumns = "p.kind, p.source, p.method, p.purposes, p.basis, p.verified";
    /// From kColumns, the first of which is `column`.
    static void read(const Statement &row, int column, Attribute &attribute);

private:
    struct Known
    {
        Attribute like;
        std::int64_t number;
    };
    std::vector<Known> m_known; ///< of the transaction m_of: in another they may not be stored
    std::uint64_t m_of = 0;
};

} // namespace assent
