#include "simulation/machines.h"

#include "consent/lawcatalogue.h"

namespace assent::test {
namespace {

constexpr int kPageOfItems = 500;

const std::shared_ptr<const Catalogue> &sharedCatalogue()
{
    static const std::shared_ptr<const Catalogue> shared = lawCatalogue();
    return shared;
}

} // namespace

SimDesktop::SimDesktop(std::filesystem::path folder, const SecretBytes &key, Timestamp now)
    : clock(now), m_folder(std::move(folder)), m_key(key.clone())
{
}

Result<void> SimDesktop::open(sync::Transport &transport)
{
    close();
    ASSENT_TRY(m_vault, Vault::open(m_folder, m_key, clock));
    m_consents = std::make_unique<ConsentStore>(*m_vault, sharedCatalogue());
    m_people = std::make_unique<ProfileStore>(*m_vault, sharedCatalogue());
    m_client = std::make_unique<sync::Client>(*m_vault, sharedCatalogue(), transport);
    return {};
}

void SimDesktop::close()
{
    m_client.reset();
    m_people.reset();
    m_consents.reset();
    m_vault.reset();
}

bool SimDesktop::queueIsEmpty() const
{
    const auto counts = outbox::counts(*m_vault);
    return counts && counts->waitingClosings + counts->waitingOthers + counts->setAside == 0;
}

SimHub::SimHub(std::filesystem::path folder, const SecretBytes &key, Timestamp now)
    : clock(now), m_folder(std::move(folder)), m_key(key.clone())
{
}

Result<void> SimHub::open()
{
    close();
    ASSENT_TRY(m_store, sync::HubStore::open(m_folder, m_key, clock));
    m_service = std::make_unique<sync::HubService>(*m_store, clock);
    return {};
}

void SimHub::close()
{
    m_service.reset();
    m_store.reset();
}

Result<std::set<EventId>> SimHub::events(DeviceId asSeenBy)
{
    ASSENT_TRY(const auto device, m_store->device(asSeenBy));
    if (!device)
        return Error{ErrorCode::NotFound, "the hub does not know the device"};
    std::set<EventId> out;
    std::string cursor;
    for (;;) {
        ASSENT_TRY(const sync::PullResponse page, m_store->pull(*device, cursor, kPageOfItems));
        for (const sync::PulledItem &item : page.items) {
            if (const auto *consent = std::get_if<sync::ConsentItem>(&item.body))
                out.insert(consent->event.core.id);
        }
        if (!page.more)
            return out;
        cursor = page.cursor;
    }
}

Result<std::set<Digest>> SimHub::erased()
{
    std::set<Digest> out;
    std::string cursor;
    for (;;) {
        ASSENT_TRY(const sync::ErasurePage page, m_store->erasures(cursor, sync::kMaxErasures));
        for (const sync::ToldErasure &told : page.erasures)
            out.insert(told.erasure.pseudonym);
        if (!page.more)
            return out;
        cursor = page.cursor;
    }
}

} // namespace assent::test
