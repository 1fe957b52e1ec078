#pragma once

#include "consent/consentstore.h"

namespace assent {

/// Proof that a notice was shown.
struct ServedNotice
{
    ServedId id;
    NoticeId notice;
    int version = 0;
    std::string language;
    Digest hash = {};
    ServedMode mode = ServedMode::None;
    Timestamp servedAt;
};

/// A text that was shown, and the language that it is in.
struct ServedText
{
    NoticeRevision revision;
    std::string language;
};

/// The showing that an act names. Nothing where it names none, or where the showing
/// was recorded by another device.
Result<std::optional<ServedNotice>> servedNotice(Database &db, const std::optional<ServedId> &id);

/// When a person was last shown this text. Nothing: never on this device.
Result<std::optional<Timestamp>> lastServed(Database &db, SubjectId subject, const NoticeId &notice, int version, const Digest &hash);

/// The text of a notice version that has this hash. `language` decides where several
/// do; one that was asked for may not have been there, so the text's own is told.
std::optional<ServedText> servedText(const Catalogue &catalogue, const NoticeId &notice, int version, const Digest &hash,
    const std::string &language);

} // namespace assent
