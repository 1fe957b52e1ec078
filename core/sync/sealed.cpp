#include "sync/sealed.h"

#include "crypto/sealedbox.h"
#include "sync/client.h"
#include "vault/files.h"

#include <algorithm>

namespace assent::sync {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFile = 64 * 1024 * 1024;
constexpr int kMaxRows = 50'000;
constexpr std::size_t kRoomForEnvelope = 512;

fs::path sealedFile(const fs::path &store) { return store / "closings.sealed"; }

/// A push of as many as fit, and the token: {"device":…,"items":[…],"token":…}.
std::string envelopeOf(const std::string &device, const std::string &items, const std::string &token)
{
    return R"({"device":")" + device + R"(","items":[)" + items + R"(],"token":")" + token + "\"}";
}

class NoWay final : public Transport
{
public:
    Result<HttpResponse> send(const HttpRequest &) override { return Error{ErrorCode::Network, "there is no way to the hub here"}; }
    void abort() override {}
};

} // namespace

Result<bool> sealClosings(Vault &vault, std::shared_ptr<const Catalogue> catalogue)
{
    NoWay none;
    return Client(vault, std::move(catalogue), none).sealClosings();
}

Result<std::optional<SealedClosings>> readSealed(const fs::path &store)
{
    const auto text = files::read(sealedFile(store), kMaxFile);
    if (!text && text.error().code == ErrorCode::NotFound)
        return std::optional<SealedClosings>();
    if (!text)
        return text.error();
    const auto corrupt = [](const Error &error) { return Error{ErrorCode::Corrupt, error.detail, {"closings.sealed", 0, 0, error.where.field}}; };
    const auto value = json::parse(*text);
    if (!value)
        return corrupt(value.error());
    json::Reader in(*value, "");
    SealedClosings out;
    out.hubUrl = in.text("hub");
    for (const std::string &sealed : in.texts("sealed")) {
        auto bytes = fromBase64Url(sealed);
        if (!bytes)
            in.fail("sealed", bytes.error().detail);
        else
            out.texts.push_back(*std::move(bytes));
    }
    if (const auto whole = in.finish(); !whole)
        return corrupt(whole.error());
    return std::optional(std::move(out));
}

Result<void> writeSealed(const fs::path &store, const SealedClosings &sealed)
{
    json::Value list{json::Array{}};
    for (const Bytes &text : sealed.texts)
        list.push(toBase64Url(text));
    json::Value value;
    value.set("hub", sealed.hubUrl);
    value.set("sealed", std::move(list));
    return files::replace(sealedFile(store), json::canonical(value) + "\n");
}

void removeSealed(const fs::path &store)
{
    std::error_code fault;
    fs::remove(sealedFile(store), fault);
}

Result<int> sendSealed(const fs::path &store, Transport &transport)
{
    ASSENT_TRY(auto sealed, readSealed(store));
    int sent = 0;
    while (sealed && !sealed->texts.empty()) {
        const json::Value body(json::Object{{"sealed", toBase64Url(sealed->texts.front())}});
        ASSENT_TRY(const HttpResponse answer, transport.send({"POST", "/v1/sync/sealed",
            {{"content-type", "application/json"}, {"accept", "application/json"}}, json::canonical(body)}));
        if (answer.status != 200) {
            const auto why = problemFromJson(answer.body);
            return Error{answer.status == 429 || answer.status >= 500 ? ErrorCode::Network : ErrorCode::Denied,
                "the hub answered " + std::to_string(answer.status) + " to sealed closing acts" + (why ? ": " + why->detail : std::string())
                    + "; they stay and are sent again"};
        }
        sealed->texts.erase(sealed->texts.begin());
        ++sent;
        if (!sealed->texts.empty())
            ASSENT_CHECK(writeSealed(store, *sealed));
    }
    removeSealed(store);
    return sent;
}

Result<bool> Client::sealClosings()
{
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT url, token, seal_key FROM hub"));
    ASSENT_TRY(const bool joined, read.step());
    if (!joined || read.isNull(2))
        return false;
    SealedClosings sealed{std::string(read.text(0)), {}};
    std::string token(read.text(1));
    ASSENT_TRY(const Digest key, toDigest(read.blob(2)));
    read.reset();
    ASSENT_TRY(std::vector<OutboxRow> rows, outbox::waiting(m_vault, Lane::Closing, kMaxRows));
    ASSENT_TRY(const bool nobody, erasures::isEmpty(m_vault));
    m_anyErased = !nobody;
    std::string items;
    int count = 0;
    const auto close = [&]() -> Result<void> {
        std::string text = envelopeOf(m_vault.deviceId().toString(), items, token);
        auto made = sealFor(key, kSealContext, asBytes(text));
        wipe(text);
        ASSENT_TRY(Bytes bytes, std::move(made));
        sealed.texts.push_back(std::move(bytes));
        items.clear();
        count = 0;
        return {};
    };
    for (const OutboxRow &row : rows) {
        ASSENT_TRY(const std::string item, entryText(row));
        if (count == kMaxPushItems || (count > 0 && items.size() + item.size() + kRoomForEnvelope > kMaxSealedText))
            ASSENT_CHECK(close());
        items += (count++ == 0 ? "" : ",") + item;
    }
    if (count > 0)
        ASSENT_CHECK(close());
    wipe(token);
    if (!sealed.texts.empty()) {
        ASSENT_CHECK(writeSealed(m_vault.folder(), sealed));
        return true;
    }
    removeSealed(m_vault.folder());
    return false;
}

} // namespace assent::sync
