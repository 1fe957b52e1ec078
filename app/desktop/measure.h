#pragma once

#include "desktop/desktop.h"

namespace assent::ui {

/// Prints {"first_frame_ms":…,"rss_mb":…} on standard output after the first
/// frame and ends the program. With a passphrase it waits for the first frame of
/// the home page too and adds "home_ms", counted from the start as well.
void measureAndQuit(Desktop &desktop, bool unlocks);

} // namespace assent::ui
