#include "resources.h"

#include <QCoreApplication>

#include <cstdlib>

namespace assent::ctl {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> resourceFolders()
{
    if (const char *named = std::getenv("ASSENT_RESOURCES"); named && *named)
        return {fs::path(named)};
    const fs::path programs = QCoreApplication::applicationDirPath().toStdString();
    return {programs / ".." / "share" / "assent", ASSENT_SOURCE_RESOURCES, ASSENT_INSTALLED_RESOURCES};
}

} // namespace

Result<fs::path> findResource(const std::string &name)
{
    std::string looked;
    for (const fs::path &folder : resourceFolders()) {
        std::error_code ignored;
        if (fs::is_regular_file(folder / name, ignored))
            return folder / name;
        looked += (looked.empty() ? "" : ", ") + folder.lexically_normal().string();
    }
    return Error{ErrorCode::NotFound, name + " is in none of " + looked + "; ASSENT_RESOURCES can name the folder"};
}

} // namespace assent::ctl
