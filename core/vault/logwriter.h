#pragma once

namespace assent {

/// The name of an SQLite file system that is the machine's, but writes each frame of a
/// log at once: SQLite gives its head of 24 bytes and its page apart, and two calls of
/// the system take twice as long as one. Null, which names the machine's own, where it
/// cannot be had. From any thread.
const char *logWriter();

} // namespace assent
