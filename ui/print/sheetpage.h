#pragma once

#include "print/pdf.h"

namespace assent::print {

/// The page that a browser engine prints a paper from: the same description that
/// toPdf draws, with the paper's margins, language and title.
std::string sheetPage(const Paper &paper);

} // namespace assent::print
