#pragma once

#include "print/pdf.h"

namespace assent::print {

/// The PDF with the paper's file attached, as toPdf attaches it: an update at its end
/// (ISO 32000-1, 7.5.6), so that not one byte of the rest is changed.
///
/// Corrupt: it is not a PDF of the form that the browser engine writes, with a table
/// of references and a catalogue without names.
Result<Bytes> attachTo(const Bytes &pdf, const Paper &paper);

} // namespace assent::print
