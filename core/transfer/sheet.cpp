#include "transfer/sheet.h"

#include "transfer/subjectdata.h"

#include <algorithm>

namespace assent {

std::string htmlEscaped(std::string_view text)
{
    std::string out;
    for (char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default:
            // HTML has no place for other controls; a reader sees that one was there.
            if (static_cast<Byte>(c) < 0x20 && c != '\n' && c != '\t')
                out += "\uFFFD";
            else
                out += c;
        }
    }
    return out;
}

std::string sheetMinute(Timestamp time)
{
    std::string text = toRfc3339(time).substr(0, 16) + " UTC";
    text[10] = ' ';
    return text;
}

std::string sheetNumber(std::uint64_t number)
{
    std::string digits = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

std::string sheetWord(std::string_view name, std::string_view language)
{
    std::string word = translated(std::string(name), language);
    std::replace(word.begin(), word.end(), '_', ' ');
    return word;
}

std::string sheetList(const std::vector<std::string> &parts, std::string_view language)
{
    std::string out;
    for (const std::string &part : parts)
        out += (out.empty() ? "" : language == "zh_TW" ? "、" : ", ") + part;
    return out;
}

std::string CatalogueNames::purpose(const PurposeId &id) const
{
    const Purpose *purpose = m_catalogue.purpose(id);
    return purpose ? purpose->name.in(m_language) : id.str();
}

std::string CatalogueNames::channel(const ChannelId &id) const
{
    const Channel *channel = m_catalogue.channel(id);
    return channel ? channel->name.in(m_language) : id.str();
}

std::string CatalogueNames::recipient(const RecipientId &id) const
{
    if (id == kSelf)
        return m_catalogue.controllerName().in(m_language);
    const Recipient *recipient = m_catalogue.recipient(id);
    return recipient ? recipient->name : id.str();
}

} // namespace assent
