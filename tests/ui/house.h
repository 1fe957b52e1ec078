#pragma once

#include "consent/asking.h"
#include "desktop/desktop.h"
#include "desktop/hands.h"
#include "fakes/fakeclock.h"
#include "fakes/fakekeyring.h"
#include "fakes/localhub.h"
#include "profile/erasurerequest.h"

#include <QTemporaryDir>

namespace assent::ui {

inline constexpr std::string_view kPassphrase = "correct horse battery staple";

/// A real store of the sample's person in a folder of its own, on request
/// joined to a real hub that can be cut off. Only the clock and the way to the
/// hub are fakes.
class House
{
public:
    explicit House(int people = 1);

    FakeClock clock;
    FakeKeyring keyring;

    std::filesystem::path folder() const { return m_folder; }
    /// Joins a hub and sends it everything. A device of the person's own, or one that
    /// may see everybody.
    void joinHub(bool everybody = false);
    /// Changes a fact of so many people in another store, and sends it to the hub.
    void changeElsewhere(int people);
    /// How many rows the hub has about the person.
    int rowsAtHub();
    LocalHub &hub() { return *m_hub; }
    /// By another device of the person's, which has just joined.
    void withdrawElsewhere();
    Desktop::Parts parts(bool withPerson = true);
    /// The person withdraws and allows so many times, in turns.
    void decideOften(int acts);
    /// Keeps the key in `keyring`, which the parts made afterwards use.
    void useKeychain();
    /// Backs up into the store's own folder; gives the backup's.
    std::filesystem::path makeCopy();
    /// Opens the lock as a person does: types the passphrase and presses Return.
    static void enter(Desktop &desktop, Hands &hands);

    /// The erasure that waits.
    std::optional<ErasureRequest> erasureRequest();
    /// The person has rows of their own.
    bool holdsPerson();
    int countOf(const std::string &key, const std::string &value);

    // What the store says, read through a connection of its own.
    KeyState state(const std::string &purpose, const std::string &channel, const std::string &recipient = "self");
    int allowedCount();
    std::vector<HistoryEntry> history();
    std::string fact(const std::string &key);
    /// What the person is asked now.
    std::vector<Asking> asked();
    /// The English body of a notice: of a version, or with 0 the one in effect.
    std::string noticeText(const NoticeId &notice, int version);
    /// Choices of one recipient that are allowed.
    int allowedOf(const std::string &recipient);
    /// A recipient beside the organisation itself that something is allowed to.
    std::string anyRecipient();
    SubjectId subject() const { return m_subject; }
    /// A choice that is open to the person and now has this value.
    ConsentKey anyChoice(bool allowed);

private:
    OpenStore open();
    void publish(Vault &vault);

    QTemporaryDir m_place;
    std::filesystem::path m_folder;
    SecretBytes m_key;
    SubjectId m_subject;
    std::unique_ptr<LocalHub> m_hub;
    bool m_keychain = false;
};

/// Turns a failed Result into a test failure that says why.
template<typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", result.error().toString().c_str());
    return std::move(*result);
}
inline void must(Result<void> result)
{
    if (!result)
        qFatal("%s", result.error().toString().c_str());
}

} // namespace assent::ui
