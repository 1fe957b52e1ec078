#pragma once

#include "base/expect.h"
#include "base/registry.h"
#include "catalog/catalogstore.h"
#include "consent/consentstore.h"
#include "consent/lawcatalogue.h"
#include "fakes/fakeclock.h"
#include "ledger/ledger.h"
#include "profile/profilestore.h"
#include "vault/outbox.h"

#include <QTemporaryDir>

namespace assent::test {

/// A new store with the catalogue of the law, gone with its folder.
struct LawStore
{
    LawStore()
    {
        auto made = Vault::create(folder.path().toStdString(), key, clock);
        if (!made)
            qFatal("a new store: %s", made.error().toString().c_str());
        use(*std::move(made));
    }

    void close()
    {
        people.reset();
        consents.reset();
        vault.reset();
    }
    /// Opens what close() closed, or a dead program left behind.
    void open()
    {
        auto opened = Vault::open(folder.path().toStdString(), key, clock);
        if (!opened)
            qFatal("the store does not open: %s", opened.error().toString().c_str());
        use(*std::move(opened));
    }

    /// Somebody new, in the store.
    Person add(const std::string &jurisdiction = "PL")
    {
        Person person = *Person::make(clock.now());
        person.jurisdiction = jurisdiction;
        person.source = SourceId("web_shop");
        put(person);
        return person;
    }
    void put(const Person &person)
    {
        auto transaction = *WriteTransaction::begin(*vault);
        if (!people->add(transaction, person).ok() || !transaction.commit().ok())
            qFatal("a person was not added");
    }
    /// From now on things wait for a hub.
    void joinHub()
    {
        const auto joined = vault->db().run("INSERT INTO hub(id, url, epoch, token, log_key, cursor, checkpoint, last_error)"
                                            " VALUES(1, 'http://127.0.0.1:1', 'e', 't', 'k', '', '', '')");
        if (!joined.ok())
            qFatal("the store has no hub");
    }
    /// The hub takes everything that waits.
    void acknowledgeAll()
    {
        auto transaction = *WriteTransaction::begin(*vault);
        for (Lane lane : {Lane::Closing, Lane::Other}) {
            const auto rows = outbox::waiting(*vault, lane, 500);
            for (const OutboxRow &row : *rows) {
                if (!outbox::acknowledge(transaction, row.seq).ok())
                    qFatal("not acknowledged");
            }
        }
        if (!transaction.commit().ok())
            qFatal("not acknowledged");
    }

    ConsentView view(const Person &person) { return *consents->view(person.id); }
    Result<ConsentEvent> decide(const ConsentView &seen, const Decision &decision)
    {
        ASSENT_TRY(const std::vector<ConsentEvent> events, consents->decide(seen, std::span(&decision, 1)));
        return events.front();
    }
    /// On what the store shows now.
    Result<ConsentEvent> decide(const Person &person, const Decision &decision) { return decide(view(person), decision); }
    KeyState state(const Person &person, const ConsentKey &of) { return consents->state(view(person), of, clock.now()); }
    bool allowed(const Person &person, const ConsentKey &of) { return state(person, of).state.allowed; }
    QByteArray word(const Person &person, const ConsentKey &of)
    {
        return QByteArray(stateWordName(state(person, of).state.word).data());
    }
    Result<bool> append(const Person &person, const ConsentEvent &event, const PublicKey &deviceKey)
    {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(*vault));
        ASSENT_TRY(const bool isNew, consents->append(transaction, person.id, event, deviceKey, clock.now()));
        ASSENT_CHECK(transaction.commit());
        return isNew;
    }

    void use(std::unique_ptr<Vault> given)
    {
        vault = std::move(given);
        consents = std::make_unique<ConsentStore>(*vault, catalogue);
        people = std::make_unique<ProfileStore>(*vault, catalogue);
    }

    QTemporaryDir folder;
    FakeClock clock;
    SecretBytes key = *randomSecret(48);
    std::shared_ptr<const Catalogue> catalogue = lawCatalogue();
    std::unique_ptr<Vault> vault;
    std::unique_ptr<ConsentStore> consents;
    std::unique_ptr<ProfileStore> people;
};

inline Decision grantOf(const ConsentKey &key)
{
    Decision decision;
    decision.act = Act::Grant;
    decision.pattern = KeyPattern::of(key);
    decision.servedMode = ServedMode::Screen;
    return decision;
}

inline Decision actOn(Act act, const ConsentKey &key)
{
    Decision decision;
    decision.act = act;
    decision.pattern = KeyPattern::of(key);
    return decision;
}

inline Decision withdrawalOf(const KeyPattern &pattern)
{
    Decision decision;
    decision.pattern = pattern;
    return decision;
}

inline KeyPattern everything() { return KeyPattern{ControllerId("acme"), {}, {}, {}, {}, {}}; }

/// With somebody in it who decides.
struct AnnasStore : LawStore
{
    Person anna = add();
    ConsentKey offers = lawKey(anna.persona, "offers", "email");
    ConsentKey hotels = lawKey(anna.persona, "hotel_offers", "email");
    ConsentKey news = lawKey(anna.persona, "news", "email");

    Decision grant() const { return grantOf(offers); }
    /// The code with which an opening is refused.
    ErrorCode refusal(const Decision &decision)
    {
        const auto decided = decide(anna, decision);
        return decided ? ErrorCode::Cancelled : decided.error().code;
    }
    std::int64_t events() { return *vault->db().integer("SELECT count(*) FROM consent_event"); }
};

} // namespace assent::test
