#pragma once

#include "base/bytes.h"

#include <QByteArray>
#include <QString>

#include <map>

namespace assent::test {

/// An exported log in memory, to be tampered with and written again. Makes tiles
/// by itself, as C2SP tlog-tiles has them, and so is a check on core's.
class Exported
{
public:
    explicit Exported(const QString &folder);
    void writeTo(const QString &folder) const;

    std::map<QString, QByteArray> files; ///< by path within the folder

    /// The entries of all bundles.
    std::vector<std::string> entries() const;
    /// Bundles with these entries, under the names that they have in a log of
    /// `size`; what is too many goes into the last one.
    void setEntries(const std::vector<std::string> &entries, std::size_t size);
    /// Tiles that fit the entries, under the same names.
    void makeTiles(const std::vector<std::string> &entries, std::size_t size);

private:
    void drop(const QString &under);
};

} // namespace assent::test
