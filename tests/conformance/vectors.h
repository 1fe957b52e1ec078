#pragma once

#include "base/json.h"

#include <QByteArray>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

/// Outside test material; the project holds no copy of it.
namespace assent::test {

inline std::filesystem::path vectorsFolder()
{
    if (const QByteArray set = qgetenv("ASSENT_VECTORS"); !set.isEmpty())
        return set.toStdString();
    return std::filesystem::path(qgetenv("ASSENT_SOURCE_DIR").toStdString()) / ".." / "shared" / "vectors";
}

/// Ends the test as skipped, and says so, when the material is not there.
#define NEED_VECTORS(folder) \
    do { \
        if (!std::filesystem::exists(assent::test::vectorsFolder() / (folder))) \
            QSKIP("the outside test material is absent (ASSENT_VECTORS names its folder)"); \
    } while (false)

inline std::string fileText(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The files under a folder of the material, sorted.
inline std::vector<std::filesystem::path> filesIn(const std::filesystem::path &folder, const std::string &extension)
{
    std::vector<std::filesystem::path> files;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(vectorsFolder() / folder)) {
        if (entry.is_regular_file() && entry.path().extension() == extension)
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace assent::test
