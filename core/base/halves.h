#pragma once

#include <cstddef>
#include <future>

namespace assent {

/// Runs work(begin, end) over all of 0…size: by two threads at once when `threads` is
/// more than one and there are many, else by this one. Returns when all is done. The
/// work must not throw, and its halves must not meet.
template<typename Work>
void inHalves(std::size_t size, int threads, const Work &work)
{
    constexpr std::size_t many = 64; // fewer are done sooner than a thread begins
    const std::size_t here = threads > 1 && size >= many ? size / 2 : size;
    std::future<void> other;
    if (here < size)
        other = std::async(std::launch::async, [&] { work(here, size); });
    work(std::size_t{0}, here);
    if (other.valid())
        other.get();
}

} // namespace assent
