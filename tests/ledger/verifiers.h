#pragma once

#include "ledger/ledger.h"

#include <QByteArray>
#include <QString>

namespace assent::test {

/// What a verifier says, in the terms that both share.
struct Said
{
    bool accepted = false;
    int exit = 0; ///< 0 whole, 1 refused, 4 tampered
    std::optional<std::uint64_t> firstBad;
    std::string words;
    QByteArray text() const;
    bool operator==(const Said &other) const { return exit == other.exit && firstBad == other.firstBad; }
};

/// core's verdict on a folder or a proof file.
Said coreOn(const QString &path, const std::string &key, const QString &keptNote = {});
/// assent-verify's, as a process.
Said otherOn(const QString &path, const std::string &key, const QString &keptNote = {});

} // namespace assent::test
