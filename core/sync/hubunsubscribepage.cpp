// The page behind the link in a letter, in the languages of Assent.
#include "sync/hubunsubscribe.h"

#include <array>

namespace assent::sync {
namespace {

struct Words
{
    std::string_view tag;
    std::string_view ask;     ///< the heading; what it is about follows
    std::string_view explain;
    std::string_view button;
    std::string_view done;
    std::string_view doneMore;
    std::string_view unknown;
    std::string_view unknownMore;
};

constexpr std::array<Words, 4> kWords{{
    {"en", "Stop these messages?", "One click stops them. You need not sign in or give a reason.", "Stop these messages",
        "Done", "You will get no more of these messages. You can change your mind in your preferences at any time.",
        "This link does not work", "It is not one of ours, or it is not complete. Copy the whole link from the message."},
    {"fr", "Ne plus recevoir ces messages ?", "Un clic suffit. Aucune connexion ni raison n’est demandée.", "Ne plus recevoir ces messages",
        "C’est fait", "Vous ne recevrez plus ces messages. Vous pouvez changer d’avis à tout moment dans vos préférences.",
        "Ce lien ne fonctionne pas", "Il ne vient pas de nous ou il est incomplet. Copiez le lien entier du message."},
    {"pl", "Zrezygnować z tych wiadomości?", "Wystarczy jedno kliknięcie. Nie trzeba się logować ani podawać powodu.", "Rezygnuję z tych wiadomości",
        "Gotowe", "Nie będziesz już otrzymywać tych wiadomości. W każdej chwili możesz zmienić zdanie w swoich preferencjach.",
        "Ten link nie działa", "Nie pochodzi od nas albo jest niepełny. Skopiuj cały link z wiadomości."},
    {"zh-TW", "不再接收這類訊息？", "按一下即可停止，不需登入，也不需說明原因。", "不再接收這類訊息",
        "已完成", "您不會再收到這類訊息。您可以隨時在偏好設定中變更。",
        "這個連結無法使用", "它不是我們的連結，或內容不完整。請複製訊息中的完整連結。"},
}};

/// The first language of the list that there is; English else. Weights are
/// written in their order by every browser.
const Words &wordsFor(std::string_view acceptLanguage)
{
    while (!acceptLanguage.empty()) {
        const auto comma = acceptLanguage.find(',');
        std::string_view tag = acceptLanguage.substr(0, comma);
        while (tag.starts_with(' '))
            tag.remove_prefix(1);
        for (const Words &words : kWords) {
            if (tag.size() >= 2 && tag.substr(0, 2) == words.tag.substr(0, 2))
                return words;
        }
        acceptLanguage = comma == std::string_view::npos ? std::string_view() : acceptLanguage.substr(comma + 1);
    }
    return kWords.front();
}

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
        }
    }
    return out;
}

/// "Newsletter (E-mail), Example Air", as far as the catalogue knows.
std::string about(const Words &words, const Catalogue *catalogue, const Unsubscription *what)
{
    const Purpose *purpose = catalogue && what ? catalogue->purpose(what->purpose) : nullptr;
    if (!purpose)
        return {};
    const std::string language = words.tag == "zh-TW" ? "zh_TW" : std::string(words.tag);
    std::string text = purpose->name.in(language);
    if (const Channel *channel = catalogue->channel(what->channel))
        text += " (" + channel->name.in(language) + ")";
    return "<p><strong>" + escaped(text + ", " + catalogue->controllerName().in(language)) + "</strong></p>\n";
}

} // namespace

std::string unsubscribePage(UnsubscribePage page, std::string_view acceptLanguage, const Catalogue *catalogue, const Unsubscription *what)
{
    const Words &words = wordsFor(acceptLanguage);
    const std::string_view heading = page == UnsubscribePage::Ask ? words.ask : page == UnsubscribePage::Done ? words.done : words.unknown;
    const std::string_view text = page == UnsubscribePage::Ask ? words.explain : page == UnsubscribePage::Done ? words.doneMore : words.unknownMore;
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + std::string(words.tag) + "\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + std::string(heading) + "</title>\n"
        "<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem;color:#1d2330;background:#fff}"
        "button{font:inherit;padding:.7rem 1.2rem;border:0;border-radius:.4rem;background:#1f4fd8;color:#fff;cursor:pointer}"
        "button:focus-visible{outline:3px solid #1d2330;outline-offset:2px}</style>\n</head>\n<body>\n<main>\n<h1>"
        + std::string(heading) + "</h1>\n" + about(words, catalogue, what) + "<p>" + std::string(text) + "</p>\n";
    if (page == UnsubscribePage::Ask)
        out += "<form method=\"post\"><input type=\"hidden\" name=\"List-Unsubscribe\" value=\"One-Click\">"
               "<button type=\"submit\">" + std::string(words.button) + "</button></form>\n";
    return out + "</main>\n</body>\n</html>\n";
}

} // namespace assent::sync
