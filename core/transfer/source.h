#pragma once

#include "base/bytes.h"

#include <cstdio>
#include <filesystem>
#include <iosfwd>
#include <memory>

namespace assent {

/// Bytes that are read once, from front to back.
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    /// Fills the front of `into` and says how much; 0 only at the end.
    virtual Result<std::size_t> read(std::span<char> into) = 0;
    /// Size of the whole, or 0 when it is not known; for progress only.
    virtual std::uint64_t size() const { return 0; }
    /// Back to the front; false where that cannot be done.
    virtual bool rewind() { return false; }
};

class FileSource final : public ByteSource
{
public:
    /// Fails with NotFound, or with Io when it cannot be read.
    static Result<std::unique_ptr<ByteSource>> open(const std::filesystem::path &path);
    Result<std::size_t> read(std::span<char> into) override;
    std::uint64_t size() const override { return m_size; }
    bool rewind() override { return std::fseek(m_file.get(), 0, SEEK_SET) == 0; }

private:
    struct Close
    {
        void operator()(std::FILE *file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> m_file;
    std::uint64_t m_size = 0;
};

/// Reads a stream that outlives it.
class StreamSource final : public ByteSource
{
public:
    explicit StreamSource(std::istream &stream) : m_stream(stream) {}
    Result<std::size_t> read(std::span<char> into) override;

private:
    std::istream &m_stream;
};

/// Reads a text that it keeps.
class TextSource final : public ByteSource
{
public:
    explicit TextSource(std::string text) : m_text(std::move(text)) {}
    Result<std::size_t> read(std::span<char> into) override;
    std::uint64_t size() const override { return m_text.size(); }
    bool rewind() override
    {
        m_at = 0;
        return true;
    }

private:
    std::string m_text;
    std::size_t m_at = 0;
};

} // namespace assent
