// People as a customer database has them: some names are everywhere, most are
// rare. The same person for the same number, ids and keys aside.
#include "bench/fixture.h"

#include "sample/names.h"
#include "sample/random.h"

#include <cmath>
#include <map>
#include <string_view>

namespace assent::bench {
namespace {

using sample::City;
using sample::Country;
using sample::Random;
using sample::Spelling;

std::vector<std::string_view> split(std::string_view text)
{
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('|', begin), text.size());
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

/// Beginnings and ends of the rarer family names of one country.
struct Parts
{
    std::string_view stems;
    std::string_view ends;
};

const Parts kPolish{"Bor|Brzez|Czarn|Dęb|Głow|Grab|Gwiazd|Jas|Kalin|Kamien|Klon|Kost|Kras|Krup|Lip|Łas|Mal|Mar|Miel|Mroz|Niedźw|Ogór|Orł|Pol|Przyb|Rad|Rog|Rud|Sad|Sier|Sob|Sosn|Star|Such|Szcz|Święt|Tar|Turs|Urb|Wierzb|Wron|Zab|Zakrz|Źród|Żuk|Żur",
    "owski|iński|ewicz|czyk|ak|ek|ecki|icki|ik|asz|och|uk"};
const Parts kFrench{"Bar|Beau|Bell|Bert|Bois|Bouch|Bour|Brun|Cail|Cham|Char|Châtel|Clair|Corb|Cour|Darr|Del|Desm|Duv|Fav|Féron|Flor|Font|Fourn|Gaill|Gaut|Grand|Grén|Guib|Jacqu|Jouv|Lac|Land|Larr|Maill|March|Mass|Mont|Mour|Nav|Pasc|Pell|Perr|Poir|Rav|Ren|Riv|Roch|Sav|Vail|Vern",
    "ard|aud|eau|elle|el|erand|et|ier|in|ois|on|ot"};
const Parts kGermanic{"Ahl|Alt|Ash|Bald|Beck|Birk|Blum|Brand|Breit|Burg|Dahl|Dorn|Eber|Eich|Falk|Feld|Frei|Gold|Grün|Hag|Hart|Hell|Hoch|Holt|Kalt|Kirch|Klee|Krön|Lang|Lind|Lohr|Mühl|Nord|Ober|Öst|Reich|Ros|Sand|Schön|Stein|Sund|Thal|Uhl|Wald|Weid|Wind|Winter|Zeh",
    "er|mann|ton|ley|ford|son|field|wood|berg|bach|hausen|stein|kamp"};
const Parts kIberian{"Alb|Alm|Alv|Ar|Bar|Ben|Cab|Cal|Camp|Car|Cast|Cer|Cor|Dom|Esc|Esp|Fer|Fig|Font|Gal|Gam|Gir|Her|Lag|Lem|Lim|Mach|Mal|Mar|Men|Mir|Mont|Mor|Nav|Oliv|Pach|Pal|Per|Pin|Quint|Ram|Rib|Roc|Sal|Ser|Tor|Val|Var|Vel|Zam",
    "alho|ares|ado|eira|ero|inho|ola|osa|uela|eda|ez|ón"};
/// Characters of given names, with their sound for addresses.
const std::string_view kCharacters = "志=zhi|明=ming|家=jia|豪=hao|俊=jun|傑=jie|建=jian|宏=hong|承=cheng|翰=han|冠=guan|宇=yu|宗=zong|柏=bo|偉=wei|文=wen|雄=xiong|品=pin|睿=rui|彥=yan|廷=ting|信=xin|哲=zhe|世=shi|昌=chang|國=guo|華=hua|子=zi|軒=xuan|威=wei|瑋=wei|怡=yi|君=jun|淑=shu|芬=fen|雅=ya|婷=ting|美=mei|玲=ling|佳=jia|穎=ying|詩=shi|涵=han|欣=xin|蓁=zhen|佩=pei|珊=shan|惠=hui|如=ru|玉=yu|麗=li|筱=xiao|靜=jing|宜=yi|思=si|妤=yu|秀=xiu|英=ying";

const Parts &partsOf(const std::string &country)
{
    if (country == "PL")
        return kPolish;
    if (country == "FR")
        return kFrench;
    return country == "ES" || country == "BR" ? kIberian : kGermanic;
}

/// A country's names, the most common first.
struct Stock
{
    const Country *country = nullptr;
    std::vector<Spelling> women;
    std::vector<Spelling> men;
    std::vector<Spelling> families;
};

void addRareFamilies(Stock &stock)
{
    const Parts &parts = partsOf(stock.country->code);
    for (std::string_view end : split(parts.ends)) {
        for (std::string_view stem : split(parts.stems)) {
            const std::string name = std::string(stem) + std::string(end);
            stock.families.push_back({name, name});
        }
    }
}

/// Chinese family names are few and given names many.
void addRareGivenNames(Stock &stock)
{
    const auto characters = split(kCharacters);
    for (std::string_view first : characters) {
        for (std::string_view second : characters) {
            const std::size_t a = first.find('=');
            const std::size_t b = second.find('=');
            const Spelling name{std::string(first.substr(0, a)) + std::string(second.substr(0, b)),
                std::string(first.substr(a + 1)) + std::string(second.substr(b + 1))};
            stock.women.push_back(name);
            stock.men.push_back(name);
        }
    }
}

std::vector<Stock> makeStocks()
{
    std::vector<Stock> stocks;
    for (const Country &country : sample::countries()) {
        Stock stock{&country, country.women, country.men, country.families};
        if (country.code == "TW")
            addRareGivenNames(stock);
        else if (country.code != "JP")
            addRareFamilies(stock);
        for (int share = 0; share < country.share; ++share)
            stocks.push_back(stock);
    }
    return stocks;
}

/// A country each as often as its share.
const std::vector<Stock> &stocks()
{
    static const std::vector<Stock> all = makeStocks();
    return all;
}

/// Zipf's law: the second half as often as the first, and so on.
template<typename List>
const auto &pickCommon(Random &random, const List &list)
{
    const double unit = static_cast<double>(random.next() >> 11) * 0x1.0p-53;
    const auto rank = static_cast<std::size_t>(std::pow(static_cast<double>(list.size() + 1), unit)) - 1;
    return list[std::min(rank, list.size() - 1)];
}

std::string filledIn(std::string pattern, Random &random)
{
    for (char &c : pattern) {
        if (c == '#')
            c = static_cast<char>('0' + random.between(0, 9));
    }
    return pattern;
}

std::string padded(std::uint64_t number, std::size_t width)
{
    const std::string text = std::to_string(number);
    return std::string(width - std::min(width, text.size()), '0') + text;
}

/// Letters as addresses use them: "Łucja" is "lucja".
std::string addressPart(std::string_view name)
{
    std::string out;
    for (const std::string &word : foldWords(name))
        out += word;
    return out;
}

std::string_view countryCallingCode(std::string_view country)
{
    static const std::map<std::string_view, std::string_view> codes{{"PL", "+48"}, {"FR", "+33"}, {"DE", "+49"}, {"GB", "+44"},
        {"TW", "+886"}, {"US", "+1"}, {"JP", "+81"}, {"ES", "+34"}, {"BR", "+55"}};
    const auto found = codes.find(country);
    return found == codes.end() ? "+99" : found->second;
}

constexpr std::string_view kDomains[] = {"example.com", "example.com", "example.com", "mail.example", "mail.example", "example.org", "post.example", "example.net"};
constexpr std::string_view kTiers[] = {"Blue", "Blue", "Blue", "Silver", "Gold"};
constexpr std::string_view kSeats[] = {"window", "window", "aisle", "exit row"};

Attribute fact(std::string key, std::string value, AttributeKind kind, Timestamp now)
{
    Attribute attribute;
    attribute.id = AttributeId(makeUuidV7(now));
    attribute.key = std::move(key);
    attribute.value = std::move(value);
    attribute.kind = kind;
    attribute.source = SourceId("loyalty_crm");
    attribute.sourceEvent = "import";
    attribute.collectedAt = now;
    attribute.purposes = {PurposeId("booking_messages")};
    attribute.retainUntil = now + std::chrono::days(1000);
    return attribute;
}

std::string familyName(Random &random, const Stock &stock, bool woman, std::string &latin)
{
    const Spelling &family = pickCommon(random, stock.families);
    latin = addressPart(family.latin);
    const bool declined = woman && stock.country->code == "PL" && (family.text.ends_with("ski") || family.text.ends_with("cki"));
    return declined ? family.text.substr(0, family.text.size() - 1) + "a" : family.text;
}

std::string birthDate(Random &random)
{
    const std::string year = std::to_string(1945 + random.between(0, 30) + random.between(0, 30));
    return year + "-" + padded(static_cast<std::uint64_t>(random.between(1, 12)), 2) + "-" + padded(static_cast<std::uint64_t>(random.between(1, 28)), 2);
}

void addIdentifiers(Person &person, Random &random, std::string_view country, std::uint64_t number, const std::string &address, Timestamp now)
{
    const auto add = [&](const char *type, const std::string &value) { person.identifiers.push_back({type, value, person.source, now, {}}); };
    add("email", address + std::to_string(number) + "@" + std::string(random.pick(kDomains)));
    // A 0 behind the country's code: nobody's number. The factor has no common divisor with the range.
    add("phone", std::string(countryCallingCode(country)) + "0" + padded(number * 38'196'601 % 100'000'000, 8));
    if (random.chance(60))
        add("loyalty_id", "OC" + padded(number * 13 + 700'000'000, 9));
    else
        add("customer_number", "C" + padded(number + 100'000, 8));
}

} // namespace

Person makePerson(int number, Timestamp now)
{
    Random random(1, static_cast<std::uint64_t>(number));
    const Stock &stock = random.pick(stocks());
    const bool woman = random.chance(51);
    const Spelling &given = pickCommon(random, woman ? stock.women : stock.men);
    std::string familyLatin;
    const std::string family = familyName(random, stock, woman, familyLatin);
    const City &city = pickCommon(random, stock.country->cities);

    Person person = must(Person::make(now), "a person");
    person.source = SourceId("loyalty_crm");
    person.language = stock.country->languages.front();
    person.jurisdiction = city.jurisdiction;
    addIdentifiers(person, random, stock.country->code, static_cast<std::uint64_t>(number), addressPart(given.latin) + "." + familyLatin, now);
    person.attributes = {
        fact("given_name", given.text, AttributeKind::Identity, now),
        fact("family_name", family, AttributeKind::Identity, now),
        fact("birth_date", birthDate(random), AttributeKind::Identity, now),
        fact("street", random.pick(stock.country->streets) + " " + std::to_string(random.between(1, 140)), AttributeKind::Descriptive, now),
        fact("postcode", filledIn(city.postcode, random), AttributeKind::Descriptive, now),
        fact("city", city.name, AttributeKind::Descriptive, now),
        fact("loyalty_tier", std::string(random.pick(kTiers)), AttributeKind::Behavioural, now),
        fact("seat_preference", std::string(random.pick(kSeats)), AttributeKind::Attitudinal, now),
    };
    return person;
}

std::string valueOf(const Person &person, std::string_view key)
{
    for (const Attribute &attribute : person.attributes) {
        if (attribute.key == key)
            return attribute.value;
    }
    for (const Identifier &identifier : person.identifiers) {
        if (identifier.type == key)
            return identifier.value;
    }
    return {};
}

} // namespace assent::bench
