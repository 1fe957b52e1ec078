#include "sync/messagetext.h"

#include "base/canonical.h"
#include "base/canonicalscanner.h"
#include "base/halves.h"
#include "base/jsonlist.h"

#include <atomic>

namespace assent::sync {
namespace {

/// An id as it is written: one in capitals is the same id, and another text.
template<typename IdType>
std::optional<IdType> idFrom(std::string_view text)
{
    const auto id = IdType::parse(text);
    return id && id->toString() == text ? std::optional(*id) : std::nullopt;
}

Result<Bytes> bytesFrom(std::string_view text) { return fromBase64Url(text); }

std::optional<Lane> laneFrom(std::string_view name)
{
    for (const Lane lane : {Lane::Closing, Lane::Other}) {
        if (laneName(lane) == name)
            return lane;
    }
    return std::nullopt;
}

/// An act in the form of itemText(), checked as itemFromJson() does. Nothing: it is
/// another kind of item, another form, or does not hold; itemFromJson() tells.
std::optional<ConsentItem> readConsent(json::CanonicalScanner &in)
{
    ConsentItem item;
    in.skip("{\"core\":");
    std::string core = in.text();
    in.skip(",\"kind\":\"consent\",\"payload\":");
    std::string payload = in.text();
    in.read(",\"persona\":", item.persona, idFrom<PersonaId>);
    BatchProof proof;
    in.read(",\"proof\":", proof, [](std::string_view text) -> Result<BatchProof> {
        ASSENT_TRY(const Bytes bytes, fromBase64Url(text));
        return batchProofFromBytes(bytes);
    });
    in.read(",\"pseudonym_key\":", item.pseudonymKey, bytesFrom);
    Bytes salt;
    in.read(",\"salt\":", salt, bytesFrom);
    in.read(",\"subject\":", item.subject, idFrom<SubjectId>);
    in.skip("}");
    if (in.failed() || item.pseudonymKey.size() != Digest().size())
        return std::nullopt;
    auto event = assembleEvent(std::move(core), std::move(salt), std::move(payload), std::move(proof));
    if (!event)
        return std::nullopt;
    item.event = *std::move(event);
    return item;
}

/// An entry as the client writes it.
std::optional<PushedItem> readQuickly(std::string_view text)
{
    json::CanonicalScanner in(text);
    in.skip("{\"item\":");
    const char *const begin = in.rest().data();
    auto body = readConsent(in);
    if (!body)
        return std::nullopt;
    const std::string_view item(begin, static_cast<std::size_t>(in.rest().data() - begin));
    PushedItem out;
    in.read(",\"lane\":", out.lane, laneFrom);
    in.skip(",\"n\":");
    out.n = in.integer();
    in.skip("}");
    if (!in.done() || out.n < 1)
        return std::nullopt;
    out.read = ReadItem{ItemBody(*std::move(body)), std::string(item)};
    return out;
}

/// False where the text as a whole has to tell what is wrong.
bool readEntry(std::string_view text, std::size_t index, PushedItem &out)
{
    if (auto quick = readQuickly(text)) {
        out = *std::move(quick);
        return true;
    }
    auto value = json::parse(text);
    auto entry = value ? pushedItemFromJson(*value, index) : Result<PushedItem>(value.error());
    if (!entry)
        return false;
    out = *std::move(entry);
    out.read = readItem(out);
    return true;
}

bool readAll(std::span<const std::string_view> texts, std::span<PushedItem> out, int threads)
{
    std::atomic<bool> read = true;
    inHalves(texts.size(), threads, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end && read; ++i) {
            if (!readEntry(texts[i], i, out[i]))
                read = false;
        }
    });
    return read;
}

void append(std::string &out, const PushResult &result)
{
    json::CanonicalObject value;
    value.textIf("detail", result.detail);
    if (result.flagged)
        value.value("flagged", "true");
    value.text("lane", laneName(result.lane)).integer("n", result.n).textIf("reason", result.reason);
    if (result.receivedAt)
        value.text("received_at", toRfc3339(*result.receivedAt));
    out += std::move(value.text("verdict", verdictName(result.verdict))).take();
}

PushResult readResult(json::CanonicalScanner &in)
{
    PushResult result;
    in.read("{\"lane\":", result.lane, laneFrom);
    in.skip(",\"n\":");
    result.n = in.integer();
    if (in.has(",\"received_at\":"))
        in.read(",\"received_at\":", result.receivedAt, [](std::string_view time) { return fromRfc3339(time); });
    in.read(",\"verdict\":", result.verdict, verdictFromName);
    in.skip("}");
    if (result.n < 1)
        in.fail();
    return result;
}

/// Where nothing was refused.
std::optional<PushResponse> readPlainResponse(std::string_view text)
{
    if (!isUtf8(text))
        return std::nullopt;
    json::CanonicalScanner in(text);
    PushResponse out;
    in.skip("{\"follows\":");
    out.follows = in.text();
    in.skip(",\"lost\":false,\"place\":");
    out.place = in.text();
    in.skip(",\"results\":[");
    if (in.has("{")) {
        do
            out.results.push_back(readResult(in));
        while (in.skipIf(","));
    }
    in.skip("]}");
    return in.done() ? std::optional(std::move(out)) : std::nullopt;
}

} // namespace

std::string itemText(const ConsentRow &row)
{
    json::CanonicalObject out;
    out.text("core", row.core).text("kind", "consent").text("payload", row.payload).text("persona", row.persona.toString());
    out.text("proof", toBase64Url(row.proof)).text("pseudonym_key", toBase64Url(row.pseudonymKey));
    return std::move(out.text("salt", toBase64Url(row.salt)).text("subject", row.subject.toString())).take();
}

std::string itemText(const ItemBody &body)
{
    const auto *consent = std::get_if<ConsentItem>(&body);
    if (!consent)
        return json::canonical(toJson(body));
    const ConsentEvent &event = consent->event;
    const Bytes proof = encode(event.proof);
    return itemText({consent->subject, consent->persona, consent->pseudonymKey, event.coreText, event.salt, event.payloadText, proof});
}

std::optional<PushEnvelope> readPush(std::string_view text, int threads)
{
    auto list = json::parseLongList(text, "items");
    if (!list || list->elements.size() > static_cast<std::size_t>(kMaxPushItems))
        return std::nullopt;
    list->others.set("items", json::Value(json::Array()));
    auto envelope = pushEnvelopeFromJson(list->others);
    if (!envelope)
        return std::nullopt;
    envelope->items.resize(list->elements.size());
    if (!readAll(list->elements, envelope->items, threads))
        return std::nullopt;
    return *std::move(envelope);
}

ReadItem readItem(const PushedItem &item)
{
    ReadItem out{itemFromJson(item.body, item.path), {}};
    if (out.body)
        out.text = itemText(*out.body);
    return out;
}

std::string toText(const PushResponse &response)
{
    std::string results = "[";
    for (const PushResult &result : response.results) {
        results += results.size() > 1 ? "," : "";
        append(results, result);
    }
    json::CanonicalObject out;
    out.text("follows", response.follows).value("lost", response.lost ? "true" : "false").text("place", response.place);
    return std::move(out.value("results", results + ']')).take();
}

Result<PushResponse> readPushResponse(std::string_view text)
{
    if (auto plain = readPlainResponse(text))
        return *std::move(plain);
    const auto value = json::parse(text);
    if (!value)
        return Error{ErrorCode::Protocol, "the hub's answer is not JSON"};
    auto response = pushResponseFromJson(*value);
    if (!response)
        return Error{ErrorCode::Protocol, response.error().toString()};
    return response;
}

} // namespace assent::sync
