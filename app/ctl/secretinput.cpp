#include "secretinput.h"

#include "failure.h"
#include "interrupt.h"
#include "vault/process.h"

#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace assent::ctl {
namespace {


/// The controlling terminal with its echo off; put back at the end.
class QuietTerminal
{
public:
    QuietTerminal() : m_descriptor(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY))
    {
        if (m_descriptor < 0 || ::tcgetattr(m_descriptor, &m_before) != 0)
            return;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        m_quiet = ::tcsetattr(m_descriptor, TCSAFLUSH, &quiet) == 0;
    }
    QuietTerminal(const QuietTerminal &) = delete;
    QuietTerminal &operator=(const QuietTerminal &) = delete;
    ~QuietTerminal()
    {
        if (m_quiet)
            ::tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    bool usable() const { return m_quiet; }
    int descriptor() const { return m_descriptor; }
    void say(std::string_view text) { [[maybe_unused]] const ssize_t n = ::write(m_descriptor, text.data(), text.size()); }

private:
    int m_descriptor;
    bool m_quiet = false;
    termios m_before = {};
};

/// One byte; false at the end of the input.
Result<bool> readByte(int descriptor, Byte &byte)
{
    for (;;) {
        pollfd ends[] = {{interrupt::descriptor(), POLLIN, 0}, {descriptor, POLLIN, 0}};
        if (::poll(ends, 2, -1) < 0 && errno != EINTR)
            return Error{ErrorCode::Io, "the secret could not be read"};
        if (interrupt::requested())
            return Error{ErrorCode::Cancelled, "stopped while asking for a secret"};
        if ((ends[1].revents & POLLNVAL) != 0)
            return Error{ErrorCode::Io, "the descriptor is not open"};
        if (ends[1].revents == 0)
            continue;
        const ssize_t got = ::read(descriptor, &byte, 1);
        if (got >= 0)
            return got == 1;
        if (errno != EINTR && errno != EAGAIN)
            return Error{ErrorCode::Io, "the secret could not be read"};
    }
}

} // namespace

Result<SecretBytes> readSecretLine(int descriptor)
{
    return assent::readSecretLine([descriptor](Byte &byte) { return readByte(descriptor, byte); });
}

Result<SecretBytes> promptSecret(std::string_view question)
{
    QuietTerminal terminal;
    if (!terminal.usable())
        return Error{ErrorCode::Locked, "there is no terminal to ask on; give the secret through a descriptor"};
    terminal.say(std::string(question) + ": ");
    auto answer = readSecretLine(terminal.descriptor());
    terminal.say("\n");
    return answer;
}

Result<SecretBytes> promptNewSecret(std::string_view question)
{
    ASSENT_TRY(SecretBytes first, promptSecret(question));
    ASSENT_TRY(const SecretBytes second, promptSecret("The same again"));
    if (!equalInConstantTime(first.view(), second.view()))
        return Error{ErrorCode::Invalid, "the two entries differ; nothing was made"};
    return first;
}

} // namespace assent::ctl
