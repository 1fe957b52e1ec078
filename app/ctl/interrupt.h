#pragma once

#include <chrono>
#include <functional>
#include <thread>

namespace assent::ctl::interrupt {

/// From now on the first Ctrl+C (or SIGTERM) asks for an orderly end, and the
/// second one kills. Once, before any thread.
void install();

/// True once an end was asked for.
bool requested();
/// Becomes readable, and stays so, once an end was asked for; for poll().
int descriptor();
/// Waits; false when an end was asked for before the time was over.
bool wait(std::chrono::milliseconds time);

/// Calls `action` from a thread of its own when an end is asked for while this
/// object lives: for work that blocks and can be aborted from outside.
class Watch
{
public:
    explicit Watch(std::function<void()> action);
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;
    ~Watch();

private:
    int m_stop[2] = {-1, -1};
    std::thread m_thread;
};

} // namespace assent::ctl::interrupt
