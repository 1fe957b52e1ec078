#include "kit/tokens.h"

namespace assent::ui {

const Tokens &lightTokens()
{
    static const Tokens tokens{
        .window = 0xF6F7F9, .card = 0xFFFFFF, .text = 0x1B1F24, .text2 = 0x4B5563,
        .accent = 0x1F5FBF, .textOnAccent = 0xFFFFFF, .border = 0x747D8B, .divider = 0xD5DAE1,
        .success = 0x14713D, .warn = 0x8A5300, .danger = 0xB3261E, .info = 0x4A4FB5,
        .accentSoft = 0xE3EDFB, .successSoft = 0xE0F3E7, .warnSoft = 0xFCF0D9,
        .dangerSoft = 0xFBE6E4, .infoSoft = 0xE9EAFA,
        .plots = {0x1F5FBF, 0xB45309, 0x0F766E, 0x9D2B7A, 0x5B6472},
    };
    return tokens;
}

const Tokens &darkTokens()
{
    static const Tokens tokens{
        .window = 0x15181D, .card = 0x1E232A, .text = 0xE8EBEF, .text2 = 0xAEB6C2,
        .accent = 0x82B1FF, .textOnAccent = 0x0B1B33, .border = 0x828C9A, .divider = 0x343B46,
        .success = 0x6FD39B, .warn = 0xF2B84B, .danger = 0xFF9B92, .info = 0xB3B6FF,
        .accentSoft = 0x1D3354, .successSoft = 0x163526, .warnSoft = 0x3A2C10,
        .dangerSoft = 0x43201E, .infoSoft = 0x2A2C52,
        .plots = {0x82B1FF, 0xF2B84B, 0x5FD0C5, 0xF29AD6, 0xAEB6C2},
    };
    return tokens;
}

QColor blend(const QColor &under, const QColor &over, qreal share)
{
    const auto mix = [share](float a, float b) { return float(a + (b - a) * share); };
    return QColor::fromRgbF(mix(under.redF(), over.redF()), mix(under.greenF(), over.greenF()),
                            mix(under.blueF(), over.blueF()));
}

} // namespace assent::ui
