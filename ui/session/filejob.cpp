#include "session/filejob.h"

#include "session/errortext.h"
#include "session/jobs.h"
#include "session/savedfile.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace assent::ui {

QString FileJob::action() const
{
    //: Opens the folder that a file was saved in
    return tr("Open the folder");
}

void FileJob::openFolder() const { QDesktopServices::openUrl(QUrl::fromLocalFile(m_folder)); }

QString FileJob::suggestedFolder() const
{
    const QString last = jobs().lastFolder();
    return QFileInfo(last).isDir() && QFileInfo(last).isWritable() ? last : downloadFolder();
}

QString FileJob::suggestedName(const QString &folder) const
{
    return QString::fromStdString(freeName(folder.trimmed().toStdString(), stem(), ending()).filename().string());
}

QString FileJob::refusedFolder(const QString &folder) const
{
    const QFileInfo place(folder.trimmed());
    return place.isAbsolute() && place.isDir() && place.isWritable() ? QString() : whyNotSaved(ErrorCode::NotFound);
}

QString FileJob::refusedName(const QString &folder, const QString &name) const
{
    const QString typed = name.trimmed();
    if (typed.isEmpty() || typed.contains(QLatin1Char('/')) || typed.startsWith(QLatin1Char('.')) || typed.toUtf8().size() > 200)
        return tr("This cannot be the name of a file. Choose another one.");
    return QFileInfo::exists(folder.trimmed() + QLatin1Char('/') + typed) ? whyNotSaved(ErrorCode::Conflict) : QString();
}

void FileJob::saveTo(const QString &folder, const QString &name, bool replace)
{
    if (state() == Working)
        return;
    jobs().setLastFolder(folder.trimmed());
    begin((folder.trimmed() + QLatin1Char('/') + name.trimmed()).toStdString(), replace);
}

void FileJob::setFile(const std::string &file)
{
    const QFileInfo info(QString::fromStdString(file));
    m_file = info.fileName();
    m_folder = info.path();
}

QString FileJob::whyNotSaved(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
    case ErrorCode::Denied: return tr("This folder cannot be written to. Choose another one.");
    case ErrorCode::Conflict: return tr("There is a file of this name already. Choose another name.");
    case ErrorCode::Cancelled: return tr("Stopped. No file was written.");
    default: return errorText(code);
    }
}

QString FileJob::savedAs() const
{
    //: %1 is a file, %2 a folder
    return tr("Saved as %1 in %2.").arg(m_file, m_folder);
}

} // namespace assent::ui
