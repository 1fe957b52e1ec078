#include "profile/provenances.h"

#include <algorithm>

namespace assent {
namespace {

constexpr std::size_t kMostKnown = 64;

bool isAlike(const Attribute &a, const Attribute &b)
{
    return a.kind == b.kind && a.method == b.method && a.basis == b.basis && a.verified == b.verified && a.source == b.source
        && a.purposes == b.purposes;
}

std::string joined(const std::vector<PurposeId> &purposes)
{
    std::string text;
    for (const PurposeId &purpose : purposes)
        text += (text.empty() ? "" : " ") + purpose.str();
    return text;
}

std::vector<PurposeId> split(std::string_view text)
{
    std::vector<PurposeId> purposes;
    while (!text.empty()) {
        const auto space = text.find(' ');
        purposes.emplace_back(std::string(text.substr(0, space)));
        text = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
    }
    return purposes;
}

Result<std::int64_t> run(Database &db, const Attribute &attribute, std::string_view sql)
{
    ASSENT_TRY(Statement statement, db.prepare(sql));
    const std::string purposes = joined(attribute.purposes);
    statement.bind(1, static_cast<int>(attribute.kind)).bind(2, attribute.source.str()).bind(3, static_cast<int>(attribute.method));
    statement.bind(4, purposes).bind(5, legalBasisName(attribute.basis)).bind(6, attribute.verified ? 1 : 0);
    ASSENT_TRY(const bool row, statement.step());
    return row ? statement.integer(0) : 0;
}

Result<std::int64_t> stored(Database &db, const Attribute &attribute)
{
    ASSENT_TRY(const std::int64_t number, run(db, attribute, "SELECT n FROM provenance WHERE kind = ? AND source = ? AND method = ?"
        " AND purposes = ? AND basis = ? AND verified = ?"));
    if (number > 0)
        return number;
    return run(db, attribute, "INSERT INTO provenance(kind, source, method, purposes, basis, verified) VALUES(?,?,?,?,?,?) RETURNING n");
}

} // namespace

Result<std::int64_t> Provenances::numberOf(const WriteTransaction &transaction, const Attribute &attribute)
{
    if (m_of != transaction.number() || m_known.size() >= kMostKnown)
        m_known.clear();
    m_of = transaction.number();
    const auto known = std::find_if(m_known.begin(), m_known.end(), [&](const Known &one) { return isAlike(one.like, attribute); });
    if (known != m_known.end())
        return known->number;
    ASSENT_TRY(const std::int64_t number, stored(transaction.db(), attribute));
    Attribute like;
    like.kind = attribute.kind;
    like.method = attribute.method;
    like.basis = attribute.basis;
    like.verified = attribute.verified;
    like.source = attribute.source;
    like.purposes = attribute.purposes;
    m_known.push_back({std::move(like), number});
    return number;
}

void Provenances::read(const Statement &row, int column, Attribute &attribute)
{
    attribute.kind = static_cast<AttributeKind>(row.integer(column));
    attribute.source = SourceId(std::string(row.text(column + 1)));
    attribute.method = static_cast<CollectionMethod>(row.integer(column + 2));
    attribute.purposes = split(row.text(column + 3));
    attribute.basis = legalBasisFromName(row.text(column + 4)).value_or(LegalBasis::Contract);
    attribute.verified = row.integer(column + 5) != 0;
}

} // namespace assent
