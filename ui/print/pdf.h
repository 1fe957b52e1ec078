#pragma once

#include "base/bytes.h"

#include <string>

namespace assent::print {

/// What goes onto paper, with the file that it stands for.
struct Paper
{
    std::string title;
    std::string html;     ///< in what QTextDocument knows of it
    std::string language; ///< en, zh_TW, pl or fr
    std::string fileName; ///< of the attachment
    std::string mediaType;
    std::string file;
};

/// An A4 PDF to read, with the file attached. Fonts are embedded: Inter from the
/// folder `fonts`, and for Chinese the system's Noto Sans CJK.
///
/// Needs a QGuiApplication (the offscreen platform will do). NotFound: a font that
/// the language needs is not there. Io: it could not be made.
Result<Bytes> toPdf(const Paper &paper, const std::string &fonts);

/// Whether a path asks for a PDF by its name.
bool namesPdf(const std::string &path);

} // namespace assent::print
