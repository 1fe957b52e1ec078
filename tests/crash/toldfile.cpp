#include "crash/toldfile.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <utility>

namespace assent::test {

Result<ToldFile> ToldFile::open(const std::string &name)
{
    const int file = ::open(name.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0)
        return Error{ErrorCode::Io, "cannot write " + name};
    ToldFile out(file);
    ASSENT_CHECK(out.say({})); // apart from a line that was cut
    return out;
}

ToldFile::ToldFile(ToldFile &&other) noexcept : m_file(std::exchange(other.m_file, -1)) {}

ToldFile::~ToldFile()
{
    if (m_file >= 0)
        ::close(m_file);
}

Result<void> ToldFile::say(const std::string &line)
{
    const std::string text = (line.empty() ? line : line + ".") + "\n";
    if (::write(m_file, text.data(), text.size()) != static_cast<ssize_t>(text.size()) || ::fdatasync(m_file) != 0)
        return Error{ErrorCode::Io, "what was done cannot be written down"};
    return {};
}

/// A whole line ends with a full stop: a cut one is followed by another's newline.
std::vector<std::string> ToldFile::read(const std::string &name)
{
    std::vector<std::string> out;
    std::ifstream in(name);
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.back() == '.')
            out.push_back(line.substr(0, line.size() - 1));
    }
    return out;
}

} // namespace assent::test
