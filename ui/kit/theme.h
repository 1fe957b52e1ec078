#pragma once

#include "kit/tokens.h"

#include <QFont>
#include <QObject>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace assent::ui {

// The design tokens, reachable from every component.
//
// This is the one singleton of the project. Every visible item reads a dozen
// tokens, and handing them down as properties through each delegate would bury
// the design under plumbing. It holds looks only: no state of a person, no
// rule, no service. There is one per QML engine, so two engines in one test
// do not share it.
class Theme : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

    Q_PROPERTY(Mode mode READ mode WRITE setMode NOTIFY modeChanged)
    Q_PROPERTY(bool dark READ dark NOTIFY coloursChanged)
    Q_PROPERTY(bool reduceMotion READ reduceMotion WRITE setReduceMotion NOTIFY motionChanged)
    Q_PROPERTY(int motion READ motion NOTIFY motionChanged)
    Q_PROPERTY(qreal textScale READ textScale WRITE setTextScale NOTIFY textScaleChanged)

    Q_PROPERTY(QColor window READ window NOTIFY coloursChanged)
    Q_PROPERTY(QColor card READ card NOTIFY coloursChanged)
    Q_PROPERTY(QColor text READ text NOTIFY coloursChanged)
    Q_PROPERTY(QColor text2 READ text2 NOTIFY coloursChanged)
    Q_PROPERTY(QColor accent READ accent NOTIFY coloursChanged)
    Q_PROPERTY(QColor focus READ accent NOTIFY coloursChanged)
    Q_PROPERTY(QColor textOnAccent READ textOnAccent NOTIFY coloursChanged)
    Q_PROPERTY(QColor textOnDanger READ textOnAccent NOTIFY coloursChanged)
    Q_PROPERTY(QColor border READ border NOTIFY coloursChanged)
    Q_PROPERTY(QColor divider READ divider NOTIFY coloursChanged)
    Q_PROPERTY(QColor success READ success NOTIFY coloursChanged)
    Q_PROPERTY(QColor warn READ warn NOTIFY coloursChanged)
    Q_PROPERTY(QColor danger READ danger NOTIFY coloursChanged)
    Q_PROPERTY(QColor info READ info NOTIFY coloursChanged)
    Q_PROPERTY(QColor accentSoft READ accentSoft NOTIFY coloursChanged)
    Q_PROPERTY(QColor successSoft READ successSoft NOTIFY coloursChanged)
    Q_PROPERTY(QColor warnSoft READ warnSoft NOTIFY coloursChanged)
    Q_PROPERTY(QColor dangerSoft READ dangerSoft NOTIFY coloursChanged)
    Q_PROPERTY(QColor infoSoft READ infoSoft NOTIFY coloursChanged)
    // Derived: the card under the pointer, the card pressed, the veil under a sheet.
    Q_PROPERTY(QColor hoverFill READ hoverFill NOTIFY coloursChanged)
    Q_PROPERTY(QColor pressedFill READ pressedFill NOTIFY coloursChanged)
    Q_PROPERTY(QColor accentHover READ accentHover NOTIFY coloursChanged)
    Q_PROPERTY(QColor dangerHover READ dangerHover NOTIFY coloursChanged)
    Q_PROPERTY(QColor veil READ veil NOTIFY coloursChanged)
    // Indexed by Tone: the ink of a message and the soft fill it stands on.
    Q_PROPERTY(QVariantList toneInk READ toneInk NOTIFY coloursChanged)
    Q_PROPERTY(QVariantList toneFill READ toneFill NOTIFY coloursChanged)
    Q_PROPERTY(QVariantList plots READ plots NOTIFY coloursChanged)

    Q_PROPERTY(QStringList families READ families CONSTANT)
    Q_PROPERTY(QFont metaFont READ metaFont NOTIFY textScaleChanged)
    Q_PROPERTY(QFont metaStrong READ metaStrong NOTIFY textScaleChanged)
    Q_PROPERTY(QFont secondaryFont READ secondaryFont NOTIFY textScaleChanged)
    Q_PROPERTY(QFont secondaryStrong READ secondaryStrong NOTIFY textScaleChanged)
    Q_PROPERTY(QFont bodyFont READ bodyFont NOTIFY textScaleChanged)
    Q_PROPERTY(QFont bodyStrong READ bodyStrong NOTIFY textScaleChanged)
    Q_PROPERTY(QFont titleFont READ titleFont NOTIFY textScaleChanged)
    Q_PROPERTY(QFont sectionFont READ sectionFont NOTIFY textScaleChanged)
    Q_PROPERTY(QFont pageFont READ pageFont NOTIFY textScaleChanged)
    Q_PROPERTY(QFont figureFont READ figureFont NOTIFY textScaleChanged)
    Q_PROPERTY(QFont linkFont READ linkFont NOTIFY textScaleChanged)
    Q_PROPERTY(int iconSize READ iconSize NOTIFY textScaleChanged)

    Q_PROPERTY(int space1 READ space1 CONSTANT)
    Q_PROPERTY(int space2 READ space2 CONSTANT)
    Q_PROPERTY(int space3 READ space3 CONSTANT)
    Q_PROPERTY(int space4 READ space4 CONSTANT)
    Q_PROPERTY(int space6 READ space6 CONSTANT)
    Q_PROPERTY(int space8 READ space8 CONSTANT)
    Q_PROPERTY(int radiusSmall READ radiusSmall CONSTANT)
    Q_PROPERTY(int radius READ radius CONSTANT)
    Q_PROPERTY(int radiusLarge READ radiusLarge CONSTANT)
    Q_PROPERTY(int readingWidth READ readingWidth CONSTANT)

