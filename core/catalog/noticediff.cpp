#include "catalog/noticediff.h"

#include <algorithm>

namespace assent {
namespace {

Error missing(std::string field, std::string detail) { return {ErrorCode::NotFound, std::move(detail), {{}, 0, 0, std::move(field)}}; }

template<typename Names>
std::string listed(const Names &names)
{
    std::string text;
    for (const auto &name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

Result<const NoticeVersion *> versionOf(const Catalogue &catalogue, const NoticeId &notice, int version)
{
    if (const NoticeVersion *found = catalogue.notice(notice, version))
        return found;
    std::set<std::string> notices;
    std::vector<std::string> versions;
    for (const NoticeVersion &known : catalogue.notices()) {
        notices.insert(known.notice.str());
        if (known.notice == notice)
            versions.push_back(std::to_string(known.version));
    }
    if (versions.empty())
        return missing("notice", "there is no notice \"" + notice.str() + "\"; there are " + listed(notices));
    return missing("version", "the notice has no version " + std::to_string(version) + "; there are " + listed(versions));
}

Result<const NoticeRevision *> textOf(const NoticeVersion &version, const std::string &language)
{
    if (const auto found = version.revisions.find(language); found != version.revisions.end())
        return &found->second;
    std::vector<std::string> languages;
    for (const auto &[known, text] : version.revisions)
        languages.push_back(known);
    return missing("language", "the notice has no text in \"" + language + "\"; there are " + listed(languages));
}

int askedAgainBy(const Catalogue &catalogue, const ConsentKey &key, const NoticeId &notice, int low, int high)
{
    int by = 0;
    for (int number = low + 1; number <= high; ++number) {
        const NoticeVersion *version = catalogue.notice(notice, number);
        const auto touches = [&](const KeyPattern &pattern) { return catalogue.matches(pattern, key); };
        if (version && version->material && std::any_of(version->affects.begin(), version->affects.end(), touches))
            by = number;
    }
    return by;
}

} // namespace

Result<NoticeDiff> diffNotice(const Catalogue &catalogue, const NoticeId &notice, int before, int after, const std::string &language)
{
    NoticeDiff diff;
    ASSENT_TRY(diff.before, versionOf(catalogue, notice, before));
    ASSENT_TRY(diff.after, versionOf(catalogue, notice, after));
    ASSENT_TRY(const NoticeRevision *const old, textOf(*diff.before, language));
    ASSENT_TRY(const NoticeRevision *const now, textOf(*diff.after, language));
    diff.language = language;
    diff.title = diffWords(old->title, now->title);
    diff.body = diffWords(old->body, now->body);
    for (const ConsentKey &key : catalogue.keysOf(PersonaId())) {
        const Purpose &purpose = *catalogue.purpose(key.purpose);
        if (purpose.notice != notice || purpose.basis != LegalBasis::Consent)
            continue;
        const int by = askedAgainBy(catalogue, key, notice, std::min(before, after), std::max(before, after));
        diff.toggles.push_back({key.purpose, key.channel, key.recipient, by});
    }
    return diff;
}

} // namespace assent
