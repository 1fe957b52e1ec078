#include "faults/desk.h"

#include "transfer/importpeople.h"
#include "vault/slots.h"

#include <algorithm>

namespace assent::test {
namespace {

namespace fs = std::filesystem;

constexpr int kPeople = 6;

void must(const Result<void> &done, const char *what)
{
    if (!done)
        qFatal("%s: %s", what, done.error().toString().c_str());
}

Decision granting(const PersonaId &persona, const char *purpose)
{
    Decision decision;
    decision.act = Act::Grant;
    decision.pattern = KeyPattern::of(lawKey(persona, purpose, "email"));
    decision.servedMode = ServedMode::Screen;
    return decision;
}

Decision closingAll()
{
    Decision decision;
    decision.pattern.controller = ControllerId("acme");
    return decision;
}

Attribute factOf(const char *key, std::string value, Timestamp now)
{
    Attribute attribute;
    attribute.id = AttributeId(makeUuidV7(now));
    attribute.key = key;
    attribute.value = std::move(value);
    attribute.source = SourceId("web_shop");
    attribute.collectedAt = now;
    return attribute;
}

constexpr const char *kHub = "INSERT INTO hub(id, url, epoch, token, log_key, cursor, checkpoint, last_error)"
                             " VALUES(1, 'http://127.0.0.1:1', 'e', 't', 'k', '', '', '')";

} // namespace

Desk::Desk(Contents contents)
{
    if (contents == Contents::Nothing) {
        fs::create_directories(folder);
        fs::permissions(folder, fs::perms::owner_all);
        keep();
        return;
    }
    if (contents == Contents::PeopleAndSlots) {
        auto slots = Slots::create(folder);
        must(slots ? slots->setPassphrase(slots->freshKey(), SecretBytes(kPassphrase), kArgon2Floor) : slots.error(), "slots");
        key = slots->freshKey().clone();
    }
    auto made = Vault::create(folder, key, clock, options);
    must(made ? Result<void>() : Result<void>(made.error()), "a new store");
    made->reset();
    must(open(), "opening");
    must(vault->db().run(kHub), "a hub");
    for (int i = 0; i < kPeople; ++i) {
        const auto id = addPerson();
        must(id ? grant(*id) : Result<void>(id.error()), "a person");
        if (i == 0)
            m_first = *id;
        if (i % 2 == 0)
            must(withdraw(*id), "a withdrawal");
    }
    close();
    keep();
}

void Desk::copyTo(const fs::path &to) const
{
    fs::remove_all(to);
    fs::copy(folder, to, fs::copy_options::recursive);
}

void Desk::keep()
{
    close();
    copyTo(kept());
}

void Desk::reset()
{
    close();
    fs::remove_all(folder);
    fs::copy(kept(), folder, fs::copy_options::recursive);
}

Result<void> Desk::open()
{
    close();
    ASSENT_TRY(vault, Vault::open(folder, key, clock, options));
    consents = std::make_unique<ConsentStore>(*vault, catalogue);
    people = std::make_unique<ProfileStore>(*vault, catalogue);
    return {};
}

void Desk::close()
{
    people.reset();
    consents.reset();
    vault.reset();
}

Result<std::vector<ConsentEvent>> Desk::decide(SubjectId subject, int count)
{
    ASSENT_TRY(const ConsentView view, consents->view(subject));
    std::vector<Decision> decisions;
    for (int i = 0; i < count; ++i)
        decisions.push_back(i % 3 == 1 ? closingAll() : granting(view.persona, i % 3 == 0 ? "offers" : "hotel_offers"));
    return consents->decide(view, decisions);
}

Result<void> Desk::grant(SubjectId subject)
{
    ASSENT_TRY([[maybe_unused]] const auto events, decide(subject, 1));
    return {};
}

Result<void> Desk::withdraw(SubjectId subject)
{
    ASSENT_TRY(const ConsentView view, consents->view(subject));
    const Decision all = closingAll();
    ASSENT_TRY([[maybe_unused]] const auto events, consents->decide(view, std::span(&all, 1)));
    return {};
}

Result<SubjectId> Desk::addPerson()
{
    const Timestamp now = clock.now();
    ASSENT_TRY(Person person, Person::make(now));
    person.jurisdiction = "PL";
    person.source = SourceId("web_shop");
    person.attributes = {factOf("given_name", "Anna", now), factOf("family_name", "Nowak", now)};
    const std::string address = person.id.toString() + "@example.org";
    person.identifiers.push_back({"email", address, SourceId("web_shop"), now, {}});
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(*vault));
    ASSENT_CHECK(people->add(transaction, person));
    ASSENT_CHECK(transaction.commit());
    return person.id;
}

Result<void> Desk::importPeople(int count, const std::string &prefix, int rowsPerTransaction)
{
    std::string csv = "customer_number,given_name,family_name\n";
    for (int i = 0; i < count; ++i)
        csv += prefix + std::to_string(i) + ",Jan,Kowalski\n";
    ImportOptions how;
    how.source = SourceId("web_shop");
    how.rowsPerTransaction = rowsPerTransaction;
    NoProgress silent;
    ASSENT_TRY(const ImportReport report, assent::importPeople(*vault, *people, *catalogue,
        std::make_unique<TextSource>(std::move(csv)), std::nullopt, how, silent));
    if (report.added != static_cast<std::uint64_t>(count))
        return Error{ErrorCode::Invalid, "the import added " + std::to_string(report.added)};
    return {};
}

std::vector<SubjectId> Desk::ids()
{
    auto page = people->page(std::nullopt, 1000);
    must(page ? Result<void>() : Result<void>(page.error()), "the people");
    return *page;
}

bool Desk::allowed(SubjectId subject)
{
    const auto view = consents->view(subject);
    if (!view)
        return false;
    const auto states = consents->states(*view, clock.now());
    return std::any_of(states.begin(), states.end(), [](const KeyState &state) {
        return state.state.allowed && state.key.purpose == PurposeId("offers");
    });
}

} // namespace assent::test
