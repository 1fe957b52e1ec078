#include "profile/person.h"

#include <QList>
#include <QString>

#include <algorithm>
#include <array>
#include <utility>

namespace assent {
namespace {

/// Letters that Unicode does not decompose but that people type without their stroke.
QString strokeless(QChar c)
{
    switch (c.unicode()) {
    case 0x0142: return QStringLiteral("l");  // ł
    case 0x00F8: return QStringLiteral("o");  // ø
    case 0x0111: return QStringLiteral("d");  // đ
    case 0x00F0: return QStringLiteral("d");  // ð
    case 0x00FE: return QStringLiteral("th"); // þ
    case 0x00E6: return QStringLiteral("ae"); // æ
    case 0x0153: return QStringLiteral("oe"); // œ
    case 0x0131: return QStringLiteral("i");  // ı
    case 0x0127: return QStringLiteral("h");  // ħ
    case 0x00DF: return QStringLiteral("ss"); // ß
    default: return QString(c);
    }
}

bool standsAlone(char32_t c)
{
    const QChar::Script script = QChar::script(c);
    return script == QChar::Script_Han || script == QChar::Script_Hiragana || script == QChar::Script_Katakana;
}

void finish(QString &word, std::vector<std::string> &words)
{
    if (!word.isEmpty())
        words.push_back(word.toStdString());
    word.clear();
}

} // namespace

namespace {

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The same as below for what most addresses and numbers are; an import folds
/// a dozen values a person.
std::vector<std::string> foldAscii(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    for (char c : text) {
        if (c >= 'A' && c <= 'Z')
            word += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            word += c;
        else if (!word.empty())
            words.push_back(std::exchange(word, {}));
    }
    if (!word.empty())
        words.push_back(std::move(word));
    return words;
}

} // namespace

bool isOwnWord(std::string_view word)
{
    if (word.size() < 3 || word.size() > 4) // no such character has fewer bytes in UTF-8
        return false;
    const QList<uint> points = QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())).toUcs4();
    return points.size() == 1 && standsAlone(points.front());
}

std::vector<std::string> foldWords(std::string_view text)
{
    if (isAscii(text))
        return foldAscii(text);
    const QString folded = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
                               .normalized(QString::NormalizationForm_KD)
                               .toCaseFolded();
    std::vector<std::string> words;
    QString word;
    const QList<uint> points = folded.toUcs4();
    for (uint point : points) {
        if (QChar::category(point) == QChar::Mark_NonSpacing)
            continue;
        if (standsAlone(point)) {
            finish(word, words);
            words.push_back(QString::fromUcs4(reinterpret_cast<const char32_t *>(&point), 1).toStdString());
        } else if (!QChar::isLetterOrNumber(point)) {
            finish(word, words);
        } else if (point < 0x10000) {
            word += strokeless(QChar(static_cast<char16_t>(point)));
        } else {
            word += QString::fromUcs4(reinterpret_cast<const char32_t *>(&point), 1);
        }
    }
    finish(word, words);
    return words;
}

namespace {

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n\f\v");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n\f\v") - first + 1);
}

QString toQString(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

Result<std::string> normaliseEmail(std::string_view text)
{
    const Error wrong{ErrorCode::Invalid, "is not an e-mail address"};
    const auto at = text.rfind('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == text.size() || text.size() > 254 || !isUtf8(text))
        return wrong;
    if (text.find_first_of(" \t\r\n<>(),;:\\\"") != std::string_view::npos || text.substr(0, at).find('@') != std::string_view::npos)
        return wrong;
    const std::string_view domain = text.substr(at + 1);
    if (domain.find('.') == std::string_view::npos || domain.front() == '.' || domain.back() == '.' || domain.find("..") != std::string_view::npos)
        return wrong;
    return std::string(text.substr(0, at + 1)) + toQString(domain).toLower().toStdString();
}

Result<std::string> normalisePhone(std::string_view text)
{
    std::string digits;
    for (char c : text) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (c == '+' ? !digits.empty() : std::string_view(" -./()\xC2\xA0").find(c) == std::string_view::npos)
            return Error{ErrorCode::Invalid, "is not a phone number"};
    }
    const bool international = text.starts_with('+') || text.starts_with("00");
    if (text.starts_with("00"))
        digits.erase(0, 2);
    if (digits.size() < 5 || digits.size() > 15) // ITU-T E.164: at most 15
        return Error{ErrorCode::Invalid, "is not a phone number"};
    return (international ? "+" : "") + digits;
}

constexpr std::array<std::string_view, 7> kIdentifierTypes{
    "email", "phone", "loyalty_id", "customer_number", "esp_record", "social_login", "device"};

} // namespace

bool isIdentifierType(std::string_view type)
{
    return std::find(kIdentifierTypes.begin(), kIdentifierTypes.end(), type) != kIdentifierTypes.end();
}

Result<std::string> normaliseIdentifier(std::string_view type, std::string_view value)
{
    const std::string_view text = trimmed(value);
    if (type == "email")
        return normaliseEmail(text);
    if (type == "phone")
        return normalisePhone(text);
    if (text.empty() || text.size() > 200 || !isUtf8(text))
        return Error{ErrorCode::Invalid, "is not an identifier"};
    return toQString(text).toUpper().toStdString();
}

} // namespace assent
