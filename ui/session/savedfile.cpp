#include "session/savedfile.h"

#include "transfer/newfile.h"

#include <QStandardPaths>

#include <unistd.h>

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

Result<void> writeFile(const std::filesystem::path &target, ByteView content, bool replace, const std::atomic<bool> &stop)
{
    const auto stopped = [&stop]() -> Result<void> {
        return stop.load() ? Result<void>(Error{ErrorCode::Cancelled, "nobody wants the file any more"}) : Result<void>();
    };
    ASSENT_CHECK(stopped());
    if (::access(target.parent_path().c_str(), W_OK) != 0)
        return Error{ErrorCode::NotFound, "there is no such folder, or it cannot be written to"};
    ASSENT_TRY(NewFile file, NewFile::write(target, content));
    ASSENT_CHECK(stopped());
    return file.take(replace);
}

} // namespace assent::ui
