#include "ui/house.h"

#include "catalog/catalogstore.h"
#include "sample/sample.h"
#include "vault/backup.h"

#include <QTest>

#include <algorithm>

namespace assent::ui {

House::House(int people)
{
    m_folder = m_place.path().toStdString() + "/store";
    clock.setTime(must(fromRfc3339("2026-03-20T09:00:00Z")));
    Slots keys = must(Slots::create(m_folder));
    m_key = keys.freshKey().clone();
    must(keys.setPassphrase(m_key, SecretBytes(kPassphrase), kArgon2Floor));
    const auto vault = must(Vault::create(m_folder, m_key, clock));
    publish(*vault);
    SampleOptions options;
    options.people = people;
    options.now = clock.now();
    NoProgress silent;
    m_subject = must(makeSample(*vault, must(loadCatalogue(*vault)), options, silent)).tourPerson;
}

void House::publish(Vault &vault)
{
    const Catalogue catalogue = must(sampleCatalogue(clock.now()));
    WriteTransaction transaction = must(WriteTransaction::begin(vault));
    must(publishCatalogue(transaction, catalogue));
    must(transaction.commit());
}

void House::joinHub(bool everybody)
{
    m_hub = must(LocalHub::open(m_place.path().toStdString() + "/hub", clock));
    OpenStore store = open();
    LocalTransport transport(*m_hub);
    sync::Client client(*store.vault, store.catalogue, transport);
    const std::string code = must(m_hub->store().newCode(everybody ? std::nullopt : std::optional(m_subject), std::chrono::hours(1)));
    must(client.enrol("http://localhost:1", code, "test"));
    NoProgress silent;
    must(client.sync(silent));
}

void House::withdrawElsewhere()
{
    const QTemporaryDir folder;
    const auto vault = must(Vault::create(folder.path().toStdString(), must(randomSecret(48)), clock));
    const auto catalogue = open().catalogue;
    LocalTransport transport(*m_hub);
    sync::Client client(*vault, catalogue, transport);
    must(client.enrol("http://localhost:1", must(m_hub->store().newCode(m_subject, std::chrono::hours(1))), "elsewhere"));
    NoProgress silent;
    must(client.sync(silent));
    ConsentStore consents(*vault, catalogue);
    Decision withdrawal;
    withdrawal.pattern.controller = catalogue->controller();
    must(consents.decide(must(consents.view(m_subject)), std::span(&withdrawal, 1)));
    must(client.sync(silent));
}

void House::decideOften(int acts)
{
    const ConsentKey key = anyChoice(false);
    OpenStore store = open();
    while (acts > 0) {
        std::vector<Decision> decisions(std::size_t(std::min(acts, 500)));
        for (Decision &decision : decisions) {
            decision.pattern = KeyPattern::of(key);
            decision.act = acts-- % 2 == 0 ? Act::Grant : Act::Withdraw;
            decision.servedMode = decision.act == Act::Grant ? ServedMode::Screen : ServedMode::None;
        }
        must(store.consents->decide(must(store.consents->view(m_subject)), decisions));
    }
}

void House::changeElsewhere(int people)
{
    const std::filesystem::path folder = m_place.path().toStdString() + "/elsewhere";
    const Slots keys = must(Slots::create(folder));
    const auto vault = must(Vault::create(folder, keys.freshKey(), clock));
    publish(*vault);
    const auto catalogue = must(loadCatalogue(*vault));
    LocalTransport transport(*m_hub);
    sync::Client client(*vault, catalogue, transport);
    must(client.enrol("http://localhost:1", must(m_hub->store().newCode(std::nullopt, std::chrono::hours(1))), "elsewhere"));
    NoProgress silent;
    must(client.sync(silent));
    ProfileStore profiles(*vault, catalogue);
    std::vector<SubjectId> some;
    Statement read = must(vault->db().prepare("SELECT id FROM subject LIMIT ?"));
    read.bind(1, people);
    while (must(read.step()))
        some.push_back(must(SubjectId::fromBytes(read.blob(0))));
    for (const SubjectId &subject : some)
        must(profiles.declare(subject, "meal_preference", "lentils"));
    must(client.sync(silent));
}

int House::rowsAtHub()
{
    Statement count = must(m_hub->store().vault().db().prepare("SELECT count(*) FROM item WHERE subject = ?"));
    must(count.bind(1, m_subject.bytes()).step());
    return int(count.integer(0));
}

std::optional<ErasureRequest> House::erasureRequest()
{
    OpenStore store = open();
    return must(erasureRequestOf(*store.vault, m_subject));
}

bool House::holdsPerson()
{
    OpenStore store = open();
    return store.profiles->person(m_subject).ok();
}

int House::countOf(const std::string &key, const std::string &value)
{
    OpenStore store = open();
    Statement count = must(store.vault->db().prepare("SELECT count(*) FROM attribute WHERE key = ? AND value = ?"));
    must(count.bind(1, key).bind(2, value).step());
    return int(count.integer(0));
}

Desktop::Parts House::parts(bool withPerson)
{
    Desktop::Parts parts{clock, m_folder, {}, {}, {}, {}, false};
    parts.whoIsIt = [withPerson](OpenStore &store) -> Result<SubjectId> {
        if (!withPerson)
            return Error{ErrorCode::NotFound, "nobody"};
        return samplePerson(*store.vault);
    };
    parts.sync.transport = [this](const std::string &) -> Result<std::unique_ptr<sync::Transport>> {
        return std::unique_ptr<sync::Transport>(std::make_unique<LocalTransport>(*m_hub));
    };
    if (m_keychain)
        parts.keyring = [this] { return std::make_unique<KeyringDoor>(keyring); };
    return parts;
}

std::filesystem::path House::makeCopy()
{
    OpenStore store = open();
    NoProgress silent;
    return must(makeBackup(*store.vault, std::nullopt, silent)).folder;
}

void House::useKeychain()
{
    Slots keys = must(Slots::load(m_folder));
    must(keys.setKeychain(m_key, keyring));
    m_keychain = true;
}

void House::enter(Desktop &desktop, Hands &hands)
{
    // The offscreen platform activates a window only when asked.
    desktop.window()->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(desktop.window()));
    QVERIFY(Hands::until([&] { return hands.find(QStringLiteral("passphraseField")); }));
    QVERIFY(hands.find(QStringLiteral("passphraseField"))->hasActiveFocus());
    hands.type(QString::fromUtf8(kPassphrase.data(), qsizetype(kPassphrase.size())));
    hands.key(Qt::Key_Return);
    QVERIFY(Hands::until([&] { return hands.find(QStringLiteral("homeReady")); }, 30000));
    hands.settle();
}

