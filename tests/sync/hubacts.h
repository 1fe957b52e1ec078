#pragma once

#include "crypto/hash.h"
#include "sample/sample.h"
#include "sync/hubfixture.h"

namespace assent::test {

/// A hub that has the sample's catalogue, somebody's device and a system.
class DecidingHub
{
public:
    DecidingHub()
    {
        catalogue = std::make_shared<const Catalogue>(*sampleCatalogue(hub.clock.now()));
        restart();
        system = hub.enrol(sync::kNobody);
        phone = hub.enrol(who.id);
        hub.takeOne(phone, sync::PersonItem{who.person}, ++m_n);
    }
    void restart()
    {
        sync::HubService::Options options;
        options.catalogue = catalogue;
        options.publicUrl = "https://hub.example";
        service = std::make_unique<sync::HubService>(hub.store(), hub.clock, std::move(options));
    }
    ConsentKey key(const std::string &purpose = "newsletter", const std::string &channel = "email", const std::string &recipient = "self") const
    {
        return {catalogue->controller(), who.persona, PurposeId(purpose), ChannelId(channel), RecipientId(recipient)};
    }
    /// An act of the person's own, which saw these acts, as the hub takes it.
    Digest act(Act act, const ConsentKey &key, std::vector<Digest> parents = {})
    {
        const sync::ConsentItem item = event(act, key, std::move(parents));
        const sync::PushResult result = hub.takeOne(phone, item, ++m_n);
        if (result.verdict != sync::Verdict::Accepted)
            qFatal("the hub does not take the test's act: %s", words(result).c_str());
        return item.event.hash();
    }
    sync::HttpResponse ask(const std::string &method, const std::string &path, const std::string &token = {}, const std::string &body = {},
        std::map<std::string, std::string> headers = {{"content-type", "application/json"}})
    {
        if (!token.empty())
            headers["authorization"] = "Bearer " + token;
        return service->handle({method, path, std::move(headers), body});
    }
    json::Value decision(const std::string &token, const ConsentKey &key, const std::string &more = {})
    {
        return bodyOf(ask("GET", "/v1/decision?subject=" + who.id.toString() + "&purpose=" + key.purpose.str() + "&channel=" + key.channel.str()
            + "&recipient=" + key.recipient.str() + more, token));
    }

    TestHub hub;
    std::shared_ptr<const Catalogue> catalogue;
    std::unique_ptr<sync::HubService> service;
    Somebody who;
    Phone phone;
    Phone system;

private:
    sync::ConsentItem event(Act act, const ConsentKey &key, std::vector<Digest> parents) const
    {
        EventPayload payload;
        payload.key = KeyPattern::of(key);
        payload.actorId = "self";
        payload.locale = "en";
        payload.jurisdiction = "EU";
        payload.legalBasis = "consent";
        if (isOpening(act)) {
            const NoticeVersion *notice = catalogue->noticeAt(catalogue->purpose(key.purpose)->notice, hub.clock.now());
            payload.notice = notice->notice;
            payload.noticeVersion = notice->version;
            payload.servedMode = ServedMode::Screen;
        }
        const std::string text = toCanonical(payload);
        const Bytes salt = *randomBytes(32);
        EventCore core;
        core.id = EventId(makeUuidV7(hub.clock.now()));
        core.device = phone.id;
        core.act = act;
        core.parents = std::move(parents);
        core.decidedAt = hub.clock.now();
        core.pseudonym = pseudonymOf(who.pseudonymKey, who.id);
        core.payloadHash = sha256({salt, asBytes(text)});
        const std::string coreText = toCanonical(core);
        return {who.id, who.persona, who.pseudonymKey, *assembleEvent(coreText, salt, text, signBatch({&coreText, 1}, phone.key)->front())};
    }

    std::int64_t m_n = 0;
};

inline std::string textIn(const json::Value &body, std::string_view name)
{
    const json::Value *value = body.find(name);
    return value && value->string() ? *value->string() : std::string();
}
inline bool isTrue(const json::Value &body, std::string_view name)
{
    const json::Value *value = body.find(name);
    return value && value->boolean() && *value->boolean();
}

} // namespace assent::test
