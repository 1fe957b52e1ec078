#pragma once

#include "base/expect.h"
#include "catalog/catalogstore.h"
#include "catalog/catalogue.h"
#include "fakes/fakeclock.h"
#include "profile/profilestore.h"

#include <QTemporaryDir>

#include <filesystem>
#include <memory>

namespace assent::test {

inline std::filesystem::path sourceFolder() { return qgetenv("ASSENT_SOURCE_DIR").toStdString(); }

inline std::shared_ptr<const Catalogue> sampleCatalogue()
{
    auto catalogue = loadCatalogueFiles(
        sourceFolder() / "resources" / "sample" / "catalogue.json", sourceFolder() / "resources" / "rules" / "regimes.json");
    if (!catalogue)
        qFatal("the sample catalogue: %s", catalogue.error().toString().c_str());
    return std::make_shared<const Catalogue>(*std::move(catalogue));
}

/// A new store in a folder of its own, gone with it.
struct Store
{
    Store() : catalogue(sampleCatalogue())
    {
        auto made = Vault::create(folder.path().toStdString(), SecretBytes(ByteView(Bytes(48, 7))), clock);
        if (!made)
            qFatal("a new store: %s", made.error().toString().c_str());
        vault = *std::move(made);
        profiles = std::make_unique<ProfileStore>(*vault, catalogue);
    }

    /// Everything held about everyone, in a fixed order.
    std::string everything()
    {
        std::string text;
        const std::vector<SubjectId> ids = profiles->page(std::nullopt, 100'000).value();
        for (const SubjectId &id : ids)
            text += json::canonical(toJson(profiles->person(id).value())) + "\n";
        return text;
    }

    QTemporaryDir folder;
    FakeClock clock;
    std::shared_ptr<const Catalogue> catalogue;
    std::unique_ptr<Vault> vault;
    std::unique_ptr<ProfileStore> profiles;
};

} // namespace assent::test
