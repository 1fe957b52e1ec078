// The hub's log for those who check it, and one person's items.
#include "ledger/tiles.h"
#include "sync/hubroutes.h"

namespace assent::sync {
namespace {

constexpr int kDefaultItems = 200;

HttpResponse nothingThere() { return problem(404, "not_found", "the log has no such part"); }

HttpResponse treeProblem(const Error &error)
{
    if (error.code == ErrorCode::NotFound)
        return nothingThere();
    if (error.code == ErrorCode::Locked)
        return problem(503, "busy", error.detail);
    return storeProblem(error);
}

HttpResponse plain(std::string type, std::string body)
{
    return {200, {{"content-type", std::move(type)}, {"cache-control", "no-store"}, {"x-content-type-options", "nosniff"}}, std::move(body)};
}

/// The checkpoint that all parts of the log are told under.
OrProblem<Checkpoint> newest(HubStore &store)
{
    const auto note = store.newestCheckpoint();
    if (!note)
        return storeProblem(note.error());
    if (note->empty())
        return nothingThere();
    const auto checkpoint = checkpointFromText(*note);
    return checkpoint ? OrProblem<Checkpoint>(*checkpoint) : storeProblem(checkpoint.error());
}

json::Value hashList(std::span<const Digest> hashes)
{
    json::Value out{json::Array{}};
    for (const Digest &hash : hashes)
        out.push(toBase64Url(hash));
    return out;
}

} // namespace

HttpResponse HubService::State::subjectEvents(const HubCall &call)
{
    ASSENT_OR_ANSWER(const HubDevice device, authenticateActive(store, call.request));
    const auto subject = SubjectId::parse(call.parts.at(0));
    if (!subject)
        return problem(404, "not_found", "there is nothing at this path");
    if (device.subject && *device.subject != *subject)
        return problem(403, "out_of_scope", "the device may see another person only");
    const auto query = Query::read(call.request.path, {"cursor", "limit"});
    if (!query)
        return queryProblem(query.error());
    const auto limit = query->number("limit", kDefaultItems, 1, kMaxPullItems);
    if (!limit)
        return queryProblem(limit.error());
    HubDevice narrowed = device;
    narrowed.subject = *subject;
    return page(narrowed, query->text("cursor"), {}, static_cast<int>(*limit));
}

HttpResponse HubService::State::logCheckpoint(const HubCall &call)
{
    ASSENT_OR_ANSWER([[maybe_unused]] const HubDevice device, authenticateActive(store, call.request));
    auto note = store.newestCheckpoint();
    if (!note)
        return storeProblem(note.error());
    return note->empty() ? nothingThere() : plain("text/plain; charset=utf-8", *std::move(note));
}

HttpResponse HubService::State::logTile(const HubCall &call)
{
    ASSENT_OR_ANSWER([[maybe_unused]] const HubDevice device, authenticateActive(store, call.request));
    std::string path = "tile";
    for (const std::string_view part : call.parts)
        path += "/" + std::string(part);
    const auto tile = tiles::tileOf(path);
    if (!tile || tile->level == tiles::kEntries)
        return nothingThere();
    ASSENT_OR_ANSWER(const Checkpoint checkpoint, newest(store));
    if (tile->width > tiles::widthOf(tile->level, tile->index, checkpoint.size))
        return nothingThere();
    const auto hashes = tree.hashes(tile->level, tile->index * tiles::kWidth, tile->width);
    if (!hashes)
        return treeProblem(hashes.error());
    std::string bytes;
    for (const Digest &hash : *hashes)
        bytes.append(asText(hash));
    return plain("application/octet-stream", std::move(bytes));
}

HttpResponse HubService::State::logProof(const HubCall &call)
{
    ASSENT_OR_ANSWER([[maybe_unused]] const HubDevice device, authenticateActive(store, call.request));
    const auto query = Query::read(call.request.path, {"entry", "size"});
    if (!query)
        return queryProblem(query.error());
    ASSENT_OR_ANSWER(const Checkpoint checkpoint, newest(store));
    const auto last = static_cast<std::int64_t>(checkpoint.size);
    const auto size = query->number("size", last, 1, last);
    if (!size)
        return queryProblem(size.error());
    const auto entry = query->has("entry") ? query->number("entry", 0, 0, *size - 1)
                                           : Result<std::int64_t>(Query::badParameter("entry", "is required"));
    if (!entry)
        return queryProblem(entry.error());
    const auto path = tree.roots(merkle::inclusionRanges(static_cast<std::uint64_t>(*entry), static_cast<std::uint64_t>(*size)));
    const auto leaf = store.leavesFrom(static_cast<std::uint64_t>(*entry), 1);
    const auto note = store.newestCheckpoint();
    if (!path || !leaf || !note)
        return treeProblem(!path ? path.error() : !leaf ? leaf.error() : note.error());
    json::Value body;
    body.set("entry", *entry);
    body.set("size", *size);
    body.set("leaf_hash", toBase64Url(leaf->front()));
    body.set("path", hashList(*path));
    body.set("checkpoint", *note);
    return answer(200, body);
}

} // namespace assent::sync
