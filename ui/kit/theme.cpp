#include "kit/theme.h"

#include "kit/sentences.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPalette>
#include <algorithm>
#include <cmath>

namespace assent::ui {

Theme::Theme(QObject *parent)
    : QObject(parent)
{
    // Qt 6.4 has no colour-scheme hint: the system's window colour decides,
    // and the application object hears when it changes.
    qApp->installEventFilter(this);
    resolveDark();
}

void Theme::setMode(Mode mode)
{
    if (m_mode == mode)
        return;
    m_mode = mode;
    Q_EMIT modeChanged();
    resolveDark();
}

void Theme::setReduceMotion(bool reduce)
{
    if (m_reduceMotion == reduce)
        return;
    m_reduceMotion = reduce;
    Q_EMIT motionChanged();
}

void Theme::setTextScale(qreal scale)
{
    const qreal within = std::clamp(scale, 1.0, 2.0);
    if (qFuzzyCompare(m_textScale, within))
        return;
    m_textScale = within;
    Q_EMIT textScaleChanged();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange && watched == qApp)
        resolveDark();
    return QObject::eventFilter(watched, event);
}

void Theme::resolveDark()
{
    const bool dark = m_mode == Dark
        || (m_mode == System && QGuiApplication::palette().color(QPalette::Window).lightness() < 128);
    if (m_dark == dark)
        return;
    m_dark = dark;
    Q_EMIT coloursChanged();
}

QColor Theme::hoverFill() const { return blend(card(), text(), m_dark ? 0.07 : 0.045); }
QColor Theme::pressedFill() const { return blend(card(), text(), m_dark ? 0.12 : 0.085); }
QColor Theme::accentHover() const { return blend(accent(), text(), 0.14); }
QColor Theme::dangerHover() const { return blend(danger(), text(), 0.14); }

QColor Theme::veil() const
{
    return m_dark ? QColor(0, 0, 0, 150) : QColor(17, 22, 29, 100);
}

QVariantList Theme::toneInk() const
{
    return {text2(), accent(), success(), warn(), danger(), info()};
}

QVariantList Theme::toneFill() const
{
    return {hoverFill(), accentSoft(), successSoft(), warnSoft(), dangerSoft(), infoSoft()};
}

QVariantList Theme::plots() const
{
    return QVariantList(tokens().plots.begin(), tokens().plots.end());
}

QStringList Theme::families()
{
    // Named outright: under an English locale the system would choose Japanese
    // glyph forms for traditional Chinese.
    return {QStringLiteral("Inter"), QStringLiteral("Noto Sans CJK TC")};
}

QFont Theme::font(int pixels, QFont::Weight weight) const
{
    QFont font;
    font.setFamilies(families());
    font.setPixelSize(scaled(pixels));
    font.setWeight(weight);
    return font;
}

QFont Theme::linkFont() const
{
    QFont link = font(13, QFont::DemiBold);
    link.setUnderline(true);
    return link;
}

int Theme::scaled(qreal pixels) const
{
    return int(std::lround(pixels * m_textScale));
}

int Theme::lineHeight(const QFont &font) const
{
    const int size = int(std::lround(font.pixelSize() / m_textScale));
    switch (size) {
    case 12: return scaled(18);
    case 13: return scaled(20);
    case 14:
    case 15: return scaled(22);
    case 18: return scaled(26);
    case 24: return scaled(32);
    case 30: return scaled(38);
    default: return scaled(size * 1.5);
    }
}

namespace {

bool hasChinese(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c >= QChar(0x2E80) && c <= QChar(0xFFEF); });
}

qreal luminance(const QColor &colour)
{
    const auto linear = [](qreal c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

qreal Theme::halfLeading(const QFont &font, const QString &text) const
{
    QFont tallest = font;
    if (hasChinese(text))
        tallest.setFamilies({families().constLast()});
    return std::max(0.0, std::floor((lineHeight(font) - QFontMetricsF(tallest).height()) / 2));
}

QString Theme::joined(const QString &first, const QString &second) { return joinedSentences(first, second); }

qreal Theme::contrast(const QColor &a, const QColor &b)
{
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

} // namespace assent::ui
