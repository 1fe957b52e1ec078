import QtQuick
import QtTest
import Assent.Kit

TestCase {
    name: "theme"

    function init() { Theme.mode = Theme.Light }
    function cleanup() {
        Theme.mode = Theme.Light
        Theme.textScale = 1
        Theme.reduceMotion = false
    }

    function atLeast(ratio, ink, ground) {
        const is = Theme.contrast(Theme[ink], Theme[ground])
        verify(is >= ratio, ink + " on " + ground + (Theme.dark ? " dark" : " light") + ": " + is.toFixed(2))
    }

    function test_contrast_data() { return [{ tag: "light", mode: Theme.Light }, { tag: "dark", mode: Theme.Dark }] }

    function test_contrast(data) {
        Theme.mode = data.mode
        const softs = ["accentSoft", "successSoft", "warnSoft", "dangerSoft", "infoSoft"]
        for (const ground of ["window", "card", "hoverFill", "pressedFill"].concat(softs)) {
            atLeast(4.5, "text", ground)
            atLeast(4.5, "text2", ground)
        }
        for (const ground of ["window", "card", "hoverFill"]) {
            for (const ink of ["accent", "success", "warn", "danger", "info"])
                atLeast(4.5, ink, ground)
        }
        for (const tone of ["accent", "success", "warn", "danger", "info"])
            atLeast(4.5, tone, tone + "Soft")
        atLeast(4.5, "accent", "infoSoft")
        atLeast(4.5, "accent", "warnSoft")
        atLeast(4.5, "accent", "dangerSoft")
        atLeast(4.5, "accent", "successSoft")
        atLeast(4.5, "textOnAccent", "accent")
        atLeast(4.5, "textOnAccent", "accentHover")
        atLeast(4.5, "textOnDanger", "danger")
        atLeast(4.5, "textOnDanger", "dangerHover")
        for (const ground of ["window", "card"]) {
            atLeast(3, "border", ground)
            atLeast(3, "focus", ground)
        }
        for (const plot of Theme.plots)
            verify(Theme.contrast(plot, Theme.card) >= 3, plot + " on card")
    }

    function test_contrastOfBlackAndWhite() {
        fuzzyCompare(Theme.contrast("#000000", "#ffffff"), 21, 0.01)
        fuzzyCompare(Theme.contrast("#1F5FBF", "#1F5FBF"), 1, 0.01)
    }

    function test_textScaleScalesTypeWithinItsBounds() {
        compare(Theme.bodyFont.pixelSize, 14)
        Theme.textScale = 1.5
        compare(Theme.bodyFont.pixelSize, 21)
        compare(Theme.lineHeight(Theme.bodyFont), 33)
        Theme.textScale = 9
        compare(Theme.textScale, 2)
        Theme.textScale = 0.1
        compare(Theme.textScale, 1)
    }

    function test_reducedMotionIsNone() {
        compare(Theme.motion, 120)
        Theme.reduceMotion = true
        compare(Theme.motion, 0)
    }

    function test_fontIsInterAndThenTraditionalChinese() {
        compare(Theme.families[0], "Inter")
        compare(Theme.families[1], "Noto Sans CJK TC")
        compare(Theme.bodyFont.family, "Inter")
        verify(Qt.fontFamilies().includes("Inter"))
    }
}
