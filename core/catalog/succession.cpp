#include "catalog/succession.h"

#include <algorithm>
#include <array>

namespace assent {
namespace {

/// An element of a list with ids, and its path in the document.
struct Entry
{
    const json::Value *value = nullptr;
    std::string path;
};

std::map<std::string, Entry> byId(const json::Value &document, const std::string &list)
{
    std::map<std::string, Entry> out;
    const json::Array &entries = *document.find(list)->array();
    for (std::size_t i = 0; i < entries.size(); ++i)
        out.emplace(*entries[i].find("id")->string(), Entry{&entries[i], list + "[" + std::to_string(i) + "]"});
    return out;
}

/// Absent and null are the same.
bool same(const json::Value *a, const json::Value *b)
{
    const json::Value none;
    return json::canonical(a ? *a : none) == json::canonical(b ? *b : none);
}

int number(const json::Value &owner, std::string_view name) { return static_cast<int>(*owner.find(name)->number()); }

/// The members that differ, but for the version.
std::vector<std::string> changedMembers(const json::Value &old, const json::Value &now)
{
    std::set<std::string> names;
    for (const json::Value *value : {&old, &now}) {
        for (const auto &[name, member] : *value->object())
            names.insert(name);
    }
    names.erase("version");
    std::erase_if(names, [&](const std::string &name) { return same(old.find(name), now.find(name)); });
    return {names.begin(), names.end()};
}

std::string listed(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

class Succession
{
public:
    Succession(const Catalogue &inForce, const json::Value &old, const CatalogueText &next, Timestamp now)
        : m_inForce(inForce), m_old(old), m_next(next), m_new(next.document), m_now(now)
    {
    }

    std::vector<CatalogueFault> run()
    {
        checkHead();
        checkRules();
        keepAll("channels", "channel", "a purpose that no longer uses it leaves it out of its own list");
        keepAll("recipients", "recipient", "a purpose that no longer uses it leaves it out of its own list");
        keepAll("sources", "source", "facts and imports name it");
        keepAll("purposes", "purpose", "give it a retired_at instead");
        keepAll("notices", "notice", "no purpose needs to use it any more");
        inBoth("recipients", [this](const json::Value &old, const Entry &now) { checkRecipient(old, now); });
        inBoth("purposes", [this](const json::Value &old, const Entry &now) { checkPurpose(old, now); });
        inBoth("notices", [this](const json::Value &old, const Entry &now) { checkNotice(old, now); });
        return std::move(m_faults);
    }

private:
    void fault(const json::Value *at, const std::string &path, std::string detail)
    {
        m_faults.push_back(faultAt(m_next, at ? *at : m_new, path, std::move(detail)));
    }
    /// At a member, or at its owner when it is missing.
    void faultOf(const json::Value &owner, const std::string &path, const std::string &member, std::string detail)
    {
        const json::Value *at = owner.find(member);
        fault(at ? at : &owner, path.empty() ? member : path + "." + member, std::move(detail));
    }

    void checkHead()
    {
        if (number(m_new, "version") <= number(m_old, "version"))
            faultOf(m_new, "", "version", "must be higher than " + std::to_string(number(m_old, "version")) + ", which is in force");
        if (!same(m_old.find("controller")->find("id"), m_new.find("controller")->find("id")))
            faultOf(*m_new.find("controller"), "controller", "id", "must stay " + m_inForce.controller().str()
                + ": every consent names its controller");
        const std::vector<std::string> &languages = m_next.catalogue.languages();
        for (const std::string &language : m_inForce.languages()) {
            if (std::find(languages.begin(), languages.end(), language) == languages.end())
                faultOf(m_new, "", "languages", "must keep " + language + ": notices were shown in it");
        }
    }

    void checkRules()
    {
        const json::Value &old = *m_old.find("rules");
        const json::Value &now = *m_new.find("rules");
        const int before = number(old, "version");
        if (number(now, "version") < before)
            faultOf(now, "rules", "version", "must not be lower than " + std::to_string(before) + ", which is in force");
        else if (number(now, "version") == before && !same(&old, &now))
            faultOf(now, "rules", "version", "must be raised above " + std::to_string(before) + ": the rules changed");
    }

    void keepAll(const std::string &list, const std::string &kind, const std::string &instead)
    {
        const auto now = byId(m_new, list);
        for (const auto &[id, entry] : byId(m_old, list)) {
            if (!now.contains(id))
                faultOf(m_new, "", list, "must keep the " + kind + " \"" + id + "\", which events may name; " + instead);
        }
    }

    template<typename Look>
    void inBoth(const std::string &list, Look look)
    {
        const auto now = byId(m_new, list);
        for (const auto &[id, entry] : byId(m_old, list)) {
            if (const auto found = now.find(id); found != now.end())
                look(*entry.value, found->second);
        }
    }

    void checkRecipient(const json::Value &old, const Entry &now)
    {
        if (!same(old.find("kind"), now.value->find("kind")))
            faultOf(*now.value, now.path, "kind", "must stay " + *old.find("kind")->string()
                + ": people decided about a recipient of that kind; add another recipient");
    }

    void checkPurpose(const json::Value &old, const Entry &now)
    {
        checkFixed(old, now);
        checkRetirement(old, now);
        const int before = number(old, "version");
        const std::vector<std::string> changed = changedMembers(old, *now.value);
        if (number(*now.value, "version") < before)
            faultOf(*now.value, now.path, "version", "must not be lower than " + std::to_string(before) + ", which is in force");
        else if (number(*now.value, "version") == before && !changed.empty())
            faultOf(*now.value, now.path, "version", "must be raised above " + std::to_string(before) + ": changed is " + listed(changed));
    }

    /// Withdrawals of a class or a parent cover their purposes, and cut-offs count
    /// the versions of one notice: a purpose that moved could open again.
    void checkFixed(const json::Value &old, const Entry &now)
    {
        constexpr std::array<const char *, 4> kFixed{"class", "parent", "basis", "notice"};
        for (const char *member : kFixed) {
            const bool added = std::string_view(member) == "notice" && !old.find(member);
            if (!added && !same(old.find(member), now.value->find(member)))
                faultOf(*now.value, now.path, member, "is fixed for a purpose, withdrawals rest on it; retire this purpose and add another");
        }
    }

    void checkRetirement(const json::Value &old, const Entry &now)
    {
        const auto endOf = [](const json::Value &purpose) -> std::optional<Timestamp> {
            const json::Value *end = purpose.find("retired_at");
            const auto time = end && end->isString() ? fromRfc3339(*end->string()) : Result<Timestamp>(Error{});
            return time ? std::optional(*time) : std::nullopt;
        };
        const auto before = endOf(old);
        const auto after = endOf(*now.value);
        if (before == after)
            return;
        if (before && *before <= m_now)
            faultOf(*now.value, now.path, "retired_at", "must stay " + toRfc3339(*before)
                + ": a purpose that has ended does not begin again; add another");
        else if (after && *after < m_now)
            faultOf(*now.value, now.path, "retired_at", "must not lie before the publication: what was done until then was allowed");
    }

    void checkNotice(const json::Value &old, const Entry &now)
    {
        const json::Array &before = *old.find("versions")->array();
        const json::Array &after = *now.value->find("versions")->array();
        if (after.size() < before.size())
            faultOf(*now.value, now.path, "versions", "must keep version " + std::to_string(after.size() + 1) + ", which events may name");
        for (std::size_t i = 0; i < after.size(); ++i) {
            const Entry entry{&after[i], now.path + ".versions[" + std::to_string(i) + "]"};
            if (i < before.size())
                checkPublished(before[i], entry);
            else
                checkNewVersion(entry);
        }
    }

    void checkPublished(const json::Value &old, const Entry &now)
    {
        constexpr std::array<const char *, 3> kFixed{"effective", "material", "affects"};
        for (const char *member : kFixed) {
            if (!same(old.find(member), now.value->find(member)))
                faultOf(*now.value, now.path, member, "is published and cannot change; add a version of the notice");
        }
        for (const auto &[language, text] : *old.find("revisions")->object()) {
            if (const json::Value *after = now.value->find("revisions")->find(language))
                checkRevision(text, {after, now.path + ".revisions." + language});
        }
    }

    void checkRevision(const json::Value &old, const Entry &now)
    {
        const int before = number(old, "revision");
        if (number(*now.value, "revision") < before) {
            faultOf(*now.value, now.path, "revision", "must not be lower than " + std::to_string(before) + ", which is in force");
            return;
        }
        if (number(*now.value, "revision") > before)
            return;
        for (const char *member : {"title", "body"}) {
            if (!same(old.find(member), now.value->find(member)))
                faultOf(*now.value, now.path, member, "was published as revision " + std::to_string(before)
                    + " and cannot change under it; raise the revision for the same meaning, or add a version of the notice");
        }
    }

    void checkNewVersion(const Entry &now)
    {
        const auto effective = fromRfc3339(*now.value->find("effective")->string());
        if (effective && *effective < m_now)
            faultOf(*now.value, now.path, "effective", "must not lie before the publication: nobody could have read it then");
    }

    const Catalogue &m_inForce;
    const json::Value &m_old;
    const CatalogueText &m_next;
    const json::Value &m_new;
    Timestamp m_now;
    std::vector<CatalogueFault> m_faults;
};

} // namespace

std::vector<CatalogueFault> checkSuccession(const Catalogue &inForce, const CatalogueText &next, Timestamp now)
{
    const auto old = json::parse(inForce.source());
    if (!old)
        return {{"the catalogue in force cannot be read: " + old.error().detail, {}}};
    return Succession(inForce, *old, next, now).run();
}

} // namespace assent
