#pragma once

#include <QColor>
#include <array>

namespace assent::ui {

// The colours of one appearance. Text tokens reach 4.5:1 and borders and focus
// 3:1 on window, on card and on their own soft fill; a test computes it.
struct Tokens {
    QColor window, card, text, text2;
    QColor accent, textOnAccent, border, divider;
    QColor success, warn, danger, info;
    QColor accentSoft, successSoft, warnSoft, dangerSoft, infoSoft;
    std::array<QColor, 5> plots;
};

[[nodiscard]] const Tokens &lightTokens();
[[nodiscard]] const Tokens &darkTokens();

// `share` of `over` laid on `under`; 0 gives `under`, 1 gives `over`.
[[nodiscard]] QColor blend(const QColor &under, const QColor &over, qreal share);

} // namespace assent::ui
