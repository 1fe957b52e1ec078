#include "interrupt.h"

#include <atomic>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace assent::ctl::interrupt {
namespace {

// Signals are the process's, so this state is as well.
std::atomic<bool> asked{false};
int wakePipe[2] = {-1, -1};

void onSignal(int)
{
    const int keptErrno = errno;
    asked = true;
    [[maybe_unused]] const ssize_t written = ::write(wakePipe[1], "!", 1);
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    errno = keptErrno;
}

} // namespace

void install()
{
    if (::pipe2(wakePipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    struct sigaction action = {};
    action.sa_handler = onSignal;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

bool requested() { return asked; }

int descriptor() { return wakePipe[0]; }

bool wait(std::chrono::milliseconds time)
{
    const auto until = std::chrono::steady_clock::now() + time;
    while (!requested()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0)
            return true;
        pollfd wake{descriptor(), POLLIN, 0};
        ::poll(&wake, 1, static_cast<int>(left.count()));
    }
    return false;
}

Watch::Watch(std::function<void()> action)
{
    if (::pipe2(m_stop, O_CLOEXEC) != 0)
        return;
    m_thread = std::thread([this, act = std::move(action)] {
        pollfd ends[] = {{descriptor(), POLLIN, 0}, {m_stop[0], POLLIN, 0}};
        while (::poll(ends, 2, -1) < 0 && errno == EINTR) { }
        if (ends[1].revents == 0)
            act();
    });
}

Watch::~Watch()
{
    if (!m_thread.joinable())
        return;
    ::close(m_stop[1]);
    m_thread.join();
    ::close(m_stop[0]);
}

} // namespace assent::ctl::interrupt
