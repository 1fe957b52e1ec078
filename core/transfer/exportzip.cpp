#include "transfer/exportzip.h"

#include "crypto/hash.h"
#include "receipt/issue.h"
#include "transfer/newfile.h"
#include "transfer/source.h"
#include "transfer/subjectdata.h"
#include "transfer/zip.h"

#include <limits>

namespace assent {
namespace {

constexpr std::string_view kFormat = "assent-subject-export";
constexpr std::string_view kManifestName = "manifest.json";
/// Keeps a manifest's signature from standing for anything else that the device signs.
constexpr std::string_view kSigningContext = "assent/subject-export/v1\n";
constexpr std::uint64_t kMaxUnpacked = 1024ULL * 1024 * 1024;

json::Value toJson(const ExportManifest &manifest)
{
    json::Array files;
    for (const ExportedFile &file : manifest.files) {
        json::Object entry;
        entry.emplace_back("name", file.name);
        entry.emplace_back("size", file.size);
        entry.emplace_back("sha256", toHex(file.sha256));
        files.emplace_back(std::move(entry));
    }
    json::Value value;
    value.set("format", kFormat);
    value.set("version", 1);
    value.set("created_at", toRfc3339(manifest.createdAt));
    value.set("subject", manifest.subject.toString());
    value.set("store", manifest.store.toString());
    value.set("device", manifest.device.toString());
    value.set("public_key", toBase64Url(manifest.key));
    value.set("language", manifest.language);
    value.set("files", std::move(files));
    return value;
}

Result<ExportedFile> fileFromJson(const json::Value &value)
{
    json::Reader in(value, "manifest.files");
    in.only({"name", "size", "sha256"});
    ExportedFile file;
    file.name = in.text("name");
    file.size = static_cast<std::uint64_t>(in.integer("size", 0));
    const std::string hex = in.text("sha256");
    ASSENT_CHECK(in.finish());
    ASSENT_TRY(const Bytes bytes, fromHex(hex));
    ASSENT_TRY(file.sha256, toDigest(bytes));
    return file;
}

Result<ExportManifest> manifestFromJson(const json::Value &value)
{
    json::Reader in(value, "manifest");
    in.only({"format", "version", "created_at", "subject", "store", "device", "public_key", "language", "files"});
    if (in.text("format") != kFormat)
        in.fail("format", "is not that of an export");
    if (in.integer("version") != 1)
        in.fail("version", "must be 1");
    ExportManifest manifest;
    manifest.createdAt = in.time("created_at");
    manifest.subject = in.id<SubjectId>("subject");
    manifest.store = in.id<StoreId>("store");
    manifest.device = in.id<DeviceId>("device");
    const Bytes key = in.base64url("public_key");
    manifest.language = in.text("language");
    const json::Array &files = in.list("files");
    ASSENT_CHECK(in.finish());
    ASSENT_TRY(manifest.key, toPublicKey(key));
    for (const json::Value &entry : files) {
        ASSENT_TRY(ExportedFile file, fileFromJson(entry));
        manifest.files.push_back(std::move(file));
    }
    return manifest;
}

std::string signedText(const json::Value &manifest) { return std::string(kSigningContext) + json::canonical(manifest); }

/// Reports each step, and stops where it is asked to.
class Steps
{
public:
    Steps(Progress &progress, std::uint64_t total) : m_progress(progress), m_total(total) {}
    Result<void> next()
    {
        if (!m_progress.report(m_done++, m_total))
            return Error{ErrorCode::Cancelled, "the export was cancelled"};
        return {};
    }

private:
    Progress &m_progress;
    std::uint64_t m_done = 0;
    std::uint64_t m_total;
};

Result<SubjectData> gather(Vault &vault, ProfileStore &profiles, ConsentStore &consents, SubjectId subject, const ExportOptions &options)
{
    SubjectData data;
    data.at = vault.clock().now();
    ASSENT_TRY(data.person, profiles.person(subject));
    data.catalogue = std::make_shared<const Catalogue>(consents.catalogue());
    data.facts = survivors(data.person.attributes, *data.catalogue);
    ASSENT_TRY(const ConsentView view, consents.view(subject));
    data.states = consents.states(view, data.at);
    ASSENT_TRY(data.history, consents.history(subject, std::numeric_limits<int>::max()));
    data.language = documentLanguage(options.language.empty() ? data.person.language : options.language);
    return data;
}

Result<ZipFiles> documents(const SubjectData &data, Steps &steps)
{
    using Make = std::string (*)(const SubjectData &);
    const std::initializer_list<std::pair<const char *, Make>> all = {
        {"README.html", readmeHtml},
        {"profile.jsonld", profileJsonLd},
        {"profile.csv", profileCsv},
        {"contact.vcf", contactVcard},
        {"consents.jsonld", consentsJsonLd},
        {"history.csv", historyCsv},
    };
    ZipFiles files;
    for (const auto &[name, make] : all) {
        ASSENT_CHECK(steps.next());
        files[name] = make(data);
    }
    return files;
}

/// A receipt for every act, under receipts/, named after its entry and event.
Result<void> addReceipts(Vault &vault, const SubjectData &data, ZipFiles &files)
{
    ASSENT_TRY(const std::vector<Receipt> receipts, issueReceipts(vault, data.history, {}, data.language));
    for (const Receipt &receipt : receipts) {
        ASSENT_TRY(const json::Value sealed, sealReceipt(receipt, ReceiptFormat::JsonLd, vault.logKey()));
        files["receipts/" + receipt.document.records.front().identifier + ".jsonld"] = json::pretty(sealed) + "\n";
    }
    return {};
}

ExportManifest manifestOf(const Vault &vault, const SubjectData &data, const ZipFiles &files)
{
    ExportManifest manifest;
    manifest.subject = data.person.id;
    manifest.store = vault.storeId();
    manifest.device = vault.deviceId();
    manifest.key = vault.deviceKey().publicKey();
    manifest.createdAt = data.at;
    manifest.language = data.language;
    for (const auto &[name, content] : files)
        manifest.files.push_back({name, content.size(), sha256(asBytes(content))});
    return manifest;
}

Result<std::string> signedManifest(const ExportManifest &manifest, const SigningKey &key)
{
    json::Value body = toJson(manifest);
    ASSENT_TRY(const Signature signature, key.sign(asBytes(signedText(body))));
    json::Value document;
    document.set("manifest", std::move(body));
    document.set("signature", toBase64Url(signature));
    return json::pretty(document) + "\n";
}

Result<void> checkSignature(const json::Value &document, const ExportManifest &manifest)
{
    json::Reader in(document, "");
    in.only({"manifest", "signature"});
    const Bytes signature = in.base64url("signature");
    ASSENT_CHECK(in.finish());
    if (!verifySignature(manifest.key, asBytes(signedText(*document.find("manifest"))), signature))
        return Error{ErrorCode::Corrupt, "the manifest's signature does not hold"};
    return {};
}

Result<void> checkFiles(const ExportManifest &manifest, const ZipFiles &files)
{
    for (const ExportedFile &listed : manifest.files) {
        const auto file = files.find(listed.name);
        if (file == files.end() || file->second.size() != listed.size || sha256(asBytes(file->second)) != listed.sha256)
            return Error{ErrorCode::Corrupt, "a file is missing or not as the manifest says", {{}, 0, 0, listed.name}};
    }
    if (files.size() != manifest.files.size() + 1)
        return Error{ErrorCode::Corrupt, "the archive does not hold what the manifest lists"};
    return {};
}

Result<Bytes> readWhole(const std::filesystem::path &path)
{
    ASSENT_TRY(const std::unique_ptr<ByteSource> source, FileSource::open(path));
    if (source->size() > kMaxUnpacked)
        return Error{ErrorCode::Invalid, "the file is larger than an export may be"};
    Bytes out;
    for (std::size_t size = 0;; ) {
        out.resize(size + 64 * 1024);
        ASSENT_TRY(const std::size_t count, source->read({reinterpret_cast<char *>(out.data()) + size, out.size() - size}));
        size += count;
        if (count == 0) {
            out.resize(size);
            return out;
        }
    }
}

} // namespace

Result<ExportManifest> exportSubject(Vault &vault, ProfileStore &profiles, ConsentStore &consents, SubjectId subject,
    const std::filesystem::path &target, const ExportOptions &options, Progress &progress)
{
    std::error_code ignored;
    if (!options.overwrite && std::filesystem::exists(target, ignored))
        return Error{ErrorCode::Conflict, "there is a file of this name"};
    Steps steps(progress, 10);
    ASSENT_CHECK(steps.next());
    ASSENT_TRY(const SubjectData data, gather(vault, profiles, consents, subject, options));
    ASSENT_TRY(ZipFiles files, documents(data, steps));
    ASSENT_CHECK(steps.next());
    ASSENT_CHECK(addReceipts(vault, data, files));
    const ExportManifest manifest = manifestOf(vault, data, files);
    ASSENT_TRY(files[std::string(kManifestName)], signedManifest(manifest, vault.deviceKey()));
    ASSENT_CHECK(steps.next());
    ASSENT_TRY(const Bytes zip, makeZip(files, data.at));
    ASSENT_TRY(NewFile file, NewFile::write(target, zip));
    ASSENT_CHECK(steps.next());
    ASSENT_CHECK(file.take(options.overwrite));
    return manifest;
}

Result<ExportManifest> verifyExport(const std::filesystem::path &path)
{
    ASSENT_TRY(const Bytes zip, readWhole(path));
    ASSENT_TRY(const ZipFiles files, readZip(zip, kMaxUnpacked));
    const auto text = files.find(std::string(kManifestName));
    if (text == files.end())
        return Error{ErrorCode::Invalid, "the archive has no manifest"};
    ASSENT_TRY(const json::Value document, json::parse(text->second));
    const json::Value *body = document.find("manifest");
    if (!body)
        return Error{ErrorCode::Invalid, "the manifest is empty"};
    ASSENT_TRY(ExportManifest manifest, manifestFromJson(*body));
    ASSENT_CHECK(checkSignature(document, manifest));
    ASSENT_CHECK(checkFiles(manifest, files));
    return manifest;
}

} // namespace assent
