#pragma once

#include "consent/consentstore.h"
#include "consent/lawcatalogue.h"
#include "fakes/fakeclock.h"
#include "profile/profilestore.h"

#include <QTemporaryDir>

#include <filesystem>

namespace assent::test {

/// A small desktop in a folder that a test may damage and put back. It belongs
/// to a hub that is never there, so that everything waits for it.
class Desk
{
public:
    enum class Contents { Nothing, People, PeopleAndSlots };
    /// With people: six of them, with choices of their own. Closed afterwards,
    /// the log in the file; that is what reset() puts back. With slots a
    /// passphrase opens it.
    explicit Desk(Contents contents = Contents::People);
    /// Another program's store.
    Desk(std::filesystem::path place, SecretBytes with) : folder(std::move(place)), key(std::move(with)) {}

    /// Puts the folder back to what it was kept as.
    void reset();
    /// From now on reset() puts back what is there now. The store is closed.
    void keep();
    /// The files as they are, as after a crash; the store may be open.
    void copyTo(const std::filesystem::path &to) const;

    Result<void> open();
    void close();

    /// A grant to one and a withdrawal of all, as one batch of `count`.
    Result<std::vector<ConsentEvent>> decide(SubjectId subject, int count);
    Result<void> grant(SubjectId subject);
    Result<void> withdraw(SubjectId subject);
    Result<SubjectId> addPerson();
    Result<void> importPeople(int count, const std::string &prefix, int rowsPerTransaction = 500);
    std::vector<SubjectId> ids();
    /// The one whom acts are about; known without a look into the store.
    SubjectId first() const { return m_first; }
    bool allowed(SubjectId subject);

    static constexpr std::string_view kPassphrase = "correct horse";
    QTemporaryDir temporary;
    std::filesystem::path folder = std::filesystem::path(temporary.path().toStdString()) / "store";
    SecretBytes key = *randomSecret(48);
    FakeClock clock;
    Vault::Options options;
    std::shared_ptr<const Catalogue> catalogue = lawCatalogue();
    std::unique_ptr<Vault> vault;
    std::unique_ptr<ConsentStore> consents;
    std::unique_ptr<ProfileStore> people;

private:
    SubjectId m_first;
    std::filesystem::path kept() const { return std::filesystem::path(temporary.path().toStdString()) / "kept"; }
};

} // namespace assent::test