public:
    enum Mode { System, Light, Dark };
    Q_ENUM(Mode)
    enum Tone { Neutral, Accent, Success, Warn, Danger, Info };
    Q_ENUM(Tone)

    explicit Theme(QObject *parent = nullptr);

    [[nodiscard]] Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    [[nodiscard]] bool dark() const { return m_dark; }
    [[nodiscard]] bool reduceMotion() const { return m_reduceMotion; }
    void setReduceMotion(bool reduce);
    [[nodiscard]] int motion() const { return m_reduceMotion ? 0 : 120; } // milliseconds
    [[nodiscard]] qreal textScale() const { return m_textScale; }
    void setTextScale(qreal scale); // clamped to 1.0–2.0

    [[nodiscard]] QColor window() const { return tokens().window; }
    [[nodiscard]] QColor card() const { return tokens().card; }
    [[nodiscard]] QColor text() const { return tokens().text; }
    [[nodiscard]] QColor text2() const { return tokens().text2; }
    [[nodiscard]] QColor accent() const { return tokens().accent; }
    [[nodiscard]] QColor textOnAccent() const { return tokens().textOnAccent; }
    [[nodiscard]] QColor border() const { return tokens().border; }
    [[nodiscard]] QColor divider() const { return tokens().divider; }
    [[nodiscard]] QColor success() const { return tokens().success; }
    [[nodiscard]] QColor warn() const { return tokens().warn; }
    [[nodiscard]] QColor danger() const { return tokens().danger; }
    [[nodiscard]] QColor info() const { return tokens().info; }
    [[nodiscard]] QColor accentSoft() const { return tokens().accentSoft; }
    [[nodiscard]] QColor successSoft() const { return tokens().successSoft; }
    [[nodiscard]] QColor warnSoft() const { return tokens().warnSoft; }
    [[nodiscard]] QColor dangerSoft() const { return tokens().dangerSoft; }
    [[nodiscard]] QColor infoSoft() const { return tokens().infoSoft; }
    [[nodiscard]] QColor hoverFill() const;
    [[nodiscard]] QColor pressedFill() const;
    [[nodiscard]] QColor accentHover() const;
    [[nodiscard]] QColor dangerHover() const;
    [[nodiscard]] QColor veil() const;
    [[nodiscard]] QVariantList toneInk() const;
    [[nodiscard]] QVariantList toneFill() const;
    [[nodiscard]] QVariantList plots() const;

    [[nodiscard]] static QStringList families();
    [[nodiscard]] QFont metaFont() const { return font(12, QFont::Normal); }
    [[nodiscard]] QFont metaStrong() const { return font(12, QFont::DemiBold); }
    [[nodiscard]] QFont secondaryFont() const { return font(13, QFont::Normal); }
    [[nodiscard]] QFont secondaryStrong() const { return font(13, QFont::DemiBold); }
    [[nodiscard]] QFont bodyFont() const { return font(14, QFont::Normal); }
    [[nodiscard]] QFont bodyStrong() const { return font(14, QFont::DemiBold); }
    [[nodiscard]] QFont titleFont() const { return font(15, QFont::DemiBold); }
    [[nodiscard]] QFont sectionFont() const { return font(18, QFont::DemiBold); }
    [[nodiscard]] QFont pageFont() const { return font(24, QFont::DemiBold); }
    [[nodiscard]] QFont figureFont() const { return font(30, QFont::DemiBold); }
    [[nodiscard]] QFont linkFont() const;
    [[nodiscard]] int iconSize() const { return scaled(18); }
    [[nodiscard]] static int space1() { return 4; }
    [[nodiscard]] static int space2() { return 8; }
    [[nodiscard]] static int space3() { return 12; }
    [[nodiscard]] static int space4() { return 16; }
    [[nodiscard]] static int space6() { return 24; }
    [[nodiscard]] static int space8() { return 32; }
    [[nodiscard]] static int radiusSmall() { return 6; }
    [[nodiscard]] static int radius() { return 8; }
    [[nodiscard]] static int radiusLarge() { return 16; }
    [[nodiscard]] static int readingWidth() { return 880; }

    // Pixels at the present text scale. QML multiplies by `textScale` itself: a
    // function tells no binding of a new scale.
    int scaled(qreal pixels) const;
    // The line height that belongs to a font of this theme, in pixels.
    Q_INVOKABLE int lineHeight(const QFont &font) const;
    // What a line box has above the letters: half of line height less the
    // font's own height, so that `text` stands in the middle of its line.
    // Chinese letters come from the second family, which is taller.
    Q_INVOKABLE qreal halfLeading(const QFont &font, const QString &text) const;
    // The WCAG 2 contrast ratio, 1 to 21.
    // Two sentences with the space between them that their script asks for.
    Q_INVOKABLE static QString joined(const QString &first, const QString &second);
    Q_INVOKABLE static qreal contrast(const QColor &a, const QColor &b);

Q_SIGNALS:
    void modeChanged();
    void coloursChanged();
    void motionChanged();
    void textScaleChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] const Tokens &tokens() const { return m_dark ? darkTokens() : lightTokens(); }
    [[nodiscard]] QFont font(int pixels, QFont::Weight weight) const;
    void resolveDark();

    Mode m_mode = System;
    bool m_dark = false;
    bool m_reduceMotion = false;
    qreal m_textScale = 1.0;
};

} // namespace assent::ui
