#pragma once

#include "consent/consentstore.h"
#include "receipt/issue.h"
#include "transfer/store.h"

namespace assent::test {

/// A store with two people, of whom Anna has decided some things.
struct People
{
    People() : consents(*store.vault, store.catalogue)
    {
        publish();
        anna = add("anna@example.com");
        bert = add("bert@example.com");
    }

    SubjectId add(const char *email)
    {
        Person person = Person::make(store.clock.now()).value();
        person.language = "pl";
        person.jurisdiction = "PL";
        person.source = SourceId("web_shop");
        person.identifiers = {{"email", email, person.source, store.clock.now(), {}}};
        auto transaction = *WriteTransaction::begin(*store.vault);
        if (!store.profiles->add(transaction, person).ok() || !transaction.commit().ok())
            qFatal("nobody was added");
        return person.id;
    }

    Decision grantOf(const char *purpose, const char *channel, const PersonaId &persona) const
    {
        Decision decision;
        decision.act = Act::Grant;
        decision.pattern = KeyPattern::of({store.catalogue->controller(), persona, PurposeId(purpose), ChannelId(channel), kSelf});
        decision.servedMode = ServedMode::Screen;
        decision.locale = "pl";
        return decision;
    }

    ConsentEvent decide(SubjectId who, Decision decision)
    {
        store.clock.advance(std::chrono::seconds(5));
        const auto events = consents.decide(*consents.view(who), std::span(&decision, 1));
        if (!events)
            qFatal("not decided: %s", events.error().toString().c_str());
        return events->front();
    }
    ConsentEvent grant(SubjectId who, const char *purpose = "newsletter")
    {
        return decide(who, grantOf(purpose, "email", consents.view(who)->persona));
    }
    ConsentEvent withdrawAll(SubjectId who)
    {
        Decision decision;
        decision.act = Act::Withdraw;
        decision.pattern.controller = store.catalogue->controller();
        return decide(who, decision);
    }

    Result<std::vector<Receipt>> receipts(SubjectId who, std::vector<EventId> wanted = {}, const std::string &language = "en")
    {
        ASSENT_TRY(const std::vector<HistoryEntry> history, consents.history(who));
        return issueReceipts(*store.vault, history, wanted, language);
    }
    Receipt receipt(SubjectId who, const ConsentEvent &event, const std::string &language = "en")
    {
        auto made = receipts(who, {event.core.id}, language);
        if (!made)
            qFatal("no receipt: %s", made.error().toString().c_str());
        return made->front();
    }
    json::Value sealed(const Receipt &receipt, ReceiptFormat format = ReceiptFormat::JsonLd)
    {
        auto value = sealReceipt(receipt, format, store.vault->logKey());
        if (!value)
            qFatal("not sealed: %s", value.error().toString().c_str());
        return *std::move(value);
    }

    Store store;
    ConsentStore consents;
    SubjectId anna;
    SubjectId bert;

private:
    void publish()
    {
        auto transaction = *WriteTransaction::begin(*store.vault);
        if (!publishCatalogue(transaction, *store.catalogue).ok() || !transaction.commit().ok())
            qFatal("the catalogue was not published");
    }
};

} // namespace assent::test
