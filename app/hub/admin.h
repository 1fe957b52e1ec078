#pragma once

#include "hub/openhub.h"

#include <chrono>

namespace assent::hub {

struct CodeOptions
{
    StoreOptions store;
    std::string subject; ///< empty: for a device that may see everyone
    std::string role = "device"; ///< or "system"
    int minutes = 15;
    bool json = false;
};
/// Prints a code that enrols one device once.
Result<void> makeCode(const CodeOptions &options);

struct DeviceOptions
{
    StoreOptions store;
    std::string device; ///< of revoke
    bool json = false;
};
Result<void> listDevices(const DeviceOptions &options);
Result<void> revokeDevice(const DeviceOptions &options);

} // namespace assent::hub
