#pragma once

#include "catalog/catalogue.h"

namespace assent {

/// Builds a Catalogue out of JSON values that know their lines, and refuses what
/// core/catalog/README.md does not allow. Used by Catalogue::parse and by the
/// joining of files; the first fault wins.
class CatalogueReader
{
public:
    /// `source` is the whole text, rules included; `rules` may come from a file
    /// of its own, and its faults then name that file.
    struct Parts
    {
        const json::Value &document;
        std::string documentName;
        const json::Value &rules;
        std::string rulesName;
        std::string rulesPath; ///< where the rules stand in their file: "rules" or ""
    };
    static Result<Catalogue> read(const Parts &parts, std::string source);

private:
    Result<void> readDocument(const json::Value &document);
    Result<void> readHead(const json::Value &document);
    Result<void> readChannel(const json::Value &value, std::string path);
    Result<void> readSource(const json::Value &value, std::string path);
    Result<void> readRecipient(const json::Value &value, std::string path);
    Result<void> readPurpose(const json::Value &value, std::string path);
    void readUse(json::Reader &in, Purpose &purpose) const;
    Result<void> readNotice(const json::Value &value, std::string path);
    Result<NoticeVersion> readVersion(const json::Value &value, std::string path);
    Result<NoticeRevision> readRevision(const json::Value &value, std::string path);
    Result<void> readChecklist(const json::Value &value, const std::string &path, NoticeVersion &version) const;
    Result<KeyPattern> readAffected(const json::Value &value, std::string path);
    Result<void> checkPurpose(const Purpose &purpose, const json::Value &value, std::string path) const;
    Result<void> checkAffects(const json::Value &document) const;
    Result<void> checkSelf(const json::Value &document) const;
    bool endsInCycle(const Purpose &purpose) const;
    bool hasNotice(const NoticeId &id) const;
    bool touches(const KeyPattern &pattern, const NoticeId &notice) const;

    Result<void> readRules(const json::Value &rules, std::string path);
    Result<void> readRegions(const json::Value &regions, std::string path);
    Result<void> readRule(const json::Value &value, std::string path);
    Result<void> readAsking(const json::Value &value, const std::string &path, RegimeRule &rule) const;

    LocalText local(json::Reader &in, std::string_view name) const;
    template<typename IdType>
    std::vector<IdType> idList(json::Reader &in, std::string_view name) const;

    Catalogue m_out;
    std::set<std::string> m_ids; ///< "kind/id" of everything read so far
};

} // namespace assent
