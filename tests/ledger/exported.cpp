#include "ledger/exported.h"

#include "crypto/merkle.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

namespace assent::test {
namespace {

constexpr std::size_t kWidth = 256;

QString nameOf(const QString &kind, std::size_t index, std::size_t width)
{
    QString path = QStringLiteral("%1").arg(index % 1000, 3, 10, QLatin1Char('0'));
    for (index /= 1000; index > 0; index /= 1000)
        path = QStringLiteral("x%1/").arg(index % 1000, 3, 10, QLatin1Char('0')) + path;
    path = QStringLiteral("tile/") + kind + QLatin1Char('/') + path;
    return width < kWidth ? path + QStringLiteral(".p/%1").arg(width) : path;
}

QByteArray framed(const std::string &entry)
{
    QByteArray out;
    out.append(static_cast<char>(entry.size() >> 8)).append(static_cast<char>(entry.size() & 0xff));
    return out.append(entry.data(), static_cast<qsizetype>(entry.size()));
}

} // namespace

Exported::Exported(const QString &folder)
{
    QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("an exported file cannot be read");
        files[QDir(folder).relativeFilePath(file.fileName())] = file.readAll();
    }
}

void Exported::writeTo(const QString &folder) const
{
    QDir(folder).removeRecursively();
    for (const auto &[name, content] : files) {
        const QString path = folder + QLatin1Char('/') + name;
        QDir().mkpath(path.section(QLatin1Char('/'), 0, -2));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("a tampered file cannot be written");
    }
}

std::vector<std::string> Exported::entries() const
{
    std::vector<std::string> out;
    for (const auto &[name, content] : files) { // few enough that names sort as numbers do
        if (!name.startsWith(QStringLiteral("tile/entries/")))
            continue;
        for (qsizetype at = 0; at + 2 <= content.size();) {
            const auto size = static_cast<unsigned char>(content[at]) * 256 + static_cast<unsigned char>(content[at + 1]);
            out.push_back(content.mid(at + 2, size).toStdString());
            at += 2 + size;
        }
    }
    return out;
}

void Exported::drop(const QString &under)
{
    std::erase_if(files, [&](const auto &file) { return file.first.startsWith(under); });
}

void Exported::setEntries(const std::vector<std::string> &entries, std::size_t size)
{
    drop(QStringLiteral("tile/entries/"));
    const std::size_t last = size == 0 ? 0 : (size - 1) / kWidth;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::size_t index = std::min(i / kWidth, last);
        files[nameOf(QStringLiteral("entries"), index, std::min(kWidth, size - index * kWidth))].append(framed(entries[i]));
    }
}

void Exported::makeTiles(const std::vector<std::string> &entries, std::size_t size)
{
    for (int level = 0; level < 8; ++level)
        drop(QStringLiteral("tile/%1/").arg(level));
    std::vector<Digest> hashes;
    for (std::size_t i = 0; i < std::min(entries.size(), size); ++i)
        hashes.push_back(merkle::leafHash(asBytes(entries[i])));
    std::size_t full = size; // hashes that a log of that size has on this level
    for (int level = 0; !hashes.empty(); ++level) {
        std::vector<Digest> above;
        for (std::size_t i = 0; i < hashes.size(); ++i) {
            const std::size_t index = i / kWidth;
            files[nameOf(QString::number(level), index, std::min(kWidth, full - index * kWidth))].append(
                reinterpret_cast<const char *>(hashes[i].data()), 32);
            if (i % kWidth == kWidth - 1)
                above.push_back(merkle::root(std::span(hashes).subspan(index * kWidth, kWidth)));
        }
        hashes = std::move(above);
        full /= kWidth;
    }
}

} // namespace assent::test
