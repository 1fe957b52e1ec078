#include "conformance/kinds.h"

#include "base/json.h"
#include "crypto/merkle.h"

namespace assent::conformance {
namespace {

Result<Digest> digestOf(json::Reader &in, std::string_view name)
{
    const std::string text = in.text(name);
    ASSENT_CHECK(in.finish());
    ASSENT_TRY(const Bytes bytes, fromBase64(text));
    return toDigest(bytes);
}

Result<std::vector<Digest>> proofOf(json::Reader &in)
{
    std::vector<Digest> proof;
    if (in.absent("proof")) // Go writes an empty list as null
        return proof;
    for (const std::string &text : in.texts("proof")) {
        ASSENT_TRY(const Bytes bytes, fromBase64(text));
        ASSENT_TRY(const Digest digest, toDigest(bytes));
        proof.push_back(digest);
    }
    ASSENT_CHECK(in.finish());
    return proof;
}

Result<std::string> verdict(bool holds)
{
    if (!holds)
        return Error{ErrorCode::Invalid, "the proof does not hold"};
    return std::string();
}

} // namespace

Result<std::string> runInclusion(Parameters, std::string input)
{
    ASSENT_TRY(const json::Value value, json::parse(input));
    json::Reader in(value, "");
    const auto index = static_cast<std::uint64_t>(in.integer("leafIdx", 0));
    const auto size = static_cast<std::uint64_t>(in.integer("treeSize", 0));
    ASSENT_TRY(const Digest leaf, digestOf(in, "leafHash"));
    ASSENT_TRY(const Digest root, digestOf(in, "root"));
    ASSENT_TRY(const std::vector<Digest> proof, proofOf(in));
    return verdict(merkle::verifyInclusion(index, size, leaf, proof, root));
}

Result<std::string> runConsistency(Parameters, std::string input)
{
    ASSENT_TRY(const json::Value value, json::parse(input));
    json::Reader in(value, "");
    const auto size1 = static_cast<std::uint64_t>(in.integer("size1", 0));
    const auto size2 = static_cast<std::uint64_t>(in.integer("size2", 0));
    ASSENT_TRY(const Digest root1, digestOf(in, "root1"));
    ASSENT_TRY(const Digest root2, digestOf(in, "root2"));
    ASSENT_TRY(const std::vector<Digest> proof, proofOf(in));
    return verdict(merkle::verifyConsistency(size1, size2, root1, root2, proof));
}

} // namespace assent::conformance
