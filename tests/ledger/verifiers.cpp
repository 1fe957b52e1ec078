#include "ledger/verifiers.h"

#include "consent/ledgerproof.h"
#include "ledger/logfolder.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace assent::test {
namespace {

std::string contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return file.readAll().toStdString();
}

Said refused(const Error &error) { return {false, 1, {}, error.toString()}; }

Said judged(const std::string &fault, const std::optional<std::uint64_t> &firstBad)
{
    return {fault.empty(), fault.empty() ? 0 : 4, firstBad, fault};
}

} // namespace

QByteArray Said::text() const
{
    return "exit " + QByteArray::number(exit) + ", first bad " + (firstBad ? QByteArray::number(static_cast<qulonglong>(*firstBad)) : "none")
        + ": " + QByteArray::fromStdString(words);
}

Said coreOn(const QString &path, const std::string &key, const QString &keptNote)
{
    std::optional<Checkpoint> kept;
    if (!keptNote.isEmpty()) {
        const auto opened = openCheckpoint(contentOf(keptNote), key);
        if (!opened)
            return refused(opened.error());
        kept = *opened;
    }
    if (QFileInfo(path).isDir()) {
        NoProgress quiet;
        const auto report = verifyLogFolder(path.toStdString(), key, kept, quiet);
        return report ? judged(report->fault, report->firstBad) : refused(report.error());
    }
    const auto proof = ledgerProofFromText(contentOf(path));
    if (!proof)
        return refused(proof.error());
    const auto report = checkLedgerProof(*proof, key, kept);
    return report ? judged(report->fault, report->firstBad) : refused(report.error());
}

Said otherOn(const QString &path, const std::string &key, const QString &keptNote)
{
    QStringList arguments{path, QStringLiteral("--key"), QString::fromStdString(key), QStringLiteral("--json")};
    if (!keptNote.isEmpty())
        arguments << QStringLiteral("--checkpoint") << keptNote;
    QProcess process;
    process.start(qEnvironmentVariable("ASSENT_BIN_DIR") + QStringLiteral("/assent-verify"), arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {false, -1, {}, "assent-verify did not run or did not end well"};
    const QJsonObject said = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    Said out{process.exitCode() == 0, process.exitCode(), {}, process.readAllStandardError().toStdString()};
    if (out.accepted != said[QStringLiteral("whole")].toBool(false))
        out.exit = -1; // its exit code and its document disagree
    if (said[QStringLiteral("first_bad")].isDouble())
        out.firstBad = static_cast<std::uint64_t>(said[QStringLiteral("first_bad")].toDouble());
    return out;
}

} // namespace assent::test
