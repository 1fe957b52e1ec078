#pragma once

#include "base/progress.h"
#include "consent/consentstore.h"
#include "profile/profilestore.h"

#include <filesystem>

namespace assent {

struct ExportOptions
{
    std::string language; ///< of the readable parts; empty: the person's
    bool overwrite = false;
};

/// One file of an export, as its manifest lists it.
struct ExportedFile
{
    std::string name;
    std::uint64_t size = 0;
    Digest sha256 = {};
};

/// What manifest.json says. Its form is in README.md.
struct ExportManifest
{
    SubjectId subject;
    StoreId store;
    DeviceId device;
    PublicKey key = {}; ///< of the device that signed
    Timestamp createdAt;
    std::string language;
    std::vector<ExportedFile> files; ///< by name
};

/// Writes everything held about one subject to one ZIP: README.html,
/// profile.jsonld, profile.csv, contact.vcf, consents.jsonld, history.csv, a sealed
/// receipt for every act under receipts/, and manifest.json with their SHA-256,
/// signed by the store's device key.
///
/// The file (mode 0600) appears at `target` whole and durable or not at all. Conflict when
/// there is one and `overwrite` is off; NotFound when there is no such subject;
/// Cancelled leaves nothing behind. Uses the vault's thread.
Result<ExportManifest> exportSubject(Vault &vault, ProfileStore &profiles, ConsentStore &consents, SubjectId subject,
    const std::filesystem::path &target, const ExportOptions &options, Progress &progress);

/// Reads an export and checks every file against the manifest, and the manifest
/// against the key it names: whoever knows the device compares `key`. Corrupt
/// when something does not agree, is missing or too much, Invalid when it is no
/// export.
Result<ExportManifest> verifyExport(const std::filesystem::path &file);

} // namespace assent
