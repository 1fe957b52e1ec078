#include "person/savedcopy.h"

#include "transfer/newfile.h"

#include <QStandardPaths>

namespace assent::ui {

QString downloadFolder()
{
    const QString downloads = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    std::error_code ignored;
    return std::filesystem::is_directory(downloads.toStdString(), ignored) ? downloads
                                                                           : QStandardPaths::writableLocation(QStandardPaths::HomeLocation);
}

std::filesystem::path freeName(const std::filesystem::path &folder, const std::string &stem, const std::string &ending)
{
    std::filesystem::path path = folder / (stem + ending);
    std::error_code ignored;
    for (int n = 2; std::filesystem::exists(path, ignored); ++n)
        path = folder / (stem + '-' + std::to_string(n) + ending);
    return path;
}

Result<std::filesystem::path> writeCopy(const std::filesystem::path &folder, const std::string &stem, const std::string &ending, ByteView content)
{
    for (int tries = 0; tries < 3; ++tries) {
        const std::filesystem::path target = freeName(folder, stem, ending);
        ASSENT_TRY(NewFile file, NewFile::write(target, content));
        auto taken = file.take(false);
        if (taken)
            return target;
        if (taken.error().code != ErrorCode::Conflict)
            return std::move(taken).error();
    }
    return Error{ErrorCode::Conflict, "every free name was taken"};
}

} // namespace assent::ui
