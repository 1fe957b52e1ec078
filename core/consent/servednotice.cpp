#include "consent/servednotice.h"

namespace assent {

Result<std::optional<ServedNotice>> servedNotice(Database &db, const std::optional<ServedId> &id)
{
    if (!id)
        return std::optional<ServedNotice>();
    ASSENT_TRY(Statement read, db.prepare("SELECT notice, version, language, hash, mode, served_at FROM served_notice WHERE id = ?"));
    ASSENT_TRY(const bool found, read.bind(1, id->bytes()).step());
    if (!found)
        return std::optional<ServedNotice>();
    ServedNotice served;
    served.id = *id;
    served.notice = NoticeId(std::string(read.text(0)));
    served.version = static_cast<int>(read.integer(1));
    served.language = read.text(2);
    ASSENT_TRY(served.hash, toDigest(read.blob(3)));
    served.mode = servedModeFromName(read.text(4)).value_or(ServedMode::None);
    served.servedAt = read.time(5);
    return std::optional(std::move(served));
}

Result<std::optional<Timestamp>> lastServed(Database &db, SubjectId subject, const NoticeId &notice, int version, const Digest &hash)
{
    ASSENT_TRY(Statement read, db.prepare("SELECT n.served_at FROM served_notice n JOIN subject s ON s.seq = n.subject"
        " WHERE s.id = ? AND n.notice = ? AND n.version = ? AND n.hash = ? ORDER BY n.served_at DESC LIMIT 1"));
    ASSENT_TRY(const bool found, read.bind(1, subject.bytes()).bind(2, notice.str()).bind(3, version).bind(4, hash).step());
    return found ? std::optional(read.time(0)) : std::nullopt;
}

std::optional<ServedText> servedText(const Catalogue &catalogue, const NoticeId &notice, int version, const Digest &hash,
    const std::string &language)
{
    const NoticeVersion *found = version > 0 ? catalogue.notice(notice, version) : nullptr;
    std::optional<ServedText> out;
    if (!found)
        return out;
    for (const auto &[tag, revision] : found->revisions) {
        if (revision.hash == hash && (!out || out->language != language))
            out = ServedText{revision, tag};
    }
    return out;
}

} // namespace assent
