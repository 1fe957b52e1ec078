#include "transfer/zip.h"

#include <zip.h>

#include <memory>

namespace assent {
namespace {

struct FreeSource
{
    void operator()(zip_source_t *source) const { zip_source_free(source); }
};
struct Discard
{
    void operator()(zip_t *archive) const { zip_discard(archive); }
};
struct CloseEntry
{
    void operator()(zip_file_t *entry) const { zip_fclose(entry); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;
using Archive = std::unique_ptr<zip_t, Discard>;
using Entry = std::unique_ptr<zip_file_t, CloseEntry>;

Error failed(const char *doing) { return Error{ErrorCode::Io, std::string("the archive could not be ") + doing}; }
Error damaged() { return Error{ErrorCode::Corrupt, "the archive is damaged"}; }

Result<void> addFile(zip_t *archive, const std::string &name, const std::string &content, Timestamp modified)
{
    zip_source_t *source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const zip_int64_t index = source ? zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        return failed("filled");
    }
    const auto seconds = static_cast<std::time_t>(toMillis(modified) / 1000);
    if (zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), seconds, 0) != 0)
        return failed("filled");
    return {};
}

Result<Bytes> contentOf(zip_source_t *source)
{
    zip_stat_t stat;
    if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0)
        return failed("read back");
    Bytes out(stat.size);
    const zip_int64_t count = zip_source_read(source, out.data(), out.size());
    zip_source_close(source);
    if (count != static_cast<zip_int64_t>(out.size()))
        return failed("read back");
    return out;
}

Result<std::string> readEntry(zip_t *archive, zip_uint64_t index, std::uint64_t size)
{
    const Entry entry(zip_fopen_index(archive, index, 0));
    if (!entry)
        return damaged();
    std::string out(size, '\0');
    std::size_t done = 0;
    while (done < out.size()) {
        const zip_int64_t count = zip_fread(entry.get(), out.data() + done, out.size() - done);
        if (count <= 0)
            return damaged();
        done += static_cast<std::size_t>(count);
    }
    char more = 0; // reading past the end makes libzip compare the checksum
    if (zip_fread(entry.get(), &more, 1) != 0)
        return damaged();
    return out;
}

bool staysInside(const std::string &name)
{
    return !name.empty() && name.front() != '/' && name.find("..") == std::string::npos && name.find('\\') == std::string::npos;
}

} // namespace

Result<Bytes> makeZip(const ZipFiles &files, Timestamp modified)
{
    zip_error_t error;
    zip_error_init(&error);
    Source buffer(zip_source_buffer_create(nullptr, 0, 0, &error));
    if (!buffer)
        return failed("made");
    zip_source_keep(buffer.get()); // the archive takes one reference, the other reads the result
    Archive archive(zip_open_from_source(buffer.get(), ZIP_CREATE | ZIP_TRUNCATE, &error));
    if (!archive) {
        zip_source_free(buffer.get());
        return failed("made");
    }
    for (const auto &[name, content] : files)
        ASSENT_CHECK(addFile(archive.get(), name, content, modified));
    if (zip_close(archive.get()) != 0)
        return failed("written");
    (void)archive.release(); // closed
    return contentOf(buffer.get());
}

Result<ZipFiles> readZip(ByteView zip, std::uint64_t limit)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *buffer = zip_source_buffer_create(zip.data(), zip.size(), 0, &error);
    const Archive archive(buffer ? zip_open_from_source(buffer, ZIP_RDONLY | ZIP_CHECKCONS, &error) : nullptr);
    if (!archive) {
        zip_source_free(buffer);
        const bool noZip = zip_error_code_zip(&error) == ZIP_ER_NOZIP;
        return noZip ? Error{ErrorCode::Invalid, "this is not a ZIP archive"} : damaged();
    }
    ZipFiles files;
    std::uint64_t total = 0;
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0)
            return damaged();
        const std::string name = stat.name;
        if (!staysInside(name) || files.contains(name))
            return Error{ErrorCode::Invalid, "the archive names a file twice or outside itself"};
        if (stat.size > limit - total)
            return Error{ErrorCode::Corrupt, "the archive is larger than an export may be"};
        total += stat.size;
        ASSENT_TRY(files[name], readEntry(archive.get(), static_cast<zip_uint64_t>(i), stat.size));
    }
    return files;
}

} // namespace assent
