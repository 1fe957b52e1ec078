#include "transfer/consentrule.h"

#include <algorithm>
#include <array>

namespace assent {
namespace {

constexpr std::string_view kOpen = "*";
constexpr std::string_view kInEffect = "in effect at the time";
constexpr std::array<Act, 4> kActs{Act::Grant, Act::Withdraw, Act::Refuse, Act::Request};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool isSameWord(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

template<typename Name>
bool has(const std::vector<Name> &names, const Name &name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Reads one rule; the first fault wins.
class RuleReader
{
public:
    RuleReader(const json::Value &value, json::Reader &in, const Catalogue &catalogue) : m_value(value), m_in(in), m_catalogue(catalogue) {}

    Result<ConsentRule> read()
    {
        m_rule.key.controller = m_catalogue.controller();
        m_times = columnsOf(m_value, m_in);
        readKey();
        ASSENT_CHECK(readWords());
        readNotice();
        checkOpenings();
        ASSENT_CHECK(m_in.finish());
        return std::move(m_rule);
    }

private:
    void readKey()
    {
        const std::string purpose = m_in.text("purpose");
        const std::string channel = m_in.text("channel");
        const std::string recipient = m_in.textOr("recipient", kSelf.str());
        if (purpose != kOpen)
            m_rule.key.purpose = PurposeId(purpose);
        if (channel != kOpen)
            m_rule.key.channel = ChannelId(channel);
        if (recipient != kOpen)
            m_rule.key.recipient = RecipientId(recipient);
        if (!m_in.failed())
            checkKey();
    }

    void checkKey()
    {
        const KeyPattern &key = m_rule.key;
        m_purpose = key.purpose ? m_catalogue.purpose(*key.purpose) : nullptr;
        if (key.purpose && !m_purpose)
            m_in.fail("purpose", "names a purpose that the catalogue does not have");
        if (key.channel && !m_catalogue.channel(*key.channel))
            m_in.fail("channel", "names a channel that the catalogue does not have");
        else if (key.channel && m_purpose && !has(m_purpose->channels, *key.channel))
            m_in.fail("channel", "is not used for this purpose");
        if (key.recipient && *key.recipient != kSelf && !m_catalogue.recipient(*key.recipient))
            m_in.fail("recipient", "names a recipient that the catalogue does not have");
        else if (key.recipient && m_purpose && !has(m_purpose->recipients, *key.recipient))
            m_in.fail("recipient", "gets nothing for this purpose");
    }

    Result<void> readWords()
    {
        const json::Value &values = m_in.child("values");
        ASSENT_CHECK(m_in.finish());
        json::Reader words(values, m_in.pathOf("values"));
        ASSENT_CHECK(words.finish());
        for (const auto &[word, meaning] : *values.object()) {
            const bool twice = std::any_of(m_rule.words.begin(), m_rule.words.end(),
                [&word = word](const ConsentWord &known) { return isSameWord(known.word, word); });
            if (twice)
                words.fail(word, "is there in another case");
            ASSENT_CHECK(words.finish());
            ASSENT_CHECK(readWord(words, word, meaning));
        }
        return {};
    }

    Result<void> readWord(json::Reader &words, const std::string &word, const json::Value &meaning)
    {
        ConsentWord out{word, {}, m_times};
        std::string name;
        if (meaning.object()) {
            json::Reader in(meaning, words.pathOf(word));
            in.only({"act", "decided_at"});
            name = in.text("act");
            out.decidedAt = columnsOf(meaning, in);
            ASSENT_CHECK(in.finish());
        } else {
            name = words.text(word);
        }
        const auto act = actFromName(name);
        if (act && std::find(kActs.begin(), kActs.end(), *act) != kActs.end())
            out.act = act;
        else if (name != "nothing")
            words.fail(word, "must be grant, withdraw, refuse, request or nothing");
        m_rule.words.push_back(std::move(out));
        return words.finish();
    }

    /// One name or several.
    static std::vector<std::string> columnsOf(const json::Value &value, json::Reader &in)
    {
        constexpr std::string_view field = "decided_at";
        if (in.absent(field))
            return {};
        return value.find(field)->isArray() ? in.texts(field) : std::vector<std::string>{in.text(field)};
    }

    void readNotice()
    {
        const bool byVersion = !m_in.absent("notice_version");
        const bool byTime = !m_in.absent("notice");
        if (byVersion && byTime)
            return m_in.fail("notice", "stands beside a version");
        if (byTime && m_in.text("notice") != kInEffect)
            return m_in.fail("notice", "must be \"" + std::string(kInEffect) + "\"");
        if (byTime)
            m_rule.notice = 0;
        if (!byVersion)
            return;
        m_rule.notice = static_cast<int>(m_in.integer("notice_version", 1, 1'000'000));
        if (m_purpose && !m_catalogue.notice(m_purpose->notice, *m_rule.notice))
            m_in.fail("notice_version", "is no version of this purpose's notice");
    }

    void checkOpenings()
    {
        const bool whole = m_rule.key.purpose && m_rule.key.channel && m_rule.key.recipient;
        const bool closes = std::all_of(
            m_rule.words.begin(), m_rule.words.end(), [](const ConsentWord &word) { return !word.act || isClosing(*word.act); });
        if (!whole && !closes)
            m_in.fail("values", "may only withdraw or refuse where purpose, channel or recipient is \"*\"");
    }

    const json::Value &m_value;
    json::Reader &m_in;
    const Catalogue &m_catalogue;
    ConsentRule m_rule;
    const Purpose *m_purpose = nullptr;
    std::vector<std::string> m_times;
};

} // namespace

const ConsentWord *ConsentRule::find(std::string_view word) const
{
    const auto named = std::find_if(words.begin(), words.end(), [&](const ConsentWord &known) { return isSameWord(known.word, word); });
    const auto any = std::find_if(words.begin(), words.end(), [](const ConsentWord &known) { return known.word == kOpen; });
    return named != words.end() ? &*named : any != words.end() ? &*any : nullptr;
}

Result<ConsentRule> consentRuleFromJson(const json::Value &value, std::string path, const Catalogue &catalogue, bool ofFile)
{
    json::Reader in(value, std::move(path));
    if (ofFile)
        in.only({"purpose", "channel", "recipient", "values", "decided_at", "notice_version", "notice", "status"});
    else
        in.only({"purpose", "channel", "recipient", "values", "decided_at", "notice_version", "notice"});
    return RuleReader(value, in, catalogue).read();
}

} // namespace assent