OpenStore House::open() { return must(OpenStore::open(m_folder, m_key, clock, 4)); }

KeyState House::state(const std::string &purpose, const std::string &channel, const std::string &recipient)
{
    OpenStore store = open();
    const ConsentView view = must(store.consents->view(m_subject));
    const ConsentKey key{store.catalogue->controller(), view.persona, PurposeId(purpose), ChannelId(channel), RecipientId(recipient)};
    return store.consents->state(view, key, clock.now());
}

int House::allowedCount()
{
    OpenStore store = open();
    const ConsentView view = must(store.consents->view(m_subject));
    int count = 0;
    for (const KeyState &state : store.consents->states(view, clock.now()))
        count += state.state.allowed && state.state.model != ConsentModel::Required ? 1 : 0;
    return count;
}

std::vector<HistoryEntry> House::history()
{
    OpenStore store = open();
    return must(store.consents->history(m_subject));
}

std::vector<Asking> House::asked()
{
    OpenStore store = open();
    return keysToAskNow(*store.consents, must(store.consents->view(m_subject)), clock.now());
}

std::string House::noticeText(const NoticeId &notice, int version)
{
    OpenStore store = open();
    const NoticeVersion *found = version == 0 ? store.catalogue->noticeAt(notice, clock.now()) : store.catalogue->notice(notice, version);
    return found->revisions.at("en").body;
}

int House::allowedOf(const std::string &recipient)
{
    OpenStore store = open();
    const ConsentView view = must(store.consents->view(m_subject));
    int count = 0;
    for (const KeyState &state : store.consents->states(view, clock.now()))
        count += state.key.recipient.str() == recipient && state.state.allowed && state.state.model != ConsentModel::Required ? 1 : 0;
    return count;
}

std::string House::anyRecipient()
{
    OpenStore store = open();
    for (const Recipient &recipient : store.catalogue->recipients()) {
        if (recipient.id != kSelf && allowedOf(recipient.id.str()) > 0)
            return recipient.id.str();
    }
    qFatal("the sample gives nothing to others");
}

std::string House::fact(const std::string &key)
{
    OpenStore store = open();
    const Person person = must(store.profiles->person(m_subject));
    for (const Fact &fact : survivors(person.attributes, *store.catalogue)) {
        if (fact.key == key)
            return fact.shown.value;
    }
    return {};
}

ConsentKey House::anyChoice(bool allowed)
{
    OpenStore store = open();
    const ConsentView view = must(store.consents->view(m_subject));
    for (const KeyState &state : store.consents->states(view, clock.now())) {
        if (state.state.model == ConsentModel::OptIn && state.state.allowed == allowed && !state.state.conflict)
            return state.key;
    }
    qFatal("the sample has no such choice");
}

} // namespace assent::ui
