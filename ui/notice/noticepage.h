#pragma once

#include <QByteArray>
#include <QString>

namespace assent::notice {

/// What is shown, and what is said of it on paper.
struct Notice
{
    QByteArray bytes;
    QString mediaType;
    QString language; ///< one of ours, such as "zh_TW": it chooses the forms of the letters
    QString title;
    QString about;    ///< lines that name its version, dates and fingerprint
};

/// The page that the engine is given for a notice: our preface, which forbids the
/// page to load anything, and then the notice. HTML follows as it is, not one of its
/// bytes changed. Any other media type is text in UTF-8: it is escaped, and the text
/// of the one <pre> is the notice, byte for byte; title and lines are printed only.
QByteArray pageFor(const Notice &notice);

} // namespace assent::notice
