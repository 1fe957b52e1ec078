#include "transfer/recordkey.h"

#include "receipt/dpvterms.h"

#include <algorithm>

namespace assent {
namespace {

constexpr std::string_view kPurpose = "urn:assent:purpose:";
constexpr std::string_view kRecipient = "urn:assent:recipient:";

bool means(const Purpose &purpose, const RecordTerm &term)
{
    const std::string dpvTerm = dpv::compact(purpose.dpvTerm);
    if (!purpose.dpvTerm.empty() && (term.id == dpvTerm || std::find(term.kinds.begin(), term.kinds.end(), dpvTerm) != term.kinds.end()))
        return true;
    return std::any_of(purpose.name.byLanguage.begin(), purpose.name.byLanguage.end(),
        [&term](const auto &name) { return !term.title.empty() && name.second == term.title; });
}

std::string shownName(const RecordTerm &term)
{
    if (!term.id.empty())
        return term.id;
    return term.kinds.empty() ? term.title : term.kinds.back();
}

class KeyFinder
{
public:
    KeyFinder(const Catalogue &catalogue, const PurposeId &purpose, const ChannelId &channel)
        : m_catalogue(catalogue), m_purpose(purpose), m_channel(channel)
    {
    }

    RecordKeys find(const ConsentRecord &record)
    {
        walk(record.process, record.process);
        if (m_found.keys.empty() && m_found.problems.empty() && !m_purpose.empty())
            addKey(m_purpose, record.process);
        if (m_found.keys.empty() && m_found.problems.empty())
            m_found.problems.emplace_back("names no purpose; say which of the catalogue's it is about");
        return std::move(m_found);
    }

private:
    /// Parts that a process does not state are those of the record as a whole.
    void walk(const RecordProcess &process, const RecordProcess &whole)
    {
        const RecordProcess &parts = process.channels.empty() && process.recipients.empty() ? whole : process;
        for (const RecordTerm &term : process.purposes)
            addPurpose(term, parts);
        for (const RecordProcess &inner : process.processes)
            walk(inner, whole);
    }

    void addPurpose(const RecordTerm &term, const RecordProcess &process)
    {
        if (!m_purpose.empty())
            return addKey(m_purpose, process);
        for (const std::string_view prefix : {kPurpose, kUnomiConsentType}) {
            const PurposeId id(term.id.starts_with(prefix) ? term.id.substr(prefix.size()) : std::string());
            if (!id.empty() && m_catalogue.purpose(id))
                return addKey(id, process);
        }
        std::vector<PurposeId> candidates;
        std::string names;
        for (const Purpose &purpose : m_catalogue.purposes()) {
            if (!means(purpose, term))
                continue;
            candidates.push_back(purpose.id);
            names += (names.empty() ? "" : ", ") + purpose.id.str();
        }
        if (candidates.size() == 1)
            return addKey(candidates.front(), process);
        m_found.problems.push_back(candidates.empty() ? "the catalogue has no purpose for " + shownName(term) + "; say which one it is"
                                                      : shownName(term) + " may be " + names + "; say which one it is");
    }

    void addKey(const PurposeId &id, const RecordProcess &process)
    {
        const Purpose &purpose = *m_catalogue.purpose(id);
        RecordKey key;
        key.pattern.controller = m_catalogue.controller();
        key.pattern.purpose = id;
        key.pattern.channel = channelOf(purpose, process);
        key.pattern.recipient = recipientOf(purpose, process);
        if (!key.pattern.channel)
            key.openParts = "the purpose " + id.str() + " has several channels and the record names none of them; say which one";
        else if (!key.pattern.recipient)
            key.openParts = "the purpose " + id.str() + " has several recipients and the record names none of them";
        const auto same = [&key](const RecordKey &other) { return other.pattern == key.pattern; };
        if (std::none_of(m_found.keys.begin(), m_found.keys.end(), same))
            m_found.keys.push_back(std::move(key));
    }

    std::optional<ChannelId> channelOf(const Purpose &purpose, const RecordProcess &process) const
    {
        if (!m_channel.empty())
            return m_channel;
        if (process.channels.size() == 1)
            return ChannelId(process.channels.front());
        return purpose.channels.size() == 1 ? std::optional(purpose.channels.front()) : std::nullopt;
    }

    static std::optional<RecipientId> recipientOf(const Purpose &purpose, const RecordProcess &process)
    {
        for (const RecordParty &party : process.recipients) {
            if (party.id.starts_with(kRecipient))
                return RecipientId(party.id.substr(kRecipient.size()));
        }
        const auto own = std::find(purpose.recipients.begin(), purpose.recipients.end(), kSelf);
        if (own != purpose.recipients.end())
            return kSelf;
        return purpose.recipients.size() == 1 ? std::optional(purpose.recipients.front()) : std::nullopt;
    }

    const Catalogue &m_catalogue;
    const PurposeId &m_purpose;
    const ChannelId &m_channel;
    RecordKeys m_found;
};

/// A period in days, by the shortest months and years: a consent may not last
/// longer than it was given for.
std::chrono::milliseconds shortest(std::string_view period)
{
    std::chrono::milliseconds sum{0};
    std::int64_t number = 0;
    bool time = false;
    for (char c : period.substr(std::min<std::size_t>(1, period.size()))) {
        if (c == 'T') {
            time = true;
        } else if (c >= '0' && c <= '9') {
            number = std::min<std::int64_t>(number * 10 + (c - '0'), 100'000);
        } else {
            const std::int64_t days = c == 'Y' ? 365 : c == 'W' ? 7 : c == 'M' ? 28 : c == 'D' ? 1 : 0;
            sum += time ? (c == 'H' ? std::chrono::milliseconds(std::chrono::hours(number)) : std::chrono::milliseconds(0))
                        : std::chrono::milliseconds(std::chrono::days(number * days));
            number = 0;
        }
    }
    return sum;
}

} // namespace

RecordKeys recordKeys(const ConsentRecord &record, const Catalogue &catalogue, const PurposeId &purpose, const ChannelId &channel)
{
    return KeyFinder(catalogue, purpose, channel).find(record);
}

ConsentEnd consentEndOf(const RecordEvent &event, const ConsentRecord &record, Timestamp from)
{
    ConsentEnd lapse;
    for (const RecordEvent &other : record.events) {
        if (other.state == RecordState::Expired)
            lapse.at = std::min(lapse.at.value_or(Timestamp::max()), other.time ? other.time->at : from);
    }
    if (!event.holds)
        return lapse;
    if (event.holds->occurrences) {
        lapse.fault = "holds for a number of times, which cannot be kept here";
        return lapse;
    }
    std::optional<Timestamp> end;
    if (event.holds->until)
        end = event.holds->until->at;
    else if (!event.holds->period.empty())
        end = from + shortest(event.holds->period);
    if (end)
        lapse.at = std::min(lapse.at.value_or(*end), *end);
    return lapse;
}

} // namespace assent
