#include "vault/recoverycode.h"

#include "crypto/hash.h"

namespace assent::recoverycode {
namespace {

constexpr std::string_view kSymbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kCodeSymbols = kSize * 8 / 5;
constexpr std::size_t kCheckSymbols = 4;
constexpr std::size_t kAllSymbols = kCodeSymbols + kCheckSymbols;
constexpr std::size_t kGroup = 4;
constexpr std::string_view kCheckInfo = "assent/recovery/check/v1";
// A lost or doubled symbol is a slip as well.
constexpr std::size_t kSlips = 2;

/// Symbol by symbol, the most significant bit first.
std::size_t symbolAt(ByteView bytes, std::size_t index)
{
    std::size_t value = 0;
    for (std::size_t bit = index * 5; bit < index * 5 + 5; ++bit)
        value = value << 1 | ((bytes[bit / 8] >> (7 - bit % 8)) & 1U);
    return value;
}

void putSymbol(Byte *bytes, std::size_t index, std::size_t value)
{
    for (std::size_t i = 0; i < 5; ++i) {
        const std::size_t bit = index * 5 + i;
        if ((value >> (4 - i) & 1U) != 0)
            bytes[bit / 8] = static_cast<Byte>(bytes[bit / 8] | 1U << (7 - bit % 8));
    }
}

std::size_t symbolAt(ByteView code, const Digest &check, std::size_t index)
{
    return index < kCodeSymbols ? symbolAt(code, index) : symbolAt(check, index - kCodeSymbols);
}

Digest checkOf(ByteView code) { return sha256({asBytes(kCheckInfo), code}); }

/// The value of a typed symbol, or npos.
std::size_t valueOf(char typed)
{
    const char upper = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
    if (upper == 'O')
        return 0;
    return kSymbols.find(upper == 'I' || upper == 'L' ? '1' : upper);
}

bool isSpacing(char typed) { return typed == ' ' || typed == '-' || typed == '\t' || typed == '\r' || typed == '\n'; }

} // namespace

Result<SecretBytes> make() { return randomSecret(kSize); }

SecretBytes show(const SecretBytes &code)
{
    const Digest check = checkOf(code.view());
    SecretBytes text(kAllSymbols + kAllSymbols / kGroup - 1);
    Byte *out = text.data();
    for (std::size_t i = 0; i < kAllSymbols; ++i) {
        if (i > 0 && i % kGroup == 0)
            *out++ = '-';
        *out++ = static_cast<Byte>(kSymbols[symbolAt(code.view(), check, i)]);
    }
    return text;
}

Reading read(const SecretBytes &text, SecretBytes &code)
{
    SecretBytes symbols(kAllSymbols);
    std::size_t count = 0;
    bool slip = false;
    for (const char typed : asText(text.view())) {
        if (isSpacing(typed))
            continue;
        slip = slip || typed == 'u' || typed == 'U'; // the one letter that is none of the symbols
        const std::size_t value = slip ? 0 : valueOf(typed);
        if (value == std::string_view::npos || count == kAllSymbols + kSlips)
            return Reading::Other;
        if (count < kAllSymbols)
            symbols.data()[count] = static_cast<Byte>(value);
        ++count;
    }
    if (slip || count != kAllSymbols)
        return count + kSlips >= kAllSymbols ? Reading::Typo : Reading::Other;
    code = SecretBytes(kSize);
    for (std::size_t i = 0; i < kCodeSymbols; ++i)
        putSymbol(code.data(), i, symbols.view()[i]);
    const Digest check = checkOf(code.view());
    for (std::size_t i = 0; i < kCheckSymbols; ++i) {
        if (symbols.view()[kCodeSymbols + i] != symbolAt(check, i))
            return Reading::Typo;
    }
    return Reading::Code;
}

} // namespace assent::recoverycode
