#include "transfer/source.h"

#include <algorithm>
#include <istream>
#include <system_error>

namespace assent {

Result<std::unique_ptr<ByteSource>> FileSource::open(const std::filesystem::path &path)
{
    std::error_code failure;
    if (!std::filesystem::exists(path, failure))
        return Error{ErrorCode::NotFound, "there is no such file"};
    if (std::filesystem::is_directory(path, failure))
        return Error{ErrorCode::Io, "this is a folder, not a file"};
    auto source = std::make_unique<FileSource>();
    source->m_file.reset(std::fopen(path.c_str(), "rbe"));
    if (!source->m_file)
        return Error{ErrorCode::Io, "the file cannot be opened"};
    const auto size = std::filesystem::file_size(path, failure);
    source->m_size = failure ? 0 : size;
    return std::unique_ptr<ByteSource>(std::move(source));
}

Result<std::size_t> FileSource::read(std::span<char> into)
{
    const std::size_t count = std::fread(into.data(), 1, into.size(), m_file.get());
    if (count == 0 && std::ferror(m_file.get()) != 0)
        return Error{ErrorCode::Io, "the file cannot be read"};
    return count;
}

Result<std::size_t> StreamSource::read(std::span<char> into)
{
    m_stream.read(into.data(), static_cast<std::streamsize>(into.size()));
    if (m_stream.bad())
        return Error{ErrorCode::Io, "the input cannot be read"};
    return static_cast<std::size_t>(m_stream.gcount());
}

Result<std::size_t> TextSource::read(std::span<char> into)
{
    const std::size_t count = std::min(into.size(), m_text.size() - m_at);
    std::copy_n(m_text.data() + m_at, count, into.data());
    m_at += count;
    return count;
}

} // namespace assent
